import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Who read which card is reach: kept for twelve months, and as long as the card's school year lasts. */
const READING_DAYS = 365;
const DAY = 24 * 60 * 60 * 1000;

/** Deletes who read the cards of school years that ended, a year after they did. */
export async function forgetReadings(
	tx: Tx,
	schoolId: string,
	{ endedYearIds, now }: { endedYearIds: string[]; now: Date },
): Promise<void> {
	if (endedYearIds.length === 0) return;
	const { infoCard, acknowledgement } = tx.t;
	const ofThoseYears = tx
		.select({ id: infoCard.id })
		.from(infoCard)
		.where(and(eq(infoCard.schoolId, schoolId), inArray(infoCard.schoolYearId, endedYearIds)));
	const limit = new Date(now.getTime() - READING_DAYS * DAY);
	await tx
		.delete(acknowledgement)
		.where(
			and(
				eq(acknowledgement.schoolId, schoolId),
				lt(acknowledgement.at, limit),
				inArray(acknowledgement.cardId, ofThoseYears),
			),
		);
}
