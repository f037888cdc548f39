// npm run check: everything that is wrong and can be seen without running the app.
import { runChecks } from './support/checks.ts';

const outcomes = await runChecks();
const failed = outcomes.filter(({ ok }) => !ok);
console.log(
	failed.length === 0
		? `All ${outcomes.length} checks pass.`
		: `Failed: ${failed.map(({ name }) => name).join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
