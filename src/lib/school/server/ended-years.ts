import { and, eq, lt } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { addDays, dayOf, startOfDay } from '#lib/platform/server/local-time.ts';

/** The school years that are over, and the first instant after the last of them; undefined when none is. */
export async function endedYears(
	db: Reader,
	{ schoolId, timeZone, now }: { schoolId: string; timeZone: string; now: Date },
): Promise<{ ids: string[]; over: Date } | undefined> {
	const { schoolYear } = db.t;
	const years = await db
		.select({ id: schoolYear.id, endsOn: schoolYear.endsOn })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), lt(schoolYear.endsOn, dayOf(now, timeZone))))
		.orderBy(schoolYear.endsOn);
	const last = years.at(-1);
	if (!last) return undefined;
	return { ids: years.map(({ id }) => id), over: startOfDay(addDays(last.endsOn, 1), timeZone) };
}
