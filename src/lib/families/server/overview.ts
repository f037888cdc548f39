import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { seesAllFamilies, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { calendarDay } from '#lib/translation/dates.ts';

/** A group that this staff member may open. */
export interface StaffGroup {
	id: string;
	name: string;
	kind: 'class' | 'across';
}

export interface GuardianOfChild {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	level: 'full' | 'information' | 'nothing';
	/** Language tag that they read; null until known. */
	language: string | null;
	needsInterpreter: boolean;
	email: string | null;
	phone: string | null;
	/** First entry into the app; null: never been in. */
	enteredAt: Date | null;
}

export interface ChildOfGroup {
	childId: string;
	givenName: string;
	/** Prefix and surname; null when the school gave none. */
	surname: string | null;
	guardians: GuardianOfChild[];
}

/**
 * The groups of today's school year that this staff member may open: own groups of a teacher, all groups for the other
 * roles. A year that was prepared begins on its first day.
 */
export async function groupsForStaff(db: Reader, staff: StaffActor, now: Date): Promise<StaffGroup[]> {
	if (!seesAllFamilies(staff) && staff.groupIds.size === 0) return [];
	const { group } = db.t;
	return db
		.select({ id: group.id, name: group.name, kind: group.kind })
		.from(group)
		.where(
			and(
				eq(group.schoolId, staff.schoolId),
				ofSchoolYear(db, calendarDay(now, staff.school.timeZone)),
				seesAllFamilies(staff) ? undefined : inArray(group.id, [...staff.groupIds]),
			),
		)
		.orderBy(asc(group.sortKey), asc(group.id));
}

/** One child with the groups of today's school year and the guardians. Undefined: not there, or in no group that this staff member may open. */
export async function childForStaff(
	db: Reader,
	staff: StaffActor,
	childId: string,
	now: Date,
): Promise<(ChildOfGroup & { birthDate: string | null; groups: StaffGroup[] }) | undefined> {
	const { child, group, groupChild } = db.t;
	const [found] = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			birthDate: child.birthDate,
		})
		.from(child)
		.where(and(eq(child.schoolId, staff.schoolId), eq(child.id, childId)));
	if (!found) return undefined;
	const groups = await db
		.select({ id: group.id, name: group.name, kind: group.kind })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(
			and(
				eq(groupChild.schoolId, staff.schoolId),
				eq(groupChild.childId, childId),
				ofSchoolYear(db, calendarDay(now, staff.school.timeZone)),
			),
		)
		.orderBy(desc(group.kind), asc(group.sortKey));
	if (!seesAllFamilies(staff) && !groups.some(({ id }) => worksWithGroup(staff, id))) return undefined;
	const guardians = await guardiansOf(db, staff.schoolId, [childId]);
	const { prefix, surname, ...rest } = found;
	return {
		...rest,
		surname: [prefix, surname].filter(Boolean).join(' ') || null,
		groups,
		guardians: guardians.get(childId) ?? [],
	};
}

async function guardiansOf(
	db: Reader,
	schoolId: string,
	childIds: string[],
): Promise<Map<string, GuardianOfChild[]>> {
	if (childIds.length === 0) return new Map();
	const { guardian, guardianship } = db.t;
	const rows = await db
		.select({
			childId: guardianship.childId,
			guardianId: guardian.id,
			name: guardian.name,
			level: guardianship.level,
			writtenLanguage: guardian.writtenLanguage,
			locale: guardian.locale,
			needsInterpreter: guardian.needsInterpreter,
			email: guardian.email,
			phone: guardian.phone,
			enteredAt: guardian.enteredAt,
		})
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(and(eq(guardianship.schoolId, schoolId), inArray(guardianship.childId, childIds)))
		.orderBy(asc(guardianship.position), asc(guardian.id));
	const byChild = new Map<string, GuardianOfChild[]>();
	for (const { childId, writtenLanguage, locale, ...rest } of rows) {
		const one = { ...rest, language: writtenLanguage ?? locale };
		byChild.set(childId, [...(byChild.get(childId) ?? []), one]);
	}
	return byChild;
}
