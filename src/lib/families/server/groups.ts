import { and, asc, desc, eq, gte, inArray, isNull, ne, or } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { auditTaught, type Taught } from '#lib/accounts/server/taught-lines.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { sortable } from '#lib/platform/fold.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { findSchoolYear, ofSchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { GroupInput, GroupTeacher } from '../group-form.ts';

export interface GroupLine {
	groupId: string;
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	teachers: (GroupTeacher & { name: string })[];
	/** Children who are there today. */
	children: number;
}

const todayOf = (staff: StaffActor, now: Date) => calendarDay(now, staff.school.timeZone);

/** The groups of this school year with their teachers, classes first. Three queries; for every member of staff. */
export async function listGroups(db: Reader, staff: StaffActor, now: Date): Promise<GroupLine[]> {
	const { group, groupTeacher, groupChild, staffMember, child } = db.t;
	const { schoolId } = staff;
	const today = todayOf(staff, now);
	const groups = await db
		.select({ groupId: group.id, name: group.name, kind: group.kind, yearGroups: group.yearGroups })
		.from(group)
		.where(and(eq(group.schoolId, schoolId), ofSchoolYear(db, today)))
		.orderBy(desc(group.kind), asc(group.sortKey), asc(group.id));
	const teachers = await db
		.select({
			groupId: groupTeacher.groupId,
			staffId: groupTeacher.staffId,
			days: groupTeacher.days,
			name: staffMember.name,
		})
		.from(groupTeacher)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, groupTeacher.schoolId), eq(staffMember.id, groupTeacher.staffId)),
		)
		.where(and(eq(groupTeacher.schoolId, schoolId), ne(staffMember.status, 'gone')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	const members = await db
		.select({ groupId: groupChild.groupId })
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.where(and(eq(groupChild.schoolId, schoolId), isThere(db, today)));
	const byGroup = Map.groupBy(teachers, ({ groupId }) => groupId);
	const counts = Map.groupBy(members, ({ groupId }) => groupId);
	return groups.map((one) => ({
		...one,
		teachers: (byGroup.get(one.groupId) ?? []).map(({ staffId, name, days }) => ({
			staffId,
			name,
			days: days ?? [],
		})),
		children: counts.get(one.groupId)?.length ?? 0,
	}));
}

function isThere(db: Reader, today: string) {
	const { child } = db.t;
	return or(isNull(child.leftOn), gte(child.leftOn, today));
}

export interface ChildOfGroup {
	childId: string;
	name: string;
}

/** The children of a group, by name. One query. */
export async function childrenOfGroup(
	db: Reader,
	staff: StaffActor,
	groupId: string,
	now: Date,
): Promise<ChildOfGroup[]> {
	const { groupChild, child } = db.t;
	const rows = await db
		.select({ childId: child.id, givenName: child.givenName, prefix: child.prefix, surname: child.surname })
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.where(
			and(
				eq(groupChild.schoolId, staff.schoolId),
				eq(groupChild.groupId, groupId),
				isThere(db, todayOf(staff, now)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	return rows.map(({ childId, givenName, prefix, surname }) => ({
		childId,
		name: [givenName, prefix, surname].filter(Boolean).join(' '),
	}));
}

/** Who can teach: everybody who did not leave, by name. One query. */
export async function listTeachers(
	db: Reader,
	staff: StaffActor,
): Promise<{ staffId: string; name: string }[]> {
	const { staffMember } = db.t;
	return db
		.select({ staffId: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, staff.schoolId), ne(staffMember.status, 'gone')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
}

export type GroupRefusal = 'not_allowed' | 'not_there' | 'not_empty';
type Done = { ok: true; groupId: string } | { ok: false; refusal: GroupRefusal };

/** Makes a group of this school year, or changes one. Who teaches a group sees its families. Office and head only. */
export async function saveGroup(
	store: Store,
	staff: StaffActor,
	{ groupId: known, ...input }: GroupInput & { groupId?: string | undefined },
	now: Date,
): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const { group } = tx.t;
		const fields = {
			name: input.name,
			kind: input.kind,
			yearGroups: input.yearGroups,
			sortKey: sortable(input.name),
		};
		const groupId = known ?? newId();
		if (known) {
			const changed = await tx
				.update(group)
				.set(fields)
				.where(and(eq(group.schoolId, schoolId), eq(group.id, known)))
				.returning({ id: group.id });
			if (changed.length === 0) return { ok: false, refusal: 'not_there' };
		} else {
			const year = await findSchoolYear(tx, schoolId, todayOf(staff, now));
			if (!year) return { ok: false, refusal: 'not_there' };
			await tx
				.insert(group)
				.values({ ...fields, schoolId, id: groupId, schoolYearId: year.id, createdAt: now });
		}
		await auditTaught(tx, staff, await writeTeachers(tx, schoolId, groupId, input.teachers), now);
		const about = { groupId, new: known === undefined, teachers: input.teachers.length };
		await audit(tx, staff, 'families.group_saved', about, now);
		return { ok: true, groupId };
	});
}

/** Makes the teachers exactly these; gives who is new to the group and who is no longer its teacher. */
async function writeTeachers(tx: Tx, schoolId: string, groupId: string, teachers: readonly GroupTeacher[]) {
	const { groupTeacher, staffMember } = tx.t;
	const before = await tx
		.delete(groupTeacher)
		.where(and(eq(groupTeacher.schoolId, schoolId), eq(groupTeacher.groupId, groupId)))
		.returning({ staffId: groupTeacher.staffId, groupId: groupTeacher.groupId });
	if (teachers.length === 0) return { given: [], taken: before };
	const there = await tx
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(
			and(
				eq(staffMember.schoolId, schoolId),
				ne(staffMember.status, 'gone'),
				inArray(
					staffMember.id,
					teachers.map(({ staffId }) => staffId),
				),
			),
		);
	const rows = teachers
		.filter(({ staffId }) => there.some(({ id }) => id === staffId))
		.map(({ staffId, days }) => ({ schoolId, groupId, staffId, days: days.length > 0 ? days : null }));
	if (rows.length > 0) await tx.insert(groupTeacher).values(rows);
	const without = <Row extends Taught>(some: readonly Row[], others: readonly Taught[]) =>
		some.filter(({ staffId }) => !others.some((other) => other.staffId === staffId));
	return { given: without(rows, before), taken: without(before, rows) };
}

/**
 * Puts a child into a group. A child has one class: joining another one leaves that of this school year; groups across
 * classes are beside it.
 */
export async function joinGroup(
	store: Store,
	staff: StaffActor,
	{ groupId, childId }: { groupId: string; childId: string },
	now: Date,
): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const { group, groupChild, child } = tx.t;
		const [into] = await tx
			.select({ kind: group.kind, yearId: group.schoolYearId })
			.from(group)
			.where(and(eq(group.schoolId, schoolId), eq(group.id, groupId)));
		const [who] = await tx
			.select({ id: child.id })
			.from(child)
			.where(and(eq(child.schoolId, schoolId), eq(child.id, childId)));
		if (!into || !who) return { ok: false, refusal: 'not_there' };
		if (into.kind === 'class') {
			const classes = await tx
				.select({ id: group.id })
				.from(group)
				.where(
					and(eq(group.schoolId, schoolId), eq(group.schoolYearId, into.yearId), eq(group.kind, 'class')),
				);
			await tx.delete(groupChild).where(
				and(
					eq(groupChild.schoolId, schoolId),
					eq(groupChild.childId, childId),
					inArray(
						groupChild.groupId,
						classes.map(({ id }) => id),
					),
				),
			);
		}
		await tx.insert(groupChild).values({ schoolId, groupId, childId }).onConflictDoNothing();
		await audit(tx, staff, 'families.group_joined', { groupId, childId }, now);
		return { ok: true, groupId };
	});
}

/** Takes a child out of a group. */
export async function leaveGroup(
	store: Store,
	staff: StaffActor,
	{ groupId, childId }: { groupId: string; childId: string },
	now: Date,
): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx) => {
		const { groupChild } = tx.t;
		const gone = await tx
			.delete(groupChild)
			.where(
				and(
					eq(groupChild.schoolId, staff.schoolId),
					eq(groupChild.groupId, groupId),
					eq(groupChild.childId, childId),
				),
			)
			.returning({ childId: groupChild.childId });
		if (gone.length === 0) return { ok: false, refusal: 'not_there' };
		await audit(tx, staff, 'families.group_left', { groupId, childId }, now);
		return { ok: true, groupId };
	});
}
