// How the waiting list moves: who moves up by themselves, who is asked, and what an answer does.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit, type SystemActor } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { isSeries, placesLeft } from '../slots.ts';
import { nextToAsk, offerIsOpen, promote, type InLine } from '../waiting.ts';
import { findConcerned, toParent, type ConcernedSignUp } from './concerned.ts';
import { findMoment, mayKnow, type FoundMoment } from './find-moment.ts';
import { askedFrom, mayAskNow } from './hours.ts';
import { confirmed, offered, promoted, type MeetingOfNotice } from './notices.ts';
import { lockSlot, lockSlotsToCome, saveCounts, type LockedSlot } from './slot-lock.ts';

const findLine = compiled<{ school: string; slot: string }>('find_line')((db: Reader, p) => {
	const { signUp, placeOffer } = db.t;
	return db
		.select({
			signUpId: signUp.id,
			ticket: signUp.ticket,
			places: signUp.places,
			offeredAt: placeOffer.madeAt,
			offerClosedAt: placeOffer.closedAt,
		})
		.from(signUp)
		.leftJoin(placeOffer, and(eq(placeOffer.schoolId, signUp.schoolId), eq(placeOffer.signUpId, signUp.id)))
		.where(and(eq(signUp.schoolId, p.school), eq(signUp.slotId, p.slot), eq(signUp.status, 'waiting')))
		.orderBy(asc(signUp.ticket));
});

/** The waiting list of a slot, in order of arrival. */
export function readLine(db: Reader, schoolId: string, slotId: string): Promise<InLine[]> {
	return findLine(db, { school: schoolId, slot: slotId });
}

/**
 * Gives or offers the free places of a locked slot to those who wait, and tells them. Nothing happens where nobody
 * waits, nothing is free, or the slot began or is cancelled. Returns the slot with its new numbers, saved.
 */
export async function fillPlaces(
	tx: Tx,
	moment: FoundMoment,
	slot: LockedSlot,
	now: Date,
): Promise<LockedSlot> {
	const { schoolId, timeZone } = moment.school;
	if (isSeries(moment)) return fillSeries(tx, moment, slot, now);
	const over = slot.cancelledAt || moment.cancelledAt || now >= slot.startsAt;
	if (over || slot.waiting === 0 || placesLeft(slot) === 0) return slot;
	const line = await readLine(tx, schoolId, slot.slotId);
	if (now < askedFrom(slot.startsAt, timeZone)) return moveUp(tx, moment, slot, line, now);
	if (mayAskNow(now, timeZone)) await askNext(tx, moment, slot, line, now);
	return slot;
}

/**
 * A series has one line: a place that is free in all the meetings to come goes by itself to the first who fits, also on
 * the last evening, because they come to the others too.
 */
async function fillSeries(tx: Tx, moment: FoundMoment, slot: LockedSlot, now: Date): Promise<LockedSlot> {
	if (moment.cancelledAt || slot.waiting === 0) return slot;
	const { schoolId, timeZone } = moment.school;
	const meetings = new Map((await lockSlotsToCome(tx, moment, now)).map((one) => [one.slotId, one]));
	const line = await findConcerned(tx, schoolId, [...meetings.keys()], dayOf(now, timeZone), 'waiting');
	const byPerson = Map.groupBy(
		line.filter(({ level }) => level === 'full'),
		({ guardianId, childId }) => `${guardianId} ${childId}`,
	);
	const { signUp } = tx.t;
	for (const rows of byPerson.values()) {
		const fits = rows.every(({ slotId, places }) => placesLeft(meetings.get(slotId) ?? slot) >= places);
		const [first] = rows;
		if (!fits || !first) continue;
		const ids = rows.map(({ signUpId }) => signUpId);
		await tx
			.update(signUp)
			.set({ status: 'confirmed' })
			.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.id, ids)));
		for (const { slotId, places } of rows) {
			const one = meetings.get(slotId);
			if (!one) continue;
			const after = { ...one, taken: one.taken + places, waiting: one.waiting - 1 };
			meetings.set(slotId, after);
			await saveCounts(tx, schoolId, after);
		}
		const theirs = meetingsOf(rows, meetings);
		const [lead] = theirs;
		if (lead)
			await queueNotices(
				tx,
				[
					promoted({
						moment,
						slot: lead,
						to: { ...first, signUpId: lead.signUpId },
						meetings: theirs,
						now,
					}),
				],
				now,
			);
		const about = { momentId: moment.momentId, signUpIds: ids.join(' ') };
		await audit(tx, system(schoolId), 'moments.promoted', about, now);
	}
	return meetings.get(slot.slotId) ?? slot;
}

/** The meetings of these sign-ups, in order of time, for a message about them all. */
export function meetingsOf(
	rows: readonly { signUpId: string; slotId: string }[],
	meetings: ReadonlyMap<string, LockedSlot>,
): MeetingOfNotice[] {
	return rows
		.flatMap(({ signUpId, slotId }) => {
			const slot = meetings.get(slotId);
			return slot ? [{ ...slot, signUpId }] : [];
		})
		.sort((a, b) => +a.startsAt - +b.startsAt);
}

/** Those among the chosen who may still come: a right that was taken away works here too. */
async function entitled(
	tx: Tx,
	{ school }: FoundMoment,
	slot: LockedSlot,
	now: Date,
): Promise<Map<string, ConcernedSignUp>> {
	const today = dayOf(now, school.timeZone);
	const all = await findConcerned(tx, school.schoolId, [slot.slotId], today, 'waiting');
	return new Map(all.filter(({ level }) => level === 'full').map((one) => [one.signUpId, one]));
}

async function moveUp(
	tx: Tx,
	moment: FoundMoment,
	slot: LockedSlot,
	line: InLine[],
	now: Date,
): Promise<LockedSlot> {
	const mayCome = await entitled(tx, moment, slot, now);
	const chosen = promote(
		line.filter(({ signUpId }) => mayCome.has(signUpId)),
		placesLeft(slot),
	);
	if (chosen.length === 0) return slot;
	const { schoolId } = moment.school;
	const ids = chosen.map(({ signUpId }) => signUpId);
	const { signUp } = tx.t;
	await tx
		.update(signUp)
		.set({ status: 'confirmed' })
		.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.id, ids)));
	const after = {
		...slot,
		taken: slot.taken + chosen.reduce((total, { places }) => total + places, 0),
		waiting: slot.waiting - chosen.length,
	};
	await saveCounts(tx, schoolId, after);
	const told = ids.flatMap((id) => mayCome.get(id) ?? []);
	await queueNotices(
		tx,
		told.map((to) => promoted({ moment, slot, to, now })),
		now,
	);
	const about = { slotId: slot.slotId, signUpIds: ids.join(' ') };
	await audit(tx, system(schoolId), 'moments.promoted', about, now);
	return after;
}

async function askNext(
	tx: Tx,
	moment: FoundMoment,
	slot: LockedSlot,
	line: InLine[],
	now: Date,
): Promise<void> {
	if (nextToAsk(line, placesLeft(slot), now).length === 0) return;
	const mayCome = await entitled(tx, moment, slot, now);
	const chosen = nextToAsk(
		line.filter(({ signUpId }) => mayCome.has(signUpId)),
		placesLeft(slot),
		now,
	);
	if (chosen.length === 0) return;
	const { schoolId } = moment.school;
	const { placeOffer } = tx.t;
	const ids = chosen.map(({ signUpId }) => signUpId);
	// who was too late for an earlier place is asked anew
	await tx
		.delete(placeOffer)
		.where(and(eq(placeOffer.schoolId, schoolId), inArray(placeOffer.signUpId, ids)));
	await tx
		.insert(placeOffer)
		.values(ids.map((signUpId) => ({ schoolId, id: newId(), slotId: slot.slotId, signUpId, madeAt: now })));
	const told = ids.flatMap((id) => mayCome.get(id) ?? []);
	await queueNotices(
		tx,
		told.map((to) => offered({ moment, slot, to, now })),
		now,
	);
}

/** After a place went: offers that can no longer be met are over. */
export async function closeOffers(tx: Tx, schoolId: string, slot: LockedSlot, now: Date): Promise<void> {
	const line = await readLine(tx, schoolId, slot.slotId);
	const left = placesLeft(slot);
	const lost = line.filter((one) => offerIsOpen(one) && one.places > left).map(({ signUpId }) => signUpId);
	if (lost.length === 0) return;
	const { placeOffer } = tx.t;
	await tx
		.update(placeOffer)
		.set({ closedAt: now })
		.where(and(eq(placeOffer.schoolId, schoolId), inArray(placeOffer.signUpId, lost)));
}

export type OfferRefusal = 'not_found' | 'cancelled' | 'started' | 'gone';
export type OfferResult = { ok: true } | { ok: false; refusal: OfferRefusal };

/**
 * The guardian's yes to a place that came free late; the first yes gets it. `gone`: someone else was first, the number
 * in the waiting list stays. Saying yes twice is saying it once. A no is `cancelSignUp`.
 */
export function acceptOffer(
	store: Store,
	parent: ParentActor,
	{ slotId, signUpId, now }: { slotId: string; signUpId: string; now: Date },
): Promise<OfferResult> {
	return store.transact(
		async (tx): Promise<OfferResult> => {
			const { schoolId, guardianId } = parent;
			const slot = await lockSlot(tx, schoolId, slotId);
			const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
			if (!slot || !mayKnow(moment, parent)) return { ok: false, refusal: 'not_found' };
			const [own] = await findOwnInLine(tx, { school: schoolId, signUp: signUpId, guardian: guardianId });
			if (own?.slotId !== slotId || parent.children.get(own.childId)?.level !== 'full')
				return { ok: false, refusal: 'not_found' };
			if (own.status === 'confirmed') return { ok: true };
			if (slot.cancelledAt || moment.cancelledAt) return { ok: false, refusal: 'cancelled' };
			if (now >= slot.startsAt) return { ok: false, refusal: 'started' };
			const open = offerIsOpen(own);
			if (!open || own.places > placesLeft(slot)) return { ok: false, refusal: 'gone' };
			await take(tx, parent, moment, slot, { ...own, signUpId }, now);
			return { ok: true };
		},
		{ key: slotId },
	);
}

const findOwnInLine = compiled<{ school: string; signUp: string; guardian: string }>('find_own_in_line')((
	db: Reader,
	p,
) => {
	const { signUp, placeOffer } = db.t;
	return db
		.select({
			slotId: signUp.slotId,
			childId: signUp.childId,
			status: signUp.status,
			places: signUp.places,
			interpreter: signUp.interpreter,
			offeredAt: placeOffer.madeAt,
			offerClosedAt: placeOffer.closedAt,
		})
		.from(signUp)
		.leftJoin(placeOffer, and(eq(placeOffer.schoolId, signUp.schoolId), eq(placeOffer.signUpId, signUp.id)))
		.where(and(eq(signUp.schoolId, p.school), eq(signUp.id, p.signUp), eq(signUp.guardianId, p.guardian)));
});

async function take(
	tx: Tx,
	parent: ParentActor,
	moment: FoundMoment,
	slot: LockedSlot,
	own: { signUpId: string; childId: string; places: number; interpreter: string | null },
	now: Date,
): Promise<void> {
	const { schoolId } = parent;
	const { signUpId } = own;
	const { signUp, placeOffer } = tx.t;
	await tx
		.update(signUp)
		.set({ status: 'confirmed' })
		.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId)));
	await tx
		.delete(placeOffer)
		.where(and(eq(placeOffer.schoolId, schoolId), eq(placeOffer.signUpId, signUpId)));
	const after = { ...slot, taken: slot.taken + own.places, waiting: slot.waiting - 1 };
	await saveCounts(tx, schoolId, after);
	await closeOffers(tx, schoolId, after, now);
	await audit(tx, parent, 'moments.offer_accepted', { signUpId, slotId: slot.slotId }, now);
	const to = await toParent(tx, parent, own);
	await queueNotices(tx, [confirmed({ moment, slot, to, interpreter: own.interpreter, now })], now);
}

function system(schoolId: string): SystemActor {
	return { kind: 'system', schoolId };
}
