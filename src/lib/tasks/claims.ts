// The rules of taking a shift, from facts alone. Places and the waiting list are those of moments.
import { findOverlap, placesLeft, type Span } from '#lib/moments/slots.ts';

/** A shift as the rules see it. */
export interface ShiftFacts extends Span {
	shiftId: string;
	capacity: number;
	taken: number;
	waiting: number;
	cancelledAt: Date | null;
}

/** A task as the rules see it. */
export interface TaskFacts {
	stepBackHours: number;
	flexible: boolean;
	closedAt: Date | null;
	cancelledAt: Date | null;
}

const HOUR = 3_600_000;

/** What a shift is to parents now. `full` still takes people on its waiting list. */
export type ShiftState = 'open' | 'full' | 'closed' | 'started' | 'cancelled';

/** A shift that is a period goes on taking people until it is over. */
export function shiftState(
	shift: Omit<ShiftFacts, 'shiftId'>,
	task: Omit<TaskFacts, 'stepBackHours'>,
	now: Date,
): ShiftState {
	if (shift.cancelledAt || task.cancelledAt) return 'cancelled';
	if (now >= (task.flexible ? shift.endsAt : shift.startsAt)) return 'started';
	if (task.closedAt) return 'closed';
	return placesLeft(shift) > 0 ? 'open' : 'full';
}

/**
 * Until when one can step back by oneself; after that one asks the contact person, or hands it over. A shift that got
 * another time can be given back until it begins: nobody said yes to that time.
 */
export function stepBackUntil(
	{ startsAt, endsAt, movedAt }: Span & { movedAt: Date | null },
	{ stepBackHours, flexible }: Pick<TaskFacts, 'stepBackHours' | 'flexible'>,
): Date {
	if (movedAt) return startsAt;
	return new Date((flexible ? endsAt : startsAt).getTime() - stepBackHours * HOUR);
}

/** Why a parent can't take a shift, in the order in which it is found. */
export type ClaimRefusal = 'information_only' | 'cancelled' | 'started' | 'closed' | 'overlaps' | 'full';

export interface ClaimQuestion {
	task: TaskFacts;
	shift: ShiftFacts;
	level: 'full' | 'information';
	/** Goes on the waiting list where no place is free. */
	wait: boolean;
	/** What else the guardian has agreed to: shifts and moments, without this shift. */
	agreed: readonly (Span & { skips: boolean })[];
	/** No certificate of conduct is asked for, or it was seen and lasts. Without it one waits until staff see it. */
	cleared: boolean;
	/** Whether someone in the waiting list goes first. */
	someoneGoesFirst: boolean;
	now: Date;
}

export type ClaimDecision =
	{ ok: true; status: 'confirmed' | 'waiting' } | { ok: false; refusal: ClaimRefusal };

/** Decides on one shift. What another carer of the family does plays no part: both may help. */
export function decideClaim(question: ClaimQuestion): ClaimDecision {
	const { task, shift, level, wait, agreed, now } = question;
	if (level !== 'full') return { ok: false, refusal: 'information_only' };
	const state = shiftState(shift, task, now);
	if (state === 'cancelled' || state === 'started' || state === 'closed')
		return { ok: false, refusal: state };
	if (!task.flexible && findOverlap(shift, agreed)) return { ok: false, refusal: 'overlaps' };
	if (!question.cleared) return { ok: true, status: 'waiting' };
	if (placesLeft(shift) > 0 && !question.someoneGoesFirst) return { ok: true, status: 'confirmed' };
	return wait ? { ok: true, status: 'waiting' } : { ok: false, refusal: 'full' };
}

/** How long a shift lasts; none where one helps when it suits, for nobody knows how long that took. */
export function minutesOf({ startsAt, endsAt, flexible }: Span & { flexible: boolean }): number {
	return flexible ? 0 : Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
}
