// One more time, or one more meeting of a series.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, instantOf } from '#lib/platform/server/local-time.ts';
import { isSeries } from '../slots.ts';
import { problemOfSlots, type PlannedSlot } from '../week-plan.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { findConcerned } from './concerned.ts';
import { confirmed, type SlotOfNotice } from './notices.ts';
import { mayRun } from './policy.ts';
import type { PlanRefusal } from './plan.ts';

/** The sign-ups of the last meeting of a series: who is in it comes to one more as well. */
async function lastMeeting(tx: Tx, schoolId: string, momentId: string) {
	const { slot, signUp } = tx.t;
	const [last] = await tx
		.select({ slotId: slot.id })
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, momentId), isNull(slot.cancelledAt)))
		.orderBy(desc(slot.startsAt))
		.limit(1);
	if (!last) return [];
	return (
		tx
			.select()
			.from(signUp)
			// who stood at the door came to that one
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.slotId, last.slotId), eq(signUp.atDoor, false)))
	);
}

/** Who comes to a series hears of one more meeting, with the calendar file. */
async function tellOfMeeting(tx: Tx, moment: FoundMoment, slot: SlotOfNotice, now: Date): Promise<void> {
	const { schoolId, timeZone } = moment.school;
	const coming = await findConcerned(tx, schoolId, [slot.slotId], dayOf(now, timeZone), 'confirmed');
	await queueNotices(
		tx,
		coming.map((to) => confirmed({ moment, slot, to, interpreter: null, bySchool: true, now })),
		now,
	);
}

/**
 * Adds a slot to a moment, published or not: for who found no time that suits. Nobody is told; but of a series it is one
 * more meeting for all who are in it, and they are.
 */
export function addSlot(
	store: Store,
	staff: StaffActor,
	{ momentId, places, now, ...planned }: PlannedSlot & { momentId: string; places: number; now: Date },
): Promise<{ ok: true; slotId: string } | { ok: false; refusal: PlanRefusal | 'cancelled' }> {
	return store.transact(async (tx) => {
		const moment = await findMoment(tx, staff.schoolId, momentId);
		const runs =
			moment &&
			mayRun(
				staff,
				moment.groups.map(({ groupId }) => groupId),
			);
		if (!runs) return { ok: false, refusal: 'not_found' as const };
		if (moment.cancelledAt) return { ok: false, refusal: 'cancelled' as const };
		const problem = problemOfSlots([planned]);
		if (problem) return { ok: false, refusal: problem };
		const { schoolId, timeZone } = moment.school;
		const startsAt = instantOf(planned.day, planned.from, timeZone);
		const endsAt = instantOf(planned.day, planned.till, timeZone);
		if (startsAt <= now) return { ok: false, refusal: 'in_the_past' as const };
		const { slot } = tx.t;
		const [same] = await tx
			.select({ id: slot.id })
			.from(slot)
			.where(
				and(
					eq(slot.schoolId, schoolId),
					eq(slot.momentId, momentId),
					eq(slot.startsAt, startsAt),
					isNull(slot.cancelledAt),
				),
			);
		if (same) return { ok: false, refusal: 'same_slot' as const };
		const slotId = newId();
		const mates = isSeries(moment) ? await lastMeeting(tx, schoolId, momentId) : [];
		const isIn = (one: { status: string }) => one.status === 'confirmed';
		const taken = mates.filter(isIn).reduce((sum, one) => sum + one.places, 0);
		await tx.insert(slot).values({
			schoolId,
			id: slotId,
			momentId,
			startsAt,
			endsAt,
			capacity: Math.max(places, taken),
			taken,
			waiting: mates.filter((one) => !isIn(one)).length,
			ticket: Math.max(0, ...mates.map(({ ticket }) => ticket)),
		});
		for (const part of chunks(mates))
			await tx.insert(tx.t.signUp).values(
				part.map((one) => ({
					...one,
					id: newId(),
					slotId,
					interpreterFoundAt: null,
					interpreterBy: null,
					skipsAt: null,
					createdAt: now,
				})),
			);
		if (mates.length > 0) await tellOfMeeting(tx, moment, { slotId, startsAt, endsAt, revision: 0 }, now);
		await audit(tx, staff, 'moments.slot_added', { momentId, slotId }, now);
		return { ok: true as const, slotId };
	});
}
