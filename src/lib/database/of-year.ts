import { aliasedTable, and, eq, exists, gt, lt, lte, notExists, or, type SQL } from 'drizzle-orm';
import type { Reader } from './store.ts';

/**
 * A condition for a query over groups: only those of the school year of a day, which is the latest that has begun; before the
 * first, that one. In a compiled query the day is `as(p.today, schoolYear.startsOn)`.
 */
export function isOfYearOf(db: Reader, today: string | SQL): SQL {
	const { group, schoolYear } = db.t;
	const other = aliasedTable(schoolYear, 'other');
	const nearer = db
		.select({ id: other.id })
		.from(other)
		.where(
			and(
				eq(other.schoolId, schoolYear.schoolId),
				or(
					and(lte(other.startsOn, today), gt(other.startsOn, schoolYear.startsOn)),
					// before the first year there is only what comes
					and(gt(schoolYear.startsOn, today), lt(other.startsOn, schoolYear.startsOn)),
				),
			),
		);
	return exists(
		db
			.select({ id: schoolYear.id })
			.from(schoolYear)
			.where(
				and(
					eq(schoolYear.schoolId, group.schoolId),
					eq(schoolYear.id, group.schoolYearId),
					notExists(nearer),
				),
			),
	);
}
