// npm run bench: every budget of the product, measured on this machine, as a table.
//   --json         one line of JSON for each result instead of the table
//   --only NAME    only the file that measures this one
import type { BenchResult } from './support/result.ts';

type Answer = BenchResult | BenchResult[];
interface Bench {
	/** The results that the file gives. */
	names: string[];
	load(): Promise<{ run(): Answer | Promise<Answer> }>;
}

/** Quick ones first, those that start a server and a browser last. */
const benches: Bench[] = [
	{ names: ['rush-sqlite'], load: () => import('./rush-sqlite.ts') },
	{ names: ['signup-vs-raw'], load: () => import('./signup-vs-raw.ts') },
	{ names: ['push-vs-crypto'], load: () => import('./push-vs-crypto.ts') },
	{ names: ['import-2000'], load: () => import('./import-2000.ts') },
	{ names: ['planner-600'], load: () => import('./planner-600.ts') },
	{ names: ['buddies-300'], load: () => import('./buddies-300.ts') },
	{ names: ['fanout-15000', 'page-during-fanout'], load: () => import('./fan-out.ts') },
	{ names: ['page-vs-node'], load: () => import('./page-vs-node.ts') },
	{ names: ['school-hall'], load: () => import('./school-hall.ts') },
	{ names: ['first-load-js', 'first-load-total'], load: () => import('./page-weight.ts') },
	{ names: ['first-load-by-language'], load: () => import('./first-load-by-language.ts') },
	{ names: ['lcp', 'inp', 'cls'], load: () => import('./page-speed.ts') },
	{ names: ['lighthouse'], load: () => import('./lighthouse.ts') },
];

const asJson = process.argv.includes('--json');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const chosen = benches.filter(({ names }) => only === undefined || names.includes(only));
if (chosen.length === 0) {
	console.error(
		`No bench is called "${only}". There are: ${benches.flatMap(({ names }) => names).join(', ')}.`,
	);
	process.exit(2);
}

const results: BenchResult[] = [];
for (const { names, load } of chosen) {
	if (!asJson) console.error(`… ${names.join(', ')}`);
	const { run } = await load();
	const answer = await run();
	for (const result of Array.isArray(answer) ? answer : [answer]) {
		if (only !== undefined && result.name !== only) continue;
		results.push(result);
		if (asJson) console.log(JSON.stringify(result));
	}
}
if (!asJson) printTable(results);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

function printTable(rows: BenchResult[]): void {
	const cells = rows.map(({ name, ours, limit, ratio, budget, ok, unit, note }) => [
		ok ? '✓' : '✗',
		name,
		`${short(ours)} ${unit}`,
		`${short(limit)} ${unit}`,
		ratio.toFixed(2),
		String(budget),
		note ?? '',
	]);
	const head = ['', 'name', 'ours', 'limit', 'ratio', 'budget', ''];
	const widths = head.map((title, at) =>
		Math.max(title.length, ...cells.map((row) => (row[at] ?? '').length)),
	);
	for (const row of [head, ...cells])
		console.log(
			row
				.map((cell, at) =>
					at >= 2 && at <= 5 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
				)
				.join('  ')
				.trimEnd(),
		);
}

function short(value: number): string {
	return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
