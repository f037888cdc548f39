// The checks that need no browser and no database. Each looks at the whole tree.
import { report, step, type Outcome } from './steps.ts';

type Check = [name: string, ...command: [string, ...string[]]];

// Two rows that take about as long: the machine that runs the checks has two cores.
/** What others read: compiled messages, the types of the routes. First in the first row. */
const prepare: Check[] = [
	['compile messages', 'node', 'scripts/messages.ts'],
	['route types', 'svelte-kit', 'sync'],
];
const types: Check[] = [
	['types', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
	['types of the service worker', 'tsc', '-p', 'tsconfig.service-worker.json'],
];
/** Read nothing of what is prepared: first in the second row, while it is made. */
const meanwhile: Check[] = [
	['messages', 'node', 'scripts/check-messages.ts'],
	['styles', 'node', 'scripts/check-styles.ts'],
	['format', 'prettier', '--check', '--log-level', 'warn', '.'],
];
const rules: Check[] = [
	['boundaries', 'node', 'scripts/check-boundaries.ts'],
	['lint', 'eslint', '--max-warnings', '0', '.'],
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
	const prepared = inTurn(prepare);
	await Promise.all([
		prepared.then(() => inTurn(types)),
		Promise.all([prepared, inTurn(meanwhile)]).then(() => inTurn(rules)),
	]);
	return outcomes;
}
