/** The rules of a round of talks, as plain functions. */
import {
	MINUTES_OF_DAY,
	type FamilyTime,
	type Minute,
	type Session,
	type Span,
	type Talk,
	type TalkProblem,
} from './problem.ts';

/** Minutes from the start of a teacher's talk to the start of the next. */
export const pitchOf = ({ length, pause }: Pick<TalkProblem, 'length' | 'pause'>) => length + pause;

export const dayOf = (minute: Minute) => Math.floor(minute / MINUTES_OF_DAY);

/** When a talk of this session can begin. The pause after the last one may lie beyond its end. */
export function startsOf(session: Span, round: Pick<TalkProblem, 'length' | 'pause'>): Minute[] {
	const starts: Minute[] = [];
	for (let start = session.from; start + round.length <= session.to; start += pitchOf(round))
		starts.push(start);
	return starts;
}

/** The session of these in which a talk that starts here lies; undefined outside of all. */
export function sessionAt(sessions: Session[], start: Minute, length: number): Session | undefined {
	return sessions.find(({ from, to }) => from <= start && start + length <= to);
}

/** How a family stands to a talk at this time; undefined when it can't. */
export function familyTimeAt(times: FamilyTime[], start: Minute, length: number): FamilyTime | undefined {
	const possible = times.filter(({ from, to }) => from <= start && start + length <= to);
	return possible.find(({ preferred }) => preferred) ?? possible[0];
}

/** Minutes from one room to another; none within a room, nor where there is no room. */
export function walkingMinutes({ walking }: Pick<TalkProblem, 'walking'>) {
	const listed = new Map(
		walking.between.flatMap(({ rooms: [a, b], minutes }) => [
			[`${a}\n${b}`, minutes],
			[`${b}\n${a}`, minutes],
		]),
	);
	return (a: string | null, b: string | null): number =>
		a === null || b === null || a === b ? 0 : (listed.get(`${a}\n${b}`) ?? walking.otherwise);
}

type Walk = ReturnType<typeof walkingMinutes>;
type Place = Pick<Talk, 'start' | 'room'>;

/** Can the same person be at both: the later one begins when there was time to walk. */
export function canDoBoth(a: Place, b: Place, length: number, walk: Walk): boolean {
	const [first, second] = a.start <= b.start ? [a, b] : [b, a];
	return second.start - (first.start + length) >= walk(first.room, second.room);
}

/** All of a family's talks follow each other, with time to walk and at most the round's waiting between two of them. */
export function areSideBySide(
	talks: Place[],
	{ length, waitAtMost }: Pick<TalkProblem, 'length' | 'waitAtMost'>,
	walk: Walk,
): boolean {
	const sorted = [...talks].sort((a, b) => a.start - b.start);
	return sorted.every((talk, index) => {
		const before = sorted[index - 1];
		if (!before) return true;
		const waiting = talk.start - (before.start + length) - walk(before.room, talk.room);
		return waiting >= 0 && waiting <= waitAtMost;
	});
}

/** The stays of two parents who come apart, on the days on which both are there, lie far enough from each other. */
export function stayApart(
	a: Place[],
	b: Place[],
	{ length, apartMinutes }: Pick<TalkProblem, 'length' | 'apartMinutes'>,
): boolean {
	const days = new Set(a.map(({ start }) => dayOf(start)));
	return [...days].every((day) => {
		const [mine, theirs] = [stayOn(a, day, length), stayOn(b, day, length)];
		if (!mine || !theirs) return true;
		return mine.to + apartMinutes <= theirs.from || theirs.to + apartMinutes <= mine.from;
	});
}

/** From the first talk of a day to the end of its last; undefined on a day without talks. */
function stayOn(talks: Place[], day: number, length: number): Span | undefined {
	const starts = talks.map(({ start }) => start).filter((start) => dayOf(start) === day);
	if (starts.length === 0) return undefined;
	return { from: Math.min(...starts), to: Math.max(...starts) + length };
}
