import { and, eq, gt, isNull, or } from 'drizzle-orm';
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
	/** A colleague who was invited and not in yet. */
	invited: boolean;
}

/**
 * Everybody at any school whose address this is: two carers may share one, a teacher may be a parent too. Of staff those
 * who are active, and those with an invitation that still works. The same two queries, whether anybody is found or not.
 */
export async function peopleOfAddress(db: Reader, emailKey: string, now: Date): Promise<PersonOfAddress[]> {
	const { guardian, staffMember, staffInvitation, school } = db.t;
	const staff = await acrossSchools('sign-in by address does not know the school yet', () =>
		db
			.select({
				schoolId: staffMember.schoolId,
				schoolName: school.name,
				id: staffMember.id,
				name: staffMember.name,
				email: staffMember.email,
				status: staffMember.status,
			})
			.from(staffMember)
			.innerJoin(school, eq(school.id, staffMember.schoolId))
			.leftJoin(
				staffInvitation,
				and(
					eq(staffInvitation.schoolId, staffMember.schoolId),
					eq(staffInvitation.staffId, staffMember.id),
					isNull(staffInvitation.acceptedAt),
				),
			)
			.where(
				and(
					eq(staffMember.emailKey, emailKey),
					or(
						eq(staffMember.status, 'active'),
						and(eq(staffMember.status, 'proposed'), gt(staffInvitation.expiresAt, now)),
					),
				),
			)
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
			invited: false,
		})),
		...staff.map(({ email, status, ...row }) => ({
			...row,
			kind: 'staff' as const,
			email: email ?? emailKey,
			strength: 'confirmed' as const,
			locale: null,
			writtenLanguage: null,
			invited: status === 'proposed',
		})),
	];
}
