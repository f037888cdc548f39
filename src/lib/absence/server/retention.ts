import { and, desc, eq, lt, lte } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { addDays } from '#lib/platform/server/local-time.ts';

/** How long a sick report stays, in days. */
export const SICK_REPORT_DAYS = 28;

/** Deletes sick reports of more than four weeks ago. `today`: the day at school. */
export async function forgetSickReports(tx: Tx, schoolId: string, today: string): Promise<void> {
	const { sickReport } = tx.t;
	await tx
		.delete(sickReport)
		.where(and(eq(sickReport.schoolId, schoolId), lt(sickReport.day, addDays(today, -SICK_REPORT_DAYS))));
}

/** Deletes requests for leave of days before the school year of today. */
export async function forgetLeaveRequests(tx: Tx, schoolId: string, today: string): Promise<void> {
	const { leaveRequest, schoolYear } = tx.t;
	const years = await tx
		.select({ startsOn: schoolYear.startsOn })
		.from(schoolYear)
		.where(and(eq(schoolYear.schoolId, schoolId), lte(schoolYear.startsOn, today)))
		.orderBy(desc(schoolYear.startsOn))
		.limit(1);
	const [current] = years;
	if (!current) return;
	await tx
		.delete(leaveRequest)
		.where(and(eq(leaveRequest.schoolId, schoolId), lt(leaveRequest.lastDay, current.startsOn)));
}
