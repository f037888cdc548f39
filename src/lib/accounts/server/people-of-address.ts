import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';

/** Somebody who can sign in with an address. */
export interface PersonOfAddress {
	kind: 'guardian' | 'staff';
	schoolId: string;
	schoolName: string;
	id: string;
	/** Null for a guardian without a name: shown by the child. */
	name: string | null;
	/** As on file, with its capitals. */
	email: string;
	/** What a code to this address proves. */
	strength: 'code' | 'confirmed';
	locale: string | null;
	writtenLanguage: string | null;
}

/**
 * Everybody at any school whose address this is: two carers may share one, a teacher may be a parent too. The same two
 * queries, whether anybody is found or not.
 */
export async function peopleOfAddress(db: Reader, emailKey: string): Promise<PersonOfAddress[]> {
	const { guardian, staffMember, school } = db.t;
	const staff = await acrossSchools('sign-in by address does not know the school yet', () =>
		db
			.select({
				schoolId: staffMember.schoolId,
				schoolName: school.name,
				id: staffMember.id,
				name: staffMember.name,
				email: staffMember.email,
			})
			.from(staffMember)
			.innerJoin(school, eq(school.id, staffMember.schoolId))
			.where(and(eq(staffMember.emailKey, emailKey), eq(staffMember.status, 'active')))
			.orderBy(staffMember.schoolId, staffMember.id),
	);
	const guardians = await acrossSchools('sign-in by address does not know the school yet', () =>
		db
			.select({
				schoolId: guardian.schoolId,
				schoolName: school.name,
				id: guardian.id,
				name: guardian.name,
				email: guardian.email,
				emailIsOwn: guardian.emailIsOwn,
				locale: guardian.locale,
				writtenLanguage: guardian.writtenLanguage,
			})
			.from(guardian)
			.innerJoin(school, eq(school.id, guardian.schoolId))
			.where(eq(guardian.emailKey, emailKey))
			.orderBy(guardian.schoolId, guardian.id),
	);
	return [
		...guardians.map(({ emailIsOwn, email, ...row }) => ({
			...row,
			kind: 'guardian' as const,
			email: email ?? emailKey,
			strength: emailIsOwn ? ('code' as const) : ('confirmed' as const),
		})),
		...staff.map(({ email, ...row }) => ({
			...row,
			kind: 'staff' as const,
			email: email ?? emailKey,
			strength: 'confirmed' as const,
			locale: null,
			writtenLanguage: null,
		})),
	];
}
