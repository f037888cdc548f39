import { and, asc, desc, eq, gt, lte, type SQL } from 'drizzle-orm';
import { isOfYearOf } from '#lib/database/of-year.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';

const findLatestStarted = compiled<{ school: string; today: string }>('find_latest_school_year')((
	db: Reader,
	p,
) => {
	const { schoolYear } = db.t;
	return db
		.select({
			id: schoolYear.id,
			name: schoolYear.name,
			startsOn: schoolYear.startsOn,
			endsOn: schoolYear.endsOn,
		})
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, p.school), lte(schoolYear.startsOn, as(p.today, schoolYear.startsOn))))
		.orderBy(desc(schoolYear.startsOn))
		.limit(1);
});

export type SchoolYear = Awaited<ReturnType<typeof findLatestStarted>>[number];

/**
 * The school year of a day (`YYYY-MM-DD`): the latest that has begun, so that the summer still belongs to the year
 * before it; before the first year, that one. Undefined for a school without years.
 */
export async function findSchoolYear(
	db: Reader,
	schoolId: string,
	today: string,
): Promise<SchoolYear | undefined> {
	const [started] = await findLatestStarted(db, { school: schoolId, today });
	if (started) return started;
	const { schoolYear } = db.t;
	const [coming] = await db
		.select({
			id: schoolYear.id,
			name: schoolYear.name,
			startsOn: schoolYear.startsOn,
			endsOn: schoolYear.endsOn,
		})
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), gt(schoolYear.startsOn, today)))
		.orderBy(asc(schoolYear.startsOn))
		.limit(1);
	return coming;
}

/** A condition for a query over groups: only those of the school year of a day (see `findSchoolYear`). */
export function ofSchoolYear(db: Reader, today: string): SQL {
	return isOfYearOf(db, today);
}
