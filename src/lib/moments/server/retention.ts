import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { LINE_KIND } from './text-kinds.ts';

/**
 * Deletes who signed up for what in school years that ended; how many places were taken and how
 * many came stays with the slot.
 */
export async function forgetSignUps(tx: Tx, schoolId: string, schoolYearIds: string[]): Promise<void> {
	if (schoolYearIds.length === 0) return;
	const { moment, slot, signUp, decline, attendance, momentMessage, momentTopic, momentChild, momentGuide } =
		tx.t;
	const { translation, translationWish } = tx.t;
	const ofThoseYears = tx
		.select({ id: moment.id })
		.from(moment)
		.where(and(eq(moment.schoolId, schoolId), inArray(moment.schoolYearId, schoolYearIds)));
	const came = tx
		.select({ count: count() })
		.from(attendance)
		.innerJoin(signUp, and(eq(signUp.schoolId, attendance.schoolId), eq(signUp.id, attendance.signUpId)))
		.where(
			and(eq(attendance.schoolId, slot.schoolId), eq(signUp.slotId, slot.id), eq(attendance.came, true)),
		);
	await tx
		.update(slot)
		.set({ came: sql`(${came})` })
		.where(and(eq(slot.schoolId, schoolId), isNull(slot.came), inArray(slot.momentId, ofThoseYears)));
	await tx.delete(signUp).where(and(eq(signUp.schoolId, schoolId), inArray(signUp.momentId, ofThoseYears)));
	await tx
		.delete(decline)
		.where(and(eq(decline.schoolId, schoolId), inArray(decline.momentId, ofThoseYears)));
	for (const t of [translation, translationWish])
		await tx.delete(t).where(
			and(
				eq(t.schoolId, schoolId),
				eq(t.aboutKind, LINE_KIND),
				inArray(
					t.aboutId,
					tx
						.select({ id: momentMessage.batchId })
						.from(momentMessage)
						.where(and(eq(momentMessage.schoolId, schoolId), inArray(momentMessage.momentId, ofThoseYears))),
				),
			),
		);
	await tx
		.delete(momentMessage)
		.where(and(eq(momentMessage.schoolId, schoolId), inArray(momentMessage.momentId, ofThoseYears)));
	await tx
		.delete(momentChild)
		.where(and(eq(momentChild.schoolId, schoolId), inArray(momentChild.momentId, ofThoseYears)));
	await tx
		.delete(momentGuide)
		.where(and(eq(momentGuide.schoolId, schoolId), inArray(momentGuide.momentId, ofThoseYears)));
	await tx
		.delete(momentTopic)
		.where(and(eq(momentTopic.schoolId, schoolId), inArray(momentTopic.momentId, ofThoseYears)));
}
