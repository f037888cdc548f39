import { kinds, type MomentKind } from './kinds.ts';

/** From when till when; the end itself is free again. */
export interface Span {
	startsAt: Date;
	endsAt: Date;
}

/** A slot as the rules see it. */
export interface SlotFacts extends Span {
	slotId: string;
	momentId: string;
	capacity: number;
	/** Places of confirmed sign-ups. */
	taken: number;
	/** Sign-ups in the waiting list. */
	waiting: number;
	cancelledAt: Date | null;
}

/** A moment as the rules see it. */
export interface MomentFacts {
	momentId: string;
	kind: MomentKind;
	adultsPerChild: number;
	slotsPerChild: number;
	closesHoursBefore: number;
	/** Sign-up closes at the latest then; null: only by the hours. */
	signUpClosesAt?: Date | null;
	/** From when who asks may sign up; null: from publishing on. See `opening.ts`. */
	opensAt?: Date | null;
	cancelledAt: Date | null;
	/** More than one: a series; left out: not. */
	meetings?: number;
}

/** Whether who signs up comes to all its slots. */
export function isSeries({ meetings }: { meetings?: number }): boolean {
	return meetings !== undefined && meetings > 1;
}

/** One sign-up of the guardian who asks; never another's. */
export interface OwnSignUp extends Span {
	signUpId: string;
	slotId: string;
	momentId: string;
	kind: MomentKind;
	childId: string;
	status: 'confirmed' | 'waiting';
	adults: number;
	places: number;
	/** Of a series: they don't come to this meeting, so that they can be elsewhere. */
	skips: boolean;
}

const HOUR = 60 * 60 * 1000;

/** How many places so many adults take: each a chair, or one for the family. */
export function placesFor(kind: MomentKind, adults: number): number {
	return kinds[kind].placeIs === 'adult' ? adults : 1;
}

/** Places that nobody has. Never below zero: a slot can be made smaller than it was. */
export function placesLeft({ capacity, taken }: Pick<SlotFacts, 'capacity' | 'taken'>): number {
	return Math.max(0, capacity - taken);
}

/** When signing up and changing close. */
export function closesAt(
	{ startsAt }: Pick<Span, 'startsAt'>,
	{ closesHoursBefore, signUpClosesAt }: Pick<MomentFacts, 'closesHoursBefore' | 'signUpClosesAt'>,
): Date {
	const byHours = startsAt.getTime() - closesHoursBefore * HOUR;
	return new Date(Math.min(byHours, signUpClosesAt?.getTime() ?? byHours));
}

/** What a slot is to parents now. `full` still takes people on its waiting list. */
export type SlotState = 'open' | 'full' | 'not_open' | 'closed' | 'started' | 'cancelled';

export function slotState(
	slot: Omit<SlotFacts, 'slotId' | 'momentId'>,
	moment: Pick<MomentFacts, 'closesHoursBefore' | 'signUpClosesAt' | 'opensAt' | 'cancelledAt'>,
	now: Date,
): SlotState {
	if (slot.cancelledAt || moment.cancelledAt) return 'cancelled';
	if (now >= slot.startsAt) return 'started';
	if (now >= closesAt(slot, moment)) return 'closed';
	if (moment.opensAt && now < moment.opensAt) return 'not_open';
	return placesLeft(slot) > 0 ? 'open' : 'full';
}

/** Whether one can't be at both. One that begins when the other ends is fine. */
export function overlaps(one: Span, other: Span): boolean {
	return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** The guardian's own sign-up, for whichever child, that is at the same time; not a meeting that they don't come to. */
export function findOverlap<S extends Span & { skips: boolean }>(
	slot: Span,
	own: readonly S[],
): S | undefined {
	return own.find((one) => !one.skips && overlaps(slot, one));
}

/** Why a parent can't sign up, in the order in which it is found. The texts are in `refusal-texts.ts`. */
export type SignUpRefusal =
	| 'information_only'
	| 'not_yours'
	| 'cancelled'
	| 'started'
	| 'closed'
	| 'not_open'
	| 'too_many_adults'
	| 'already'
	| 'limit_reached'
	| 'overlaps'
	| 'full'
	| 'only_some_free';

export interface SignUpQuestion {
	moment: MomentFacts;
	slot: SlotFacts;
	childId: string;
	/** What the school lets this guardian do for the child; undefined: not their child, or not in this moment's groups. */
	level: 'full' | 'information' | undefined;
	adults: number;
	/** Goes on the waiting list where no place is free. */
	wait: boolean;
	/** The guardian's sign-ups that are not over, for all their children, without those of cancelled slots. */
	own: readonly OwnSignUp[];
	/** Whether someone in the waiting list fits in the free places and goes first. */
	someoneGoesFirst: boolean;
	/** Staff may still write someone down after closing. */
	byStaff?: boolean;
	/** Stands at the door: is let in, also where it is full. */
	atDoor?: boolean;
	now: Date;
}

export type SignUpDecision =
	| { ok: true; status: 'confirmed' | 'waiting'; places: number }
	/** The same sign-up was made before: a double tap, a page sent twice. */
	| { ok: true; status: 'confirmed' | 'waiting'; again: OwnSignUp }
	| {
			ok: false;
			refusal: SignUpRefusal;
			/** Places free, for `only_some_free`; adults at most, for `too_many_adults`. */
			count?: number;
			/** The guardian's own sign-up that is in the way. */
			own?: OwnSignUp;
	  };

/**
 * Decides on one sign-up from facts alone. What another guardian of the child did plays no part: limits are per
 * guardian and child.
 */
export function decideSignUp(question: SignUpQuestion): SignUpDecision {
	const { moment, slot, adults, own } = question;
	if (!question.level) return { ok: false, refusal: 'not_yours' };
	if (question.level !== 'full') return { ok: false, refusal: 'information_only' };
	const here = own.find(({ slotId, childId }) => slotId === slot.slotId && childId === question.childId);
	if (here) {
		const same = here.adults === adults;
		return same
			? { ok: true, status: here.status, again: here }
			: { ok: false, refusal: 'already', own: here };
	}
	const closed = refuseByTime(question);
	if (closed) return { ok: false, refusal: closed };
	const most = mostAdults(moment, slot);
	if (adults > most) return { ok: false, refusal: 'too_many_adults', count: most };
	const counted = countedAgainst(question);
	if (counted.length >= moment.slotsPerChild) return { ok: false, refusal: 'limit_reached', own: counted[0] };
	const clash = findOverlap(slot, elsewhere(question));
	if (clash) return { ok: false, refusal: 'overlaps', own: clash };
	return decidePlace(question, placesFor(moment.kind, adults));
}

function refuseByTime({ slot, moment, byStaff, now }: SignUpQuestion): SignUpRefusal | undefined {
	const state = slotState(slot, moment, now);
	if (state === 'cancelled') return 'cancelled';
	// staff write down who stood at the door, until it is over
	if (byStaff) return now >= slot.endsAt ? 'started' : undefined;
	return state === 'started' || state === 'closed' || state === 'not_open' ? state : undefined;
}

/** Most adults for one child: as planned, and never more than the slot has chairs. */
export function mostAdults(
	{ kind, adultsPerChild }: Pick<MomentFacts, 'kind' | 'adultsPerChild'>,
	{ capacity }: Pick<SlotFacts, 'capacity'>,
): number {
	return kinds[kind].placeIs === 'adult' ? Math.min(adultsPerChild, Math.max(1, capacity)) : adultsPerChild;
}

/** A parent of twins sits between them: with chairs, a sibling in the same slot is no other appointment. */
function elsewhere({ moment, slot, own }: SignUpQuestion): OwnSignUp[] {
	return kinds[moment.kind].placeIs === 'adult'
		? own.filter(({ slotId }) => slotId !== slot.slotId)
		: [...own];
}

/** The sign-ups that count against the limit of this moment: of this child, or of the family where families come once. */
function countedAgainst({ moment, childId, own }: SignUpQuestion): OwnSignUp[] {
	const once = kinds[moment.kind].comeFor === 'family';
	return own.filter((one) => one.momentId === moment.momentId && (once || one.childId === childId));
}

function decidePlace(
	{ slot, wait, someoneGoesFirst, atDoor }: SignUpQuestion,
	places: number,
): SignUpDecision {
	if (atDoor) return { ok: true, status: 'confirmed', places };
	const left = placesLeft(slot);
	if (places <= left && !someoneGoesFirst) return { ok: true, status: 'confirmed', places };
	if (wait) return { ok: true, status: 'waiting', places };
	if (left > 0 && !someoneGoesFirst) return { ok: false, refusal: 'only_some_free', count: left };
	return { ok: false, refusal: 'full' };
}
