// Ways to guardians that turned out to lead nowhere: mail that came back, and the last device that is gone.
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import type { Parcel } from './parcels.ts';

const DAY = 24 * 60 * 60 * 1000;

/** So long no notice goes to an address that mail came back from; then the next one tries it again. Urgent ones go. */
const RESTS_DAYS = 7;

/** A lost address of which nothing came back for so long is forgotten: mail that was sent there meanwhile arrived. */
const FORGOTTEN_DAYS = 30;

export interface LostAddress {
	address: string;
	lastAt: Date;
}

/** The form in which an address is kept that mail came back from. */
export function lostForm(address: string): string {
	return address.trim().toLowerCase();
}

/** A server said of this very address that nobody is there: when it takes mail again, that is over. */
export function isRefused(lost: { address: string; failure: string } | null, target: string): boolean {
	return lost !== null && lost.address === lostForm(target) && lost.failure.startsWith('smtp_');
}

/** True while no notice goes there. An address that was changed since is another one. */
export function isResting(lost: LostAddress | null, target: string, now: Date): boolean {
	return (
		lost !== null &&
		lost.address === lostForm(target) &&
		now.getTime() - lost.lastAt.getTime() < RESTS_DAYS * DAY
	);
}

interface FailedEntry {
	parcel: Parcel;
	failure: string;
	deadSubscription: boolean;
	lostAddress: boolean;
}

/** Notes which ways are lost after these failures; the dead subscriptions are deleted by now. */
export async function noteLostWays(
	tx: Tx,
	schoolId: string,
	entries: readonly FailedEntry[],
	now: Date,
): Promise<void> {
	const addresses = entries.flatMap(({ lostAddress, parcel: { guardianId, target }, failure }) =>
		lostAddress && guardianId ? [{ guardianId, address: target, failure }] : [],
	);
	await noteLostAddresses(tx, schoolId, addresses, now);
	const dead = new Map(
		entries.flatMap(({ deadSubscription, parcel: { guardianId }, failure }) =>
			deadSubscription && guardianId ? [[guardianId, failure] as const] : [],
		),
	);
	if (dead.size === 0) return;
	const { pushSubscription } = tx.t;
	const left = await tx
		.select({ guardianId: pushSubscription.guardianId })
		.from(pushSubscription)
		.where(
			and(eq(pushSubscription.schoolId, schoolId), inArray(pushSubscription.guardianId, [...dead.keys()])),
		);
	for (const { guardianId } of left) dead.delete(guardianId ?? '');
	const rows = [...dead].map(([guardianId, failure]) => ({ guardianId, address: '', failure }));
	await write(tx, schoolId, 'push', rows, now);
}

/** Mail to these came back. */
export async function noteLostAddresses(
	tx: Tx,
	schoolId: string,
	lost: readonly { guardianId: string; address: string; failure: string }[],
	now: Date,
): Promise<void> {
	const rows = lost.map((one) => ({ ...one, address: lostForm(one.address) }));
	await write(tx, schoolId, 'email', rows, now);
}

async function write(
	tx: Tx,
	schoolId: string,
	channel: 'email' | 'push',
	lost: readonly { guardianId: string; address: string; failure: string }[],
	now: Date,
): Promise<void> {
	if (lost.length === 0) return;
	const { lostWay } = tx.t;
	const once = new Map(lost.map((one) => [one.guardianId, one]));
	await tx
		.insert(lostWay)
		.values([...once.values()].map((one) => ({ schoolId, channel, ...one, since: now, lastAt: now })))
		.onConflictDoUpdate({
			target: [lostWay.schoolId, lostWay.guardianId, lostWay.channel],
			set: {
				// of another address it begins anew
				since: sql`case when ${lostWay.address} = excluded.address then ${lostWay.since} else excluded.since end`,
				address: sql`excluded.address`,
				lastAt: sql`excluded.last_at`,
				failure: sql`excluded.failure`,
			},
		});
}

/** The server that refused these addresses has taken mail for them: they are not lost. Of returned mail that says nothing. */
export async function noteFoundAddresses(tx: Tx, schoolId: string, sent: readonly Parcel[]): Promise<void> {
	const mails = sent.filter(({ channel, foundAgain }) => channel === 'email' && foundAgain);
	const guardianIds = mails.flatMap(({ guardianId }) => guardianId ?? []);
	if (guardianIds.length === 0) return;
	const { lostWay } = tx.t;
	await tx
		.delete(lostWay)
		.where(
			and(
				eq(lostWay.schoolId, schoolId),
				eq(lostWay.channel, 'email'),
				inArray(lostWay.guardianId, guardianIds),
			),
		);
}

/** The guardian turned push messages on. */
export async function findPushAgain(
	tx: Tx,
	{ schoolId, guardianId }: { schoolId: string; guardianId: string },
): Promise<void> {
	const { lostWay } = tx.t;
	await tx
		.delete(lostWay)
		.where(
			and(eq(lostWay.schoolId, schoolId), eq(lostWay.guardianId, guardianId), eq(lostWay.channel, 'push')),
		);
}

/** Forgets lost addresses that no mail came back from for a month. */
export async function forgetFoundAddresses(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { lostWay } = tx.t;
	const before = new Date(now.getTime() - FORGOTTEN_DAYS * DAY);
	await tx
		.delete(lostWay)
		.where(and(eq(lostWay.schoolId, schoolId), eq(lostWay.channel, 'email'), lt(lostWay.lastAt, before)));
}
