// What staff see of tasks: how full, by name who helps, and where there are gaps.
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { maySee, mayRun } from '#lib/moments/server/policy.ts';
import { placesLeft, type Span } from '#lib/moments/slots.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { shiftState, type ShiftState } from '../claims.ts';
import { isRole, type TemplateName } from '../templates.ts';
import { candidates, firstQuestionAt } from './ask-again.ts';
import { findCertificates, type SeenCertificate } from './certificates.ts';
import { lastDayOf } from './cleared.ts';
import { findTask, type FoundTask } from './find-task.ts';
import { countInterested } from './interest.ts';

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
	/** Of a role: how many are interested; null: it has shifts. */
	interested: number | null;
	mayRun: boolean;
}

/** The tasks of a school year that a member of staff may see, newest first. Two queries, three where there are roles. */
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
	const interested = rows.some((row) => isRole(row.task.template))
		? await countInterested(db, schoolId)
		: new Map<string, number>();
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
			state: cancelledAt ? 'cancelled' : toCome.length > 0 || isRole(template) ? 'coming' : 'over',
			interested: isRole(template) ? (interested.get(taskId) ?? 0) : null,
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
	/** What is noted of their certificate of conduct; only where the task asks for one. */
	certificate: SeenCertificate | null;
	/** It lasts for this shift, or none is asked for. */
	cleared: boolean;
}

export type StaffInterest = Pick<StaffClaim, 'guardianId' | 'name' | 'phone' | 'children'>;

export interface StaffTaskPage {
	task: FoundTask;
	shifts: (StaffShift & { claims: StaffClaim[] })[];
	/** Of a role: who is interested, first who said so first. */
	interested: StaffInterest[];
	/** Whom parents can ask, as far as they still work here. */
	contact: string | null;
	/** How many a tap on "ask again" would ask. */
	toAsk: number;
	/** From when one can; null: now. */
	askFrom: Date | null;
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
	const claims = Map.groupBy(await findClaims(db, task, now), ({ shiftId }) => shiftId);
	const open = !task.cancelledAt && !task.closedAt;
	const shown = shifts.map((row) => ({
		...staffShift(row, task, now),
		claims: (claims.get(row.id) ?? []).map((one) => ({ ...one, cleared: lasts(task, row, one) })),
	}));
	const first = shown.find(({ state }) => isToCome(state));
	const contacts = await contactsToName(db, staff.schoolId);
	return {
		task,
		contact: contacts.find(({ staffId }) => staffId === task.contactId)?.name ?? null,
		shifts: shown,
		interested: isRole(task.template) ? await findInterested(db, task) : [],
		toAsk: open ? (await candidates(db, task, now)).length : 0,
		askFrom: firstQuestionAt(task, first, now),
	};
}

/** Whether a certificate lasts until the last day of a shift, where one is asked for. */
function lasts(
	task: FoundTask,
	{ endsAt }: Pick<Span, 'endsAt'>,
	{ certificate }: Pick<StaffClaim, 'certificate'>,
): boolean {
	if (!task.marks.includes('certificate')) return true;
	return certificate !== null && certificate.until >= lastDayOf(endsAt, task.school.timeZone);
}

async function findClaims(db: Reader, task: FoundTask, now: Date): Promise<Omit<StaffClaim, 'cleared'>[]> {
	const { claim, guardian } = db.t;
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
	const children = await findChildren(db, task, ids);
	const certificates = task.marks.includes('certificate')
		? await findCertificates(db, schoolId, ids, dayOf(now, task.school.timeZone))
		: new Map<string, SeenCertificate>();
	return rows.map(({ thankedAt, ...row }) => ({
		...row,
		thanked: thankedAt !== null,
		certificate: certificates.get(row.guardianId) ?? null,
		children: children.get(row.guardianId) ?? [],
	}));
}

async function findInterested(db: Reader, task: FoundTask): Promise<StaffInterest[]> {
	const { taskInterest, guardian } = db.t;
	const rows = await db
		.select({ guardianId: guardian.id, name: guardian.name, phone: guardian.phone })
		.from(taskInterest)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, taskInterest.schoolId), eq(guardian.id, taskInterest.guardianId)),
		)
		.where(and(eq(taskInterest.schoolId, task.school.schoolId), eq(taskInterest.taskId, task.taskId)))
		.orderBy(asc(taskInterest.createdAt), asc(guardian.id));
	const ids = rows.map(({ guardianId }) => guardianId);
	const children = await findChildren(db, task, ids);
	// who has no say any more, or no child left in the groups, is not somebody to call
	return rows.flatMap((row) => {
		const own = children.get(row.guardianId);
		return own ? [{ ...row, children: own }] : [];
	});
}

/** The children because of whom a task is for these guardians, by given name. */
async function findChildren(
	db: Reader,
	task: FoundTask,
	guardianIds: readonly string[],
): Promise<Map<string, string[]>> {
	if (guardianIds.length === 0) return new Map();
	const { guardianship, child, groupChild } = db.t;
	const groupIds = task.groups.map(({ groupId }) => groupId);
	const rows = await db
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
				eq(guardianship.schoolId, task.school.schoolId),
				inArray(guardianship.guardianId, [...guardianIds]),
				eq(guardianship.level, 'full'),
				task.wholeSchool ? undefined : inArray(groupChild.groupId, groupIds),
			),
		)
		.orderBy(asc(child.sortKey));
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	return new Map([...byGuardian].map(([id, own]) => [id, own.map(({ givenName }) => givenName)]));
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
