/** How good a schedule is, aim by aim. */
import type { LaidFamily, Layout, Placement } from './layout.ts';
import type { TalkAim } from './problem.ts';
import { areSideBySide, pitchOf, walkingMinutes } from './rules.ts';

/** By the aim's own measure: see AimResult. */
export function measure(layout: Layout, aim: TalkAim, chosen: ReadonlySet<number>): number {
	if (aim === 'placed') return layout.families.filter((_, family) => isPlaced(layout, family, chosen)).length;
	if (aim === 'split') return splitFamilies(layout, chosen).length;
	if (aim === 'gaps')
		return layout.sessions.reduce((sum, session) => sum + gapOf(layout, session, chosen), 0);
	return [...chosen].filter((index) => layout.placements[index]?.preferred).length;
}

/** No schedule is better than this, whatever the rest. */
export function bestThinkable(layout: Layout, aim: TalkAim): number {
	if (aim === 'placed') return layout.families.filter((_, family) => isPossible(layout, family)).length;
	if (aim === 'preferred')
		return layout.talks.filter(({ placements }) =>
			placements.some((index) => layout.placements[index]?.preferred),
		).length;
	return 0;
}

/** Each of its talks has a time at which it could be, were nobody else there. */
export function isPossible(layout: Layout, family: number): boolean {
	const { talks } = layout.families[family] as LaidFamily;
	return talks.every((talk) => (layout.talks[talk]?.placements.length ?? 0) > 0);
}

export function isPlaced(layout: Layout, family: number, chosen: ReadonlySet<number>): boolean {
	const { talks } = layout.families[family] as LaidFamily;
	return talks.every((talk) => layout.talks[talk]?.placements.some((index) => chosen.has(index)));
}

export function splitFamilies(layout: Layout, chosen: ReadonlySet<number>): number[] {
	const walk = walkingMinutes(layout.problem);
	return [...layout.families.keys()].filter((family) => {
		if (!isPlaced(layout, family, chosen)) return false;
		const mine = placementsOfFamily(layout, family).filter((index) => chosen.has(index));
		const places = mine.map((index) => layout.placements[index] as Placement);
		return !areSideBySide(places, layout.problem, walk);
	});
}

/** Free minutes between the first and the last talk of a session. */
export function gapOf(layout: Layout, session: number[], chosen: ReadonlySet<number>): number {
	const starts = session
		.flatMap((moment) => (layout.moments[moment] ?? []).filter((index) => chosen.has(index)))
		.map((index) => (layout.placements[index] as Placement).start);
	if (starts.length === 0) return 0;
	return Math.max(...starts) - Math.min(...starts) - (starts.length - 1) * pitchOf(layout.problem);
}

export const placementsOfFamily = ({ talks, families }: Layout, family: number) =>
	(families[family]?.talks ?? []).flatMap((talk) => talks[talk]?.placements ?? []);
