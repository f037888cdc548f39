import { and, desc, eq, lt } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { findSchoolYear, type SchoolYear } from '#lib/school/server/school-year.ts';
import type { FreeSpan } from '../rules.ts';

/** The school year of a day with what is free in it, and the summer before it. Undefined for a school without years. */
export async function schoolCalendar(
	db: Reader,
	schoolId: string,
	today: string,
): Promise<{ year: SchoolYear; free: FreeSpan[] } | undefined> {
	const year = await findSchoolYear(db, schoolId, today);
	if (!year) return undefined;
	const { schoolYear } = db.t;
	const [school, [before]] = await Promise.all([
		readSchool(db, schoolId),
		db
			.select({ id: schoolYear.id, name: schoolYear.name })
			.from(schoolYear)
			.where(and(eq(schoolYear.schoolId, schoolId), lt(schoolYear.startsOn, year.startsOn)))
			.orderBy(desc(schoolYear.startsOn))
			.limit(1),
	]);
	const place = { schoolId, region: school.region };
	const [free, earlier] = await Promise.all([
		daysOffOf(db, place, year),
		before ? daysOffOf(db, place, before) : [],
	]);
	return { year, free: [...earlier, ...free] };
}
