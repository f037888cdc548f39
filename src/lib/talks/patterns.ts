/** Whole visits of a family with several talks: every way to have them side by side. */
import type { Layout, Placement } from './layout.ts';
import { walkingMinutes } from './rules.ts';

/** More than this many ways of one family are not all looked at: then the bound of "side by side" counts it as possible. */
export const MOST_PATTERNS = 4000;

/** One placement of each of a family's talks. */
export type Pattern = number[];

export interface Patterns {
	/** By family. */
	of: Pattern[][];
	/** Families of which not every way is in the list. */
	cut: Set<number>;
}

export function sideBySidePatterns(layout: Layout): Patterns {
	const cut = new Set<number>();
	const fits = fitsLimits(layout);
	const of = layout.families.map(({ talks }, family) => {
		if (talks.length < 2) return [];
		const found = patternsOf(layout, family, fits);
		if (found.length > MOST_PATTERNS) cut.add(family);
		return found.slice(0, MOST_PATTERNS);
	});
	return { of, cut };
}

/** Goes from each first talk to whatever can follow, until all are had: one more than the most, then it ends. */
function patternsOf(layout: Layout, family: number, fits: (placements: number[]) => boolean): Pattern[] {
	const { length, waitAtMost } = layout.problem;
	const walk = walkingMinutes(layout.problem);
	const talks = layout.families[family]?.talks ?? [];
	const sorted = talks.map((talk) =>
		[...(layout.talks[talk]?.placements ?? [])].sort((a, b) => startOf(a) - startOf(b)),
	);
	const found: Pattern[] = [];

	function startOf(index: number): number {
		return (layout.placements[index] as Placement).start;
	}
	function follow(chosen: number[], left: number[]): void {
		if (found.length > MOST_PATTERNS) return;
		if (left.length === 0) {
			if (fits(chosen)) found.push(chosen);
			return;
		}
		const last = layout.placements[chosen.at(-1) ?? -1];
		for (const talk of left)
			for (const index of sorted[talk] ?? []) {
				const next = layout.placements[index] as Placement;
				if (last) {
					const waiting = next.start - (last.start + length) - walk(last.room, next.room);
					if (waiting < 0 || waiting > waitAtMost) continue;
				}
				follow(
					[...chosen, index],
					left.filter((other) => other !== talk),
				);
			}
	}

	follow([], [...talks.keys()]);
	return found;
}

/** A family's own talks can be too much for one teacher: twins without the pause between them, a day with too few breaks. */
function fitsLimits(layout: Layout): (placements: number[]) => boolean {
	return (placements) => {
		const used = new Map<number, number>();
		const moments = placements.flatMap((index) => layout.momentsOf[index] ?? []);
		return moments.every((moment) =>
			(layout.limitsOf[moment] ?? []).every((limit) => {
				const count = (used.get(limit) ?? 0) + 1;
				used.set(limit, count);
				return count <= (layout.limits[limit]?.most ?? 0);
			}),
		);
	};
}
