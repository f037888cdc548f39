// Whether an interpreter of a round can be at a talk: speaks the language, is there then, and is nowhere else.
import { overlaps, type Span } from '#lib/moments/slots.ts';

export interface InterpreterOfRound {
	interpreterId: string;
	/** Tags. */
	languages: readonly string[];
	/** Helps by phone, and walks to no room. */
	byPhone: boolean;
	times: readonly Span[];
}

/** A talk at which somebody interprets, or should. */
export interface InterpretedTalk extends Span {
	talkId: string;
	/** Null: none, at home, or nowhere to walk to. */
	room: string | null;
	/** Tag of the language that the family wished for. */
	language: string;
}

/** Whether they can be at this talk beside these others that are theirs; walking between rooms takes so many minutes. */
export function canInterpret(
	one: InterpreterOfRound,
	talk: InterpretedTalk,
	others: readonly InterpretedTalk[],
	walkMinutes: number,
): boolean {
	const { startsAt, endsAt } = talk;
	return (
		one.languages.includes(talk.language) &&
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
