// What is known of each notice: that it was told, tried, taken by the other side, and opened. That a mail server or a push
// service took it says nothing of who read it.
import {
	and,
	asc,
	count,
	countDistinct,
	desc,
	eq,
	gte,
	inArray,
	isNotNull,
	isNull,
	lte,
	max,
	min,
	notExists,
	type SQL,
	notInArray,
	or,
} from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { betweenParents } from '../kinds.ts';
import type { ProofOfWay } from '../proof-of-way.ts';
import { lostForm } from './lost-ways.ts';

/** The ways to a guardian, as they are now. */
export interface WaysNow {
	/** Devices that get push messages. */
	devices: number;
	/** Turned off by the guardian. */
	wantsPush: boolean;
	wantsEmail: boolean;
	/** Mail to the address that the school has now came back: since when. */
	emailLost: Date | null;
	/** The last device is gone: since when. */
	pushLost: Date | null;
}

/** By guardian: of the whole school, or of these. Three queries. */
export async function waysNow(
	db: Reader,
	schoolId: string,
	only?: readonly string[],
): Promise<(guardianId: string) => WaysNow> {
	const { pushSubscription, preference, lostWay, guardian } = db.t;
	const subscriptions = await db
		.select({ guardianId: pushSubscription.guardianId, devices: count() })
		.from(pushSubscription)
		.where(and(eq(pushSubscription.schoolId, schoolId), ofThese(pushSubscription.guardianId, only)))
		.groupBy(pushSubscription.guardianId);
	const choices = await db
		.select({ guardianId: preference.guardianId, push: preference.push, email: preference.email })
		.from(preference)
		.where(and(eq(preference.schoolId, schoolId), ofThese(preference.guardianId, only)));
	const lost = await db
		.select({
			guardianId: lostWay.guardianId,
			channel: lostWay.channel,
			address: lostWay.address,
			since: lostWay.since,
			email: guardian.email,
		})
		.from(lostWay)
		.innerJoin(guardian, and(eq(guardian.schoolId, lostWay.schoolId), eq(guardian.id, lostWay.guardianId)))
		.where(and(eq(lostWay.schoolId, schoolId), ofThese(lostWay.guardianId, only)));
	const devices = new Map(subscriptions.map((row) => [row.guardianId, Number(row.devices)]));
	const chosen = new Map(choices.map((row) => [row.guardianId, row]));
	// an address that was mended since is not lost
	const stillSo = lost.filter(
		({ channel, address, email }) => channel === 'push' || lostForm(email ?? '') === address,
	);
	const since = new Map(stillSo.map((row) => [`${row.channel} ${row.guardianId}`, row.since]));
	return (guardianId) => ({
		devices: devices.get(guardianId) ?? 0,
		wantsPush: chosen.get(guardianId)?.push ?? true,
		wantsEmail: chosen.get(guardianId)?.email ?? true,
		emailLost: since.get(`email ${guardianId}`) ?? null,
		pushLost: since.get(`push ${guardianId}`) ?? null,
	});
}

function ofThese(
	column: Parameters<typeof inArray>[0],
	only: readonly string[] | undefined,
): SQL | undefined {
	return only && inArray(column, [...only]);
}

/** What a guardian opened last, and the oldest that they did not open of what was told between `from` and `till`. */
export interface Opening {
	last: Date | null;
	oldest: Date | null;
}

/** By guardian. What concerns the safety of the account only is left out. Two queries. */
export async function openings(
	db: Reader,
	schoolId: string,
	{ from, till, only }: { from: Date; till: Date; only?: readonly string[] },
): Promise<(guardianId: string) => Opening> {
	const { notice } = db.t;
	const theirs = and(
		eq(notice.schoolId, schoolId),
		isNotNull(notice.guardianId),
		notInArray(notice.kind, betweenParents),
		ofThese(notice.guardianId, only),
	);
	const opened = await db
		.select({ guardianId: notice.guardianId, last: max(notice.openedAt) })
		.from(notice)
		.where(and(theirs, isNotNull(notice.openedAt)))
		.groupBy(notice.guardianId);
	const waiting = await db
		.select({ guardianId: notice.guardianId, oldest: min(notice.createdAt) })
		.from(notice)
		.where(
			and(
				theirs,
				isNull(notice.openedAt),
				isNotNull(notice.sort),
				gte(notice.createdAt, from),
				lte(notice.createdAt, till),
			),
		)
		.groupBy(notice.guardianId);
	const last = new Map(opened.map((row) => [row.guardianId, row.last]));
	const oldest = new Map(waiting.map((row) => [row.guardianId, row.oldest]));
	return (guardianId) => ({ last: last.get(guardianId) ?? null, oldest: oldest.get(guardianId) ?? null });
}

/** Which notices: what was told from then on, about one thing, to these. */
export interface Which {
	from: Date;
	now: Date;
	/** Where they lead. */
	path?: string;
	only?: readonly string[];
	/** Of what is about one child: these only. */
	childIds?: readonly string[];
}

function told(db: Reader, schoolId: string, { from, now, path, only, childIds }: Which): SQL | undefined {
	const { notice } = db.t;
	return and(
		eq(notice.schoolId, schoolId),
		isNotNull(notice.guardianId),
		isNotNull(notice.sort),
		notInArray(notice.kind, betweenParents),
		gte(notice.createdAt, from),
		lte(notice.createdAt, now),
		path === undefined ? undefined : eq(notice.path, path),
		childIds && or(isNull(notice.childId), inArray(notice.childId, [...childIds])),
		ofThese(notice.guardianId, only),
	);
}

/** Notices of one kind about one thing, counted. */
export interface ToldTogether {
	kind: string;
	path: string;
	/** When the first and the last of them were told. */
	first: Date;
	last: Date;
	told: number;
	/** Taken by a mail server or a push service, by one way at least. */
	accepted: number;
	opened: number;
	/** Still on its way by every way. */
	waiting: number;
	/** Neither: no way was open, or none worked. */
	notSent: number;
}

/** What was told, together where it is of one kind and about one thing; the newest first, `most` of them. Three queries. */
export async function toldTogether(
	db: Reader,
	schoolId: string,
	which: Which,
	most = 100,
): Promise<ToldTogether[]> {
	const { notice, delivery } = db.t;
	const where = told(db, schoolId, which);
	const last = max(notice.createdAt);
	const all = await db
		.select({
			kind: notice.kind,
			path: notice.path,
			first: min(notice.createdAt),
			last,
			told: count(),
			opened: count(notice.openedAt),
		})
		.from(notice)
		.where(where)
		.groupBy(notice.kind, notice.path)
		.orderBy(desc(last), asc(notice.kind), asc(notice.path))
		.limit(most);
	const withDelivery = (state: 'sent' | 'due', more?: SQL) =>
		db
			.select({ kind: notice.kind, path: notice.path, notices: countDistinct(notice.id) })
			.from(notice)
			.innerJoin(delivery, and(eq(delivery.schoolId, notice.schoolId), eq(delivery.noticeId, notice.id)))
			.where(and(where, eq(delivery.schoolId, schoolId), eq(delivery.state, state), more))
			.groupBy(notice.kind, notice.path);
	const other = delivery;
	const sentToo = db
		.select({ id: other.id })
		.from(other)
		.where(and(eq(other.schoolId, schoolId), eq(other.noticeId, notice.id), eq(other.state, 'sent')));
	const accepted = byKey(await withDelivery('sent'));
	const waiting = byKey(await withDelivery('due', notExists(sentToo)));
	return all.flatMap(({ kind, path, first, last, ...counts }) => {
		if (!first || !last) return [];
		const key = `${kind} ${path}`;
		const one = {
			told: Number(counts.told),
			accepted: accepted.get(key) ?? 0,
			waiting: waiting.get(key) ?? 0,
		};
		const notSent = one.told - one.accepted - one.waiting;
		return [{ kind, path, first, last, ...one, opened: Number(counts.opened), notSent }];
	});
}

function byKey(rows: { kind: string; path: string; notices: number }[]): Map<string, number> {
	return new Map(rows.map(({ kind, path, notices }) => [`${kind} ${path}`, Number(notices)]));
}

/** What is known of one notice. */
export interface Proof {
	noticeId: string;
	guardianId: string;
	kind: string;
	path: string;
	toldAt: Date;
	openedAt: Date | null;
	/** By which ways; empty when none was open. */
	ways: ProofOfWay[];
}

/** What is known of each notice, the newest first. Two queries. */
export async function proofs(db: Reader, schoolId: string, which: Which, most: number): Promise<Proof[]> {
	const { notice, delivery } = db.t;
	const rows = await db
		.select({
			noticeId: notice.id,
			guardianId: notice.guardianId,
			kind: notice.kind,
			path: notice.path,
			toldAt: notice.createdAt,
			openedAt: notice.openedAt,
		})
		.from(notice)
		.where(told(db, schoolId, which))
		.orderBy(desc(notice.createdAt), desc(notice.id))
		.limit(most);
	if (rows.length === 0) return [];
	const tries = await db
		.select({
			noticeId: delivery.noticeId,
			channel: delivery.channel,
			state: delivery.state,
			attempts: delivery.attempts,
			acceptedAt: delivery.sentAt,
			failure: delivery.failure,
		})
		.from(delivery)
		.where(
			and(
				eq(delivery.schoolId, schoolId),
				inArray(
					delivery.noticeId,
					rows.map(({ noticeId }) => noticeId),
				),
			),
		)
		.orderBy(asc(delivery.createdAt), asc(delivery.id));
	const ways = Map.groupBy(tries, ({ noticeId }) => noticeId);
	return rows.map(({ guardianId, ...row }) => ({
		...row,
		guardianId: guardianId ?? '',
		ways: (ways.get(row.noticeId) ?? []).map(({ noticeId: _, attempts, ...way }) => ({
			...way,
			tried: attempts > 0,
		})),
	}));
}
