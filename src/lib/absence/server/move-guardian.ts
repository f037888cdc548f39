import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Reports and requests of one record go to the other; of two reports for the same child and day, one is enough. */
export async function moveAbsence(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { sickReport, leaveRequest } = tx.t;
	const reports = await tx
		.delete(sickReport)
		.where(and(eq(sickReport.schoolId, schoolId), eq(sickReport.guardianId, from)))
		.returning();
	if (reports.length > 0)
		await tx
			.insert(sickReport)
			.values(reports.map((row) => ({ ...row, guardianId: to })))
			.onConflictDoNothing();
	await tx
		.update(leaveRequest)
		.set({ guardianId: to })
		.where(and(eq(leaveRequest.schoolId, schoolId), eq(leaveRequest.guardianId, from)));
}
