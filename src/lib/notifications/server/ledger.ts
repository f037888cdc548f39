import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import type { Clock } from '#lib/platform/server/clock.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import { isUnwanted } from '../kinds.ts';
import { noteFoundAddresses, noteLostWays } from './lost-ways.ts';
import type { Parcel } from './parcels.ts';

export type Entry =
	| { parcel: Parcel; did: 'sent' }
	| { parcel: Parcel; did: 'later'; failure: string; dueAt: Date; afterMs: number | undefined; owner: string }
	| {
			parcel: Parcel;
			did: 'failed';
			failure: string;
			/** Delete the push subscription: the service says that it is no more. */
			deadSubscription: boolean;
			/** Nobody is at that address. */
			lostAddress: boolean;
			/** Where no other push reached the recipient, an e-mail goes instead. */
			mailInstead: boolean;
	  }
	/** Held back until its reader may be disturbed; no try is counted. */
	| { parcel: Parcel; did: 'waits'; until: Date; digest: boolean; owner: string }
	/** It was to go with another that could not be sent: now by itself. */
	| { parcel: Parcel; did: 'alone' };

/**
 * Writes down what became of the deliveries. `note` answers after the commit; what arrives while one commit is under
 * way, or within `gatherMs`, shares the next.
 */
export function openLedger(
	store: Store,
	clock: Clock,
	gatherMs = 0,
): { note: (entry: Entry) => Promise<void> } {
	let waiting: Entry[] = [];
	let next: Promise<void> | undefined;
	let writing: Promise<void> = Promise.resolve();
	return {
		note(entry) {
			waiting.push(entry);
			next ??= Promise.all([writing, gatherMs && pause(gatherMs)]).then(() => {
				const entries = waiting;
				waiting = [];
				next = undefined;
				const written = store.transact((tx) => write(tx, entries, clock.now()));
				writing = written.catch(() => {});
				return written;
			});
			return next;
		},
	};
}

async function write(tx: Tx, entries: Entry[], now: Date): Promise<void> {
	const all = entries.flatMap((entry) => [entry, ...othersOf(entry)]);
	for (const [schoolId, ofSchool] of Map.groupBy(all, ({ parcel }) => parcel.schoolId)) {
		const sent = ofSchool.filter(({ did }) => did === 'sent').map(({ parcel }) => parcel);
		const later = ofSchool.filter((entry) => entry.did === 'later');
		const failed = ofSchool.filter((entry) => entry.did === 'failed');
		await writeSent(tx, schoolId, sent, now);
		for (const lot of lots(later, ({ failure, parcel, afterMs = 0 }) =>
			[failure, parcel.attempts, afterMs].join(),
		))
			await writeLater(tx, schoolId, lot);
		for (const lot of lots(failed, ({ failure }) => failure)) await writeFailed(tx, schoolId, lot);
		await noteLostWays(tx, schoolId, failed, now);
		await noteFoundAddresses(tx, schoolId, sent);
		const waits = ofSchool.filter((entry) => entry.did === 'waits');
		for (const lot of lots(waits, ({ until, digest }) => [until.getTime(), digest].join()))
			await writeWaits(tx, schoolId, lot);
		const alone = ofSchool.filter((entry) => entry.did === 'alone');
		if (alone.length > 0) await writeAlone(tx, schoolId, alone);
		await mailInstead(tx, schoolId, failed, now);
	}
}

const free = { leaseUntil: null, leaseOwner: null };

/** Of a lot those that are still to be sent; of one `owner`: someone else may have claimed it after our lease lapsed. */
function stillDue(tx: Tx, schoolId: string, entries: readonly Entry[], owner?: string): SQL | undefined {
	const { delivery } = tx.t;
	return and(
		areThese(
			tx,
			schoolId,
			entries.map(({ parcel }) => parcel),
		),
		owner === undefined ? undefined : eq(delivery.leaseOwner, owner),
		eq(delivery.state, 'due'),
	);
}

function areThese(tx: Tx, schoolId: string, parcels: readonly Parcel[]): SQL | undefined {
	const { delivery } = tx.t;
	const ids = parcels.map(({ id }) => id);
	return and(eq(delivery.schoolId, schoolId), inArray(delivery.id, ids));
}

async function writeSent(tx: Tx, schoolId: string, parcels: Parcel[], now: Date): Promise<void> {
	if (parcels.length === 0) return;
	const { delivery, pushSubscription } = tx.t;
	await tx
		.update(delivery)
		.set({ state: 'sent', sentAt: now, failure: null, ...free })
		.where(areThese(tx, schoolId, parcels));
	const subscriptions = parcels.flatMap(({ channel, target }) => (channel === 'push' ? target : []));
	if (subscriptions.length > 0)
		await tx
			.update(pushSubscription)
			.set({ lastSentAt: now })
			.where(and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.id, subscriptions)));
}

type Later = Extract<Entry, { did: 'later' }>;
type Failed = Extract<Entry, { did: 'failed' }>;
type Waits = Extract<Entry, { did: 'waits' }>;
type Alone = Extract<Entry, { did: 'alone' }>;

/** What became of those that went with it. Of who may not be told any more, nothing was said. */
function othersOf({ parcel, did }: Entry): Entry[] {
	if (did === 'later' || did === 'waits') return [];
	return (parcel.others ?? []).map((other) =>
		other.hindrance
			? {
					parcel: other,
					did: 'failed',
					failure: other.hindrance,
					deadSubscription: false,
					lostAddress: false,
					mailInstead: other.route === 'one' && other.hindrance === 'no_subscription',
				}
			: { parcel: other, did: did === 'sent' ? 'sent' : 'alone' },
	);
}

/** Lots that are written with one statement each. */
function lots<E extends Later | Failed | Waits>(entries: E[], alike: (entry: E) => string): E[][] {
	return [...Map.groupBy(entries, alike).values()];
}

async function writeLater(tx: Tx, schoolId: string, entries: Later[]): Promise<void> {
	const { delivery } = tx.t;
	const last = entries.reduce((a, b) => (a.dueAt > b.dueAt ? a : b));
	await tx
		.update(delivery)
		.set({ dueAt: last.dueAt, failure: last.failure, ...free })
		.where(stillDue(tx, schoolId, entries, last.owner));
}

async function writeWaits(tx: Tx, schoolId: string, entries: Waits[]): Promise<void> {
	const { delivery } = tx.t;
	const [first] = entries;
	if (!first) return;
	await tx
		.update(delivery)
		.set({
			dueAt: first.until,
			...(first.digest && { digest: 'waits' as const }),
			attempts: sql`${delivery.attempts} - 1`,
			...free,
		})
		.where(stillDue(tx, schoolId, entries, first.owner));
}

async function writeAlone(tx: Tx, schoolId: string, entries: Alone[]): Promise<void> {
	const { delivery } = tx.t;
	await tx
		.update(delivery)
		.set({ digest: 'over' })
		.where(stillDue(tx, schoolId, entries));
}

async function writeFailed(tx: Tx, schoolId: string, entries: Failed[]): Promise<void> {
	const { delivery, pushSubscription } = tx.t;
	await tx
		.update(delivery)
		.set({ state: 'failed', failure: entries[0]?.failure ?? null, ...free })
		.where(stillDue(tx, schoolId, entries));
	const dead = entries.flatMap(({ deadSubscription, parcel }) => (deadSubscription ? parcel.target : []));
	if (dead.length > 0)
		await tx
			.delete(pushSubscription)
			.where(and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.id, dead)));
}

/** Queues an e-mail for notices that no push can reach any more: none was sent and none is still on its way. */
async function mailInstead(tx: Tx, schoolId: string, entries: Failed[], now: Date): Promise<void> {
	const lost = entries.flatMap(({ mailInstead, parcel: { noticeId, expiresAt } }) =>
		mailInstead && noticeId ? [{ noticeId, expiresAt }] : [],
	);
	if (lost.length === 0) return;
	const { delivery, notice, guardian, preference } = tx.t;
	const noticeIds = lost.map(({ noticeId }) => noticeId);
	const others = await tx
		.select({ noticeId: delivery.noticeId })
		.from(delivery)
		.where(
			and(
				eq(delivery.schoolId, schoolId),
				inArray(delivery.noticeId, noticeIds),
				inArray(delivery.state, ['due', 'sent']),
			),
		);
	const reached = new Set(others.map(({ noticeId }) => noticeId));
	const recipients = await tx
		.select({
			noticeId: notice.id,
			email: guardian.email,
			byEmail: preference.email,
			unwanted: preference.unwanted,
			sort: notice.sort,
		})
		.from(notice)
		.innerJoin(guardian, and(eq(guardian.schoolId, notice.schoolId), eq(guardian.id, notice.guardianId)))
		.leftJoin(
			preference,
			and(eq(preference.schoolId, guardian.schoolId), eq(preference.guardianId, guardian.id)),
		)
		.where(and(eq(notice.schoolId, schoolId), inArray(notice.id, noticeIds)));
	const expiry = new Map(lost.map(({ noticeId, expiresAt }) => [noticeId, expiresAt]));
	const mails = recipients.flatMap(({ noticeId, email, byEmail, unwanted, sort }) =>
		email && byEmail !== false && !isUnwanted(unwanted, sort, 'email') && !reached.has(noticeId)
			? [
					{
						schoolId,
						id: mailIdOf(noticeId),
						noticeId,
						channel: 'email' as const,
						target: email,
						state: 'due' as const,
						dueAt: now,
						expiresAt: expiry.get(noticeId) ?? null,
						createdAt: now,
					},
				]
			: [],
	);
	if (mails.length > 0) await tx.insert(delivery).values(mails).onConflictDoNothing();
}

/** One e-mail instead of pushes per notice, whichever process finds out that they are dead. */
function mailIdOf(noticeId: string): string {
	return sha256(`mail instead of push ${noticeId}`).slice(0, 20);
}
