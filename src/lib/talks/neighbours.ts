/** Which families to plan again together: those around one that could be better off. */
import type { Dice } from '#lib/platform/dice.ts';
import type { LaidFamily, Layout } from './layout.ts';
import { gapOf, isPlaced, isPossible, placementsOfFamily, splitFamilies } from './measure.ts';
import type { TalkAim } from './problem.ts';

/** Families that are planned again at once, about: so many are solved in a second or less. */
const AT_ONCE: Record<TalkAim, number> = { placed: 90, split: 24, gaps: 24, preferred: 40 };

interface Now {
	random: Dice;
	chosen: ReadonlySet<number>;
	/** So many pieces in turn brought nothing: larger ones may. */
	inVain: number;
}

export interface Neighbours {
	/** What could be better: families, or sessions where it is about gaps. */
	targets(aim: TalkAim, chosen: ReadonlySet<number>): number[];
	/** Families around one of these targets. */
	around(aim: TalkAim, target: number, now: Now): Set<number>;
}

export function neighboursIn(layout: Layout): Neighbours {
	const byTeacher = new Map<string, Set<number>>();
	const teachersOf = layout.families.map((_, family) => {
		const teachers = placementsOfFamily(layout, family).flatMap(
			(index) => layout.placements[index]?.teachers ?? [],
		);
		for (const teacher of teachers) byTeacher.set(teacher, (byTeacher.get(teacher) ?? new Set()).add(family));
		return [...new Set(teachers)];
	});
	const all = [...byTeacher.keys()];

	/** All of these teachers' families, then those of others who share families with them, as far as there is room. */
	function around(teachers: string[], atOnce: number, random: Dice): Set<number> {
		const found = new Set<number>();
		const seen = new Set<string>();
		const queue = [...teachers];
		while (queue.length > 0 && found.size < atOnce) {
			const teacher = queue.shift() as string;
			if (seen.has(teacher)) continue;
			seen.add(teacher);
			for (const family of byTeacher.get(teacher) ?? []) found.add(family);
			if (queue.length > 0) continue;
			const near = [...found].flatMap((family) => teachersOf[family] ?? []);
			const next = random.shuffled(near.filter((other) => !seen.has(other)));
			queue.push(next[0] ?? random.one(all));
			if (seen.size === all.length) break;
		}
		return found;
	}

	return {
		targets(aim, chosen) {
			if (aim === 'split') return splitFamilies(layout, chosen);
			if (aim === 'gaps')
				return [...layout.sessions.keys()].filter(
					(session) => gapOf(layout, layout.sessions[session] ?? [], chosen) > 0,
				);
			const families = [...layout.families.keys()];
			if (aim === 'placed')
				return families.filter((family) => isPossible(layout, family) && !isPlaced(layout, family, chosen));
			return families.filter((family) => couldPrefer(layout, family, chosen));
		},
		around(aim, target, { random, chosen, inVain }) {
			const atOnce = AT_ONCE[aim] * (1 + Math.min(inVain, 10) / 10);
			if (aim !== 'gaps')
				return new Set([target, ...around(random.shuffled([...(teachersOf[target] ?? [])]), atOnce, random)]);
			const placements = (layout.sessions[target] ?? []).flatMap((moment) => layout.moments[moment] ?? []);
			const families = (indexes: number[]) =>
				indexes.map((index) => layout.talks[layout.placements[index]?.talk ?? -1]?.family as number);
			const here = families(placements.filter((index) => chosen.has(index)));
			const others = random.shuffled([...new Set(families(placements))]);
			return new Set([...here, ...others].slice(0, Math.max(atOnce, here.length)));
		},
	};
}

/** Has a talk at a time that it can, and could have it at one that it would rather have. */
function couldPrefer(layout: Layout, family: number, chosen: ReadonlySet<number>): boolean {
	return (layout.families[family] as LaidFamily).talks.some((talk) => {
		const placements = layout.talks[talk]?.placements ?? [];
		const isPreferred = (index: number) => layout.placements[index]?.preferred === true;
		return (
			placements.some((index) => chosen.has(index) && !isPreferred(index)) && placements.some(isPreferred)
		);
	});
}
