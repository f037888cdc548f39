// Who was at a moment this school year: where places are for the others first.
import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** Of these guardians, those who were marked as come at a moment of the school year. What other carers did counts not. */
export async function whoWasHere(
	db: Reader,
	{ schoolId, schoolYearId }: { schoolId: string; schoolYearId: string },
	guardianIds: readonly string[],
): Promise<Set<string>> {
	const { attendance, signUp, moment } = db.t;
	const found = new Set<string>();
	for (let from = 0; from < guardianIds.length; from += CHUNK) {
		const rows = await db
			.selectDistinct({ guardianId: signUp.guardianId })
			.from(attendance)
			.innerJoin(signUp, and(eq(signUp.schoolId, attendance.schoolId), eq(signUp.id, attendance.signUpId)))
			.innerJoin(moment, and(eq(moment.schoolId, signUp.schoolId), eq(moment.id, signUp.momentId)))
			.where(
				and(
					eq(attendance.schoolId, schoolId),
					eq(attendance.came, true),
					eq(moment.schoolYearId, schoolYearId),
					inArray(signUp.guardianId, guardianIds.slice(from, from + CHUNK)),
				),
			);
		for (const { guardianId } of rows) found.add(guardianId);
	}
	return found;
}

const CHUNK = 500;
