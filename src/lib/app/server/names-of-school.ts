import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/**
 * Every name that a text of this school can hold: of children, guardians, staff, groups and the school. Whole, and their
 * words, because a text says "Aya" more often than "Aya el Bakkali". They are taken out of a text before a service
 * translates it. Five queries.
 */
export async function namesOfSchool(db: Reader, schoolId: string): Promise<string[]> {
	const { child, guardian, staffMember, group, school } = db.t;
	const [children, guardians, staff, groups, schools] = await Promise.all([
		db
			.select({ given: child.givenName, prefix: child.prefix, surname: child.surname })
			.from(child)
			.where(eq(child.schoolId, schoolId)),
		db.select({ name: guardian.name }).from(guardian).where(eq(guardian.schoolId, schoolId)),
		db
			.select({ name: staffMember.name, called: staffMember.calledName })
			.from(staffMember)
			.where(eq(staffMember.schoolId, schoolId)),
		db.select({ name: group.name }).from(group).where(eq(group.schoolId, schoolId)),
		db.select({ name: school.name }).from(school).where(eq(school.id, schoolId)),
	]);
	const people = [
		...children.map(({ given, prefix, surname }) => [given, prefix, surname].filter(Boolean).join(' ')),
		...guardians.map(({ name }) => name ?? ''),
		...staff.flatMap(({ name, called }) => [name, called ?? '']),
	];
	return [
		...new Set([
			...people,
			...people.flatMap(wordsOfName),
			...groups.map(({ name }) => name),
			...schools.map(({ name }) => name),
		]),
	].filter((name) => name.length > 1);
}

/** "van" and "el" are words of a language before they are part of a name; "Juf" is too, and is translated. */
function wordsOfName(name: string): string[] {
	return name
		.split(/\s+/)
		.filter((word) => /^\p{Lu}/u.test(word) && !/^(Juf|Meester|Meneer|Mevrouw)$/.test(word));
}
