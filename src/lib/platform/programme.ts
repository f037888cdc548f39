/** A mixed-integer programme in the making: columns and rows, one after the other. Knows nothing of talks. */

export interface Column {
	cost: number;
	lower: number;
	upper: number;
	whole: boolean;
}

/** In the form that solvers take: sparse rows in typed arrays. */
export interface ProgrammeData {
	numCols: number;
	numRows: number;
	colCost: Float64Array;
	colLower: Float64Array;
	colUpper: Float64Array;
	rowLower: Float64Array;
	rowUpper: Float64Array;
	/** 1 for whole numbers, 0 for all others. */
	integrality: Int32Array;
	starts: Int32Array;
	indices: Int32Array;
	values: Float64Array;
}

export type Programme = ReturnType<typeof newProgramme>;

export function newProgramme() {
	const columns: Column[] = [];
	const rows: { lower: number; upper: number }[] = [];
	const starts: number[] = [0];
	const indices: number[] = [];
	const values: number[] = [];
	return {
		/** A yes or no. Answers its index. */
		choice(cost = 0): number {
			return columns.push({ cost, lower: 0, upper: 1, whole: true }) - 1;
		},
		/** A number from 0 to 1 that is whole by itself when the choices are. */
		share(cost = 0): number {
			return columns.push({ cost, lower: 0, upper: 1, whole: false }) - 1;
		},
		addCost(column: number, cost: number): void {
			(columns[column] as Column).cost += cost;
		},
		/** `lower` ≤ the sum of factor × column ≤ `upper`. */
		row(lower: number, upper: number, entries: Iterable<readonly [column: number, factor: number]>): void {
			for (const [column, factor] of entries) {
				indices.push(column);
				values.push(factor);
			}
			rows.push({ lower, upper });
			starts.push(indices.length);
		},
		size: () => ({ columns: columns.length, rows: rows.length, entries: indices.length }),
		data(): ProgrammeData {
			return {
				numCols: columns.length,
				numRows: rows.length,
				colCost: Float64Array.from(columns, ({ cost }) => cost),
				colLower: Float64Array.from(columns, ({ lower }) => lower),
				colUpper: Float64Array.from(columns, ({ upper }) => upper),
				rowLower: Float64Array.from(rows, ({ lower }) => lower),
				rowUpper: Float64Array.from(rows, ({ upper }) => upper),
				integrality: Int32Array.from(columns, ({ whole }) => (whole ? 1 : 0)),
				starts: Int32Array.from(starts),
				indices: Int32Array.from(indices),
				values: Float64Array.from(values),
			};
		},
	};
}
