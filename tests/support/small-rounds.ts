// Very small rounds of talks with everything that a round can have, made from a seed.
import { dice, type Dice } from '#lib/platform/dice.ts';
import type { Talk, TalkFamily, TalkProblem, TalkTeacher } from '#lib/talks/problem.ts';

const EVENING = 1140;

export function smallRound(seed: number): TalkProblem {
	const random = dice(seed);
	const maybe = (percent: number) => random.below(100) < percent;
	const pause = random.one([0, 0, 5]);
	const round = {
		length: 10,
		pause,
		waitAtMost: random.one([0, 5, 10]),
		apartMinutes: random.one([10, 20]),
		walking: {
			otherwise: random.one([0, 5, 15]),
			between: maybe(50) ? [{ rooms: ['r1', 'r2'] as [string, string], minutes: 10 }] : [],
		},
	};
	const teachers = Array.from({ length: 2 + random.below(2) }, (_, n) => teacherOf(n, random));
	const ids = teachers.map(({ id }) => id);
	const groups = [
		{ id: 'g1', teams: [[ids[0] as string]] },
		{ id: 'g2', teams: maybe(30) ? [[ids[1] as string], [ids.at(-1) as string]] : [[ids[1] as string]] },
		{ id: 'g3', teams: [maybe(40) ? [ids[0] as string, ids[1] as string] : [ids.at(-1) as string]] },
	];
	const families = Array.from({ length: 3 + random.below(2) }, (_, n) => familyOf(n, random));
	const [first, second] = families;
	if (first && second && maybe(40)) second.apartFrom = first.id;
	const interpreters = [
		{ id: 'i1', languages: ['ar'], times: [evening(0, 0, 5)], walks: maybe(50) },
		...(maybe(50)
			? [{ id: 'i2', languages: ['ar', 'tr'], times: [evening(0, 1, 4), evening(1, 0, 3)], walks: false }]
			: []),
	];
	const problem: TalkProblem = { ...round, teachers, groups, families, interpreters, fixed: [] };
	if (maybe(40)) problem.fixed = fixedOf(problem, random);
	return problem;
}

const evening = (day: number, slot: number, slots: number) => ({
	from: day * 1440 + EVENING + slot * 10,
	to: day * 1440 + EVENING + (slot + slots) * 10,
});

function teacherOf(n: number, random: Dice): TalkTeacher {
	const room = random.one(['r1', `r${n + 1}`, `r${n + 1}`, null]);
	const late = random.one([0, 0, 5]);
	const first = evening(0, random.below(2), 3 + random.below(2));
	const sessions = [{ from: first.from + late, to: first.to + late, room }];
	if (random.below(100) < 40) sessions.push({ ...evening(1, random.below(2), 2), room });
	return { id: `t${n + 1}`, sessions, ...(random.below(100) < 50 && { inARow: 1 + random.below(2) }) };
}

function familyOf(n: number, random: Dice): TalkFamily {
	const id = `f${n + 1}`;
	const talks = Array.from({ length: random.one([1, 1, 2, 2, 3]) }, (_, child) => ({
		id: `${id}c${child + 1}`,
		group: random.one(['g1', 'g2', 'g3']),
	}));
	const times = [{ ...evening(0, random.below(3), 2 + random.below(4)), preferred: random.below(2) === 0 }];
	if (random.below(100) < 60)
		times.push({ ...evening(0, random.below(3), 3), preferred: random.below(2) === 0 });
	if (random.below(100) < 60) times.push({ ...evening(1, 0, 4), preferred: random.below(2) === 0 });
	return { id, talks, times, ...(random.below(100) < 25 && { language: random.one(['ar', 'tr']) }) };
}

/** Agreed by hand: at a time of the teacher's, or a little beside it; perhaps two that can't both be. */
function fixedOf(problem: TalkProblem, random: Dice): Talk[] {
	return problem.families.slice(0, 1 + random.below(2)).flatMap((family) => {
		const [talk] = family.talks;
		const team = problem.groups.find(({ id }) => id === talk?.group)?.teams[0] ?? [];
		const session = problem.teachers.find(({ id }) => id === team[0])?.sessions[0];
		if (!talk || !session) return [];
		const start = session.from + 10 * random.below(3) + random.one([0, 0, 3]);
		return [{ id: talk.id, family: family.id, teachers: team, start, room: session.room, interpreter: null }];
	});
}
