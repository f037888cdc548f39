/**
 * The smallest change with which a family that could not be placed fits in: "one more time on Tuesday evening". All others
 * keep their talks, so that nobody moves for it.
 */
import { openRoom } from './first-schedule.ts';
import { layOut, talkOf, type Layout, type Placement } from './layout.ts';
import {
	MINUTES_OF_DAY,
	type Minute,
	type Session,
	type SmallestChange,
	type Talk,
	type TalkChange,
	type TalkFamily,
	type TalkProblem,
} from './problem.ts';
import { areSideBySide, canDoBoth, dayOf, pitchOf, startsOf, walkingMinutes } from './rules.ts';

/** So many talks beyond each end of a session are thought of. */
const BEYOND = 3;
/** More changes than this are no small change any more. */
const MOST_CHANGES = 6;
/** Ways that are compared, of those with the fewest changes. */
const COMPARED = 400;
/** Steps of the search for one number of changes. */
const STEPS = 200_000;

/**
 * Finds it beside these talks; undefined when no small change helps, or the family is in the schedule already. It is the
 * smallest there is when it is one change; with more, moving others might do with less.
 */
export function smallestChange(
	problem: TalkProblem,
	talks: Talk[],
	familyId: string,
): SmallestChange | undefined {
	const family = problem.families.find(({ id }) => id === familyId);
	if (!family) return undefined;
	const others = talks.filter(({ family }) => family !== familyId);
	const own = problem.fixed.filter(({ family }) => family === familyId);
	const laid = layOut({ ...widened(problem, family), fixed: [...others, ...own] });
	if (!laid.ok) return undefined;
	const { layout } = laid;
	const index = layout.families.findIndex(({ id }) => id === familyId);
	const best = cheapest(layout, index, (placement) => changesOf(problem, family, placement));
	if (!best) return undefined;
	return {
		family: familyId,
		changes: withoutTwins(
			best.flatMap((at) => changesOf(problem, family, layout.placements[at] as Placement)),
		),
		talks: best.map((at) => talkOf(layout, at)),
	};
}

/** The round when these changes were agreed. */
export function withChanges(problem: TalkProblem, { family, changes }: SmallestChange): TalkProblem {
	const { length } = problem;
	const of = <Kind extends TalkChange['kind']>(kind: Kind) =>
		changes.filter((change): change is Extract<TalkChange, { kind: Kind }> => change.kind === kind);
	const span = ({ start }: { start: Minute }) => ({ from: start, to: start + length });
	return {
		...problem,
		teachers: problem.teachers.map((teacher) => {
			const more = of('teacher_time').filter((change) => change.teacher === teacher.id);
			const sessions = more.map((change) => ({ ...span(change), room: change.room }));
			return { ...teacher, sessions: [...teacher.sessions, ...sessions] };
		}),
		families: problem.families.map((one) => {
			if (one.id !== family) return one;
			const more = of('family_time').map((change) => ({ ...span(change), preferred: false }));
			return { ...one, times: [...one.times, ...more] };
		}),
		interpreters: problem.interpreters.map((interpreter) => {
			const more = of('interpreter_time').filter((change) => change.interpreter === interpreter.id);
			return { ...interpreter, times: [...interpreter.times, ...more.map(span)] };
		}),
	};
}

// ——— what could be asked ———

/** The round in which this family, its interpreters and its teachers can at more times than they said. */
function widened(problem: TalkProblem, family: TalkFamily): TalkProblem {
	const all = problem.teachers.flatMap(({ sessions }) => sessions);
	const [from, to] = [Math.min(...all.map(({ from }) => from)), Math.max(...all.map(({ to }) => to))];
	const whole = { from: from - MINUTES_OF_DAY, to: to + MINUTES_OF_DAY };
	const asked = new Set(family.talks.map(({ group }) => group));
	const teachers = new Set(
		problem.groups.filter(({ id }) => asked.has(id)).flatMap(({ teams }) => teams.flat()),
	);
	return {
		...problem,
		teachers: problem.teachers.map((teacher) =>
			teachers.has(teacher.id)
				? { ...teacher, sessions: [...teacher.sessions, ...moreSessions(problem, teacher.sessions)] }
				: teacher,
		),
		families: problem.families.map((one) =>
			one.id === family.id ? { ...one, times: [{ ...whole, preferred: false }] } : one,
		),
		interpreters: problem.interpreters.map((interpreter) => ({ ...interpreter, times: [whole] })),
	};
}

/** A few talks before and after each session, on the same day; the nearest first. */
function moreSessions(problem: TalkProblem, sessions: Session[]): Session[] {
	const { length } = problem;
	const isFree = (start: Minute) => sessions.every(({ from, to }) => start + length <= from || start >= to);
	return Array.from({ length: BEYOND }, (_, n) => n + 1).flatMap((count) =>
		sessions.flatMap((session) => {
			const last = startsOf(session, problem).at(-1) ?? session.from;
			return [session.from - count * pitchOf(problem), last + count * pitchOf(problem)]
				.filter((start) => dayOf(start) === dayOf(session.from) && isFree(start))
				.map((start) => ({ from: start, to: start + length, room: session.room }));
		}),
	);
}

/** What has to be asked so that this talk can be. */
function changesOf(problem: TalkProblem, family: TalkFamily, placement: Placement): TalkChange[] {
	const { teachers, start, room, interpreter } = placement;
	const { length, fixed } = problem;
	const stays = fixed.some((talk) => talk.family === family.id && talk.start === start);
	if (stays) return [];
	const covers = ({ from, to }: { from: Minute; to: Minute }) => from <= start && start + length <= to;
	const changes: TalkChange[] = [];
	for (const teacher of teachers) {
		const sessions = problem.teachers.find(({ id }) => id === teacher)?.sessions ?? [];
		if (!sessions.some(covers)) changes.push({ kind: 'teacher_time', teacher, start, room });
	}
	if (!family.times.some(covers)) changes.push({ kind: 'family_time', start });
	const times = problem.interpreters.find(({ id }) => id === interpreter)?.times ?? [];
	if (interpreter !== null && !times.some(covers))
		changes.push({ kind: 'interpreter_time', interpreter, start });
	return changes;
}

const withoutTwins = (changes: TalkChange[]) => [
	...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
];

// ——— the fewest ———

/** One placement for each of the family's talks, with as few changes as possible; side by side where that costs nothing. */
function cheapest(
	layout: Layout,
	family: number,
	changes: (placement: Placement) => TalkChange[],
): number[] | undefined {
	const room = openRoom(layout);
	const isOwn = (talk: number) => layout.talks[talk]?.family === family;
	for (const [talk, { fixed, placements }] of layout.talks.entries())
		if (fixed && !isOwn(talk)) for (const index of placements) room.take(index);
	const walk = walkingMinutes(layout.problem);
	const { length } = layout.problem;
	const at = (index: number) => layout.placements[index] as Placement;
	const talks = (layout.families[family]?.talks ?? []).map((talk) =>
		(layout.talks[talk]?.placements ?? [])
			.filter((index) => room.fits(family, [index]))
			.map((index) => ({ index, cost: changes(at(index)).length }))
			.sort((a, b) => a.cost - b.cost),
	);
	const isWhole = (way: number[]) => areSideBySide(way.map(at), layout.problem, walk);

	for (let most = 0; most <= MOST_CHANGES; most++) {
		const found: number[][] = [];
		let steps = 0;
		const follow = (way: number[], left: number): void => {
			if (found.length >= COMPARED || steps++ > STEPS) return;
			const options = talks[way.length];
			if (!options) {
				found.push(way);
				return;
			}
			for (const { index, cost } of options) {
				if (cost > left) break;
				const longer = [...way, index];
				if (!way.every((other) => canDoBoth(at(other), at(index), length, walk))) continue;
				if (room.fits(family, longer)) follow(longer, left - cost);
			}
		};
		follow([], most);
		if (found.length > 0) return found.find(isWhole) ?? found[0];
	}
	return undefined;
}
