import { and, count, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { dropPicturesOfYears } from './thanks-pictures.ts';

/** Deletes who helped with what, and was thanked, in school years that ended; how many helped stays with the shift. */
export async function forgetClaims(tx: Tx, schoolId: string, schoolYearIds: string[]): Promise<void> {
	if (schoolYearIds.length === 0) return;
	const { task, shift, claim, taskAsk, taskInterest, thanks } = tx.t;
	await dropPicturesOfYears(tx, schoolId, schoolYearIds);
	await tx
		.delete(thanks)
		.where(and(eq(thanks.schoolId, schoolId), inArray(thanks.schoolYearId, schoolYearIds)));
	const ofThoseYears = tx
		.select({ id: task.id })
		.from(task)
		.where(and(eq(task.schoolId, schoolId), inArray(task.schoolYearId, schoolYearIds)));
	const helped = tx
		.select({ count: count() })
		.from(claim)
		.where(
			and(
				eq(claim.schoolId, shift.schoolId),
				eq(claim.shiftId, shift.id),
				eq(claim.status, 'confirmed'),
				or(isNull(claim.helped), ne(claim.helped, false)),
			),
		);
	await tx
		.update(shift)
		.set({ helped: sql`(${helped})` })
		.where(and(eq(shift.schoolId, schoolId), isNull(shift.helped), inArray(shift.taskId, ofThoseYears)));
	for (const t of [claim, taskAsk, taskInterest])
		await tx.delete(t).where(and(eq(t.schoolId, schoolId), inArray(t.taskId, ofThoseYears)));
}
