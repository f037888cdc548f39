import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Role } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { byName } from '../board.ts';
import type { BestWay } from '../schemas.ts';

/** What parents read about a staff member. Address and number only where the school shows this person's own. */
export interface ContactPerson {
	staffId: string;
	name: string;
	/** `juf Marieke` */
	calledName: string | null;
	/** How to say the name, in plain letters. */
	saidAs: string | null;
	/** What they are at school, most telling first; null when no person gave them a role yet. */
	role: Role | null;
	/** Groups that they teach this year, of those that were asked about. */
	teaches: { groupId: string; name: string; sortKey: string }[];
	/** Function in the school's own words, Dutch. */
	jobTitle: string | null;
	/** What there is of it in other languages, where it was asked for (`job-titles.ts`). */
	titles?: readonly StoredTranslation[];
	/** Language tags. */
	languages: string[];
	languagesALittle: string[];
	/** 1 (Monday) to 5. */
	days: number[];
	callFrom: string | null;
	callTill: string | null;
	gateFrom: string | null;
	gateTill: string | null;
	/** How they are reached best; null: however one likes. */
	bestWay: BestWay | null;
	email: string | null;
	phone: string | null;
	/** Content address of the portrait. */
	photo: string | null;
	/** `proposed`: an import brought them; no person gave them an account yet. */
	status: 'proposed' | 'active';
}

/** What tells a parent most about a person with several roles. */
const TELLING: readonly Role[] = ['head', 'care', 'coordinator', 'teacher', 'office'];

/**
 * Staff who did not leave, by id, in order of name: those of `ids`, else all. `groupIds`: the groups to name with their
 * teachers, else all of the school year. One query.
 */
export async function findPeople(
	db: Reader,
	schoolId: string,
	{ ids, groupIds, today }: { ids?: readonly string[]; groupIds?: readonly string[]; today: string },
): Promise<Map<string, ContactPerson>> {
	if (ids?.length === 0) return new Map();
	const { staffMember, staffRole, groupTeacher, group } = db.t;
	const rows = await db
		.select({
			staff: staffMember,
			role: staffRole.role,
			groupId: group.id,
			groupName: group.name,
			groupSort: group.sortKey,
		})
		.from(staffMember)
		.leftJoin(
			staffRole,
			and(eq(staffRole.schoolId, staffMember.schoolId), eq(staffRole.staffId, staffMember.id)),
		)
		.leftJoin(
			groupTeacher,
			and(
				eq(groupTeacher.schoolId, staffMember.schoolId),
				eq(groupTeacher.staffId, staffMember.id),
				groupIds && inArray(groupTeacher.groupId, [...groupIds, '']),
			),
		)
		.leftJoin(
			group,
			and(
				eq(group.schoolId, groupTeacher.schoolId),
				eq(group.id, groupTeacher.groupId),
				ofSchoolYear(db, today),
			),
		)
		.where(
			and(
				eq(staffMember.schoolId, schoolId),
				ids && inArray(staffMember.id, [...new Set(ids)]),
				ne(staffMember.status, 'gone'),
			),
		);
	const people = new Map<string, ContactPerson>();
	for (const { staff, role, groupId, groupName, groupSort } of rows) {
		const person = people.get(staff.id) ?? asPerson(staff);
		people.set(staff.id, person);
		person.role = TELLING.find((known) => known === role || known === person.role) ?? null;
		if (groupId !== null && groupName !== null && !person.teaches.some((known) => known.groupId === groupId))
			person.teaches.push({ groupId, name: groupName, sortKey: groupSort ?? '' });
	}
	for (const { teaches } of people.values()) teaches.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
	return new Map([...people].sort(([, a], [, b]) => byName(a, b)));
}

type Staff = Reader['t']['staffMember']['$inferSelect'];

function asPerson(staff: Staff): ContactPerson {
	return {
		staffId: staff.id,
		name: staff.name,
		calledName: staff.calledName,
		saidAs: staff.saidAs,
		role: null,
		teaches: [],
		jobTitle: staff.jobTitle,
		languages: staff.languages,
		languagesALittle: staff.languagesALittle ?? [],
		days: staff.days,
		callFrom: staff.callFrom,
		callTill: staff.callTill,
		gateFrom: staff.gateFrom,
		gateTill: staff.gateTill,
		bestWay: staff.bestWay,
		email: staff.emailShown ? staff.email : null,
		phone: staff.phoneShown ? staff.phone : null,
		photo: staff.photo,
		status: staff.status === 'active' ? 'active' : 'proposed',
	};
}
