import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Deletes who signed up for what in school years that ended; how many places were taken stays with the slot. */
export async function forgetSignUps(tx: Tx, schoolId: string, schoolYearIds: string[]): Promise<void> {
	if (schoolYearIds.length === 0) return;
	const { moment, signUp, decline } = tx.t;
	const ofThoseYears = tx
		.select({ id: moment.id })
		.from(moment)
		.where(and(eq(moment.schoolId, schoolId), inArray(moment.schoolYearId, schoolYearIds)));
	await tx.delete(signUp).where(and(eq(signUp.schoolId, schoolId), inArray(signUp.momentId, ofThoseYears)));
	await tx
		.delete(decline)
		.where(and(eq(decline.schoolId, schoolId), inArray(decline.momentId, ofThoseYears)));
}
