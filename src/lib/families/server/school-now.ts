import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { schoolYearOn, type Region } from '#lib/school/holidays.ts';
import type { SchoolNow } from '../import-types.ts';

export interface SchoolFacts {
	id: string;
	brin: string | null;
	region: Region;
	timeZone: string;
	/** `YYYY-MM-DD` at the school. */
	today: string;
	/** Name of the school year of today. */
	currentYear: string;
}

/** What an import must know of the school before it reads the file. Throws when there is no such school. */
export async function readSchoolFacts(db: Reader, schoolId: string, now: Date): Promise<SchoolFacts> {
	const { school } = db.t;
	const [found] = await db
		.select({ id: school.id, brin: school.brin, region: school.region, timeZone: school.timeZone })
		.from(school)
		.where(eq(school.id, schoolId));
	if (!found) throw new Error('no such school');
	const today = calendarDay(now, found.timeZone);
	return { ...found, today, currentYear: schoolYearOn(today, found.region).name };
}

/** Everything that a file for `yearName` can change, in seven queries however large the school is. */
export async function readSchoolNow(db: Reader, facts: SchoolFacts, yearName: string): Promise<SchoolNow> {
	const { schoolYear, group, groupChild, groupTeacher, staffMember, staffInvitation } = db.t;
	const schoolId = facts.id;
	const [year] = await db
		.select({ id: schoolYear.id })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), eq(schoolYear.name, yearName)));
	const ofYear = and(eq(group.schoolId, schoolId), eq(group.schoolYearId, year?.id ?? ''));
	const groups = await db
		.select({
			id: group.id,
			edexKey: group.edexKey,
			name: group.name,
			kind: group.kind,
			yearGroups: group.yearGroups,
		})
		.from(group)
		.where(ofYear)
		.orderBy(asc(group.sortKey), asc(group.id));
	const members = await db
		.select({ groupId: groupChild.groupId, childId: groupChild.childId })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(and(eq(groupChild.schoolId, schoolId), ofYear));
	const taught = await db
		.select({ groupId: groupTeacher.groupId, staffId: groupTeacher.staffId })
		.from(groupTeacher)
		.innerJoin(group, and(eq(group.schoolId, groupTeacher.schoolId), eq(group.id, groupTeacher.groupId)))
		.where(and(eq(groupTeacher.schoolId, schoolId), ofYear));
	const people = await db
		.select({
			id: staffMember.id,
			edexKey: staffMember.edexKey,
			name: staffMember.name,
			email: staffMember.email,
			status: staffMember.status,
			invitedAt: staffInvitation.sentAt,
		})
		.from(staffMember)
		.leftJoin(
			staffInvitation,
			and(eq(staffInvitation.schoolId, staffMember.schoolId), eq(staffInvitation.staffId, staffMember.id)),
		)
		.where(eq(staffMember.schoolId, schoolId))
		.orderBy(asc(staffMember.createdAt), asc(staffMember.id));
	// whom the head invited has been given rights: a file neither moves the mailbox that opens them nor adds groups unasked
	const staff = people.map(({ invitedAt, status, ...one }) => ({
		...one,
		status: status === 'proposed' && invitedAt ? ('active' as const) : status,
	}));
	return {
		brin: facts.brin,
		today: facts.today,
		currentYear: facts.currentYear,
		yearIsOpen: year !== undefined,
		groups,
		children: await readChildren(db, schoolId),
		members,
		staff,
		taught,
	};
}

function readChildren(db: Reader, schoolId: string): Promise<SchoolNow['children']> {
	const { child } = db.t;
	return db
		.select({
			id: child.id,
			edexKey: child.edexKey,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			initials: child.initials,
			birthDate: child.birthDate,
			yearGroup: child.yearGroup,
			startsOn: child.startsOn,
			leftOn: child.leftOn,
		})
		.from(child)
		.where(eq(child.schoolId, schoolId))
		.orderBy(asc(child.sortKey), asc(child.id));
}
