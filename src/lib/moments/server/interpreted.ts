// What a guardian interpreted: for their own page, never with for whom.
import { and, desc, eq, isNull, lte } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';

/** The talks and moments of a school year that a guardian said yes to interpret and that are over, newest first. One query. */
export async function interpretedWith(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
) {
	const { interpreterAsk, slot, moment } = db.t;
	return db
		.select({
			askId: interpreterAsk.id,
			language: interpreterAsk.language,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
		})
		.from(interpreterAsk)
		.innerJoin(slot, and(eq(slot.schoolId, interpreterAsk.schoolId), eq(slot.id, interpreterAsk.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
		.where(
			and(
				eq(interpreterAsk.schoolId, schoolId),
				eq(interpreterAsk.guardianId, guardianId),
				eq(interpreterAsk.state, 'accepted'),
				eq(moment.schoolYearId, schoolYearId),
				lte(slot.endsAt, now),
				isNull(slot.cancelledAt),
				isNull(moment.cancelledAt),
			),
		)
		.orderBy(desc(slot.startsAt), desc(interpreterAsk.id));
}
