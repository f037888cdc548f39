// How the waiting list of a shift moves: by the rules of moments (`waiting.ts` there).
import { and, asc, eq, inArray } from 'drizzle-orm';
import { audit, type SystemActor } from '#lib/accounts/server/audit.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { askedFrom, mayAskNow } from '#lib/moments/server/hours.ts';
import { placesLeft } from '#lib/moments/slots.ts';
import { nextToAsk, offerIsOpen, promote, type InLine } from '#lib/moments/waiting.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { clearedFor } from './cleared.ts';
import { findHelpers, type FoundTask, type Helper } from './find-task.ts';
import { offered, promoted, type ShiftOfNotice } from './notices.ts';
import { saveCounts, type LockedShift } from './shift-lock.ts';

interface Waiting extends InLine {
	guardianId: string;
}

/** The waiting list of a shift, in order of arrival. */
export async function readLine(db: Reader, schoolId: string, shiftId: string): Promise<Waiting[]> {
	const { claim } = db.t;
	return db
		.select({
			signUpId: claim.id,
			guardianId: claim.guardianId,
			ticket: claim.ticket,
			offeredAt: claim.offeredAt,
			offerClosedAt: claim.offerClosedAt,
		})
		.from(claim)
		.where(and(eq(claim.schoolId, schoolId), eq(claim.shiftId, shiftId), eq(claim.status, 'waiting')))
		.orderBy(asc(claim.ticket))
		.then((rows) => rows.map((row) => ({ ...row, places: 1 })));
}

/** Gives or offers the free places of a locked shift to those who wait, and tells them. */
export async function fillPlaces(tx: Tx, task: FoundTask, shift: LockedShift, now: Date): Promise<void> {
	await tellPlaces(tx, task, await givePlaces(tx, task, shift, now), now);
}

/** What somebody who waited is to be told: a place is theirs, or may be where it is late. */
export interface FoundPlace {
	to: Helper;
	shift: ShiftOfNotice;
	given: boolean;
}

/** As `fillPlaces`, but tells nobody: for who looks at several shifts of a task and tells of them at once. */
export async function givePlaces(
	tx: Tx,
	task: FoundTask,
	shift: LockedShift,
	now: Date,
): Promise<FoundPlace[]> {
	const { schoolId, timeZone } = task.school;
	const begins = task.flexible ? shift.endsAt : shift.startsAt;
	const over = shift.cancelledAt || task.cancelledAt || now >= begins;
	const free = placesLeft(shift);
	if (over || shift.waiting === 0 || free === 0) return [];
	const gives = now < askedFrom(begins, timeZone);
	if (!gives && !mayAskNow(now, timeZone)) return [];
	const line = await readLine(tx, schoolId, shift.shiftId);
	const today = dayOf(now, timeZone);
	const ids = line.map(({ guardianId }) => guardianId);
	const helpers = await findHelpers(tx, task, ids, today);
	const cleared = await clearedFor(tx, task, shift, ids);
	const mayHelp = line.filter(({ guardianId }) => helpers.has(guardianId) && cleared.has(guardianId));
	const chosen = gives ? promote(mayHelp, free) : nextToAsk(mayHelp, free, now);
	if (chosen.length === 0) return [];
	const claimIds = chosen.map(({ signUpId }) => signUpId);
	const { claim } = tx.t;
	await tx
		.update(claim)
		.set(gives ? { status: 'confirmed' } : { offeredAt: now, offerClosedAt: null })
		.where(and(eq(claim.schoolId, schoolId), inArray(claim.id, claimIds)));
	if (gives) {
		const { length } = chosen;
		await saveCounts(tx, schoolId, {
			...shift,
			taken: shift.taken + length,
			waiting: shift.waiting - length,
		});
		const system: SystemActor = { kind: 'system', schoolId };
		await audit(tx, system, 'tasks.promoted', { shiftId: shift.shiftId, claimIds: claimIds.join(' ') }, now);
	}
	return chosen.flatMap(({ signUpId, guardianId }) => {
		const to = helpers.get(guardianId);
		return to ? [{ to, shift: { ...shift, claimId: signUpId }, given: gives }] : [];
	});
}

/**
 * Tells of places in shifts of one task, in order of time. Who got several hears of them in one message; what is offered
 * is told one by one, because each question ends when its shift begins.
 */
export async function tellPlaces(
	tx: Tx,
	task: FoundTask,
	found: readonly FoundPlace[],
	now: Date,
): Promise<void> {
	const given = Map.groupBy(
		found.filter((one) => one.given),
		({ to }) => to.guardianId,
	);
	const gave = [...given.values()].flatMap((own) => {
		const [first] = own;
		return first ? [promoted({ task, to: first.to, shifts: own.map(({ shift }) => shift), now })] : [];
	});
	const asked = found
		.filter((one) => !one.given)
		.map(({ to, shift }) => offered({ task, to, shifts: [shift], now }));
	await queueNotices(tx, [...gave, ...asked], now);
}

/** After a place went: offers that can no longer be met are over. */
export async function closeOffers(tx: Tx, schoolId: string, shift: LockedShift, now: Date): Promise<void> {
	if (placesLeft(shift) > 0) return;
	const lost = (await readLine(tx, schoolId, shift.shiftId)).filter(offerIsOpen);
	if (lost.length === 0) return;
	const { claim } = tx.t;
	const ids = lost.map(({ signUpId }) => signUpId);
	await tx
		.update(claim)
		.set({ offerClosedAt: now })
		.where(and(eq(claim.schoolId, schoolId), inArray(claim.id, ids)));
}
