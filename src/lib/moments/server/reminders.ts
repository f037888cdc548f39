// The two reminders of who has a place: the day before and shortly before, at the times that the school sets.
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findConcerned } from './concerned.ts';
import { findMoment } from './find-moment.ts';
import { reminderOfDay, reminderOfHour } from './hours.ts';
import { interpreterReminders } from './interpreter-changes.ts';
import * as notices from './notices.ts';
import { findUpcomingSlots } from './upcoming-slots.ts';

/** The day before begins at most this long before the start (25 hours in autumn, and the time of the reminder). */
const AHEAD_HOURS = 50;

/**
 * Queues what is due now, each once: a slot notes that its reminders were queued, in the same transaction. Called every
 * minute; after a downtime what is not stale yet is caught up with. Gives how many notices were queued.
 */
export async function queueReminders(store: Store, now: Date): Promise<number> {
	const slots = await findUpcomingSlots(store.read, { hours: AHEAD_HOURS, now }, (slot) =>
		or(isNull(slot.remindedDayAt), isNull(slot.remindedHourAt)),
	);
	let queued = 0;
	for (const slot of slots) {
		const { schoolId, slotId, startsAt, settings, timeZone } = slot;
		const isNow = ({ from, till }: { from: Date; till: Date }) => from <= now && now < till;
		const day = !slot.remindedDayAt && isNow(reminderOfDay(startsAt, settings, timeZone));
		const hour = !slot.remindedHourAt && isNow(reminderOfHour(startsAt, settings));
		for (const which of [day && 'day', hour && 'hour'] as const)
			if (which)
				queued += await store.transact((tx) => remind(tx, { schoolId, slotId, which, now }), {
					key: slotId,
				});
	}
	return queued;
}

const noteOf = { day: 'remindedDayAt', hour: 'remindedHourAt' } as const;
const noticeOf = { day: notices.reminderOfDay, hour: notices.reminderOfHour };

async function remind(
	tx: Tx,
	{ schoolId, slotId, which, now }: { schoolId: string; slotId: string; which: 'day' | 'hour'; now: Date },
): Promise<number> {
	const { slot: slots } = tx.t;
	// another process may have been first, or the slot was moved or called off meanwhile: then nothing comes back
	const [slot] = await tx
		.update(slots)
		.set({ [noteOf[which]]: now })
		.where(
			and(
				eq(slots.schoolId, schoolId),
				eq(slots.id, slotId),
				isNull(slots[noteOf[which]]),
				isNull(slots.cancelledAt),
				gt(slots.startsAt, now),
			),
		)
		.returning({
			slotId: slots.id,
			momentId: slots.momentId,
			startsAt: slots.startsAt,
			endsAt: slots.endsAt,
			revision: slots.revision,
		});
	const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
	if (!slot || !moment || moment.cancelledAt) return 0;
	const today = dayOf(now, moment.school.timeZone);
	const all = await findConcerned(tx, schoolId, [slotId], today, 'confirmed');
	const coming = all.filter(({ skips }) => !skips);
	const byGuardian = Map.groupBy(coming, ({ guardianId }) => guardianId);
	const told = [...byGuardian.values()].flatMap((own) => {
		const [to] = own;
		const children = own.map(({ childName }) => childName);
		return to ? [noticeOf[which]({ moment, slot, to, children, now })] : [];
	});
	told.push(...(await interpreterReminders(tx, moment, { slotId, which, now })));
	await queueNotices(tx, told, now);
	return told.length;
}
