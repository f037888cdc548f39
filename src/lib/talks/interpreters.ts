// Whether an interpreter of a round can be at a talk: speaks the language, is there then, and is nowhere else.
import { overlaps, type Span } from '#lib/moments/slots.ts';
import type { InterpreterTime } from './round.ts';

export interface InterpreterOfRound {
	interpreterId: string;
	/** Tags. */
	languages: readonly string[];
	/** Helps by phone, and walks to no room. */
	byPhone: boolean;
	times: readonly Span[];
	/** Of a parent of the school; null: somebody from outside. */
	parent: InterpretingParent | null;
}

export interface InterpretingParent {
	guardianId: string;
	/** Who shares a child with them, themselves too. */
	family: ReadonlySet<string>;
	/** Own appointments, and what else they interpret. */
	busy: readonly Span[];
}

/** A talk at which somebody interprets, or should. */
export interface InterpretedTalk extends Span {
	talkId: string;
	/** Null: none, at home, or nowhere to walk to. */
	room: string | null;
	/** Tag of the language that the family wished for. */
	language: string;
	guardianIds: readonly string[];
	/** The family said that the school may ask another parent. */
	mayAskParent: boolean;
}

/** A parent interprets for other families only, and only for who agreed to one. Somebody from outside for all. */
export function mayInterpretFor(
	parent: Pick<InterpretingParent, 'family'> | null,
	{ guardianIds, mayAskParent }: Pick<InterpretedTalk, 'guardianIds' | 'mayAskParent'>,
): boolean {
	return !parent || (mayAskParent && !guardianIds.some((id) => parent.family.has(id)));
}

/** What is left of these times, in milliseconds, beside what somebody has then. */
export function freeTimes(times: readonly InterpreterTime[], busy: readonly Span[]): InterpreterTime[] {
	return busy.reduce<InterpreterTime[]>(
		(left, { startsAt, endsAt }) =>
			left.flatMap(({ from, to }) =>
				[
					{ from, to: Math.min(to, startsAt.getTime()) },
					{ from: Math.max(from, endsAt.getTime()), to },
				].filter((part) => part.from < part.to),
			),
		[...times],
	);
}

/** Whether all of these who wished for an interpreter said that the school may ask another parent. */
export function agreedToParent(
	replies: readonly { interpreter: string | null; mayAskParent: boolean | null }[],
): boolean {
	const wished = replies.filter(({ interpreter }) => interpreter);
	return wished.length > 0 && wished.every(({ mayAskParent }) => mayAskParent === true);
}

/**
 * Whether they can be at this talk beside these others that are theirs; walking between rooms takes so many
 * minutes. A parent not for who did not agree to one, and not while they have something else.
 */
export function canInterpret(
	one: InterpreterOfRound,
	talk: InterpretedTalk,
	others: readonly InterpretedTalk[],
	walkMinutes: number,
): boolean {
	const { startsAt, endsAt } = talk;
	return (
		one.languages.includes(talk.language) &&
		mayInterpretFor(one.parent, talk) &&
		!one.parent?.busy.some((span) => overlaps(span, talk)) &&
		one.times.some((span) => span.startsAt <= startsAt && endsAt <= span.endsAt) &&
		others.every((other) => {
			if (other.talkId === talk.talkId) return true;
			const walk = one.byPhone || other.room === talk.room ? 0 : walkMinutes * 60_000;
			return !overlaps(
				{ startsAt, endsAt: new Date(endsAt.getTime() + walk) },
				{ startsAt: other.startsAt, endsAt: new Date(other.endsAt.getTime() + walk) },
			);
		})
	);
}

/** Whether they can be at all of these, which are theirs. */
export function canInterpretAll(
	one: InterpreterOfRound,
	talks: readonly InterpretedTalk[],
	walkMinutes: number,
): boolean {
	return talks.every((talk) => canInterpret(one, talk, talks, walkMinutes));
}
