// What staff do with a task that parents know of: close, open again, call off, take somebody off.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { release } from './claims.ts';
import { findHelpers, findTask, type FoundTask } from './find-task.ts';
import { cancelled, removed } from './notices.ts';
import { shiftsToCome } from './plan.ts';
import { lockShifts, saveCounts, type LockedShift } from './shift-lock.ts';
import { fillPlaces } from './waiting-list.ts';

/** `not_found`: no such task for this member of staff, or not theirs to run (404). */
export type ChangeResult = { ok: true } | { ok: false; refusal: 'not_found' };

/** A task that this member of staff runs; undefined for all others. */
export async function taskToRun(
	tx: Parameters<typeof findTask>[0],
	staff: StaffActor,
	taskId: string,
): Promise<FoundTask | undefined> {
	const task = await findTask(tx, staff.schoolId, taskId);
	const groupIds = task?.groups.map(({ groupId }) => groupId) ?? [];
	// a task whose groups are all gone is the office's: it is for nobody any more
	return task && mayRun(staff, groupIds) ? task : undefined;
}

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
