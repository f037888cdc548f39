/** One programme through the solver, with what is known beforehand and until time is up. */
import type { Highs } from 'highs';
import type { Formulation } from '../formulation.ts';

export interface Solved {
	chosen: number[];
	/** How much better than the start, by the aim's own measure: 0 or more. */
	gained: number;
	/** No more than this can be gained. */
	possible: number;
	proven: boolean;
	nodes: number;
}

export interface SolveLimits {
	/** Asked again and again: true ends it with the best so far. */
	isOver: () => boolean;
	/** So much was gained by now, so much is possible at most. */
	tell?: (gained: number, possible: number) => void;
}

/** Numbers of the solver are right up to this much. */
const TOLERANCE = 1e-5;
/** The solver's word for a solution that keeps every row. */
const FEASIBLE = 2;

/** Solves one aim from a schedule that is possible. Whatever happens, the answer is no worse than that. */
export function solve(
	highs: Highs,
	formulation: Formulation,
	start: number[],
	{ isOver, tell }: SolveLimits,
): Solved {
	const { data, maximize, step, known } = formulation;
	const sign = maximize ? 1 : -1;
	const before = sumOf(data.colCost, known);
	const gain = (value: number) => sign * (value - before);
	/** The nearest gain that a schedule can have. */
	const most = (bound: number) =>
		Number.isFinite(bound) ? Math.max(0, Math.floor(gain(bound) / step + TOLERANCE) * step) : Infinity;
	return highs.withModel(modelData(highs, formulation), (model): Solved => {
		model.options.set({
			output_flag: false,
			mip_rel_gap: 0,
			// nothing lies between two steps
			mip_abs_gap: step * 0.999,
		});
		model.setSolution({ colValue: known });
		const { callbackType, modelStatus } = highs.constants;
		model.run({
			[callbackType.mipImprovingSolution]({ data: found }) {
				const value = found.objective_function_value;
				if (value !== undefined && gain(value) > 0)
					tell?.(Math.round(gain(value)), most(found.mip_dual_bound ?? Infinity));
			},
			[callbackType.mipInterrupt](event) {
				if (isOver()) event.interrupt();
			},
		});
		const nodes = Math.max(0, Number(model.info.get('mip_node_count')));
		const optimal = model.getModelStatus() === modelStatus.optimal;
		const possible = most(Number(model.info.get('mip_dual_bound')));
		const found = Number(model.info.get('primal_solution_status')) === FEASIBLE;
		const values = found ? model.getSolution().colValue : known;
		const gained = Math.round(gain(sumOf(data.colCost, values)) / step) * step;
		// the same again: what was there before stays, so that nobody is moved for nothing
		if (gained <= 0)
			return { chosen: start, gained: 0, possible: optimal ? 0 : possible, proven: optimal, nodes };
		const proven = optimal || possible <= gained;
		return {
			chosen: formulation.chosen(values),
			gained,
			possible: proven ? gained : possible,
			proven,
			nodes,
		};
	});
}

function modelData(highs: Highs, { data, maximize }: Formulation) {
	const { starts, indices, values, ...rest } = data;
	const { objectiveSense } = highs.constants;
	return {
		...rest,
		sense: maximize ? objectiveSense.maximize : objectiveSense.minimize,
		matrix: { format: 'csr' as const, numRows: data.numRows, numCols: data.numCols, starts, indices, values },
	};
}

function sumOf(costs: Float64Array, values: ArrayLike<number>): number {
	return costs.reduce((sum, cost, index) => sum + cost * (values[index] ?? 0), 0);
}
