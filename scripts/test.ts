// npm test: everything. The packages are there already (setup.js); the last line is `N passed, N failed, N skipped`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, isBuilt } from './support/build.ts';
import { runChecks } from './support/checks.ts';
import { ensureChromium, ensureHeadlessShell } from './support/chromium.ts';
import {
	add,
	countPlaywright,
	countReport,
	countVitest,
	failedInVitest,
	oneOf,
	readReport,
	type Counts,
} from './support/counts.ts';
import { report, step, type Outcome } from './support/steps.ts';

interface Part {
	name: string;
	seconds: number;
	counts: Counts;
}

const reports = mkdtempSync(path.join(tmpdir(), 'schoolbrug-reports-'));
const parts: Part[] = [];
/** Tests that failed long before the log's end: said once more there. Playwright's stand at the end already. */
const failures: string[] = [];
if (process.env.SETUP_SECONDS) note('packages', Number(process.env.SETUP_SECONDS), add([]));

const browser = await part('chromium', findBrowser);
await part('checks', async () => counted(await runChecks()));
await part('unit and database tests', runVitest);
const built = await part('build', runBuild);
if (browser.failed + built.failed === 0) await part('browser tests', runPlaywright);
else console.log('\nThe browser tests did not run: they need the build and a Chromium.');
rmSync(reports, { recursive: true, force: true });

const total = add(parts.map(({ counts }) => counts));
if (failures.length > 0) console.log(`\nUnit and database tests that failed\n  ${failures.join('\n  ')}`);
console.log('\nTime of each part');
for (const { name, seconds, counts } of parts)
	console.log(`  ${name.padEnd(26)} ${seconds.toFixed(1).padStart(7)} s  ${inWords(counts)}`);
const seconds = parts.reduce((sum, { seconds }) => sum + seconds, 0);
console.log(`  ${'all'.padEnd(26)} ${seconds.toFixed(1).padStart(7)} s`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(inWords(total));

async function part(name: string, run: () => Promise<Counts>): Promise<Counts> {
	console.log(`\n— ${name}`);
	const started = performance.now();
	const counts = await run();
	note(name, (performance.now() - started) / 1000, counts);
	return counts;
}

function note(name: string, seconds: number, counts: Counts): void {
	parts.push({ name, seconds, counts });
}

function inWords({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function counted(outcomes: Outcome[]): Counts {
	return add(outcomes.map(({ ok }) => oneOf(ok)));
}

async function findBrowser(): Promise<Counts> {
	try {
		const chromium = ensureChromium();
		// before it is said which browser it is: one that somebody set is taken for everything
		process.env.CHROMIUM_SHELL = ensureHeadlessShell() ?? chromium;
		process.env.CHROMIUM = chromium;
		console.log(`${process.env.CHROMIUM}, most pages in ${process.env.CHROMIUM_SHELL}`);
		return add([]);
	} catch (error) {
		console.error((error as Error).message);
		return oneOf(false);
	}
}

async function runVitest(): Promise<Counts> {
	const file = path.join(reports, 'vitest.json');
	const { ok } = await step(
		'vitest',
		['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
		{ live: true },
	);
	failures.push(...(readReport(file, failedInVitest) ?? []));
	return countReport(file, ok, countVitest);
}

async function runBuild(): Promise<Counts> {
	if (isBuilt()) {
		console.log('The build is of these sources already.');
		return oneOf(true);
	}
	const outcomes = await build();
	outcomes.forEach(report);
	return counted(outcomes);
}

async function runPlaywright(): Promise<Counts> {
	const file = path.join(reports, 'playwright.json');
	const { ok } = await step('playwright', ['playwright', 'test'], {
		live: true,
		env: { PLAYWRIGHT_REPORT: file },
	});
	return countReport(file, ok, countPlaywright);
}
