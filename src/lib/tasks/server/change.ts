// What staff do with a task that parents know of: close, open again, call off, take somebody off.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf, instantOf } from '#lib/platform/server/local-time.ts';
import { release } from './claims.ts';
import { findHelpers, type FoundTask } from './find-task.ts';
import { cancelled, moved, removed } from './notices.ts';
import { shiftsToCome } from './plan.ts';
import { taskToRun } from './run.ts';
import { lockShifts, saveCounts, type LockedShift } from './shift-lock.ts';
import { fillPlaces } from './waiting-list.ts';

/** `not_found`: no such task for this member of staff, or not theirs to run (404). */
export type ChangeResult = { ok: true } | { ok: false; refusal: 'not_found' };

/** Nobody new from now on, or again. Who has a shift keeps it. */
export function closeTask(
	store: Store,
	staff: StaffActor,
	{ taskId, closed, now }: { taskId: string; closed: boolean; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const task = await taskToRun(tx, staff, taskId);
		if (!task) return { ok: false, refusal: 'not_found' };
		const { task: tasks } = tx.t;
		await tx
			.update(tasks)
			.set({ closedAt: closed ? now : null })
			.where(and(eq(tasks.schoolId, staff.schoolId), eq(tasks.id, taskId)));
		await audit(tx, staff, closed ? 'tasks.closed' : 'tasks.opened', { taskId }, now);
		return { ok: true };
	});
}

/**
 * Calls off one shift, or the whole task with all its shifts to come. Who has or waits for a place is told once. Claims
 * stay, so that staff see whom it was for and parents see that it is off.
 */
export function callOff(
	store: Store,
	staff: StaffActor,
	{ taskId, shiftId, now }: { taskId: string; shiftId?: string; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const { schoolId } = staff;
		const task = await taskToRun(tx, staff, taskId);
		if (!task) return { ok: false, refusal: 'not_found' };
		const toCome = (await shiftsToCome(tx, schoolId, taskId, now)).filter(
			(one) => !shiftId || one.shiftId === shiftId,
		);
		if (shiftId && toCome.length === 0) return { ok: false, refusal: 'not_found' };
		const { task: tasks, shift } = tx.t;
		const locked = await lockShifts(
			tx,
			schoolId,
			toCome.map((one) => one.shiftId),
		);
		const ids = locked.map((one) => one.shiftId);
		await tx
			.update(shift)
			.set({ cancelledAt: now })
			.where(and(eq(shift.schoolId, schoolId), inArray(shift.id, ids), isNull(shift.cancelledAt)));
		if (!shiftId)
			await tx
				.update(tasks)
				.set({ cancelledAt: now })
				.where(and(eq(tasks.schoolId, schoolId), eq(tasks.id, taskId)));
		await tellOff(tx, task, locked, now);
		const about = { taskId, ...(shiftId && { shiftId }), shifts: ids.length };
		await audit(tx, staff, 'tasks.called_off', about, now);
		return { ok: true };
	});
}

async function tellOff(tx: Tx, task: FoundTask, shifts: LockedShift[], now: Date): Promise<void> {
	const { schoolId, timeZone } = task.school;
	if (shifts.length === 0) return;
	const { claim } = tx.t;
	const ids = shifts.map(({ shiftId }) => shiftId);
	const rows = await tx
		.select({ claimId: claim.id, shiftId: claim.shiftId, guardianId: claim.guardianId })
		.from(claim)
		.where(and(eq(claim.schoolId, schoolId), inArray(claim.shiftId, ids)));
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	const helpers = await findHelpers(tx, task, [...byGuardian.keys()], dayOf(now, timeZone));
	const told = [...byGuardian].flatMap(([guardianId, own]) => {
		const to = helpers.get(guardianId);
		const theirs = shifts.flatMap((shift) => {
			const mine = own.find(({ shiftId }) => shiftId === shift.shiftId);
			return mine ? [{ ...shift, claimId: mine.claimId }] : [];
		});
		return to && theirs.length > 0 ? [cancelled({ task, to, shifts: theirs, now })] : [];
	});
	await queueNotices(tx, told, now);
}

export type MoveResult =
	{ ok: true; told: number } | { ok: false; refusal: 'not_found' | 'ends_before_start' | 'in_the_past' };

/**
 * Gives a shift that is to come another time, by the school's clock. Who has it or waits keeps the place or the number, is
 * told, and may say no until it begins; links by which it was to be handed over, and questions of a late place, are of the
 * old time and end. A period, and what is called off, is not moved (`not_found`).
 */
export function moveShift(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; shiftId: string; day: string; from: string; till: string; now: Date },
): Promise<MoveResult> {
	return store.transact(async (tx): Promise<MoveResult> => {
		const { schoolId } = staff;
		const { taskId, shiftId, now } = one;
		const task = await taskToRun(tx, staff, taskId);
		const [before] = task ? await lockShifts(tx, schoolId, [shiftId]) : [];
		const isOff = task?.cancelledAt ?? before?.cancelledAt;
		if (!task || task.flexible || before?.taskId !== taskId || isOff || now >= before.startsAt)
			return { ok: false, refusal: 'not_found' };
		const { timeZone } = task.school;
		const startsAt = instantOf(one.day, one.from, timeZone);
		const endsAt = instantOf(one.day, one.till, timeZone);
		if (endsAt <= startsAt) return { ok: false, refusal: 'ends_before_start' };
		if (startsAt <= now) return { ok: false, refusal: 'in_the_past' };
		if (+startsAt === +before.startsAt && +endsAt === +before.endsAt) return { ok: true, told: 0 };
		const { shift, claim } = tx.t;
		const after = { ...before, startsAt, endsAt, revision: before.revision + 1, movedAt: now };
		await tx
			.update(shift)
			.set({
				...{ startsAt, endsAt, revision: after.revision, movedAt: now },
				...{ remindedDayAt: null, remindedHourAt: null },
			})
			.where(and(eq(shift.schoolId, schoolId), eq(shift.id, shiftId)));
		const rows = await tx
			.update(claim)
			.set({ handHash: null, offeredAt: null, offerClosedAt: null })
			.where(and(eq(claim.schoolId, schoolId), eq(claim.shiftId, shiftId)))
			.returning({ claimId: claim.id, guardianId: claim.guardianId, status: claim.status });
		const ids = rows.map(({ guardianId }) => guardianId);
		const helpers = await findHelpers(tx, task, ids, dayOf(now, timeZone));
		const told = rows.flatMap(({ claimId, guardianId, status }) => {
			const to = helpers.get(guardianId);
			return to ? [moved({ task, to, before, status, shifts: [{ ...after, claimId }], now })] : [];
		});
		await queueNotices(tx, told, now);
		await fillPlaces(tx, task, after, now);
		await audit(tx, staff, 'tasks.shift_moved', { taskId, shiftId }, now);
		return { ok: true, told: told.length };
	});
}

/** More or fewer places in a shift. Who has one keeps it; more places go to who waits first. */
export function setPlaces(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; shiftId: string; places: number; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const { taskId, shiftId, places, now } = one;
		const task = await taskToRun(tx, staff, taskId);
		const [locked] = task ? await lockShifts(tx, staff.schoolId, [shiftId]) : [];
		if (!task || locked?.taskId !== taskId) return { ok: false, refusal: 'not_found' };
		const { shift } = tx.t;
		await tx
			.update(shift)
			.set({ capacity: places })
			.where(and(eq(shift.schoolId, staff.schoolId), eq(shift.id, shiftId)));
		const after = { ...locked, capacity: places };
		await saveCounts(tx, staff.schoolId, after);
		await fillPlaces(tx, task, after, now);
		await audit(tx, staff, 'tasks.places_set', { taskId, shiftId, places }, now);
		return { ok: true };
	});
}

/** Staff take somebody off a shift that did not begin; they are told. */
export function removeClaim(
	store: Store,
	staff: StaffActor,
	{ taskId, claimId, now }: { taskId: string; claimId: string; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const { schoolId } = staff;
		const task = await taskToRun(tx, staff, taskId);
		if (!task) return { ok: false, refusal: 'not_found' };
		const { claim } = tx.t;
		const [found] = await tx
			.select({ shiftId: claim.shiftId })
			.from(claim)
			.where(and(eq(claim.schoolId, schoolId), eq(claim.id, claimId), eq(claim.taskId, taskId)));
		const [shift] = found ? await lockShifts(tx, schoolId, [found.shiftId]) : [];
		if (!shift) return { ok: false, refusal: 'not_found' };
		const gone = await release(tx, task, shift, claimId, now);
		if (!gone) return { ok: true };
		await audit(tx, staff, 'tasks.removed', { taskId, shiftId: shift.shiftId, claimId }, now);
		const helpers = await findHelpers(tx, task, [gone.guardianId], dayOf(now, task.school.timeZone));
		const to = helpers.get(gone.guardianId);
		if (to && now < shift.startsAt)
			await queueNotices(tx, [removed({ task, to, shifts: [{ ...shift, claimId }], now })], now);
		return { ok: true };
	});
}
