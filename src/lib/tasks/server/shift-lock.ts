import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import type { ShiftFacts } from '../claims.ts';

/** A shift that this transaction has to itself. */
export interface LockedShift extends ShiftFacts {
	taskId: string;
	/** Handed out by this lock: the order of arrival. */
	ticket: number;
	/** How often it was moved, or got another place. */
	revision: number;
	movedAt: Date | null;
}

/**
 * Locks shifts by changing them, in one statement, which makes all who want something of them queue up on every engine; as
 * moments do with slots. Gives those of this school, in order of time.
 */
export async function lockShifts(
	tx: Tx,
	schoolId: string,
	shiftIds: readonly string[],
): Promise<LockedShift[]> {
	if (shiftIds.length === 0) return [];
	const { shift } = tx.t;
	const locked = await tx
		.update(shift)
		.set({ ticket: sql`${shift.ticket} + 1` })
		.where(and(eq(shift.schoolId, schoolId), inArray(shift.id, [...shiftIds])))
		.returning({
			shiftId: shift.id,
			taskId: shift.taskId,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			capacity: shift.capacity,
			taken: shift.taken,
			waiting: shift.waiting,
			ticket: shift.ticket,
			cancelledAt: shift.cancelledAt,
			revision: shift.revision,
			movedAt: shift.movedAt,
		});
	return locked.sort((a, b) => +a.startsAt - +b.startsAt || a.shiftId.localeCompare(b.shiftId));
}

/** Writes the numbers of a locked shift, which were counted on from what the lock returned. */
export async function saveCounts(
	tx: Tx,
	schoolId: string,
	{ shiftId, taken, waiting }: Pick<ShiftFacts, 'shiftId' | 'taken' | 'waiting'>,
): Promise<void> {
	const { shift } = tx.t;
	await tx
		.update(shift)
		.set({ taken, waiting })
		.where(and(eq(shift.schoolId, schoolId), eq(shift.id, shiftId)));
}
