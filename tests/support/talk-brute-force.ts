// The best schedule of a very small round, by trying everything. Like the checker it shares no code with the planner.
import type { Talk, TalkProblem } from '#lib/talks/problem.ts';
import { brokenPromises, figuresOf, type Figures } from './talk-checker.ts';

/** What the best schedule reaches, aim after aim; undefined when the fixed talks can't all happen. */
export function bestByTrying(problem: TalkProblem): Figures | undefined {
	const fixed = problem.fixed;
	if (!isPossible(problem, fixed)) return undefined;
	let best: Figures | undefined;
	const tryFamily = (at: number, talks: Talk[]): void => {
		const family = problem.families[at];
		if (!family) {
			const figures = figuresOf(problem, talks);
			if (!best || isBetter(figures, best)) best = figures;
			return;
		}
		const wanted = family.talks.filter(
			(talk) => !fixed.some((one) => one.family === family.id && one.id === talk.id),
		);
		if (wanted.length > 0) tryFamily(at + 1, talks);
		const tryTalk = (n: number, chosen: Talk[]): void => {
			const talk = wanted[n];
			if (!talk) return tryFamily(at + 1, chosen);
			for (const option of optionsOf(problem, family.id, talk)) {
				const next = [...chosen, option];
				if (isPossible(problem, next)) tryTalk(n + 1, next);
			}
		};
		tryTalk(0, talks);
	};
	tryFamily(0, fixed);
	return best;
}

/** Broken promises that more talks can't mend. */
const isPossible = (problem: TalkProblem, talks: Talk[]) =>
	brokenPromises(problem, talks).every((says) => / talks$/.test(says) || / has changed$/.test(says));

function optionsOf(problem: TalkProblem, family: string, talk: { id: string; group: string }): Talk[] {
	const { language } = problem.families.find(({ id }) => id === family) ?? {};
	const interpreters =
		language === undefined
			? [null]
			: problem.interpreters.filter(({ languages }) => languages.includes(language)).map(({ id }) => id);
	const teams = problem.groups.find(({ id }) => id === talk.group)?.teams ?? [];
	const options: Talk[] = [];
	for (const teachers of teams)
		for (const { from, to, room } of problem.teachers.find(({ id }) => id === teachers[0])?.sessions ?? [])
			for (let start = from; start + problem.length <= to; start += problem.length + problem.pause)
				for (const interpreter of interpreters)
					options.push({ id: talk.id, family, teachers, start, room, interpreter });
	return options;
}

function isBetter(a: Figures, b: Figures): boolean {
	const differences = [a.placed - b.placed, b.split - a.split, b.gaps - a.gaps, a.preferred - b.preferred];
	return (differences.find((difference) => difference !== 0) ?? 0) > 0;
}
