import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { isUnwanted, type Pace, type Sort } from '../kinds.ts';
import { waitsUntil } from './calm.ts';
import { fillNotices } from './fill.ts';
import { isRefused, isResting } from './lost-ways.ts';
import { calmColumns, calmOf } from './preferences.ts';
import { topicOf } from './topic.ts';
import type { FilledContent } from './written.ts';

/**
 * Three queues that do not wait for each other: a sign-in code must not stand behind five thousand reminders.
 * `codes`: mails that are no notice.
 */
export const lanes = ['codes', 'mails', 'pushes'] as const;
export type Lane = (typeof lanes)[number];

/** Everything that a channel needs to send one delivery. */
export interface Parcel {
	schoolId: string;
	id: string;
	/** Null for a mail that is no notice. */
	noticeId: string | null;
	/** What a newer message replaces an older by (`topicOf`); missing: its own name. */
	topic?: string;
	channel: 'email' | 'push';
	/** Address, or id of the push subscription. */
	target: string;
	content: FilledContent;
	expiresAt: Date | null;
	/** Tries so far, this one included. */
	attempts: number;
	route: 'email' | 'one' | 'both' | null;
	/** What its reader can turn off; null: nothing. */
	sort: Sort | null;
	/** Null for staff and for a mail that is no notice. */
	guardianId: string | null;
	school: { name: string; email: string | null };
	subscription: { endpoint: string; p256dh: string; auth: string } | null;
	/** The lock screen may show nothing about the child. */
	discreet: boolean;
	/** Notices that the recipient has not read yet, this one included. */
	unread: number;
	/** A server refused this address before, and may know it again. */
	foundAgain?: boolean;
	/** Why it must not be sent after all. */
	hindrance: 'barred' | 'not_wanted' | 'no_subscription' | 'bounced' | null;
	/** Its reader wants to be left alone until then; `digest`: and then to be told with the others of the day. */
	waits?: { until: Date; digest: boolean };
	/** Others of the day to the same target, said together with this one. */
	others?: Parcel[];
}

/**
 * Claims up to `most` deliveries of a lane that are due, for `leaseMs`, and gives what to send. Several processes may
 * ask at once: each row goes to one of them. A claim whose process dies lapses with its lease. What is worth nothing
 * any more (`expiresAt`) is closed unsent.
 */
export async function claimDue(
	store: Store,
	lane: Lane,
	{ owner, now, leaseMs, most }: { owner: string; now: Date; leaseMs: number; most: number },
): Promise<Parcel[]> {
	const waiting = await acrossSchools(WHY, () =>
		store.read
			.select({ id: store.t.delivery.id })
			.from(store.t.delivery)
			.where(claimable(store.read, lane, now, leaseMs))
			.limit(1),
	);
	if (waiting.length === 0) return [];
	const claimed = await store.transact((tx) =>
		acrossSchools(WHY, () => claim(tx, lane, owner, now, leaseMs, most)),
	);
	return claimed.length > 0 ? withOthers(store.read, await load(store.read, claimed, now), now) : [];
}

const WHY = 'one outbox serves all schools';

async function claim(tx: Tx, lane: Lane, owner: string, now: Date, leaseMs: number, most: number) {
	const { delivery } = tx.t;
	const due = claimable(tx, lane, now, leaseMs);
	await tx
		.update(delivery)
		.set({ state: 'failed', failure: 'expired', leaseUntil: null, leaseOwner: null })
		.where(and(due, lte(delivery.expiresAt, now)));
	const next = await tx
		.select({ id: delivery.id })
		.from(delivery)
		.where(due)
		.orderBy(asc(delivery.dueAt), asc(delivery.id))
		.limit(most);
	if (next.length === 0) return [];
	const ids = next.map(({ id }) => id);
	return tx
		.update(delivery)
		.set({
			leaseUntil: new Date(now.getTime() + leaseMs),
			leaseOwner: owner,
			// counted before the try: a delivery that brings the process down does not do so for ever
			attempts: sql`${delivery.attempts} + 1`,
		})
		.where(and(due, inArray(delivery.id, ids)))
		.returning({ schoolId: delivery.schoolId, id: delivery.id });
}

function claimable(db: Reader, lane: Lane, now: Date, leaseMs: number): SQL | undefined {
	const { delivery } = db.t;
	return and(
		eq(delivery.state, 'due'),
		lte(delivery.dueAt, now),
		or(
			isNull(delivery.leaseUntil),
			lte(delivery.leaseUntil, now),
			// no lease is so long: the clock was put back since
			gt(delivery.leaseUntil, new Date(now.getTime() + leaseMs)),
		),
		or(isNull(delivery.digest), eq(delivery.digest, 'over')),
		eq(delivery.channel, lane === 'pushes' ? 'push' : 'email'),
		lane === 'codes' ? isNull(delivery.noticeId) : isNotNull(delivery.noticeId),
	);
}

type Loaded = Parcel & { gathered: boolean };

async function load(db: Reader, claimed: { schoolId: string; id: string }[], now: Date): Promise<Loaded[]> {
	const { delivery, notice, school, preference, pushSubscription, guardianship, guardian, lostWay } = db.t;
	const schoolIds = [...new Set(claimed.map(({ schoolId }) => schoolId))];
	const ids = claimed.map(({ id }) => id);
	const rows = await db
		.select({
			delivery,
			notice: {
				content: notice.content,
				route: notice.route,
				guardianId: notice.guardianId,
				childId: notice.childId,
				needsSay: notice.needsSay,
				sort: notice.sort,
				pace: notice.pace,
				onceKey: notice.onceKey,
			},
			school: { name: school.name, email: school.email },
			timeZone: school.timeZone,
			preference: {
				push: preference.push,
				email: preference.email,
				discreet: preference.discreet,
				unwanted: preference.unwanted,
			},
			calm: calmColumns(db),
			subscription: {
				endpoint: pushSubscription.endpoint,
				p256dh: pushSubscription.p256dh,
				auth: pushSubscription.auth,
			},
			level: guardianship.level,
			lost: { address: lostWay.address, lastAt: lostWay.lastAt, failure: lostWay.failure },
			reads: guardian.writtenLanguage,
		})
		.from(delivery)
		.innerJoin(school, eq(school.id, delivery.schoolId))
		.leftJoin(notice, and(eq(notice.schoolId, delivery.schoolId), eq(notice.id, delivery.noticeId)))
		.leftJoin(
			preference,
			and(eq(preference.schoolId, notice.schoolId), eq(preference.guardianId, notice.guardianId)),
		)
		.leftJoin(
			pushSubscription,
			and(eq(pushSubscription.schoolId, delivery.schoolId), eq(pushSubscription.id, delivery.target)),
		)
		.leftJoin(
			lostWay,
			and(
				eq(lostWay.schoolId, notice.schoolId),
				eq(lostWay.guardianId, notice.guardianId),
				eq(lostWay.channel, delivery.channel),
			),
		)
		.leftJoin(guardian, and(eq(guardian.schoolId, notice.schoolId), eq(guardian.id, notice.guardianId)))
		.leftJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, notice.schoolId),
				eq(guardianship.guardianId, notice.guardianId),
				eq(guardianship.childId, notice.childId),
			),
		)
		.where(and(inArray(delivery.schoolId, schoolIds), inArray(delivery.id, ids)));
	const guardianIds = rows.flatMap(({ notice }) => notice?.guardianId ?? []);
	const unread = await countUnread(db, schoolIds, guardianIds, now);
	const written = rows.flatMap((row) => {
		const content = row.notice?.content ?? row.delivery.content;
		return content ? [{ row, schoolId: row.delivery.schoolId, content, reads: row.reads }] : [];
	});
	return (await fillNotices(db, written)).map(({ row, content }) => {
		return {
			schoolId: row.delivery.schoolId,
			id: row.delivery.id,
			noticeId: row.delivery.noticeId,
			...topicIn(row),
			channel: row.delivery.channel,
			target: row.delivery.target,
			content,
			expiresAt: row.delivery.expiresAt,
			attempts: row.delivery.attempts,
			route: row.notice?.route ?? null,
			sort: row.notice?.sort ?? null,
			guardianId: row.notice?.guardianId ?? null,
			school: row.school,
			subscription: row.subscription,
			discreet: row.preference?.discreet ?? true,
			unread: unread.get(`${row.delivery.schoolId}/${row.notice?.guardianId ?? ''}`) ?? 0,
			hindrance: hindranceOf(row, now),
			foundAgain: isRefused(row.lost, row.delivery.target),
			gathered: row.delivery.digest === 'over',
			waits: waitOf(row, now),
		};
	});
}

function topicIn({
	delivery,
	notice,
}: {
	delivery: { schoolId: string; noticeId: string | null };
	notice: { onceKey: string } | null;
}) {
	if (!delivery.noticeId || !notice) return {};
	return { topic: topicOf({ id: delivery.noticeId, onceKey: notice.onceKey, schoolId: delivery.schoolId }) };
}

/** What changed between queueing and sending counts: rights and choices work at once. */
function hindranceOf(
	row: {
		delivery: { channel: 'email' | 'push'; target: string };
		notice: {
			guardianId: string | null;
			childId: string | null;
			needsSay: boolean;
			sort: string | null;
		} | null;
		preference: { push: boolean; email: boolean; unwanted: string[] | null } | null;
		subscription: object | null;
		level: string | null;
		lost: { address: string; lastAt: Date } | null;
	},
	now: Date,
): Parcel['hindrance'] {
	const { delivery, notice, preference, subscription, level, lost } = row;
	if (notice?.guardianId && notice.childId && (level === null || level === 'nothing')) return 'barred';
	if (notice?.needsSay && level !== 'full') return 'barred';
	if (preference?.[delivery.channel] === false) return 'not_wanted';
	if (isUnwanted(preference?.unwanted, notice?.sort ?? null, delivery.channel)) return 'not_wanted';
	if (delivery.channel === 'push' && !subscription) return 'no_subscription';
	if (notice?.sort !== 'urgent' && isResting(lost, delivery.target, now)) return 'bounced';
	return null;
}

/** Quiet hours and Sundays are those of guardians; staff and codes wait for nothing. */
function waitOf(
	row: {
		delivery: { expiresAt: Date | null; digest: string | null };
		notice: { guardianId: string | null; pace: Pace } | null;
		calm: Parameters<typeof calmOf>[0];
		timeZone: string;
	},
	now: Date,
): Parcel['waits'] {
	const { delivery, notice, calm, timeZone } = row;
	if (!notice?.guardianId) return undefined;
	const { expiresAt, digest } = delivery;
	return waitsUntil(
		{ pace: notice.pace, expiresAt, gathered: digest === 'over', now, timeZone },
		calmOf(calm),
	);
}

/** Adds to those that have waited for the others of the day who goes with them. */
async function withOthers(db: Reader, parcels: Loaded[], now: Date): Promise<Parcel[]> {
	const carriers = parcels.filter(({ gathered }) => gathered);
	if (carriers.length === 0) return parcels;
	const { delivery } = db.t;
	const schoolIds = [...new Set(carriers.map(({ schoolId }) => schoolId))];
	const rows = await db
		.select({ schoolId: delivery.schoolId, id: delivery.id })
		.from(delivery)
		.where(
			and(
				inArray(delivery.schoolId, schoolIds),
				eq(delivery.state, 'due'),
				inArray(delivery.channel, ['email', 'push']),
				lte(delivery.dueAt, now),
				eq(delivery.digest, 'with'),
				inArray(
					delivery.target,
					carriers.map(({ target }) => target),
				),
			),
		)
		.orderBy(asc(delivery.createdAt), asc(delivery.id));
	const others = rows.length > 0 ? await load(db, rows, now) : [];
	const sameTarget = (one: Parcel) => [one.schoolId, one.channel, one.target].join(' ');
	const byTarget = Map.groupBy(others, sameTarget);
	return parcels.map((parcel) => ({
		...parcel,
		...(parcel.gathered && { others: byTarget.get(sameTarget(parcel)) }),
	}));
}

async function countUnread(
	db: Reader,
	schoolIds: string[],
	guardianIds: string[],
	now: Date,
): Promise<Map<string, number>> {
	if (guardianIds.length === 0) return new Map();
	const { notice } = db.t;
	const rows = await db
		.select({ schoolId: notice.schoolId, guardianId: notice.guardianId, unread: count() })
		.from(notice)
		.where(
			and(
				inArray(notice.schoolId, schoolIds),
				inArray(notice.guardianId, guardianIds),
				isNull(notice.readAt),
				eq(notice.emptied, false),
				lte(notice.createdAt, now),
			),
		)
		.groupBy(notice.schoolId, notice.guardianId);
	return new Map(rows.map((row) => [`${row.schoolId}/${row.guardianId}`, Number(row.unread)]));
}
