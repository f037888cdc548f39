/** One line of `npm run bench`. `ratio` is ours against the limit; `ok` when it keeps the budget. */
export interface BenchResult {
	name: string;
	/** What we measured. */
	ours: number;
	/** What it is measured against: a floor measured in the same run, or the budget itself. */
	limit: number;
	ratio: number;
	/** The ratio that must be kept: at least this for speed, at most this for weight and waiting. */
	budget: number;
	ok: boolean;
	unit: string;
	/** More figures for people: parts, spread. */
	note?: string;
}

/** A weight or a time that must stay at or below its limit. */
export function atMost(name: string, ours: number, limit: number, unit: string, note?: string): BenchResult {
	return { name, ours, limit, ratio: ours / limit, budget: 1, ok: ours <= limit, unit, note };
}

/** A speed that must reach `budget` times the floor that was measured in the same run. */
export function atLeast(
	name: string,
	ours: number,
	limit: number,
	budget: number,
	unit: string,
	note?: string,
): BenchResult {
	const ratio = ours / limit;
	return { name, ours, limit, ratio, budget, ok: ratio >= budget, unit, note };
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
