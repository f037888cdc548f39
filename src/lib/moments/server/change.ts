// What staff change in a published moment. Those concerned are told in the same transaction, and the waiting list moves.
import { and, asc, eq, gt, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { withdrawNotices } from '#lib/notifications/server/withdraw.ts';
import { dayOf, instantOf, spanOfDay } from '#lib/platform/server/local-time.ts';
import type { MomentMessage } from '../messages.ts';
import { isSeries } from '../slots.ts';
import { findConcerned, type ConcernedSignUp } from './concerned.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { interpretersCalledOff, interpretersElsewhere, interpretersMoved } from './interpreter-changes.ts';
import { findInvitees } from './invitees.ts';
import { cancelled, invitationKey, moved, placeChanged } from './notices.ts';
import { mayRun } from './policy.ts';
import { changedMeanwhile } from './revision.ts';
import { noteSent } from './sent.ts';
import { wantMomentTexts } from './translations.ts';
import { lockSlot, lockSlots, lockSlotsToCome, slotsToCome, type LockedSlot } from './slot-lock.ts';
import { fillPlaces } from './waiting-list.ts';

export type ChangeRefusal =
	/** For this member of staff there is no such slot or moment, or it is not theirs to run (404). */
	| 'not_found'
	| 'cancelled'
	| 'started'
	| 'in_the_past'
	| 'ends_before_start'
	/** Fewer places than are taken. */
	| 'too_few'
	/** Someone else changed it meanwhile. */
	| 'changed';

/** `told`: how many were sent a message. `count`: places taken, for `too_few`. */
export type StaffChange = { ok: true; told: number } | { ok: false; refusal: ChangeRefusal; count?: number };

interface Change {
	tx: Tx;
	staff: StaffActor;
	moment: FoundMoment;
	slot: LockedSlot;
	now: Date;
}

/** Locks a slot that is still to come, of a moment that this member of staff runs, and does `change` with it. */
function changeSlot(
	store: Store,
	staff: StaffActor,
	{ slotId, now }: { slotId: string; now: Date },
	change: (of: Change) => Promise<StaffChange>,
): Promise<StaffChange> {
	return store.transact(
		async (tx): Promise<StaffChange> => {
			const slot = await lockSlot(tx, staff.schoolId, slotId);
			const moment = slot && (await findMoment(tx, staff.schoolId, slot.momentId));
			if (!slot || !moment || !mayRun(staff, groupIds(moment))) return { ok: false, refusal: 'not_found' };
			if (slot.cancelledAt || moment.cancelledAt) return { ok: false, refusal: 'cancelled' };
			if (now >= slot.startsAt) return { ok: false, refusal: 'started' };
			return change({ tx, staff, moment, slot, now });
		},
		{ key: slotId },
	);
}

const groupIds = ({ groups }: FoundMoment) => groups.map(({ groupId }) => groupId);

/** Gives a slot another time, by the school's clock. Everyone in it keeps the place, or the number. */
export function moveSlot(
	store: Store,
	staff: StaffActor,
	/** `revision`: of the slot as it stood on the page; without it, whatever it is now. */
	to: { slotId: string; day: string; from: string; till: string; revision?: number; now: Date },
): Promise<StaffChange> {
	return changeSlot(store, staff, to, async ({ tx, moment, slot, now }) => {
		const { schoolId, timeZone } = moment.school;
		const startsAt = instantOf(to.day, to.from, timeZone);
		const endsAt = instantOf(to.day, to.till, timeZone);
		if (endsAt <= startsAt) return { ok: false, refusal: 'ends_before_start' };
		if (startsAt <= now) return { ok: false, refusal: 'in_the_past' };
		const before = { startsAt: slot.startsAt, endsAt: slot.endsAt };
		if (+startsAt === +before.startsAt && +endsAt === +before.endsAt) return { ok: true, told: 0 };
		if (to.revision !== undefined && to.revision !== slot.revision) return { ok: false, refusal: 'changed' };
		const { slot: slots, placeOffer, signUp } = tx.t;
		const after = { ...slot, startsAt, endsAt, revision: slot.revision + 1 };
		await tx
			.update(slots)
			.set({ startsAt, endsAt, revision: after.revision, remindedDayAt: null, remindedHourAt: null })
			.where(and(eq(slots.schoolId, schoolId), eq(slots.id, slot.slotId)));
		// a question that was asked for the old time is no question any more
		await tx
			.delete(placeOffer)
			.where(and(eq(placeOffer.schoolId, schoolId), eq(placeOffer.slotId, slot.slotId)));
		// and an interpreter who was found for the old time has to be asked again
		await interpretersMoved(tx, moment, { slotId: slot.slotId, before, now });
		// "not this one time" was said of that day
		if (dayOf(startsAt, timeZone) !== dayOf(before.startsAt, timeZone))
			await tx
				.update(signUp)
				.set({ skipsAt: null })
				.where(and(eq(signUp.schoolId, schoolId), eq(signUp.slotId, slot.slotId)));
		const told = moment.publishedAt
			? await findConcerned(tx, schoolId, [slot.slotId], dayOf(now, timeZone))
			: [];
		await queueNotices(
			tx,
			told.map((one) => moved({ moment, slot: after, before, to: one, status: one.status, now })),
			now,
		);
		await sent(tx, staff, moment, 'moved', told, now);
		await fillPlaces(tx, moment, after, now);
		await audit(tx, staff, 'moments.slot_moved', { slotId: slot.slotId }, now);
		return { ok: true, told: told.length };
	});
}

/** Calls a slot off. Its sign-ups stay, so that parents see that it is off and staff see whom it was for. */
export function cancelSlot(
	store: Store,
	staff: StaffActor,
	which: { slotId: string; now: Date },
): Promise<StaffChange> {
	return changeSlot(store, staff, which, async ({ tx, moment, slot, now }) => {
		const { schoolId } = moment.school;
		const { slot: slots } = tx.t;
		await tx
			.update(slots)
			.set({ cancelledAt: now })
			.where(and(eq(slots.schoolId, schoolId), eq(slots.id, slot.slotId)));
		const told = await tellCancelled(tx, moment, [slot], await hasOtherTimes(tx, moment, now), now);
		await sent(tx, staff, moment, 'slot_cancelled', told, now);
		await audit(tx, staff, 'moments.slot_cancelled', { slotId: slot.slotId }, now);
		return { ok: true, told: told.length };
	});
}

/** Calls a whole moment off: everyone with a place or a number is told, and invitations not yet sent are taken back. */
export function cancelMoment(
	store: Store,
	staff: StaffActor,
	{ momentId, now }: { momentId: string; now: Date },
): Promise<StaffChange> {
	return store.transact(async (tx): Promise<StaffChange> => {
		const moment = await findMoment(tx, staff.schoolId, momentId);
		if (!moment || !mayRun(staff, groupIds(moment))) return { ok: false, refusal: 'not_found' };
		if (moment.cancelledAt) return { ok: false, refusal: 'cancelled' };
		const slots = await lockSlotsToCome(tx, moment, now);
		const { schoolId } = moment.school;
		const { moment: moments } = tx.t;
		await tx
			.update(moments)
			.set({ cancelledAt: now })
			.where(and(eq(moments.schoolId, schoolId), eq(moments.id, momentId)));
		const invitees = await findInvitees(tx, moment, dayOf(now, moment.school.timeZone));
		const keys = invitees.map(({ guardianId }) => invitationKey(momentId, guardianId));
		await withdrawNotices(tx, schoolId, keys, now);
		const told = await tellCancelled(tx, moment, slots, false, now);
		await sent(tx, staff, moment, 'cancelled', told, now);
		await audit(tx, staff, 'moments.cancelled', { momentId }, now);
		return { ok: true, told: told.length };
	});
}

/** Whether there is another time to choose; of a series they come to the others anyway. */
async function hasOtherTimes(tx: Tx, moment: FoundMoment, now: Date): Promise<boolean> {
	return !isSeries(moment) && (await slotsToCome(tx, moment, now)).length > 0;
}

async function tellCancelled(
	tx: Tx,
	moment: FoundMoment,
	slots: LockedSlot[],
	otherTimes: boolean,
	now: Date,
): Promise<ConcernedSignUp[]> {
	if (!moment.publishedAt) return [];
	const { schoolId, timeZone } = moment.school;
	const bySlot = new Map(slots.map((slot) => [slot.slotId, slot]));
	const told = await findConcerned(tx, schoolId, [...bySlot.keys()], dayOf(now, timeZone));
	const notices = told.flatMap((to) => {
		const slot = bySlot.get(to.slotId);
		return slot ? [cancelled({ moment, slot, to, status: to.status, otherTimes, now })] : [];
	});
	await queueNotices(tx, notices, now);
	await interpretersCalledOff(tx, moment, [...bySlot.keys()], now);
	return told;
}

/** Notes whom it told, for the list beside the moment. */
function sent(
	tx: Tx,
	staff: StaffActor,
	{ momentId }: FoundMoment,
	what: MomentMessage,
	told: readonly ConcernedSignUp[],
	now: Date,
): Promise<void> {
	return noteSent(tx, staff, { momentId, what, guardianIds: told.map(({ guardianId }) => guardianId), now });
}

export interface DayOff {
	/** Slots that were called off. */
	slots: number;
	/** How many were sent a message. */
	told: number;
}

/**
 * Calls off everything of a day that is still to come, of one moment or of all that this member of staff runs: a
 * teacher is ill. Sent twice, it is done once.
 */
export function cancelDay(
	store: Store,
	staff: StaffActor,
	{ day, momentId, now }: { day: string; momentId?: string; now: Date },
): Promise<DayOff> {
	return store.transact(async (tx): Promise<DayOff> => {
		const { schoolId } = staff;
		const ids = await slotsOfDay(tx, staff, { day, momentId, now });
		let done: DayOff = { slots: 0, told: 0 };
		for (const [ofMoment, slotIds] of Map.groupBy(ids, (one) => one.momentId)) {
			const moment = await findMoment(tx, schoolId, ofMoment);
			if (!moment?.publishedAt || moment.cancelledAt || !mayRun(staff, groupIds(moment))) continue;
			const slots = await lockSlots(
				tx,
				schoolId,
				slotIds.map(({ slotId }) => slotId),
			);
			const { slot } = tx.t;
			const called = slots.map(({ slotId }) => slotId);
			await tx
				.update(slot)
				.set({ cancelledAt: now })
				.where(and(eq(slot.schoolId, schoolId), inArray(slot.id, called)));
			const told = await tellCancelled(tx, moment, slots, await hasOtherTimes(tx, moment, now), now);
			await sent(tx, staff, moment, 'slot_cancelled', told, now);
			await audit(tx, staff, 'moments.day_cancelled', { momentId: ofMoment, day, slots: called.length }, now);
			done = { slots: done.slots + called.length, told: done.told + told.length };
		}
		return done;
	});
}

async function slotsOfDay(
	tx: Tx,
	staff: StaffActor,
	{ day, momentId, now }: { day: string; momentId?: string; now: Date },
): Promise<{ slotId: string; momentId: string }[]> {
	const { slot } = tx.t;
	const { from, till } = spanOfDay(day, staff.school.timeZone);
	return tx
		.select({ slotId: slot.id, momentId: slot.momentId })
		.from(slot)
		.where(
			and(
				eq(slot.schoolId, staff.schoolId),
				gte(slot.startsAt, from),
				lt(slot.startsAt, till),
				gt(slot.startsAt, now),
				isNull(slot.cancelledAt),
				momentId === undefined ? undefined : eq(slot.momentId, momentId),
			),
		)
		.orderBy(asc(slot.id));
}

/** Makes a slot larger, which moves the waiting list, or smaller, though never below what is taken. */
export function changeCapacity(
	store: Store,
	staff: StaffActor,
	/** `was`: the places as they stood on the page. */
	to: { slotId: string; places: number; was?: number; now: Date },
): Promise<StaffChange> {
	return changeSlot(store, staff, to, async ({ tx, moment, slot, now }) => {
		if (to.places < slot.taken) return { ok: false, refusal: 'too_few', count: slot.taken };
		if (to.was !== undefined && to.was !== slot.capacity && to.places !== slot.capacity)
			return { ok: false, refusal: 'changed' };
		const { slot: slots } = tx.t;
		await tx
			.update(slots)
			.set({ capacity: to.places })
			.where(and(eq(slots.schoolId, moment.school.schoolId), eq(slots.id, slot.slotId)));
		const after = await fillPlaces(tx, moment, { ...slot, capacity: to.places }, now);
		await audit(tx, staff, 'moments.places_changed', { slotId: slot.slotId, places: to.places }, now);
		return { ok: true, told: slot.waiting - after.waiting };
	});
}

export interface Details {
	momentId: string;
	/** In the school's words; null: the kind's name, the group's classroom, no word. */
	title: string | null;
	place: string | null;
	note: string | null;
	interpreterOffered: boolean;
	/** Of the moment as it stood on the page; without it, whatever it is now. */
	revision?: number;
	now: Date;
}

/** Changes what a moment says about itself. Who has a place is told of another place, and of nothing else. */
export function changeDetails(store: Store, staff: StaffActor, details: Details): Promise<StaffChange> {
	return store.transact(async (tx): Promise<StaffChange> => {
		const { momentId, title, place, note, interpreterOffered, now } = details;
		const before = await findMoment(tx, staff.schoolId, momentId);
		if (!before || !mayRun(staff, groupIds(before))) return { ok: false, refusal: 'not_found' };
		if (before.cancelledAt) return { ok: false, refusal: 'cancelled' };
		const { revision } = details;
		if (revision !== undefined && changedMeanwhile(before, revision, staff.staffId))
			return { ok: false, refusal: 'changed' };
		const { schoolId, timeZone } = before.school;
		const { moment: moments, slot } = tx.t;
		await tx
			.update(moments)
			.set({
				title,
				place,
				note,
				interpreterOffered,
				revision: before.revision + 1,
				changedBy: staff.staffId,
			})
			.where(and(eq(moments.schoolId, schoolId), eq(moments.id, momentId)));
		await audit(tx, staff, 'moments.details_changed', { momentId }, now);
		if (before.publishedAt)
			await wantMomentTexts(tx, { ...before, title, place, note }, now, dayOf(now, timeZone));
		if (place === before.place || !before.publishedAt) return { ok: true, told: 0 };
		const slots = await tx
			.update(slot)
			.set({ revision: sql`${slot.revision} + 1` })
			.where(
				and(
					eq(slot.schoolId, schoolId),
					eq(slot.momentId, momentId),
					gt(slot.startsAt, now),
					isNull(slot.cancelledAt),
				),
			)
			.returning({ slotId: slot.id, startsAt: slot.startsAt, endsAt: slot.endsAt, revision: slot.revision });
		const moment = { ...before, title, place };
		const bySlot = new Map(slots.map((one) => [one.slotId, one]));
		const told = await findConcerned(tx, schoolId, [...bySlot.keys()], dayOf(now, timeZone), 'confirmed');
		const notices = told.flatMap((to) => {
			const at = bySlot.get(to.slotId);
			return at ? [placeChanged({ moment, slot: at, to, now })] : [];
		});
		await queueNotices(tx, notices, now);
		await interpretersElsewhere(tx, moment, [...bySlot.keys()], now);
		await sent(tx, staff, moment, 'place', told, now);
		return { ok: true, told: told.length };
	});
}
