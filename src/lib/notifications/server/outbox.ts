import type { Store } from '#lib/database/store.ts';
import type { Clock } from '#lib/platform/server/clock.ts';
import { log } from '#lib/platform/server/log.ts';
import { retryDelay } from './backoff.ts';
import { openLedger, type Entry } from './ledger.ts';
import { inOne } from './digest.ts';
import { claimDue, lanes, type Lane, type Parcel } from './parcels.ts';

/** What became of one try. `failure` is a code for the log and the school, never the service's own text. */
export type Outcome =
	| { did: 'sent' }
	/**
	 * Won't ever work. `gone`: the push subscription is dead and is deleted; `lost`: there is nobody at that address, so that
	 * mails to it rest for a while.
	 */
	| { did: 'failed'; failure: string; gone?: boolean; lost?: boolean }
	/** May work later; not before `afterMs`, if the service said so. */
	| { did: 'later'; failure: string; afterMs?: number };

/** A way to people. `send` answers within `SEND_WITHIN_MS` and never throws for what the other side does. */
export interface Channel {
	send(parcel: Parcel): Promise<Outcome>;
}

export interface Outbox {
	store: Store;
	email: Channel;
	push: Channel;
	clock: Clock;
	/** Name of this process in the leases; no two alike. */
	owner: string;
	/** 0 to 1; spreads the retries. */
	random?: () => number;
	/** Most that are on their way at once, by lane: what a killed process may repeat. */
	atOnce?: Partial<Record<Lane, number>>;
	/** Outcomes of so many milliseconds are noted together: each commit stops the thread that answers pages. */
	gatherMs?: number;
}

/** A channel must give up before its lease lapses, so that nobody else sends the same meanwhile. */
export const SEND_WITHIN_MS = 45_000;
const LEASE_MS = 2 * 60_000;
const AT_ONCE: Record<Lane, number> = { codes: 4, mails: 8, pushes: 64 };
/** About a day of retries. */
const TRIES = 30;
/** About ten minutes: then e-mail has to do, where it may. */
const PUSH_TRIES_BEFORE_MAIL = 8;

/**
 * Sends everything that is due, and answers when nothing more is (or `stop` asked to claim no more) and all that was
 * under way is noted. Gives how many were handled. A killed process loses nothing: what it had claimed and not yet noted
 * is sent again after the lease, with the same Message-ID and Topic.
 */
export async function sendDue(outbox: Outbox, stop?: AbortSignal): Promise<number> {
	const counts = await Promise.all(lanes.map((lane) => drain(outbox, lane, stop)));
	return counts.reduce((sum, one) => sum + one, 0);
}

async function drain(outbox: Outbox, lane: Lane, stop?: AbortSignal): Promise<number> {
	const { store, clock, owner } = outbox;
	const atOnce = outbox.atOnce?.[lane] ?? AT_ONCE[lane];
	const ledger = openLedger(store, clock, outbox.gatherMs);
	const underWay = new Set<Promise<void>>();
	let handled = 0;
	try {
		for (let more = true; more && !stop?.aborted;) {
			const most = atOnce - underWay.size;
			const parcels = await claimDue(store, lane, { owner, now: clock.now(), leaseMs: LEASE_MS, most });
			more = parcels.length === most;
			handled += parcels.length;
			for (const parcel of parcels) {
				const one = sendOne(outbox, parcel, ledger.note).finally(() => underWay.delete(one));
				underWay.add(one);
			}
			// half the places free: fewer, larger claims
			while (more && underWay.size > atOnce / 2) await Promise.race(underWay);
		}
	} finally {
		await Promise.all(underWay);
	}
	return handled;
}

async function sendOne(outbox: Outbox, parcel: Parcel, note: (entry: Entry) => Promise<void>): Promise<void> {
	if (parcel.waits && !parcel.hindrance)
		return noted({ parcel, did: 'waits', ...parcel.waits, owner: outbox.owner }, note);
	const outcome = await attempt(outbox, parcel);
	if (outcome.did !== 'sent')
		log.info({ delivery: parcel.id, channel: parcel.channel, failure: outcome.failure }, 'not delivered');
	return noted(entryFor(parcel, outcome, outbox), note);
}

async function noted(entry: Entry, note: (entry: Entry) => Promise<void>): Promise<void> {
	try {
		await note(entry);
	} catch (error) {
		// it stays claimed: after the lease it is sent again, with the same id
		log.error({ err: error, delivery: entry.parcel.id }, 'what became of a delivery could not be noted');
	}
}

async function attempt(outbox: Outbox, parcel: Parcel): Promise<Outcome> {
	if (parcel.hindrance) return { did: 'failed', failure: parcel.hindrance };
	try {
		return await outbox[parcel.channel].send(inOne(parcel));
	} catch (error) {
		// a bug: it must not stop the others, and may be mended by tomorrow
		log.error({ err: error, delivery: parcel.id }, 'sending failed');
		return { did: 'later', failure: 'bug' };
	}
}

function entryFor(parcel: Parcel, outcome: Outcome, { owner, clock, random }: Outbox): Entry {
	if (outcome.did === 'sent') return { parcel, did: 'sent' };
	const toMail = parcel.channel === 'push' && parcel.route === 'one';
	if (outcome.did === 'failed')
		return {
			parcel,
			did: 'failed',
			failure: outcome.failure,
			deadSubscription: outcome.gone === true,
			lostAddress: outcome.lost === true,
			mailInstead: toMail && outcome.failure !== 'barred',
		};
	const wait = Math.max(retryDelay(parcel.attempts, random ?? Math.random), outcome.afterMs ?? 0);
	const dueAt = new Date(clock.now().getTime() + wait);
	const tooLate = parcel.expiresAt !== null && dueAt >= parcel.expiresAt;
	if (tooLate || parcel.attempts >= (toMail ? PUSH_TRIES_BEFORE_MAIL : TRIES))
		return {
			parcel,
			did: 'failed',
			failure: outcome.failure,
			deadSubscription: false,
			lostAddress: false,
			mailInstead: toMail,
		};
	return { parcel, did: 'later', failure: outcome.failure, dueAt, afterMs: outcome.afterMs, owner };
}
