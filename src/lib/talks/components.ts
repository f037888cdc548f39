/** Parts of a round that have nothing to do with each other: two locations, the groups of one corridor. */
import type { TalkProblem } from './problem.ts';

/**
 * Splits a round into rounds that can be planned one by one: families hang together by teacher, room, interpreter and by
 * not wanting to meet. The largest first.
 */
export function splitRound(problem: TalkProblem): TalkProblem[] {
	const root = new Map<string, string>();
	function find(name: string): string {
		const above = root.get(name) ?? name;
		if (above === name) return name;
		const top = find(above);
		root.set(name, top);
		return top;
	}
	const join = (a: string, b: string) => root.set(find(a), find(b));

	const groups = new Map(problem.groups.map((group) => [group.id, group.teams.flat()]));
	for (const { id, sessions } of problem.teachers)
		for (const { room } of sessions) if (room !== null) join(`teacher ${id}`, `room ${room}`);
	for (const { id, talks, language, apartFrom } of problem.families) {
		const me = `family ${id}`;
		for (const { group } of talks)
			for (const teacher of groups.get(group) ?? []) join(me, `teacher ${teacher}`);
		if (apartFrom !== undefined) join(me, `family ${apartFrom}`);
		if (language === undefined) continue;
		for (const { id: interpreter, languages } of problem.interpreters)
			if (languages.includes(language)) join(me, `interpreter ${interpreter}`);
	}
	for (const { family, teachers, room, interpreter } of problem.fixed) {
		for (const teacher of teachers) join(`family ${family}`, `teacher ${teacher}`);
		if (room !== null) join(`family ${family}`, `room ${room}`);
		if (interpreter !== null) join(`family ${family}`, `interpreter ${interpreter}`);
	}

	const parts = new Map<string, TalkProblem>();
	const part = (name: string) => {
		const found = parts.get(name) ?? { ...problem, families: [], fixed: [] };
		parts.set(name, found);
		return found;
	};
	for (const family of problem.families) part(find(`family ${family.id}`)).families.push(family);
	for (const talk of problem.fixed) part(find(`family ${talk.family}`)).fixed.push(talk);
	return [...parts.values()].sort((a, b) => b.families.length - a.families.length);
}
