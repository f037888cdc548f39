// The checks that need no browser and no database. Each looks at the whole tree.
import { report, step, type Outcome } from './steps.ts';

type Check = [name: string, ...command: [string, ...string[]]];

/** What the others read: compiled messages, the types of the routes. */
const prepare: Check[] = [
	['compile messages', 'node', 'scripts/messages.ts'],
	['route types', 'svelte-kit', 'sync'],
];
/** Two rows that take about as long: the machine that runs the checks has two cores. */
const rows: Check[][] = [
	[
		['types', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
		['types of the service worker', 'tsc', '-p', 'tsconfig.service-worker.json'],
	],
	[
		['boundaries', 'node', 'scripts/check-boundaries.ts'],
		['messages', 'node', 'scripts/check-messages.ts'],
		['styles', 'node', 'scripts/check-styles.ts'],
		['format', 'prettier', '--check', '--log-level', 'warn', '.'],
		['lint', 'eslint', '--max-warnings', '0', '.'],
	],
];

/** Runs every check, also after one failed, and reports each with its time. */
export async function runChecks(): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const inTurn = async (checks: Check[]) => {
		for (const [name, ...command] of checks) {
			const outcome = await step(name, command);
			report(outcome);
			outcomes.push(outcome);
		}
	};
	await inTurn(prepare);
	await Promise.all(rows.map(inTurn));
	return outcomes;
}
