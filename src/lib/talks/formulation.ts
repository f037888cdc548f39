/**
 * A round of talks as a mixed-integer programme: one column for each talk at each time, one for each way in which a
 * family has all its talks side by side. Why so, and not otherwise: docs/decisions/0010.
 */
import type { LaidFamily, LaidTalk, Layout, Placement } from './layout.ts';
import type { Pattern, Patterns } from './patterns.ts';
import type { TalkAim } from './problem.ts';
import { newProgramme, type Programme, type ProgrammeData } from '#lib/platform/programme.ts';
import { dayOf, pitchOf } from './rules.ts';

export interface Question {
	aim: TalkAim;
	/** A schedule that is possible. */
	start: number[];
	/** Aims that may not become worse than they are in `start`. */
	keep: TalkAim[];
	patterns: Patterns;
	/**
	 * Families with several talks: `side_by_side` or not at all, only `one_by_one` (no matter whether they are side by
	 * side), or `both`.
	 */
	visits: 'side_by_side' | 'one_by_one' | 'both';
	/** Families of which it is asked that they aren't in two rooms at once; of the others only hoped. */
	watched: ReadonlySet<number>;
	/** Only these may change; all when left out. */
	free?: ReadonlySet<number>;
}

export interface Formulation {
	data: ProgrammeData;
	/** More is better; else less is. */
	maximize: boolean;
	/** Two schedules that differ, differ by at least this. */
	step: number;
	/** The placements that a solution chooses. */
	chosen(values: ArrayLike<number>): number[];
	/** `start` as values of every column. */
	known: Float64Array;
}

/** Of this, more is better. */
export const isMore = (aim: TalkAim) => aim === 'placed' || aim === 'preferred';

interface Drawing {
	layout: Layout;
	programme: Programme;
	free: number[];
	/** Column by placement; none where the family's talks are side by side or not at all, or may not change. */
	single: (number | undefined)[];
	/** Column by family: it is placed with all its talks. */
	placed: Map<number, number>;
	/** Patterns that are in the programme, and their columns. */
	visits: { family: number; pattern: Pattern; column: number }[];
	/** Everything that happens with a placement: its own column, and those of the patterns it is part of. */
	uses: number[][];
	/** Placements that stay. */
	held: ReadonlySet<number>;
	/** Column by moment: somebody is there. Only for moments of which more is asked than to be one. */
	taken: Map<number, number>;
	/** Sets the columns that follow from the choice of placements. */
	follow: ((values: Float64Array, chosen: ReadonlySet<number>) => void)[];
}

export function formulate(layout: Layout, question: Question): Formulation {
	const { aim, keep, watched, start, visits, free } = question;
	const drawing = drawColumns(layout, question);
	for (const family of drawing.free) drawTalks(drawing, family);
	drawLimits(drawing, visits === 'one_by_one' && free === undefined);
	for (const family of drawing.free) if (watched.has(family)) drawTogether(drawing, family);
	for (const [one, other] of layout.apart)
		if (drawing.placed.has(one) || drawing.placed.has(other)) drawApart(drawing, one, other);
	const terms = new Map([...keep, aim].map((name) => [name, drawTerms(drawing, name)]));
	const known = valuesOf(drawing, start);
	for (const name of keep) {
		const { columns } = terms.get(name) as Terms;
		const value = columns.reduce((sum, [column, factor]) => sum + factor * (known[column] ?? 0), 0);
		if (isMore(name)) drawing.programme.row(value, Infinity, columns);
		else drawing.programme.row(-Infinity, value, columns);
	}
	const { columns, step } = terms.get(aim) as Terms;
	for (const [column, cost] of columns) drawing.programme.addCost(column, cost);
	return {
		data: drawing.programme.data(),
		maximize: isMore(aim),
		step,
		chosen: (values) => chosenOf(drawing, values),
		known,
	};
}

interface Terms {
	columns: [column: number, factor: number][];
	step: number;
}

function drawTerms(drawing: Drawing, aim: TalkAim): Terms {
	if (aim === 'placed')
		return { columns: [...drawing.placed.values()].map((column) => [column, 1]), step: 1 };
	if (aim === 'split') return splitTerms(drawing);
	if (aim === 'gaps') return drawGaps(drawing);
	return preferredTerms(drawing);
}

// ——— columns ———

function drawColumns(layout: Layout, { patterns, visits, free, start }: Question): Drawing {
	const programme = newProgramme();
	const families = free ? [...free] : [...layout.families.keys()];
	const single = new Array<number | undefined>(layout.placements.length);
	const uses = layout.placements.map((): number[] => []);
	const drawing: Drawing = {
		layout,
		programme,
		free: families,
		single,
		placed: new Map(),
		visits: [],
		uses,
		held: new Set(free ? start.filter((index) => !free.has(familyOf(layout, index))) : []),
		taken: new Map(),
		follow: [],
	};
	for (const family of families) {
		const { talks, anyFixed } = layout.families[family] as LaidFamily;
		drawing.placed.set(family, programme.choice());
		const several = talks.length > 1;
		if (!several || anyFixed || visits !== 'side_by_side')
			for (const index of placementsOf(layout, family)) {
				single[index] = programme.choice();
				uses[index]?.push(single[index]);
			}
		if (visits === 'one_by_one') continue;
		for (const pattern of patterns.of[family] ?? []) {
			const column = programme.choice();
			drawing.visits.push({ family, pattern, column });
			for (const index of pattern) uses[index]?.push(column);
		}
	}
	return drawing;
}

const familyOf = ({ talks, placements }: Layout, index: number) =>
	talks[placements[index]?.talk ?? -1]?.family as number;

const placementsOf = ({ talks, families }: Layout, family: number) =>
	(families[family]?.talks ?? []).flatMap((talk) => talks[talk]?.placements ?? []);

const startAt = ({ placements }: Layout, index: number) => (placements[index] as Placement).start;

/** How often each column happens with one of these placements, and how many of them stay. */
function sumOf({ uses, held }: Drawing, placements: number[]) {
	const columns = new Map<number, number>();
	let staying = 0;
	for (const index of placements) {
		if (held.has(index)) staying++;
		for (const column of uses[index] ?? []) columns.set(column, (columns.get(column) ?? 0) + 1);
	}
	return { columns, staying };
}

// ——— rows ———

/** A family is placed when each of its talks has a time. A fixed talk has its time in any case. */
function drawTalks(drawing: Drawing, family: number): void {
	const { layout, programme, single } = drawing;
	const column = drawing.placed.get(family) as number;
	const talks = (layout.families[family] as LaidFamily).talks.map((talk) => layout.talks[talk] as LaidTalk);
	// all of them are in each whole visit: once is enough
	const whole = talks.every(({ placements }) => placements.every((index) => single[index] === undefined));
	for (const { placements, fixed } of whole ? talks.slice(0, 1) : talks) {
		const { columns } = sumOf(drawing, placements);
		if (fixed) programme.row(1, 1, columns);
		else programme.row(0, 0, [...columns, [column, -1]]);
	}
	if (talks.every(({ fixed }) => fixed)) programme.row(1, 1, [[column, 1]]);
}

/**
 * A moment of which more is asked than to be one, as in every row of talks that leaves no break, gets a column of its own:
 * the many columns of talks then stand in one row instead of seven.
 */
function drawLimits(drawing: Drawing, direct: boolean): void {
	const { layout, programme } = drawing;
	const moments = new Set(
		drawing.free.flatMap((family) =>
			placementsOf(layout, family).flatMap((index) => layout.momentsOf[index] ?? []),
		),
	);
	const limits = new Set([...moments].flatMap((moment) => layout.limitsOf[moment] ?? []));
	for (const limit of limits) {
		const { moments: asked, most } = layout.limits[limit] as (typeof layout.limits)[number];
		if (asked.length <= most && asked.length > 1) continue;
		if (asked.length === 1) continue;
		if (direct) {
			const { columns, staying } = sumOf(
				drawing,
				asked.flatMap((moment) => layout.moments[moment] ?? []),
			);
			programme.row(-Infinity, most - staying, columns);
			continue;
		}
		const parts = asked.map((moment) => takenAt(drawing, moment));
		const staying = parts.filter((part) => part === true).length;
		const columns = parts.flatMap((part) => (typeof part === 'number' ? [[part, 1] as const] : []));
		programme.row(-Infinity, most - staying, columns);
	}
	for (const moment of moments) {
		if (drawing.taken.has(moment)) continue;
		const { columns, staying } = sumOf(drawing, layout.moments[moment] ?? []);
		if (columns.size + staying > 1) programme.row(-Infinity, 1 - staying, columns);
	}
}

/** Whether somebody is there: a column from 0 to 1, or what is certain. */
function takenAt(drawing: Drawing, moment: number): number | boolean {
	const { layout, programme, taken, follow } = drawing;
	const known = taken.get(moment);
	if (known !== undefined) return known;
	const placements = layout.moments[moment] ?? [];
	const { columns, staying } = sumOf(drawing, placements);
	if (columns.size === 0) return staying > 0;
	const column = programme.share();
	taken.set(moment, column);
	programme.row(-staying, -staying, [...columns, [column, -1]]);
	follow.push((values, chosen) => {
		values[column] = placements.some((index) => chosen.has(index)) ? 1 : 0;
	});
	return column;
}

/** Patterns keep these by the way they were made. */
function drawTogether({ layout, programme, single, placed }: Drawing, family: number): void {
	const whole = placed.get(family) as number;
	for (const { placements } of layout.together[family] ?? []) {
		const columns = placements.flatMap((index): [number, number][] => {
			const column = single[index];
			return column === undefined ? [] : [[column, 1]];
		});
		if (columns.length < 2) continue;
		if (layout.families[family]?.anyFixed) programme.row(-Infinity, 1, columns);
		else programme.row(-Infinity, 0, [...columns, [whole, -1]]);
	}
}

/**
 * Two who come apart: on each day on which both can, one has left for long enough before the other comes. A choice says
 * who is first; then of "the first is still there from then on" and "the last is there before" only one can be.
 */
function drawApart(drawing: Drawing, one: number, other: number): void {
	const { layout, programme, uses, held } = drawing;
	const possible = (index: number) => held.has(index) || (uses[index]?.length ?? 0) > 0;
	const talksOn = (family: number, day: number) =>
		(layout.families[family]?.talks ?? [])
			.map((talk) => layout.talks[talk]?.placements ?? [])
			.map((all) => all.filter((index) => dayOf(startAt(layout, index)) === day && possible(index)))
			.filter((placements) => placements.length > 0);
	const days = new Set(placementsOf(layout, one).map((index) => dayOf(startAt(layout, index))));
	for (const day of days) {
		const [mine, theirs] = [talksOn(one, day), talksOn(other, day)];
		if (mine.length === 0 || theirs.length === 0) continue;
		const first = programme.choice();
		drawing.follow.push((values, chosen) => {
			const from = (talks: number[][]) =>
				Math.min(
					...talks
						.flat()
						.filter((index) => chosen.has(index))
						.map((index) => startAt(layout, index)),
				);
			values[first] = from(mine) <= from(theirs) ? 1 : 0;
		});
		for (const a of mine)
			for (const b of theirs) {
				drawOrder(drawing, a, b, [first, 1]);
				drawOrder(drawing, b, a, [first, -1]);
			}
	}
}

/** When the choice says so (1: when it is yes), the talk of `early` is over for long enough before that of `late`. */
function drawOrder(
	drawing: Drawing,
	early: number[],
	late: number[],
	[choice, sign]: [number, 1 | -1],
): void {
	const { layout, programme } = drawing;
	const apart = layout.problem.length + layout.problem.apartMinutes;
	for (const start of new Set(early.map((index) => startAt(layout, index)))) {
		const still = sumOf(
			drawing,
			early.filter((index) => startAt(layout, index) >= start),
		);
		const already = sumOf(
			drawing,
			late.filter((index) => startAt(layout, index) < start + apart),
		);
		const most = (sign === 1 ? 2 : 1) - still.staying - already.staying;
		programme.row(-Infinity, most, [...still.columns, ...already.columns, [choice, sign]]);
	}
}

// ——— side by side ———

/** Placed with several talks, and not by a pattern. */
function splitTerms({ layout, placed, visits }: Drawing): Terms {
	const several = [...placed].filter(([family]) => (layout.families[family]?.talks.length ?? 0) > 1);
	return {
		columns: [
			...several.map(([, column]): [number, number] => [column, 1]),
			...visits.map(({ column }): [number, number] => [column, -1]),
		],
		step: 1,
	};
}

// ——— few gaps ———

/**
 * Free minutes between a teacher's talks, for each session: from the first talk to the end of the last, without the talks.
 * `begun` and `over` step from 0 to 1 along the session's times; a talk needs to be between the two.
 */
function drawGaps(drawing: Drawing): Terms {
	const { layout } = drawing;
	const pitch = pitchOf(layout.problem);
	const columns = new Map<number, number>();
	const steps = new Set<number>([pitch]);
	const add = (column: number, factor: number) => columns.set(column, (columns.get(column) ?? 0) + factor);
	for (const session of layout.sessions) {
		const parts = session
			.map((moment) => ({ moment, taken: takenAt(drawing, moment) }))
			.filter(({ taken }) => taken !== false);
		// nothing in it can change
		if (parts.every(({ taken }) => taken === true)) continue;
		const starts = parts.map(({ moment }) => startAt(layout, layout.moments[moment]?.[0] ?? -1));
		const { begun, over } = drawSpan(drawing, parts);
		for (const [at, { taken }] of parts.entries()) {
			if (typeof taken === 'number') add(taken, -pitch);
			const next = starts[at + 1];
			if (next === undefined) continue;
			const minutes = next - (starts[at] as number);
			steps.add(minutes);
			add(begun[at] as number, minutes);
			add(over[at + 1] as number, -minutes);
		}
		add(begun.at(-1) as number, pitch);
	}
	return { columns: [...columns], step: [...steps].reduce(greatestDivisor) };
}

function greatestDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Columns `begun` (the first talk is not later than this moment) and `over` (the last is earlier). */
function drawSpan(drawing: Drawing, parts: { moment: number; taken: number | boolean }[]) {
	const { layout, programme } = drawing;
	const begun = parts.map(() => programme.share());
	const over = parts.map(() => programme.share());
	for (const [at, { taken }] of parts.entries()) {
		const [here, gone] = [begun[at] as number, over[at] as number];
		const within = [[here, -1] as const, [gone, 1] as const];
		if (typeof taken === 'number') programme.row(-Infinity, 0, [[taken, 1], ...within]);
		else programme.row(-Infinity, -1, within);
		if (at === 0) continue;
		const earlier = begun[at - 1] as number;
		programme.row(-Infinity, 0, [
			[earlier, 1],
			[here, -1],
		]);
		programme.row(-Infinity, 0, [
			[over[at - 1] as number, 1],
			[gone, -1],
		]);
		programme.row(-Infinity, 0, [
			[gone, 1],
			[earlier, -1],
		]);
	}
	drawing.follow.push((values, chosen) => {
		const taken = parts.flatMap(({ moment }, at) =>
			layout.moments[moment]?.some((index) => chosen.has(index)) ? [at] : [],
		);
		const [first, last] = [taken[0] ?? Infinity, taken.at(-1) ?? Infinity];
		for (const at of parts.keys()) {
			values[begun[at] as number] = first <= at ? 1 : 0;
			values[over[at] as number] = last < at ? 1 : 0;
		}
	});
	return { begun, over };
}

// ——— preferred times ———

function preferredTerms(drawing: Drawing): Terms {
	const { layout, free } = drawing;
	const preferred = free
		.flatMap((family) => placementsOf(layout, family))
		.filter((index) => layout.placements[index]?.preferred);
	return { columns: [...sumOf(drawing, preferred).columns], step: 1 };
}

// ——— there and back ———

function chosenOf({ single, visits, held }: Drawing, values: ArrayLike<number>): number[] {
	const happens = (column: number | undefined) => column !== undefined && (values[column] ?? 0) > 0.5;
	return [
		...held,
		...single.flatMap((column, index) => (happens(column) ? [index] : [])),
		...visits.flatMap(({ column, pattern }) => (happens(column) ? pattern : [])),
	].sort((a, b) => a - b);
}

function valuesOf(drawing: Drawing, indexes: number[]): Float64Array {
	const { layout, programme, single, placed, visits, follow } = drawing;
	const values = new Float64Array(programme.size().columns);
	const chosen = new Set(indexes);
	const whole = new Set<number>();
	for (const { family, pattern, column } of visits) {
		if (whole.has(family) || !pattern.every((index) => chosen.has(index))) continue;
		whole.add(family);
		values[column] = 1;
	}
	for (const index of chosen) {
		const column = single[index];
		if (column !== undefined && !whole.has(familyOf(layout, index))) values[column] = 1;
	}
	const talks = new Set(indexes.map((index) => (layout.placements[index] as Placement).talk));
	for (const [family, column] of placed)
		if (layout.families[family]?.talks.every((talk) => talks.has(talk))) values[column] = 1;
	for (const set of follow) set(values, chosen);
	return values;
}
