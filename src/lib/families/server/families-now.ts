import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { FamiliesNow } from '../guardian-plan-types.ts';

/** Everything that a list of guardians can change, in four queries. Throws when there is no such school. */
export async function readFamiliesNow(db: Reader, schoolId: string, now: Date): Promise<FamiliesNow> {
	const { school, child, guardian, guardianship } = db.t;
	const [found] = await db.select({ timeZone: school.timeZone }).from(school).where(eq(school.id, schoolId));
	if (!found) throw new Error('no such school');
	const children = await db
		.select({
			id: child.id,
			edexKey: child.edexKey,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			birthDate: child.birthDate,
			leftOn: child.leftOn,
		})
		.from(child)
		.where(eq(child.schoolId, schoolId))
		.orderBy(asc(child.sortKey), asc(child.id));
	const guardians = await db
		.select({
			id: guardian.id,
			name: guardian.name,
			email: guardian.email,
			phone: guardian.phone,
			listedLanguage: guardian.listedLanguage,
			writtenLanguage: guardian.writtenLanguage,
			spokenLanguage: guardian.spokenLanguage,
			emailConfirmedAt: guardian.emailConfirmedAt,
			emailIsOwn: guardian.emailIsOwn,
			languageChosenAt: guardian.languageChosenAt,
		})
		.from(guardian)
		.where(eq(guardian.schoolId, schoolId))
		.orderBy(asc(guardian.createdAt), asc(guardian.id));
	const guardianships = await db
		.select({
			guardianId: guardianship.guardianId,
			childId: guardianship.childId,
			level: guardianship.level,
			position: guardianship.position,
		})
		.from(guardianship)
		.where(eq(guardianship.schoolId, schoolId))
		.orderBy(asc(guardianship.childId), asc(guardianship.position), asc(guardianship.guardianId));
	return {
		children,
		guardians: guardians.map(({ emailConfirmedAt, emailIsOwn, languageChosenAt, ...rest }) => ({
			...rest,
			emailIsTheirs: emailConfirmedAt !== null || emailIsOwn,
			languageChosen: languageChosenAt !== null,
		})),
		guardianships,
		today: calendarDay(now, found.timeZone),
	};
}
