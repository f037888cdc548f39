// Taking shifts, stepping back, and yes to a place that came free: by a guardian. Every path locks the shifts first.
import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { findInterpreting } from '#lib/moments/server/interpreter-wishes.ts';
import { findOwnSignUps } from '#lib/moments/server/own-sign-ups.ts';
import { placesLeft, type Span } from '#lib/moments/slots.ts';
import { offerIsOpen, someoneGoesFirst } from '#lib/moments/waiting.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { interpretingTalks } from '#lib/talks/server/interpreted.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { decideClaim, stepBackUntil, type ClaimRefusal } from '../claims.ts';
import { clearedFor } from './cleared.ts';
import { findTask, levelAt, type FoundTask, type Helper } from './find-task.ts';
import { certificateFirst, confirmed, left, waiting } from './notices.ts';
import { findOwnClaims, type OwnClaim } from './own-claims.ts';
import { lockShifts, saveCounts, type LockedShift } from './shift-lock.ts';
import { closeOffers, fillPlaces, readLine } from './waiting-list.ts';

export interface ClaimWish {
	taskId: string;
	/** One, some or all of its shifts. */
	shiftIds: readonly string[];
	/** Yes to the waiting list where no place is free. */
	wait: boolean;
	now: Date;
}

export type ClaimResult =
	| {
			ok: true;
			/** Shifts that are theirs now, also those that were before (a double tap). */
			confirmed: number;
			waiting: number;
			/** Of several: those that could not be had. */
			refused: number;
			/** They wait until staff saw their certificate of conduct, not because it is full. */
			uncleared: boolean;
			/** In the waiting list of the one shift that they wait for; null where it is none or several. */
			number: number | null;
	  }
	/**
	 * None could be had. `not_found`: for this guardian there is no such task or shift (404). `number`: where the one that
	 * was asked for is full, which one the waiting list would give.
	 */
	| { ok: false; refusal: ClaimRefusal | 'not_found'; number?: number };

/**
 * Takes shifts for a guardian: all that can be had, with one message. What another carer of the family does is neither
 * asked nor told.
 */
export function claimShifts(store: Store, parent: ParentActor, wish: ClaimWish): Promise<ClaimResult> {
	return store.transact((tx) => claimIn(tx, parent, wish), { key: wish.taskId });
}

interface Taken extends LockedShift {
	claimId: string;
	status: 'confirmed' | 'waiting';
	cleared: boolean;
	number: number;
}

async function claimIn(tx: Tx, parent: ParentActor, wish: ClaimWish): Promise<ClaimResult> {
	const { schoolId } = parent;
	const { taskId, now } = wish;
	const shifts = (await lockShifts(tx, schoolId, wish.shiftIds)).filter((one) => one.taskId === taskId);
	const task = await findTask(tx, schoolId, taskId);
	const level = task && levelAt(task, parent);
	if (!task || !level || shifts.length === 0) return { ok: false, refusal: 'not_found' };
	const own = await findOwnClaims(tx, parent, now, taskId);
	const agreed = await agreedBy(tx, parent, own, now);
	const taken: Taken[] = [];
	const already: OwnClaim[] = [];
	const refusals: ClaimRefusal[] = [];
	let uncleared = false;
	for (const shift of shifts) {
		const before = own.find(({ shiftId }) => shiftId === shift.shiftId);
		const cleared = (await clearedFor(tx, task, shift, [parent.guardianId])).has(parent.guardianId);
		if (before) {
			already.push(before);
			uncleared ||= !cleared && before.status === 'waiting';
			continue;
		}
		const decision = decideClaim({
			...{ task, shift, level, now, cleared },
			wait: wish.wait,
			agreed: [...agreed, ...taken.map((one) => ({ ...one, skips: false }))],
			someoneGoesFirst: await isHeldUp(tx, task, shift, now),
		});
		if (!decision.ok) {
			refusals.push(decision.refusal);
			continue;
		}
		const claimId = newId();
		const { status } = decision;
		await add(tx, parent, shift, { claimId, status, now });
		uncleared ||= !cleared;
		taken.push({ ...shift, claimId, status, cleared, number: shift.waiting + 1 });
	}
	const [refusal] = refusals;
	if (refusal && taken.length + already.length === 0) {
		const [only, ...others] = shifts;
		const number = refusal === 'full' && only && others.length === 0 ? only.waiting + 1 : undefined;
		return { ok: false, refusal, ...(number && { number }) };
	}
	const to = await toHelper(tx, parent);
	const of = (status: 'confirmed' | 'waiting') => taken.filter((one) => one.status === status);
	if (taken.length > 0) {
		const about = { taskId, claimIds: taken.map(({ claimId }) => claimId).join(' '), shifts: taken.length };
		await audit(tx, parent, 'tasks.claimed', about, now);
	}
	const told = of('confirmed').length > 0 ? [confirmed({ task, to, shifts: of('confirmed'), now })] : [];
	const line = of('waiting').filter(({ cleared }) => cleared);
	const first = of('waiting').filter(({ cleared }) => !cleared);
	const waits = line.map((one) => waiting({ task, to, shifts: [one], number: one.number, now }));
	if (first.length > 0) waits.push(certificateFirst({ task, to, shifts: first, now }));
	await queueNotices(tx, [...told, ...waits], now);
	return { ...sumOf([...taken, ...already], uncleared), refused: refusals.length };
}

/** What a guardian has of the shifts that they asked for, those of before as well. */
function sumOf(all: readonly Pick<OwnClaim, 'status' | 'number'>[], uncleared: boolean) {
	const waiting = all.filter(({ status }) => status === 'waiting');
	const [only, ...others] = waiting;
	return {
		ok: true as const,
		confirmed: all.length - waiting.length,
		waiting: waiting.length,
		uncleared,
		number: only && others.length === 0 && !uncleared ? only.number : null,
	};
}

/** What the guardian agreed to at a time: other shifts, moments, interpreting. Periods are no appointment. */
export async function agreedBy(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	own: readonly OwnClaim[],
	now: Date,
): Promise<(Span & { skips: boolean })[]> {
	const moments = await findOwnSignUps(tx, { schoolId, guardianId, momentId: '', now });
	const interpreting = [
		...(await findInterpreting(tx, schoolId, [guardianId], now)),
		...(await interpretingTalks(tx, { schoolId, guardianId }, now)),
	];
	const shifts = own.filter(({ cancelled, flexible }) => !cancelled && !flexible);
	return [...moments, ...[...shifts, ...interpreting].map((one) => ({ ...one, skips: false }))];
}

/** Whether someone in line goes before a newcomer; asks only where both a line and a free place are. */
async function isHeldUp(tx: Tx, task: FoundTask, shift: LockedShift, now: Date): Promise<boolean> {
	const free = placesLeft(shift);
	if (shift.waiting === 0 || free === 0) return false;
	const line = await readLine(tx, task.school.schoolId, shift.shiftId);
	const ids = line.map(({ guardianId }) => guardianId);
	const cleared = await clearedFor(tx, task, shift, ids);
	return someoneGoesFirst(
		line.filter(({ guardianId }) => cleared.has(guardianId)),
		free,
		now,
	);
}

async function add(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	shift: LockedShift,
	one: { claimId: string; status: 'confirmed' | 'waiting'; now: Date },
): Promise<void> {
	const { shiftId, taskId, ticket } = shift;
	const { claimId, status, now } = one;
	await tx
		.insert(tx.t.claim)
		.values({ schoolId, id: claimId, shiftId, taskId, guardianId, status, ticket, createdAt: now });
	const isIn = status === 'confirmed';
	const after = {
		...shift,
		taken: shift.taken + (isIn ? 1 : 0),
		waiting: shift.waiting + (isIn ? 0 : 1),
	};
	await saveCounts(tx, schoolId, after);
	if (isIn && shift.waiting > 0) await closeOffers(tx, schoolId, after, now);
}

/** The guardian who acts, as the one to tell. */
export async function toHelper(tx: Tx, { schoolId, guardianId, name, locale }: ParentActor): Promise<Helper> {
	const known = locale ?? (await findRecipients(tx, schoolId, [guardianId])).get(guardianId)?.locale;
	return { guardianId, name, locale: known ?? baseLocale };
}

/** Takes a claim out of a locked shift and lets the waiting list move. Undefined: it was gone already. */
export async function release(
	tx: Tx,
	task: FoundTask,
	shift: LockedShift,
	claimId: string,
	now: Date,
): Promise<{ status: 'confirmed' | 'waiting'; guardianId: string } | undefined> {
	const { schoolId } = task.school;
	const { claim } = tx.t;
	const [gone] = await tx
		.delete(claim)
		.where(and(eq(claim.schoolId, schoolId), eq(claim.id, claimId), eq(claim.shiftId, shift.shiftId)))
		.returning({ status: claim.status, guardianId: claim.guardianId });
	if (!gone) return undefined;
	const wasIn = gone.status === 'confirmed';
	const after = {
		...shift,
		taken: shift.taken - (wasIn ? 1 : 0),
		waiting: shift.waiting - (wasIn ? 0 : 1),
	};
	await saveCounts(tx, schoolId, after);
	await fillPlaces(tx, task, after, now);
	return gone;
}

export type StepBackResult =
	/** `wasThere`: false when it was given back before (a double tap) or never the guardian's. */
	| { ok: true; wasThere: boolean }
	/** `too_late`: the stated time is past: one tells the contact person. */
	| { ok: false; refusal: 'too_late' };

/** "I can't help after all", until the stated time; who only waits can stop waiting at any time, also as a no to an offer. */
export function stepBack(
	store: Store,
	parent: ParentActor,
	{ shiftId, claimId, now }: { shiftId: string; claimId: string; now: Date },
): Promise<StepBackResult> {
	return store.transact(async (tx): Promise<StepBackResult> => {
		const { schoolId } = parent;
		const [shift] = await lockShifts(tx, schoolId, [shiftId]);
		const task = shift && (await findTask(tx, schoolId, shift.taskId));
		const own = shift && (await findOwnClaims(tx, parent, now, shift.taskId));
		const mine = own?.find((one) => one.claimId === claimId && one.shiftId === shiftId);
		if (!shift || !task || !mine) return { ok: true, wasThere: false };
		const isIn = mine.status === 'confirmed';
		if (isIn && !mine.cancelled && now >= stepBackUntil(shift, task))
			return { ok: false, refusal: 'too_late' };
		await release(tx, task, shift, claimId, now);
		await audit(tx, parent, 'tasks.stepped_back', { claimId, shiftId, taskId: task.taskId }, now);
		const to = await toHelper(tx, parent);
		if (isIn && !mine.cancelled)
			await queueNotices(tx, [left({ task, to, shifts: [{ ...shift, claimId }], now })], now);
		return { ok: true, wasThere: true };
	});
}

export type OfferRefusal = 'not_found' | 'cancelled' | 'started' | 'gone';

/** The guardian's yes to a place that came free late; the first yes gets it. `gone`: someone else was first. */
export function acceptPlace(
	store: Store,
	parent: ParentActor,
	{ shiftId, claimId, now }: { shiftId: string; claimId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: OfferRefusal }> {
	return store.transact(async (tx): Promise<{ ok: true } | { ok: false; refusal: OfferRefusal }> => {
		const { schoolId, guardianId } = parent;
		const [shift] = await lockShifts(tx, schoolId, [shiftId]);
		const task = shift && (await findTask(tx, schoolId, shift.taskId));
		const { claim } = tx.t;
		const [own] = await tx
			.select({ status: claim.status, offeredAt: claim.offeredAt, offerClosedAt: claim.offerClosedAt })
			.from(claim)
			.where(
				and(
					eq(claim.schoolId, schoolId),
					eq(claim.id, claimId),
					eq(claim.shiftId, shiftId),
					eq(claim.guardianId, guardianId),
				),
			);
		if (!shift || !task || !own || levelAt(task, parent) !== 'full')
			return { ok: false, refusal: 'not_found' };
		if (own.status === 'confirmed') return { ok: true };
		if (shift.cancelledAt || task.cancelledAt) return { ok: false, refusal: 'cancelled' };
		if (now >= shift.startsAt) return { ok: false, refusal: 'started' };
		const cleared = await clearedFor(tx, task, shift, [guardianId]);
		if (!offerIsOpen(own) || placesLeft(shift) === 0 || !cleared.has(guardianId))
			return { ok: false, refusal: 'gone' };
		await tx
			.update(claim)
			.set({ status: 'confirmed', offeredAt: null })
			.where(and(eq(claim.schoolId, schoolId), eq(claim.id, claimId)));
		const after = { ...shift, taken: shift.taken + 1, waiting: shift.waiting - 1 };
		await saveCounts(tx, schoolId, after);
		await closeOffers(tx, schoolId, after, now);
		await audit(tx, parent, 'tasks.offer_accepted', { claimId, shiftId }, now);
		const to = await toHelper(tx, parent);
		await queueNotices(tx, [confirmed({ task, to, shifts: [{ ...shift, claimId }], now })], now);
		return { ok: true };
	});
}
