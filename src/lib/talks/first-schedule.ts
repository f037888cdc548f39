/** A schedule to begin with: quick, possible, and far from the best. */
import type { LaidFamily, Layout, Placement } from './layout.ts';
import { placementsOfFamily } from './measure.ts';
import type { Patterns } from './patterns.ts';
import { stayApart } from './rules.ts';

/** Fixed talks, and nothing else. */
export const fixedOnly = ({ talks }: Layout): number[] =>
	talks.flatMap(({ fixed, placements }) => (fixed ? placements : []));

/**
 * Places one family after the other, those with the fewest ways first, each where it takes the least from the others.
 * Families with several talks come side by side, or not yet.
 */
export function firstSchedule(layout: Layout, patterns: Patterns): number[] {
	const room = openRoom(layout);
	for (const index of fixedOnly(layout)) room.take(index);
	const ways = layout.families.map((_, family) => waysOf(layout, patterns, family));
	const order = [...layout.families.keys()].sort(
		(a, b) => sizeOf(layout, b) - sizeOf(layout, a) || (ways[a]?.length ?? 0) - (ways[b]?.length ?? 0),
	);
	for (const family of order) {
		const open = (ways[family] ?? []).filter((way) => room.fits(family, way));
		const prices = open.map((way) => way.reduce((sum, index) => sum + room.price(index), 0));
		const best = open[prices.indexOf(Math.min(...prices))];
		for (const index of best ?? []) room.take(index);
	}
	return room.chosen();
}

const sizeOf = (layout: Layout, family: number) => layout.families[family]?.talks.length ?? 0;

/** Every way to place a family that has nothing fixed. */
function waysOf(layout: Layout, patterns: Patterns, family: number): number[][] {
	const { talks, anyFixed } = layout.families[family] as LaidFamily;
	if (anyFixed) return [];
	if (talks.length > 1) return patterns.of[family] ?? [];
	return placementsOfFamily(layout, family).map((index) => [index]);
}

/** What is taken by now, and what fits beside it. */
export function openRoom(layout: Layout) {
	const used = layout.limits.map(() => 0);
	const chosen = new Set<number>();
	const others = layout.families.map((): number[] => []);
	for (const [one, other] of layout.apart) {
		others[one]?.push(other);
		others[other]?.push(one);
	}
	const wanted = layout.moments.map((placements) => placements.length);
	const limitsOf = (index: number) =>
		(layout.momentsOf[index] ?? []).flatMap((moment) => layout.limitsOf[moment] ?? []);
	const places = (indexes: number[]) => indexes.map((index) => layout.placements[index] as Placement);

	return {
		take(index: number): void {
			chosen.add(index);
			for (const limit of limitsOf(index)) used[limit] = (used[limit] ?? 0) + 1;
		},
		fits(family: number, way: number[]): boolean {
			const more = new Map<number, number>();
			for (const limit of way.flatMap(limitsOf)) more.set(limit, (more.get(limit) ?? 0) + 1);
			for (const [limit, count] of more)
				if ((used[limit] ?? 0) + count > (layout.limits[limit]?.most ?? 0)) return false;
			return (others[family] ?? []).every((other) => {
				const there = placementsOfFamily(layout, other).filter((index) => chosen.has(index));
				return stayApart(places(way), places(there), layout.problem);
			});
		},
		/** How many others would like to be there then. */
		price: (index: number) =>
			(layout.momentsOf[index] ?? []).reduce((sum, moment) => sum + (wanted[moment] ?? 0), 0),
		chosen: () => [...chosen].sort((a, b) => a - b),
	};
}
