// Looks whether a schedule of talks keeps every promise of the round, and counts how good it is. On purpose it shares no
// code with the planner, only the shape of the data: what is wrong there is not wrong here too.
import type { Talk, TalkProblem } from '#lib/talks/problem.ts';

export interface Figures {
	placed: number;
	split: number;
	gaps: number;
	preferred: number;
}

const DAY = 24 * 60;

/** Every broken promise, in words; none when the schedule is right. */
export function brokenPromises(problem: TalkProblem, talks: Talk[]): string[] {
	const broken: string[] = [];
	for (const talk of talks) if (!isFixed(problem, talk)) broken.push(...wrongAlone(problem, talk));
	for (const fixed of problem.fixed)
		if (!talks.some((talk) => JSON.stringify(sorted(talk)) === JSON.stringify(sorted(fixed))))
			broken.push(`${fixed.id} was fixed and has changed`);
	for (let i = 0; i < talks.length; i++)
		for (let j = i + 1; j < talks.length; j++)
			broken.push(...wrongTogether(problem, talks[i] as Talk, talks[j] as Talk));
	broken.push(...halfPlaced(problem, talks), ...withoutBreak(problem, talks), ...meetings(problem, talks));
	return broken;
}

export function figuresOf(problem: TalkProblem, talks: Talk[]): Figures {
	const figures = { placed: 0, split: 0, gaps: 0, preferred: 0 };
	for (const family of problem.families) {
		const own = talks.filter((talk) => talk.family === family.id);
		if (own.length < family.talks.length) continue;
		figures.placed++;
		if (!sideBySide(problem, own)) figures.split++;
	}
	for (const teacher of problem.teachers)
		for (const session of teacher.sessions) {
			const minutes = talks
				.filter(({ teachers, start }) => teachers.includes(teacher.id) && inside(problem, session, start))
				.map(({ start }) => start)
				.sort((a, b) => a - b);
			for (let at = 1; at < minutes.length; at++)
				figures.gaps += (minutes[at] ?? 0) - (minutes[at - 1] ?? 0) - problem.length - problem.pause;
		}
	for (const talk of talks) {
		const times = problem.families.find(({ id }) => id === talk.family)?.times ?? [];
		if (times.some((time) => time.preferred && inside(problem, time, talk.start))) figures.preferred++;
	}
	return figures;
}

const sorted = (talk: Talk) => [
	talk.family,
	talk.id,
	talk.start,
	talk.room,
	talk.interpreter,
	[...talk.teachers].sort(),
];

const isFixed = (problem: TalkProblem, talk: Talk) =>
	problem.fixed.some(({ id, family }) => id === talk.id && family === talk.family);

const inside = (problem: TalkProblem, span: { from: number; to: number }, start: number) =>
	start >= span.from && start + problem.length <= span.to;

function walk(problem: TalkProblem, a: Talk, b: Talk): number {
	if (a.room === null || b.room === null || a.room === b.room) return 0;
	const listed = problem.walking.between.find(
		({ rooms }) => rooms.includes(a.room as string) && rooms.includes(b.room as string),
	);
	return listed ? listed.minutes : problem.walking.otherwise;
}

/** Where and when it could not be, even with nobody else there. */
function wrongAlone(problem: TalkProblem, talk: Talk): string[] {
	const says: string[] = [];
	const family = problem.families.find(({ id }) => id === talk.family);
	const asked = family?.talks.find(({ id }) => id === talk.id);
	if (!family || !asked) return [`nobody asked for ${talk.id}`];
	const teams = problem.groups.find(({ id }) => id === asked.group)?.teams ?? [];
	if (
		!teams.some(
			(team) => team.length === talk.teachers.length && team.every((id) => talk.teachers.includes(id)),
		)
	)
		says.push(`${talk.id}: not with the group's teachers`);
	for (const id of talk.teachers) {
		const teacher = problem.teachers.find((one) => one.id === id);
		const session = teacher?.sessions.find((one) => inside(problem, one, talk.start));
		if (!session) says.push(`${talk.id}: ${id} is not there at ${talk.start}`);
	}
	const host = problem.teachers.find(({ id }) => id === talk.teachers[0]);
	if (!host?.sessions.some((one) => inside(problem, one, talk.start) && one.room === talk.room))
		says.push(`${talk.id}: not in the teacher's room`);
	if (!family.times.some((time) => inside(problem, time, talk.start)))
		says.push(`${talk.id}: the family can't at ${talk.start}`);
	if (family.language === undefined) {
		if (talk.interpreter !== null) says.push(`${talk.id}: needs no interpreter`);
		return says;
	}
	const interpreter = problem.interpreters.find(({ id }) => id === talk.interpreter);
	if (!interpreter?.languages.includes(family.language))
		says.push(`${talk.id}: no interpreter of the language`);
	else if (!interpreter.times.some((time) => inside(problem, time, talk.start)))
		says.push(`${talk.id}: the interpreter can't at ${talk.start}`);
	return says;
}

/** What two talks take from each other. */
function wrongTogether(problem: TalkProblem, a: Talk, b: Talk): string[] {
	const says: string[] = [];
	const [early, late] = a.start <= b.start ? [a, b] : [b, a];
	const between = late.start - early.start - problem.length;
	const both = `${early.id} and ${late.id}`;
	if (a.family === b.family && a.id === b.id) says.push(`${both}: the same talk twice`);
	if (early.teachers.some((id) => late.teachers.includes(id)) && between < problem.pause)
		says.push(`${both}: one teacher, too close`);
	if (early.room !== null && early.room === late.room && between < 0) says.push(`${both}: one room at once`);
	if (a.family === b.family && between < walk(problem, a, b))
		says.push(`${both}: one family, no time to walk`);
	if (a.interpreter !== null && a.interpreter === b.interpreter) {
		const walks = problem.interpreters.find(({ id }) => id === a.interpreter)?.walks;
		if (between < (walks ? walk(problem, a, b) : 0)) says.push(`${both}: one interpreter, too close`);
	}
	return says;
}

/** All of a family's talks or none, save those that were fixed. */
function halfPlaced(problem: TalkProblem, talks: Talk[]): string[] {
	return problem.families.flatMap((family) => {
		const own = talks.filter((talk) => talk.family === family.id);
		const loose = own.filter((talk) => !isFixed(problem, talk));
		const half = own.length !== family.talks.length && loose.length > 0;
		return half ? [`${family.id}: ${own.length} of ${family.talks.length} talks`] : [];
	});
}

/** More in a row than the teacher wants, unless all of it was fixed by hand. */
function withoutBreak(problem: TalkProblem, talks: Talk[]): string[] {
	const pitch = problem.length + problem.pause;
	return problem.teachers.flatMap(({ id, inARow }) => {
		if (inARow === undefined) return [];
		const own = talks.filter(({ teachers }) => teachers.includes(id)).sort((a, b) => a.start - b.start);
		return own.flatMap((_, at) => {
			const row = own.slice(at, at + inARow + 1);
			const follows = row.every((talk, n) => n === 0 || talk.start < (row[n - 1]?.start ?? 0) + 2 * pitch);
			if (row.length <= inARow || !follows || row.every((talk) => isFixed(problem, talk))) return [];
			return [`${id}: no break from ${row[0]?.start} on`];
		});
	});
}

/** Parents who come apart are never in the building within half an hour of each other, or what the round says. */
function meetings(problem: TalkProblem, talks: Talk[]): string[] {
	return problem.families.flatMap(({ id, apartFrom }) => {
		if (apartFrom === undefined) return [];
		const days = new Set(talks.map(({ start }) => Math.floor(start / DAY)));
		return [...days].flatMap((day) => {
			const stay = (family: string) => {
				const starts = talks
					.filter((talk) => talk.family === family && Math.floor(talk.start / DAY) === day)
					.map(({ start }) => start);
				return { from: Math.min(...starts), to: Math.max(...starts) + problem.length };
			};
			const [a, b] = [stay(id), stay(apartFrom)];
			if (!Number.isFinite(a.from) || !Number.isFinite(b.from)) return [];
			const apart = Math.max(a.from, b.from) - Math.min(a.to, b.to);
			return apart < problem.apartMinutes ? [`${id} and ${apartFrom} meet on day ${day}`] : [];
		});
	});
}

function sideBySide(problem: TalkProblem, own: Talk[]): boolean {
	const visit = [...own].sort((a, b) => a.start - b.start);
	return visit.every((talk, at) => {
		const before = visit[at - 1];
		if (!before) return true;
		const waiting = talk.start - before.start - problem.length - walk(problem, before, talk);
		return waiting >= 0 && waiting <= problem.waitAtMost;
	});
}
