// What staff see of tasks: how full, by name who helps, and where there are gaps.
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { maySee, mayRun } from '#lib/moments/server/policy.ts';
import { placesLeft, type Span } from '#lib/moments/slots.ts';
import { shiftState, type ShiftState } from '../claims.ts';
import type { TemplateName } from '../templates.ts';
import { candidates } from './ask-again.ts';
import { findTask, type FoundTask } from './find-task.ts';

export interface StaffShift extends Span {
	shiftId: string;
	capacity: number;
	taken: number;
	waiting: number;
	state: ShiftState | 'over';
}

export interface StaffTask {
	taskId: string;
	template: TemplateName;
	title: string | null;
	flexible: boolean;
	groups: { groupId: string; name: string }[];
	closed: boolean;
	state: 'coming' | 'over' | 'cancelled';
	/** In order of time. */
	shifts: StaffShift[];
	/** Places still wanted in shifts to come. */
	gaps: number;
	mayRun: boolean;
}

/** The tasks of a school year that a member of staff may see, newest first. Two queries. */
export async function staffTasks(
	db: Reader,
	staff: StaffActor,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
): Promise<StaffTask[]> {
	const { task, taskGroup, group, shift } = db.t;
	const { schoolId } = staff;
	const rows = await db
		.select({ task, groupId: group.id, groupName: group.name })
		.from(task)
		.leftJoin(taskGroup, and(eq(taskGroup.schoolId, task.schoolId), eq(taskGroup.taskId, task.id)))
		.leftJoin(group, and(eq(group.schoolId, taskGroup.schoolId), eq(group.id, taskGroup.groupId)))
		.where(and(eq(task.schoolId, schoolId), eq(task.schoolYearId, schoolYearId)))
		.orderBy(desc(task.publishedAt), asc(task.id), asc(group.sortKey));
	const all = await db
		.select({ shift })
		.from(shift)
		.innerJoin(task, and(eq(task.schoolId, shift.schoolId), eq(task.id, shift.taskId)))
		.where(and(eq(shift.schoolId, schoolId), eq(task.schoolYearId, schoolYearId)))
		.orderBy(asc(shift.startsAt), asc(shift.id));
	const byTask = Map.groupBy(all, (row) => row.shift.taskId);
	return [...Map.groupBy(rows, (row) => row.task.id)].flatMap(([taskId, ofTask]) => {
		const [head] = ofTask;
		const groups = ofTask.flatMap(({ groupId, groupName: name }) =>
			groupId && name ? [{ groupId, name }] : [],
		);
		const ids = groups.map(({ groupId }) => groupId);
		if (!head || !maySee(staff, ids)) return [];
		const shifts = (byTask.get(taskId) ?? []).map((row) => staffShift(row.shift, head.task, now));
		const toCome = shifts.filter(({ state }) => isToCome(state));
		const { template, title, flexible, closedAt, cancelledAt } = head.task;
		const one: StaffTask = {
			...{ taskId, template, title, flexible, groups, shifts },
			closed: closedAt !== null,
			state: cancelledAt ? 'cancelled' : toCome.length > 0 ? 'coming' : 'over',
			gaps: toCome.reduce((sum, one) => sum + placesLeft(one), 0),
			mayRun: mayRun(staff, ids),
		};
		return [one];
	});
}

/** Still to begin, or a period that goes on. */
function isToCome(state: StaffShift['state']): boolean {
	return state === 'open' || state === 'full' || state === 'closed';
}

function staffShift(
	row: {
		id: string;
		startsAt: Date;
		endsAt: Date;
		capacity: number;
		taken: number;
		waiting: number;
		cancelledAt: Date | null;
	},
	task: Parameters<typeof shiftState>[1],
	now: Date,
): StaffShift {
	const { id: shiftId, startsAt, endsAt, capacity, taken, waiting } = row;
	const state = shiftState(row, task, now);
	return {
		...{ shiftId, startsAt, endsAt, capacity, taken, waiting },
		state: state === 'started' && now >= endsAt ? 'over' : state,
	};
}

export interface StaffClaim {
	claimId: string;
	shiftId: string;
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	phone: string | null;
	/** Their children in the task's groups, or in the school, by name. */
	children: string[];
	status: 'confirmed' | 'waiting';
	helped: boolean | null;
	thanked: boolean;
}

export interface StaffTaskPage {
	task: FoundTask;
	shifts: (StaffShift & { claims: StaffClaim[] })[];
	/** How many a tap on "ask again" would ask. */
	toAsk: number;
}

/** One task with who helps, for who runs it; undefined for all others (404). */
export async function staffTask(
	db: Reader,
	staff: StaffActor,
	taskId: string,
	now: Date,
): Promise<StaffTaskPage | undefined> {
	const task = await findTask(db, staff.schoolId, taskId);
	const ids = task?.groups.map(({ groupId }) => groupId) ?? [];
	if (!task || !mayRun(staff, ids)) return undefined;
	const { shift } = db.t;
	const shifts = await db
		.select()
		.from(shift)
		.where(and(eq(shift.schoolId, staff.schoolId), eq(shift.taskId, taskId)))
		.orderBy(asc(shift.startsAt), asc(shift.id));
	const claims = Map.groupBy(await findClaims(db, task), ({ shiftId }) => shiftId);
	const open = !task.cancelledAt && !task.closedAt;
	return {
		task,
		shifts: shifts.map((row) => ({ ...staffShift(row, task, now), claims: claims.get(row.id) ?? [] })),
		toAsk: open ? (await candidates(db, task, now)).length : 0,
	};
}

async function findClaims(db: Reader, task: FoundTask): Promise<StaffClaim[]> {
	const { claim, guardian, guardianship, child, groupChild } = db.t;
	const { schoolId } = task.school;
	const rows = await db
		.select({
			claimId: claim.id,
			shiftId: claim.shiftId,
			guardianId: claim.guardianId,
			name: guardian.name,
			phone: guardian.phone,
			status: claim.status,
			helped: claim.helped,
			thankedAt: claim.thankedAt,
		})
		.from(claim)
		.innerJoin(guardian, and(eq(guardian.schoolId, claim.schoolId), eq(guardian.id, claim.guardianId)))
		.where(and(eq(claim.schoolId, schoolId), eq(claim.taskId, task.taskId)))
		.orderBy(asc(claim.ticket));
	const ids = [...new Set(rows.map(({ guardianId }) => guardianId))];
	const groupIds = task.groups.map(({ groupId }) => groupId);
	const children = ids.length
		? await db
				.selectDistinct({
					guardianId: guardianship.guardianId,
					givenName: child.givenName,
					sortKey: child.sortKey,
				})
				.from(guardianship)
				.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
				.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
				.where(
					and(
						eq(guardianship.schoolId, schoolId),
						inArray(guardianship.guardianId, ids),
						eq(guardianship.level, 'full'),
						task.wholeSchool ? undefined : inArray(groupChild.groupId, groupIds),
					),
				)
				.orderBy(asc(child.sortKey))
		: [];
	const byGuardian = Map.groupBy(children, ({ guardianId }) => guardianId);
	return rows.map(({ thankedAt, ...row }) => ({
		...row,
		thanked: thankedAt !== null,
		children: (byGuardian.get(row.guardianId) ?? []).map(({ givenName }) => givenName),
	}));
}

/** Who can be named as the contact person of a task: active staff. One query. */
export async function contactsToName(
	db: Reader,
	schoolId: string,
): Promise<{ staffId: string; name: string }[]> {
	const { staffMember } = db.t;
	return db
		.select({ staffId: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.status, 'active')))
		.orderBy(asc(staffMember.name));
}
