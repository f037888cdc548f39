// What a guardian interpreted: for their own page, never with for whom.
import { and, count, desc, eq, isNull, lte } from 'drizzle-orm';
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
				...wasInterpreted(db, { schoolYearId, now }),
			),
		)
		.orderBy(desc(slot.startsAt), desc(interpreterAsk.id));
}

/** The same for all parents of a school together: how often, and for how many minutes. Never by name. One query. */
export async function interpretedAtSchool(
	db: Reader,
	schoolId: string,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
): Promise<{ times: number; minutes: number }> {
	const { interpreterAsk, slot, moment } = db.t;
	const rows = await db
		.select({ startsAt: slot.startsAt, endsAt: slot.endsAt, asks: count() })
		.from(interpreterAsk)
		.innerJoin(slot, and(eq(slot.schoolId, interpreterAsk.schoolId), eq(slot.id, interpreterAsk.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId)))
		.where(and(eq(interpreterAsk.schoolId, schoolId), ...wasInterpreted(db, { schoolYearId, now })))
		.groupBy(slot.id, slot.startsAt, slot.endsAt);
	const all = rows.map(({ startsAt, endsAt, asks }) => ({
		asks: Number(asks),
		minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000,
	}));
	return {
		times: all.reduce((sum, { asks }) => sum + asks, 0),
		minutes: all.reduce((sum, { asks, minutes }) => sum + asks * minutes, 0),
	};
}

/** Somebody said yes, it was not called off, and it is over. */
function wasInterpreted(db: Reader, { schoolYearId, now }: { schoolYearId: string; now: Date }) {
	const { interpreterAsk, slot, moment } = db.t;
	return [
		eq(interpreterAsk.state, 'accepted'),
		eq(moment.schoolYearId, schoolYearId),
		lte(slot.endsAt, now),
		isNull(slot.cancelledAt),
		isNull(moment.cancelledAt),
	];
}
