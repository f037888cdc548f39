// The waiting lists of the last evening and morning: whose turn it is moves on by itself.
import { and, gt, lt } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { findMoment } from './find-moment.ts';
import { askedFrom, mayAskNow } from './hours.ts';
import { lockSlot } from './slot-lock.ts';
import { findUpcomingSlots } from './upcoming-slots.ts';
import { fillPlaces } from './waiting-list.ts';

/** From 18:00 on the day before; 31 hours where the clock goes back. */
const AHEAD_HOURS = 31;

/**
 * Asks the next one in line where a place is free and the turn of the one before has passed, between 7:00 and 21:30.
 * Called every minute. Gives how many slots were looked at.
 */
export async function moveOffers(store: Store, now: Date): Promise<number> {
	const slots = await findUpcomingSlots(store.read, { hours: AHEAD_HOURS, now }, (slot) =>
		and(gt(slot.waiting, 0), lt(slot.taken, slot.capacity)),
	);
	const due = slots.filter(
		({ startsAt, timeZone }) => mayAskNow(now, timeZone) && now >= askedFrom(startsAt, timeZone),
	);
	for (const { schoolId, slotId } of due)
		await store.transact(
			async (tx) => {
				const slot = await lockSlot(tx, schoolId, slotId);
				const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
				if (slot && moment) await fillPlaces(tx, moment, slot, now);
			},
			{ key: slotId },
		);
	return due.length;
}
