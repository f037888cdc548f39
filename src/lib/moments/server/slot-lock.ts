import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import type { SlotFacts } from '../slots.ts';

/** A slot that this transaction has to itself. */
export interface LockedSlot extends SlotFacts {
	/** Handed out by this lock: the order of arrival. */
	ticket: number;
	revision: number;
}

/** What a lock gives back. */
function columnsOf(tx: Tx) {
	const { slot } = tx.t;
	return {
		slotId: slot.id,
		momentId: slot.momentId,
		startsAt: slot.startsAt,
		endsAt: slot.endsAt,
		capacity: slot.capacity,
		taken: slot.taken,
		waiting: slot.waiting,
		ticket: slot.ticket,
		revision: slot.revision,
		cancelledAt: slot.cancelledAt,
	};
}

const touch = compiled<{ school: string; slot: string }>('touch_slot')((tx: Tx, p) => {
	const { slot } = tx.t;
	return tx
		.update(slot)
		.set({ ticket: sql`${slot.ticket} + 1` })
		.where(and(eq(slot.schoolId, p.school), eq(slot.id, p.slot)))
		.returning(columnsOf(tx));
});

/**
 * Locks a slot by changing it, which makes all who want something of it queue up on every engine. Must come before
 * anything is decided about its places. Undefined when the school has no such slot.
 */
export async function lockSlot(tx: Tx, schoolId: string, slotId: string): Promise<LockedSlot | undefined> {
	const [slot] = await touch(tx, { school: schoolId, slot: slotId });
	return slot;
}

const writeCounts = compiled<{ school: string; slot: string; taken: number; waiting: number }>('count_slot')((
	tx: Tx,
	p,
) => {
	const { slot } = tx.t;
	return tx
		.update(slot)
		.set({ taken: sql`${as(p.taken, slot.taken)}`, waiting: sql`${as(p.waiting, slot.waiting)}` })
		.where(and(eq(slot.schoolId, p.school), eq(slot.id, p.slot)));
});

/** Writes the numbers of a locked slot, which were counted on from what the lock returned. */
export async function saveCounts(
	tx: Tx,
	schoolId: string,
	{ slotId, taken, waiting }: Pick<SlotFacts, 'slotId' | 'taken' | 'waiting'>,
): Promise<void> {
	await writeCounts(tx, { school: schoolId, slot: slotId, taken, waiting });
}

/** The slots of a moment that did not begin and are not called off. */
export async function slotsToCome(
	tx: Tx,
	{ school, momentId }: { school: { schoolId: string }; momentId: string },
	now: Date,
): Promise<string[]> {
	const { slot } = tx.t;
	const rows = await tx
		.select({ slotId: slot.id })
		.from(slot)
		.where(
			and(
				eq(slot.schoolId, school.schoolId),
				eq(slot.momentId, momentId),
				gt(slot.startsAt, now),
				isNull(slot.cancelledAt),
			),
		)
		.orderBy(asc(slot.id));
	return rows.map(({ slotId }) => slotId);
}

/** All of them, locked in one statement, in order of time. */
export async function lockSlotsToCome(
	tx: Tx,
	moment: { school: { schoolId: string }; momentId: string },
	now: Date,
): Promise<LockedSlot[]> {
	return lockSlots(tx, moment.school.schoolId, await slotsToCome(tx, moment, now));
}

/** These slots, locked in one statement, in order of time. */
export async function lockSlots(tx: Tx, schoolId: string, ids: string[]): Promise<LockedSlot[]> {
	if (ids.length === 0) return [];
	const { slot } = tx.t;
	const locked = await tx
		.update(slot)
		.set({ ticket: sql`${slot.ticket} + 1` })
		.where(and(eq(slot.schoolId, schoolId), inArray(slot.id, ids)))
		.returning(columnsOf(tx));
	return locked.sort((a, b) => +a.startsAt - +b.startsAt || a.slotId.localeCompare(b.slotId));
}
