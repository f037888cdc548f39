// The best matching of a school, proved: the most newcomers first, then the most points.
//
// As a network it is a flow: newcomer -> buddy and family -> buddy -> place. Corners of such a programme are whole numbers,
// so no search is needed: one linear programme for each aim. Not all pairs go in: the prices (dual values) of an optimum tell
// which pairs that were left out could better it; when there is none, it is the optimum of all pairs.
import type { Highs } from 'highs';
import { newProgramme } from '#lib/platform/programme.ts';
import { fitOf, POINTS } from '../fit.ts';
import { mayBe, type BuddyPlan, type BuddyProblem } from '../problem.ts';

/** Pairs that go in from the start, for each newcomer and for each buddy: those with the most points. So everybody is in. */
const FIRST_PAIRS = 12;
/** Pairs that a round adds for each newcomer at most. */
const MORE_PAIRS = 6;
const TOLERANCE = 1e-6;

/** All pairs that are possible, side by side in arrays. */
interface Pairs {
	newcomer: number[];
	buddy: number[];
	points: number[];
}

/** The best matching of all pairs that are possible. */
export function assign(highs: Highs, problem: BuddyProblem): BuddyPlan {
	const pairs = pairsOf(problem);
	const pool = firstPool(pairs);
	const most = optimum(highs, problem, pairs, pool, { aim: 'count' });
	const best = optimum(highs, problem, pairs, pool, { aim: 'points', matched: most.chosen.length });
	return {
		pairs: best.chosen.map((pair) => ({
			newcomer: problem.newcomers[pairs.newcomer[pair] as number]?.id ?? '',
			buddy: problem.buddies[pairs.buddy[pair] as number]?.id ?? '',
		})),
		fit: Math.round(best.value),
		possible: pairs.points.length,
		looked: pool.size,
	};
}

function pairsOf(problem: BuddyProblem): Pairs {
	const may = mayBe(problem);
	const pairs: Pairs = { newcomer: [], buddy: [], points: [] };
	problem.newcomers.forEach((newcomer, row) =>
		problem.buddies.forEach((buddy, column) => {
			if (!may(newcomer, buddy)) return;
			pairs.newcomer.push(row);
			pairs.buddy.push(column);
			pairs.points.push(fitOf(newcomer, buddy));
		}),
	);
	return pairs;
}

function firstPool({ newcomer, buddy, points }: Pairs): Set<number> {
	const pool = new Set<number>();
	for (const side of [newcomer, buddy])
		for (const own of Map.groupBy(points.keys(), (pair) => side[pair] as number).values())
			for (const pair of own
				.sort((a, b) => (points[b] as number) - (points[a] as number) || a - b)
				.slice(0, FIRST_PAIRS))
				pool.add(pair);
	return pool;
}

type Aim = { aim: 'count' } | { aim: 'points'; matched: number };

/** Adds to the pool until no pair outside could better it. */
function optimum(highs: Highs, problem: BuddyProblem, pairs: Pairs, pool: Set<number>, aim: Aim) {
	for (;;) {
		const solved = solvePool(highs, problem, pairs, [...pool], aim);
		const more = worthAdding(pairs, pool, solved.gain);
		if (more.length === 0) return solved;
		for (const pair of more) pool.add(pair);
	}
}

function worthAdding({ newcomer, points }: Pairs, pool: ReadonlySet<number>, gain: (pair: number) => number) {
	const better = points
		.map((_, pair) => pair)
		.filter((pair) => !pool.has(pair))
		.map((pair) => ({ pair, gain: gain(pair) }))
		.filter((one) => one.gain > TOLERANCE);
	return [...Map.groupBy(better, ({ pair }) => newcomer[pair]).values()].flatMap((own) =>
		own
			.sort((a, b) => b.gain - a.gain || a.pair - b.pair)
			.slice(0, MORE_PAIRS)
			.map(({ pair }) => pair),
	);
}

/** The optimum of the pairs in the pool, and what another pair would gain at most at its prices. */
function solvePool(highs: Highs, problem: BuddyProblem, pairs: Pairs, pool: number[], aim: Aim) {
	const programme = newProgramme();
	const isCount = aim.aim === 'count';
	const cost = (pair: number) => (isCount ? 1 : (pairs.points[pair] as number));
	const columns = pool.map((pair) => programme.share(cost(pair)));
	const columnOf = new Map(pool.map((pair, at) => [pair, columns[at] as number]));
	const ofNewcomer = Map.groupBy(pool, (pair) => pairs.newcomer[pair] as number);
	const ofBuddy = Map.groupBy(pool, (pair) => pairs.buddy[pair] as number);
	const ones = (own: readonly number[]) => own.map((pair) => [columnOf.get(pair) as number, 1] as const);
	let rows = 0;
	const row = (lower: number, upper: number, entries: Iterable<readonly [number, number]>) => {
		programme.row(lower, upper, entries);
		return rows++;
	};
	const newcomerRow = new Map<number, number>();
	for (const [at, own] of ofNewcomer) newcomerRow.set(at, row(-Infinity, 1, ones(own)));
	const buddyRow = new Map<number, number>();
	const familyRow = new Map<string, number>();
	for (const [at, own] of ofBuddy) {
		const { places = 0, load = 0 } = problem.buddies[at] ?? {};
		// the next place costs more than the one before: so work is shared
		const taken = Array.from({ length: places }, (_, n) =>
			programme.share(isCount ? 0 : -POINTS.load * (load + n)),
		);
		buddyRow.set(at, row(0, 0, [...ones(own), ...taken.map((column) => [column, -1] as const)]));
		for (const [family, theirs] of Map.groupBy(own, (pair) => familyOf(problem, pairs, pair)))
			if (theirs.length > 1) familyRow.set(`${at} ${family}`, row(-Infinity, 1, ones(theirs)));
	}
	const countRow = isCount ? undefined : row(aim.matched, aim.matched, ones(pool));
	const { chosen, value, prices } = run(highs, programme.data(), columns);
	const price = (at: number | undefined) => (at === undefined ? 0 : (prices[at] ?? 0));
	return {
		chosen: chosen.map((at) => pool[at] as number),
		value,
		gain: (pair: number) =>
			cost(pair) -
			price(newcomerRow.get(pairs.newcomer[pair] as number)) -
			price(buddyRow.get(pairs.buddy[pair] as number)) -
			price(familyRow.get(`${pairs.buddy[pair]} ${familyOf(problem, pairs, pair)}`)) -
			price(countRow),
	};
}

function familyOf(problem: BuddyProblem, pairs: Pairs, pair: number): string {
	return problem.newcomers[pairs.newcomer[pair] as number]?.family ?? '';
}

function run(highs: Highs, data: ReturnType<ReturnType<typeof newProgramme>['data']>, columns: number[]) {
	if (data.numCols === 0) return { chosen: [], value: 0, prices: new Float64Array() };
	const { starts, indices, values, ...rest } = data;
	const { numRows, numCols } = data;
	return highs.withModel(
		{
			...rest,
			sense: highs.constants.objectiveSense.maximize,
			matrix: { format: 'csr' as const, numRows, numCols, starts, indices, values },
		},
		(model) => {
			model.options.set({ output_flag: false, solver: 'simplex' });
			model.run();
			if (model.getModelStatus() !== highs.constants.modelStatus.optimal)
				throw new Error(`the matching has no optimum: ${model.getModelStatus()}`);
			const { colValue, rowDual } = model.getSolution();
			const parts = columns.filter((column) => Math.abs((colValue[column] ?? 0) - 0.5) < 0.5 - TOLERANCE);
			if (parts.length > 0) throw new Error('the matching is not whole');
			const chosen = columns.flatMap((column, at) => ((colValue[column] ?? 0) > 0.5 ? [at] : []));
			const value = data.colCost.reduce((sum, cost, column) => sum + cost * (colValue[column] ?? 0), 0);
			return { chosen, value, prices: rowDual };
		},
	);
}
