// How talks are mostly planned: a list opens, and who comes first takes what is left. Parents look for times side by side
// first, take what there is otherwise, and go without when one of their children has no time left.
import { dice } from '#lib/platform/dice.ts';
import type { Talk, TalkProblem } from '#lib/talks/problem.ts';
import { brokenPromises, figuresOf } from '../../tests/support/talk-checker.ts';

export function firstComeFirstServed(problem: TalkProblem, seed: number): Talk[] {
	const random = dice(seed);
	let talks: Talk[] = [];
	for (const family of random.shuffled([...problem.families])) {
		const others = talks.filter((talk) => comeApart(problem, talk.family, family.id));
		const visit = bestVisit(problem, talks, others, family);
		talks = [...talks, ...visit];
	}
	return talks;
}

/** Named at one of the two is enough. */
function comeApart({ families }: TalkProblem, one: string, other: string): boolean {
	return families.some(
		({ id, apartFrom }) => (id === one && apartFrom === other) || (id === other && apartFrom === one),
	);
}

function bestVisit(
	problem: TalkProblem,
	talks: Talk[],
	others: Talk[],
	family: TalkProblem['families'][number],
): Talk[] {
	let best: Talk[] | undefined;
	let looked = 0;
	const follow = (visit: Talk[]): boolean => {
		const asked = family.talks[visit.length];
		if (!asked) {
			best ??= visit;
			const side = figuresOf({ ...problem, families: [family], teachers: [] }, visit).split === 0;
			if (side) best = visit;
			// nobody looks at more than some hundred ways
			return side || ++looked > 300;
		}
		return optionsOf(problem, family, asked, [...talks, ...visit], visit.at(-1)).some((option) => {
			const small = { ...problem, families: [family], fixed: [] };
			const tooClose = brokenPromises({ ...small, families: problem.families }, [
				...others,
				...visit,
				option,
			]);
			if (tooClose.some((says) => !/ talks$/.test(says))) return false;
			return follow([...visit, option]);
		});
	};
	follow([]);
	return best ?? [];
}

/** Free times, those next to the talk before first. */
function optionsOf(
	problem: TalkProblem,
	family: TalkProblem['families'][number],
	asked: { id: string; group: string },
	taken: Talk[],
	before: Talk | undefined,
): Talk[] {
	const teams = problem.groups.find(({ id }) => id === asked.group)?.teams ?? [];
	const interpreters = problem.interpreters.filter(({ languages }) =>
		languages.includes(family.language ?? ''),
	);
	const ids = family.language === undefined ? [null] : interpreters.map(({ id }) => id);
	const options: Talk[] = [];
	for (const teachers of teams)
		for (const { from, to, room } of problem.teachers.find(({ id }) => id === teachers[0])?.sessions ?? [])
			for (let start = from; start + problem.length <= to; start += problem.length + problem.pause)
				for (const interpreter of ids)
					options.push({ id: asked.id, family: family.id, teachers, start, room, interpreter });
	const close = (talk: Talk) => Math.abs(talk.start - (before?.start ?? talk.start));
	return options
		.filter(({ start }) => family.times.some(({ from, to }) => start >= from && start + problem.length <= to))
		.filter((option) => isFree(problem, option, taken))
		.sort((a, b) => close(a) - close(b) || a.start - b.start);
}

function isFree(problem: TalkProblem, option: Talk, taken: Talk[]): boolean {
	const mine = taken.filter(
		(talk) =>
			talk.teachers.some((id) => option.teachers.includes(id)) ||
			(talk.room !== null && talk.room === option.room) ||
			(talk.interpreter !== null && talk.interpreter === option.interpreter),
	);
	const says = brokenPromises({ ...problem, fixed: [] }, [...mine, option]);
	return says.every((word) => / talks$/.test(word) || / meet on day /.test(word));
}
