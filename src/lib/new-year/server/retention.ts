import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Forgets what was chosen for a new year (who leaves, who teaches) when it was done and the old year is over; counts stay. */
export async function forgetChoices(tx: Tx, schoolId: string, endedYearIds: string[]): Promise<void> {
	if (endedYearIds.length === 0) return;
	const { yearTurn } = tx.t;
	await tx
		.update(yearTurn)
		.set({ choices: {} })
		.where(
			and(
				eq(yearTurn.schoolId, schoolId),
				isNotNull(yearTurn.finishedAt),
				inArray(yearTurn.fromYearId, endedYearIds),
			),
		);
}
