// Signing up, changing and cancelling, by a guardian. Every path locks the slot first.
import { and, eq, inArray } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { kinds } from '../kinds.ts';
import { isFirstForSome, opensFor } from '../opening.ts';
import {
	decideSignUp,
	isSeries,
	mostAdults,
	placesFor,
	placesLeft,
	slotState,
	type OwnSignUp,
	type SignUpRefusal,
} from '../slots.ts';
import { someoneGoesFirst } from '../waiting.ts';
import { closeAsks, noInterpreter } from './asked.ts';
import { toParent } from './concerned.ts';
import { findMoment, isFor, mayKnow, type FoundMoment } from './find-moment.ts';
import { confirmed, left, waiting } from './notices.ts';
import { findMine, findOwnSignUps } from './own-sign-ups.ts';
import { addToAll, lockOpenMeetings, ownOfAll, ownToCome, releaseAll } from './series.ts';
import { add, release } from './sign-up-rows.ts';
import { lockSlot, lockSlotsToCome, saveCounts, type LockedSlot } from './slot-lock.ts';
import { fillPlaces, readLine } from './waiting-list.ts';
import { whoWasHere } from './was-here.ts';

export interface SignUpWish {
	slotId: string;
	childId: string;
	/** The guardian and who comes along. */
	adults: number;
	/** Language tag of the interpreter that is wished for. */
	interpreter: string | null;
	/** The school may ask another parent to interpret; not said is no. */
	mayAskParent?: boolean;
	/** A word for the teacher. */
	note: string | null;
	/** Yes to the waiting list where no place is free. */
	wait: boolean;
	/** Gives up this sign-up of the same moment and child for the new one, or keeps it where the new one is refused. */
	insteadOf?: string;
	now: Date;
}

export type SignUpResult =
	| {
			ok: true;
			signUpId: string;
			status: 'confirmed' | 'waiting';
			/** The number in the waiting list; null when confirmed. */
			number: number | null;
			/** The same was asked before: a double tap. */
			again: boolean;
	  }
	| {
			ok: false;
			/** `not_found`: for this guardian there is no such slot (a route answers 404). */
			refusal: SignUpRefusal | 'not_found';
			/** Places free for `only_some_free`, adults at most for `too_many_adults`. */
			count?: number;
			/** The guardian's own sign-up that is in the way. */
			own?: OwnSignUp;
			/** The number that the waiting list would give. */
			number?: number;
	  };

/**
 * Signs a child's guardian up for a slot, or for its waiting list. What another guardian of the child did is neither
 * asked nor told. Audit line and confirmation are in the same transaction.
 */
export function signUp(store: Store, parent: ParentActor, wish: SignUpWish): Promise<SignUpResult> {
	return store.transact((tx) => signUpIn(tx, parent, wish), { key: wish.slotId });
}

async function signUpIn(tx: Tx, parent: ParentActor, wish: SignUpWish): Promise<SignUpResult> {
	const { schoolId, guardianId } = parent;
	const { slotId, childId, now } = wish;
	const slot = await lockSlot(tx, schoolId, slotId);
	const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
	if (!slot || !mayKnow(moment, parent)) return { ok: false, refusal: 'not_found' };
	if (isSeries(moment)) return signUpForAll(tx, parent, moment, slot, wish);
	const all = await findOwnSignUps(tx, { schoolId, guardianId, momentId: moment.momentId, now });
	const given = all.find((one) => givesUp(one, wish, moment));
	const child = parent.children.get(childId);
	const decision = decideSignUp({
		...wish,
		moment: await openedFor(tx, moment, parent, now),
		slot,
		level: child && isFor(moment, child) ? child.level : undefined,
		own: all.filter((one) => one !== given),
		// a confirmed place is not given up for a number in a waiting list
		wait: wish.wait && given?.status !== 'confirmed',
		someoneGoesFirst: await isHeldUp(tx, schoolId, slot, now),
	});
	if (!decision.ok) {
		const { refusal } = decision;
		const couldWait = refusal === 'full' || refusal === 'only_some_free';
		return couldWait ? { ...decision, number: slot.waiting + 1 } : decision;
	}
	if ('again' in decision) return sameAgain(tx, schoolId, slot, decision.again);
	const signUpId = newId();
	const { status, places } = decision;
	await add(tx, parent, slot, { ...wish, signUpId, status, places });
	await endDecline(tx, parent, moment, childId);
	if (given) await giveUp(tx, parent, moment, given, now);
	const about = { signUpId, slotId, childId, status };
	await audit(tx, parent, 'moments.signed_up', about, now);
	const number = status === 'waiting' ? slot.waiting + 1 : null;
	const to = await toParent(tx, parent, { signUpId, childId });
	const one = { moment, slot, to, now };
	const told = number === null ? confirmed({ ...one, ...wish }) : waiting({ ...one, number });
	await queueNotices(tx, [told], now);
	return { ok: true, signUpId, status, number, again: false };
}

/** For a series: a place in each meeting to come, or a number in the line for them all. One message tells of it. */
async function signUpForAll(
	tx: Tx,
	parent: ParentActor,
	moment: FoundMoment,
	asked: LockedSlot,
	wish: SignUpWish,
): Promise<SignUpResult> {
	const { schoolId, guardianId } = parent;
	const { childId, now } = wish;
	const open = await lockOpenMeetings(tx, moment, asked, { byStaff: false, now });
	const all = await findOwnSignUps(tx, { schoolId, guardianId, momentId: moment.momentId, now });
	const child = parent.children.get(childId);
	const { together } = open;
	const decision = decideSignUp({
		...wish,
		moment: { ...(await openedFor(tx, moment, parent, now)), slotsPerChild: 1 },
		slot: together,
		level: child && isFor(moment, child) ? child.level : undefined,
		own: ownToCome(all, moment, open),
		someoneGoesFirst: open.someoneGoesFirst,
	});
	if (!decision.ok) {
		const { refusal } = decision;
		const couldWait = refusal === 'full' || refusal === 'only_some_free';
		return couldWait ? { ...decision, number: together.waiting + 1 } : decision;
	}
	if ('again' in decision) return sameAgain(tx, schoolId, together, decision.again);
	const { status, places } = decision;
	const meetings = await addToAll(tx, parent, open.meetings, { ...wish, status, places });
	const [lead] = meetings;
	if (!lead) throw new Error('a series was signed up for without meetings');
	const { signUpId } = lead;
	await endDecline(tx, parent, moment, childId);
	const about = { signUpId, momentId: moment.momentId, childId, status, meetings: meetings.length };
	await audit(tx, parent, 'moments.signed_up', about, now);
	const number = status === 'waiting' ? lead.waiting + 1 : null;
	const one = { moment, slot: lead, to: await toParent(tx, parent, { signUpId, childId }), meetings, now };
	const told = number === null ? confirmed({ ...one, ...wish }) : waiting({ ...one, number });
	await queueNotices(tx, [told], now);
	return { ok: true, signUpId, status, number, again: false };
}

/** The moment with the opening that counts for this guardian; asks who was here only where it matters. */
async function openedFor(
	tx: Tx,
	moment: FoundMoment,
	{ schoolId, guardianId }: ParentActor,
	now: Date,
): Promise<FoundMoment> {
	if (!isFirstForSome(moment, now)) return moment;
	const here = await whoWasHere(tx, { schoolId, schoolYearId: moment.schoolYearId }, [guardianId]);
	return { ...moment, opensAt: opensFor(moment, here.has(guardianId)) };
}

/** Whether this is the sign-up that the wish offers in exchange. */
function givesUp(
	one: OwnSignUp,
	{ insteadOf, slotId, childId, now }: SignUpWish,
	moment: FoundMoment,
): boolean {
	const sameChild = one.childId === childId || kinds[moment.kind].comeFor === 'family';
	return (
		one.signUpId === insteadOf &&
		one.momentId === moment.momentId &&
		one.slotId !== slotId &&
		sameChild &&
		now < one.startsAt
	);
}

/** Whether someone in line goes before a newcomer; asks only where both a line and a free place are. */
async function isHeldUp(tx: Tx, schoolId: string, slot: LockedSlot, now: Date): Promise<boolean> {
	const free = placesLeft(slot);
	if (slot.waiting === 0 || free === 0) return false;
	return someoneGoesFirst(await readLine(tx, schoolId, slot.slotId), free, now);
}

async function sameAgain(
	tx: Tx,
	schoolId: string,
	slot: LockedSlot,
	{ signUpId, status }: OwnSignUp,
): Promise<SignUpResult> {
	const line = status === 'waiting' ? await readLine(tx, schoolId, slot.slotId) : [];
	const at = line.findIndex((one) => one.signUpId === signUpId);
	return { ok: true, signUpId, status, number: at < 0 ? null : at + 1, again: true };
}

const deleteDeclines = compiled<{ school: string; moment: string; guardian: string }>('delete_declines')((
	tx: Tx,
	p,
) => {
	const { decline } = tx.t;
	return tx
		.delete(decline)
		.where(
			and(eq(decline.schoolId, p.school), eq(decline.momentId, p.moment), eq(decline.guardianId, p.guardian)),
		);
});

const deleteDecline = compiled<{ school: string; moment: string; guardian: string; child: string }>(
	'delete_decline',
)((tx: Tx, p) => {
	const { decline } = tx.t;
	return tx
		.delete(decline)
		.where(
			and(
				eq(decline.schoolId, p.school),
				eq(decline.momentId, p.moment),
				eq(decline.guardianId, p.guardian),
				eq(decline.childId, p.child),
			),
		);
});

/** Who signs up takes back an "I can't come"; where families come once, for whichever child it was said. */
async function endDecline(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	{ momentId, kind }: FoundMoment,
	childId: string,
): Promise<void> {
	const of = { school: schoolId, moment: momentId, guardian: guardianId };
	if (kinds[kind].comeFor === 'family') await deleteDeclines(tx, of);
	else await deleteDecline(tx, { ...of, child: childId });
}

/** Deletes the guardian's own sign-up in exchange for another of the same moment; the place goes to who waits. */
async function giveUp(
	tx: Tx,
	parent: ParentActor,
	moment: FoundMoment,
	given: OwnSignUp,
	now: Date,
): Promise<void> {
	const slot = await lockSlot(tx, parent.schoolId, given.slotId);
	if (!slot) return;
	await release(tx, moment, slot, given, now);
	const to = await toParent(tx, parent, given);
	// takes the old time out of the calendar
	if (given.status === 'confirmed') await queueNotices(tx, [left({ moment, slot, to, now })], now);
	const about = { signUpId: given.signUpId, slotId: given.slotId, exchanged: true };
	await audit(tx, parent, 'moments.cancelled_sign_up', about, now);
}

export type CancelResult =
	/** `wasThere`: false when it was cancelled before (a double tap) or never the guardian's. */
	{ ok: true; wasThere: boolean } | { ok: false; refusal: 'started' };

/** The guardian's "I can't come after all", possible until the slot starts; also the no to an offered place. */
export function cancelSignUp(
	store: Store,
	parent: ParentActor,
	{ slotId, signUpId, now }: { slotId: string; signUpId: string; now: Date },
): Promise<CancelResult> {
	return store.transact(
		async (tx): Promise<CancelResult> => {
			const { schoolId } = parent;
			const slot = await lockSlot(tx, schoolId, slotId);
			const own = await findMine(tx, parent, signUpId);
			if (!slot || own?.slotId !== slotId) return { ok: true, wasThere: false };
			const moment = await findMoment(tx, schoolId, slot.momentId);
			if (!moment) return { ok: true, wasThere: false };
			if (isSeries(moment)) return cancelAll(tx, parent, moment, own, now);
			if (now >= slot.startsAt) return { ok: false, refusal: 'started' };
			const gone = await release(tx, moment, slot, own, now);
			await audit(tx, parent, 'moments.cancelled_sign_up', { signUpId, slotId, childId: own.childId }, now);
			const to = await toParent(tx, parent, own);
			// who only waited has nothing in the calendar, and saw it on the screen
			if (gone?.status === 'confirmed') await queueNotices(tx, [left({ moment, slot, to, now })], now);
			return { ok: true, wasThere: true };
		},
		{ key: slotId },
	);
}

/** Out of all the meetings of a series that are to come. */
async function cancelAll(
	tx: Tx,
	parent: ParentActor,
	moment: FoundMoment,
	{ childId }: { childId: string },
	now: Date,
): Promise<CancelResult> {
	const { guardianId } = parent;
	const gone = await releaseAll(tx, moment, { guardianId, childId }, now);
	const [lead] = gone?.meetings ?? [];
	if (!gone || !lead) return { ok: false, refusal: 'started' };
	const { signUpId, slotId } = lead;
	await audit(tx, parent, 'moments.cancelled_sign_up', { signUpId, slotId, childId }, now);
	const to = await toParent(tx, parent, { signUpId, childId });
	if (gone.status === 'confirmed')
		await queueNotices(tx, [left({ moment, slot: lead, to, meetings: gone.meetings, now })], now);
	return { ok: true, wasThere: true };
}

export interface SignUpChange {
	slotId: string;
	signUpId: string;
	adults: number;
	interpreter: string | null;
	/** As in `SignUpWish`; may change until it begins. */
	mayAskParent?: boolean;
	note: string | null;
	now: Date;
}

export type ChangeResult =
	| { ok: true; status: 'confirmed' | 'waiting' }
	| {
			ok: false;
			refusal:
				'not_found' | 'cancelled' | 'started' | 'closed' | 'too_many_adults' | 'only_some_free' | 'full';
			count?: number;
	  };

/**
 * Changes how many come, the wish for an interpreter and the note. After closing only fewer adults. More adults need
 * places that are free now; one in the waiting list keeps the number and, with fewer, may move up at once.
 */
export function changeSignUp(store: Store, parent: ParentActor, change: SignUpChange): Promise<ChangeResult> {
	return store.transact((tx) => changeIn(tx, parent, change), { key: change.slotId });
}

async function changeIn(tx: Tx, parent: ParentActor, change: SignUpChange): Promise<ChangeResult> {
	const { schoolId } = parent;
	const { slotId, signUpId, adults, now } = change;
	const slot = await lockSlot(tx, schoolId, slotId);
	const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
	const own = await findMine(tx, parent, signUpId);
	const level = own && parent.children.get(own.childId)?.level;
	if (!slot || !mayKnow(moment, parent) || own?.slotId !== slotId || level !== 'full')
		return { ok: false, refusal: 'not_found' };
	// who is in already was let in, early or not
	const state = slotState(slot, { ...moment, opensAt: null }, now);
	if (state === 'cancelled' || state === 'started') return { ok: false, refusal: state };
	const others = adults === own.adults ? change.interpreter !== own.interpreter : adults > own.adults;
	if (state === 'closed' && others) return { ok: false, refusal: 'closed' };
	const most = mostAdults(moment, slot);
	if (adults > most) return { ok: false, refusal: 'too_many_adults', count: most };
	const places = placesFor(moment.kind, adults);
	const more = own.status === 'confirmed' ? places - own.places : 0;
	const free = placesLeft(slot);
	if (more > 0 && (more > free || (await isHeldUp(tx, schoolId, slot, now))))
		return free > 0 ? { ok: false, refusal: 'only_some_free', count: free } : { ok: false, refusal: 'full' };
	const elsewhere = isSeries(moment)
		? await otherMeetings(tx, parent, moment, { ...own, signUpId }, now)
		: [];
	const short = elsewhere.filter(({ slot, status }) => status === 'confirmed' && more > placesLeft(slot));
	if (short.length > 0) return { ok: false, refusal: 'full' };
	const { signUp } = tx.t;
	const all = [signUpId, ...elsewhere.map((one) => one.signUpId)];
	const mayAskParent = change.interpreter !== null && change.mayAskParent === true;
	await tx
		.update(signUp)
		.set({
			adults,
			places,
			interpreter: change.interpreter,
			mayAskParent,
			note: change.note,
		})
		.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.id, all)));
	if (change.interpreter !== own.interpreter) await noInterpreter(tx, moment, all, now);
	else if (own.mayAskParent && !mayAskParent) await withoutParents(tx, moment, all, now);
	const after = { ...slot, taken: slot.taken + more };
	await saveCounts(tx, schoolId, after);
	for (const { slot: other, status } of elsewhere)
		if (status === 'confirmed') await saveCounts(tx, schoolId, { ...other, taken: other.taken + more });
	await fillPlaces(tx, moment, after, now);
	await audit(tx, parent, 'moments.changed_sign_up', { signUpId, slotId, adults }, now);
	const changed = await findMine(tx, parent, signUpId);
	return { ok: true, status: changed?.status ?? own.status };
}

/** "Rather no other parent": who was asked or said yes is told that it is not needed; another interpreter stays. */
async function withoutParents(
	tx: Tx,
	moment: FoundMoment,
	signUpIds: readonly string[],
	now: Date,
): Promise<void> {
	const { signUp } = tx.t;
	const byParent = await tx
		.select({ id: signUp.id })
		.from(signUp)
		.where(
			and(
				eq(signUp.schoolId, moment.school.schoolId),
				inArray(signUp.id, [...signUpIds]),
				eq(signUp.interpreterBy, 'parent'),
			),
		);
	await closeAsks(tx, moment, signUpIds, now);
	await noInterpreter(
		tx,
		moment,
		byParent.map(({ id }) => id),
		now,
	);
}

/** The guardian's sign-ups for the other meetings of a series, each with its slot locked. */
async function otherMeetings(
	tx: Tx,
	{ schoolId, guardianId }: ParentActor,
	moment: FoundMoment,
	own: { signUpId: string; childId: string },
	now: Date,
): Promise<{ signUpId: string; status: 'confirmed' | 'waiting'; slot: LockedSlot }[]> {
	const slots = new Map((await lockSlotsToCome(tx, moment, now)).map((slot) => [slot.slotId, slot]));
	const rows = await ownOfAll(tx, schoolId, [...slots.keys()], { guardianId, childId: own.childId });
	return rows.flatMap(({ signUpId, slotId, status }) => {
		const slot = slots.get(slotId);
		return slot && signUpId !== own.signUpId ? [{ signUpId, status, slot }] : [];
	});
}
