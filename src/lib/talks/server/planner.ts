/**
 * The planner: one aim after the other, each as far as can be proved in its time, and never at the cost of an earlier one.
 * How and why: docs/decisions/0010.
 */
import type { Highs } from 'highs';
import { dice, type Dice } from '#lib/platform/dice.ts';
import { splitRound } from '../components.ts';
import { firstSchedule, fixedOnly } from '../first-schedule.ts';
import { formulate, isMore, type Question } from '../formulation.ts';
import { isTorn, layOut, talkOf, type Layout } from '../layout.ts';
import { bestThinkable, isPlaced, measure } from '../measure.ts';
import { neighboursIn, type Neighbours } from '../neighbours.ts';
import { sideBySidePatterns, type Patterns } from '../patterns.ts';
import {
	talkAims,
	type AimResult,
	type PlanAnswer,
	type PlanProgress,
	type SmallestChange,
	type Talk,
	type TalkAim,
	type TalkProblem,
} from '../problem.ts';
import { smallestChange, withChanges } from '../smallest-change.ts';
import { solve } from './solve.ts';

export interface PlannerLimits {
	/** For everything together, by `elapsed`. */
	seconds: number;
	/** Seconds of computing since the planner began: on a busy machine the result is the same, only later. */
	elapsed: () => number;
	/** True ends it with the best so far. */
	stop: () => boolean;
	tell?: (progress: PlanProgress) => void;
}

/** A part of the round, and how far it is. */
interface Part {
	layout: Layout;
	patterns: Patterns;
	neighbours: Neighbours;
	random: Dice;
	chosen: number[];
	/** Columns, about: what is small is solved at once. */
	size: number;
	done: Partial<Record<TalkAim, PartResult>>;
}

interface PartResult {
	reached: number;
	bound: number;
	proven: boolean;
	nodes: number;
}

/** Until when an aim may go on, as a share of all the time. What one leaves, the next ones have. */
const UNTIL: Record<TalkAim, number> = { placed: 0.6, split: 0.82, gaps: 0.92, preferred: 1 };
/** Programmes up to this are solved whole; larger ones are first improved piece by piece. */
const SMALL = 4000;
/** Of the time for the first aim, the share in which the number that can be placed is to be proved. */
const PROOF = 0.65;
const PIECE_SECONDS = 4;
/** Ends when so many pieces in turn were no better. */
const IN_VAIN = 30;
/** For what would place the others. */
const CHANGES_SECONDS = 6;
const SEED = 1;

/** Makes the whole schedule of a round. Blocks: run it in a thread (plan.ts). */
export function planRound(highs: Highs, problem: TalkProblem, limits: PlannerLimits): PlanAnswer {
	const parts: Part[] = [];
	for (const round of splitRound(problem)) {
		const laid = layOut(round);
		if (!laid.ok) return laid;
		parts.push(openPart(laid.layout));
	}
	const aims = talkAims.map((aim) => reach(highs, parts, aim, limits));
	const talks = parts.flatMap(({ layout, chosen }) => chosen.map((index) => talkOf(layout, index)));
	const placed = new Set(
		parts.flatMap(({ layout, chosen }) => {
			const set = new Set(chosen);
			return layout.families.filter((_, family) => isPlaced(layout, family, set)).map(({ id }) => id);
		}),
	);
	const unplaced = problem.families.map(({ id }) => id).filter((id) => !placed.has(id));
	talks.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
	const changes = changesFor(highs, problem, talks, unplaced, limits);
	return { ok: true, plan: { talks, unplaced, changes, aims, stopped: limits.stop() } };
}

/** What would place each of these families, as far as time allows: each is checked by planning the round with it. */
function changesFor(
	highs: Highs,
	problem: TalkProblem,
	talks: Talk[],
	unplaced: string[],
	limits: PlannerLimits,
): SmallestChange[] {
	const until = limits.seconds + CHANGES_SECONDS;
	return unplaced.flatMap((family) => {
		if (limits.stop() || limits.elapsed() >= until) return [];
		const found = smallestChange(problem, talks, family);
		return found && helps(highs, problem, talks, found) ? [found] : [];
	});
}

/** With the change, and with all others where they are, the planner places the family. */
export function helps(highs: Highs, problem: TalkProblem, talks: Talk[], change: SmallestChange): boolean {
	const parts = splitRound({ ...withChanges(problem, change), fixed: talks });
	const part = parts.find(({ families }) => families.some(({ id }) => id === change.family));
	const laid = part && layOut(part);
	if (!laid?.ok) return false;
	const { layout } = laid;
	const start = fixedOnly(layout);
	const family = layout.families.findIndex(({ id }) => id === change.family);
	const one = new Set([family]);
	const patterns = sideBySidePatterns(layout);
	const question: Question = {
		aim: 'placed',
		start,
		keep: [],
		patterns,
		visits: 'both',
		watched: one,
		free: one,
	};
	const { chosen } = solve(highs, formulate(layout, question), start, { isOver: () => false });
	return isPlaced(layout, family, new Set(chosen));
}

function openPart(layout: Layout): Part {
	const patterns = sideBySidePatterns(layout);
	const size = layout.placements.length + patterns.of.reduce((sum, list) => sum + list.length, 0);
	return {
		layout,
		patterns,
		neighbours: neighboursIn(layout),
		random: dice(SEED),
		chosen: firstSchedule(layout, patterns),
		size,
		done: {},
	};
}

/** One aim in every part. */
function reach(highs: Highs, parts: Part[], aim: TalkAim, limits: PlannerLimits): AimResult {
	const began = limits.elapsed();
	const end = UNTIL[aim] * limits.seconds;
	const sizes = parts.map(({ size }) => size);
	const total = (): { reached: number; bound: number } => ({
		reached: parts.reduce((sum, { layout, chosen }) => sum + measure(layout, aim, new Set(chosen)), 0),
		bound: parts.reduce((sum, part) => sum + (part.done[aim]?.bound ?? thinkable(part, aim)), 0),
	});
	for (const [at, part] of parts.entries()) {
		const left = sizes.slice(at).reduce((sum, size) => sum + size, 0);
		const now = limits.elapsed();
		const until = now + Math.max(0, end - now) * (left === 0 ? 1 : part.size / left);
		const work: Work = { highs, part, aim, until, limits, tell: () => limits.tell?.({ aim, ...total() }) };
		part.done[aim] = aim === 'placed' ? reachPlaced(work) : reachOther(work);
		work.tell();
	}
	const results = parts.map(({ done }) => done[aim] as PartResult);
	return {
		aim,
		...total(),
		proven: results.every(({ proven }) => proven),
		seconds: limits.elapsed() - began,
		nodes: results.reduce((sum, { nodes }) => sum + nodes, 0),
	};
}

interface Work {
	highs: Highs;
	part: Part;
	aim: TalkAim;
	/** By the planner's own clock. */
	until: number;
	limits: PlannerLimits;
	tell: () => void;
}

const valueOf = ({ layout, chosen }: Part, aim: TalkAim) => measure(layout, aim, new Set(chosen));
const thinkable = ({ layout }: Part, aim: TalkAim) => bestThinkable(layout, aim);
/** No family has its talks apart from each other. */
const isWhole = (part: Part) => valueOf(part, 'split') === 0;
const isOver = ({ limits, until }: Work) => limits.stop() || limits.elapsed() >= until;

/**
 * How many can be placed does not depend on who sits side by side: the smaller programme without that proves the number.
 * A schedule that has both is then looked for; only when there is none in time, the one of the proof is taken.
 */
function reachPlaced(work: Work): PartResult {
	const { part, aim } = work;
	if (valueOf(part, aim) === thinkable(part, aim)) return resultOf(part, aim, thinkable(part, aim), 0);
	const now = work.limits.elapsed();
	const whole = solveWhole(
		{ ...work, until: now + (work.until - now) * PROOF },
		{
			visits: 'one_by_one',
			keep: [],
			watched: new Set(part.layout.families.keys()),
			start: fixedOnly(part.layout),
		},
	);
	if (part.size > SMALL) improve(work, whole.bound);
	if (part.size <= SMALL || whole.reached > valueOf(part, aim)) part.chosen = whole.chosen;
	return resultOf(part, aim, whole.bound, whole.nodes);
}

function reachOther(work: Work): PartResult {
	const { part, aim } = work;
	const best = thinkable(part, aim);
	if (part.size > SMALL) improve(work, best);
	if (valueOf(part, aim) === best || isOver(work)) return resultOf(part, aim, best, 0);
	const keep = talkAims.slice(0, talkAims.indexOf(aim));
	if (part.size <= SMALL || aim === 'split') {
		const families = part.size <= SMALL ? [...part.layout.families.keys()] : [];
		const whole = solveWhole(work, { visits: 'both', keep, watched: new Set(families) });
		part.chosen = whole.chosen;
		return resultOf(part, aim, whole.bound, whole.nodes);
	}
	// with fewer rules nothing gets worse: what is not possible there, is not possible here
	const relaxed = solveWhole(work, {
		visits: 'one_by_one',
		keep: ['placed'],
		watched: new Set(),
		once: true,
	});
	return resultOf(part, aim, relaxed.bound, relaxed.nodes);
}

function resultOf(part: Part, aim: TalkAim, bound: number, nodes: number): PartResult {
	const reached = valueOf(part, aim);
	const proven = isMore(aim) ? reached >= bound : reached <= bound;
	return { reached, bound: proven ? reached : bound, proven, nodes };
}

// ——— the whole programme ———

interface Whole {
	visits: Question['visits'];
	keep: TalkAim[];
	/** Families of which it is asked from the start that nobody is in two rooms at once. */
	watched: ReadonlySet<number>;
	/** Another schedule to begin from than the best so far. */
	start?: number[];
	/** Only the bound is asked for: a schedule with a family in two rooms at once does no harm. */
	once?: boolean;
}

/**
 * Solves everything at once. That nobody is in two rooms at once is first only hoped, then asked of the families of which
 * it went wrong, until it goes right: few of thousands of such rows matter.
 */
function solveWhole(work: Work, { visits, keep, watched: asked, start: from, once }: Whole) {
	const { highs, part, aim, tell } = work;
	const { layout, patterns } = part;
	const start = from ?? part.chosen;
	const begin = measure(layout, aim, new Set(start));
	const sign = isMore(aim) ? 1 : -1;
	const families = [...layout.families.keys()];
	let watched = asked;
	let bound = thinkable(part, aim);
	let nodes = 0;
	for (;;) {
		const formulation = formulate(layout, { aim, start, keep, patterns, visits, watched });
		if (isOver(work)) return { chosen: start, reached: begin, bound, nodes };
		const solved = solve(highs, formulation, start, { isOver: () => isOver(work), tell });
		nodes += solved.nodes;
		// families whose ways were too many to look at may do better than the programme knows
		const unseen = aim === 'split' ? patterns.cut.size : 0;
		const known = begin + sign * (solved.possible + unseen);
		bound = sign === 1 ? Math.min(bound, known) : Math.max(bound, known);
		const chosen = new Set(solved.chosen);
		const torn = families.filter((family) => isTorn(layout, family, chosen));
		if (torn.length === 0)
			return { chosen: solved.chosen, reached: begin + sign * solved.gained, bound, nodes };
		if (once) return { chosen: start, reached: begin, bound, nodes };
		watched = new Set([...watched, ...torn]);
	}
}

// ——— piece by piece ———

/**
 * Plans some families anew, with all others as they are, again and again: each piece is solved exactly. Ends at the goal,
 * in time, or when nothing was better for as often as there is something to better.
 */
function improve(work: Work, goal: number): void {
	const { highs, part, aim, limits, tell } = work;
	const { layout, patterns, neighbours, random } = part;
	const keep = talkAims.slice(0, talkAims.indexOf(aim));
	let inVain = 0;
	while (!isOver(work) && valueOf(part, aim) !== goal) {
		const targets = neighbours.targets(aim, new Set(part.chosen));
		if (targets.length === 0 || inVain > IN_VAIN + targets.length) return;
		const free = neighbours.around(aim, random.one(targets), {
			random,
			chosen: new Set(part.chosen),
			inVain,
		});
		// while all are side by side it is quicker to look at nothing else; when that does not help, at everything
		const whole = patterns.cut.size === 0 && isWhole(part) && (aim !== 'placed' || inVain % 4 < 2);
		const formulation = formulate(layout, {
			aim,
			start: part.chosen,
			keep,
			patterns,
			visits: whole ? 'side_by_side' : 'both',
			watched: free,
			free,
		});
		const until = limits.elapsed() + PIECE_SECONDS;
		const solved = solve(highs, formulation, part.chosen, {
			isOver: () => isOver(work) || limits.elapsed() >= until,
		});
		if (solved.gained > 0) {
			part.chosen = solved.chosen;
			inVain = 0;
			tell();
		} else inVain++;
	}
}
