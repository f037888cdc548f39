// What moves by itself, every minute: reminders, questions to who waits, and claims of who lost the right.
import { and, eq, gt, gte, isNotNull, isNull, lt, notExists, or, type SQL } from 'drizzle-orm';
import { audit, type SystemActor } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { askedFrom, mayAskNow, reminderOfDay, reminderOfHour } from '#lib/moments/server/hours.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { release } from './claims.ts';
import { findHelpers, findTask } from './find-task.ts';
import { reminder } from './notices.ts';
import { lockShifts } from './shift-lock.ts';
import { fillPlaces } from './waiting-list.ts';

const HOUR = 3_600_000;
/** The day before begins at most this long before the start (25 hours in autumn, and the time of the reminder). */
const AHEAD_HOURS = 50;

/** Shifts with a time that start within so many hours, of all schools; called off ones left out. */
function findUpcoming(
	db: Reader,
	{ hours, now }: { hours: number; now: Date },
	which: (shift: Reader['t']['shift']) => SQL | undefined,
) {
	const { shift, task, school } = db.t;
	return acrossSchools('one worker serves all schools', () =>
		db
			.select({
				schoolId: shift.schoolId,
				shiftId: shift.id,
				startsAt: shift.startsAt,
				remindedDayAt: shift.remindedDayAt,
				remindedHourAt: shift.remindedHourAt,
				timeZone: school.timeZone,
				settings: school.settings,
			})
			.from(school)
			.innerJoin(
				shift,
				and(
					eq(shift.schoolId, school.id),
					gt(shift.startsAt, now),
					lt(shift.startsAt, new Date(now.getTime() + hours * HOUR)),
				),
			)
			.innerJoin(task, and(eq(task.schoolId, shift.schoolId), eq(task.id, shift.taskId)))
			.where(and(isNull(shift.cancelledAt), isNull(task.cancelledAt), eq(task.flexible, false), which(shift)))
			.orderBy(shift.startsAt),
	);
}

/** Queues the reminders that are due now, each once. Gives how many notices were queued. */
export async function queueTaskReminders(store: Store, now: Date): Promise<number> {
	const shifts = await findUpcoming(store.read, { hours: AHEAD_HOURS, now }, (shift) =>
		and(gt(shift.taken, 0), or(isNull(shift.remindedDayAt), isNull(shift.remindedHourAt))),
	);
	let queued = 0;
	for (const { schoolId, shiftId, startsAt, settings, timeZone, ...shift } of shifts) {
		const isNow = ({ from, till }: { from: Date; till: Date }) => from <= now && now < till;
		const day = !shift.remindedDayAt && isNow(reminderOfDay(startsAt, settings, timeZone));
		const hour = !shift.remindedHourAt && isNow(reminderOfHour(startsAt, settings));
		for (const which of [day && 'day', hour && 'hour'] as const)
			if (which) queued += await store.transact((tx) => remind(tx, { schoolId, shiftId, which, now }));
	}
	return queued;
}

const noteOf = { day: 'remindedDayAt', hour: 'remindedHourAt' } as const;

async function remind(
	tx: Tx,
	{ schoolId, shiftId, which, now }: { schoolId: string; shiftId: string; which: 'day' | 'hour'; now: Date },
): Promise<number> {
	const { shift: shifts, claim } = tx.t;
	// another process may have been first, or the shift was called off meanwhile: then nothing comes back
	const [shift] = await tx
		.update(shifts)
		.set({ [noteOf[which]]: now })
		.where(
			and(
				eq(shifts.schoolId, schoolId),
				eq(shifts.id, shiftId),
				isNull(shifts[noteOf[which]]),
				isNull(shifts.cancelledAt),
			),
		)
		.returning({
			shiftId: shifts.id,
			taskId: shifts.taskId,
			startsAt: shifts.startsAt,
			endsAt: shifts.endsAt,
			revision: shifts.revision,
		});
	const task = shift && (await findTask(tx, schoolId, shift.taskId));
	if (!shift || !task || task.cancelledAt) return 0;
	const rows = await tx
		.select({ claimId: claim.id, guardianId: claim.guardianId })
		.from(claim)
		.where(and(eq(claim.schoolId, schoolId), eq(claim.shiftId, shiftId), eq(claim.status, 'confirmed')));
	const ids = rows.map(({ guardianId }) => guardianId);
	const helpers = await findHelpers(tx, task, ids, dayOf(now, task.school.timeZone));
	const told = rows.flatMap(({ claimId, guardianId }) => {
		const to = helpers.get(guardianId);
		return to ? [reminder({ task, to, which, shifts: [{ ...shift, claimId }], now })] : [];
	});
	await queueNotices(tx, told, now);
	return told.length;
}

/** Asks the next one in line where a place is free and the turn of the one before has passed, not at night. */
export async function moveTaskOffers(store: Store, now: Date): Promise<number> {
	const shifts = await findUpcoming(store.read, { hours: 31, now }, (shift) =>
		and(gt(shift.waiting, 0), lt(shift.taken, shift.capacity)),
	);
	const due = shifts.filter(
		({ startsAt, timeZone }) => mayAskNow(now, timeZone) && now >= askedFrom(startsAt, timeZone),
	);
	for (const { schoolId, shiftId } of due)
		await store.transact(async (tx) => {
			const [shift] = await lockShifts(tx, schoolId, [shiftId]);
			const task = shift && (await findTask(tx, schoolId, shift.taskId));
			if (shift && task) await fillPlaces(tx, task, shift, now);
		});
	return due.length;
}

/**
 * Takes off, in the last week before a shift and not at night, who may not help any more: barred, without a say, or with no
 * child left in the groups. Their place goes to others; the school speaks with them. Gives how many.
 */
export async function withdrawHelpers(store: Store, now: Date): Promise<number> {
	const { school, shift, task, claim, guardianship, child, groupChild, taskGroup } = store.t;
	const inAWeek = new Date(now.getTime() + 7 * 24 * HOUR);
	const today = now.toISOString().slice(0, 10);
	const aRight = store.read
		.select({ guardianId: guardianship.guardianId })
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			taskGroup,
			and(
				eq(taskGroup.schoolId, groupChild.schoolId),
				eq(taskGroup.groupId, groupChild.groupId),
				eq(taskGroup.taskId, claim.taskId),
			),
		)
		.where(
			and(
				eq(guardianship.schoolId, claim.schoolId),
				eq(guardianship.guardianId, claim.guardianId),
				eq(guardianship.level, 'full'),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				or(eq(task.wholeSchool, true), isNotNull(taskGroup.groupId)),
			),
		);
	const rows = await acrossSchools('one worker serves all schools', () =>
		store.read
			.select({
				schoolId: claim.schoolId,
				claimId: claim.id,
				shiftId: claim.shiftId,
				timeZone: school.timeZone,
			})
			.from(school)
			.innerJoin(
				shift,
				and(eq(shift.schoolId, school.id), gt(shift.startsAt, now), lt(shift.startsAt, inAWeek)),
			)
			.innerJoin(task, and(eq(task.schoolId, shift.schoolId), eq(task.id, shift.taskId)))
			.innerJoin(claim, and(eq(claim.schoolId, shift.schoolId), eq(claim.shiftId, shift.id)))
			.where(notExists(aRight)),
	);
	const due = rows.filter(({ timeZone }) => mayAskNow(now, timeZone));
	for (const { schoolId, shiftId, claimId } of due)
		await store.transact((tx) => takeOff(tx, schoolId, shiftId, claimId, now));
	return due.length;
}

async function takeOff(tx: Tx, schoolId: string, shiftId: string, claimId: string, now: Date): Promise<void> {
	const [shift] = await lockShifts(tx, schoolId, [shiftId]);
	const task = shift && (await findTask(tx, schoolId, shift.taskId));
	if (!shift || !task || !(await release(tx, task, shift, claimId, now))) return;
	const system: SystemActor = { kind: 'system', schoolId };
	await audit(tx, system, 'tasks.withdrawn', { claimId, shiftId }, now);
}
