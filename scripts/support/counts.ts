// Adds up what the parts of `npm test` found.
import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/** Counts of a part that is one thing: a check, the build. */
export const oneOf = (ok: boolean): Counts => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

export function add(all: Counts[]): Counts {
	const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: { status: string; assertionResults: unknown[] }[];
}

/** Counts of vitest's JSON report. A file that could not be read has no tests, and counts as one that failed. */
export function countVitest(report: VitestReport): Counts {
	const unread = report.testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unread.length,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	errors: unknown[];
}

/** Counts of Playwright's JSON report. Flaky is failed: it did fail once. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + errors.length,
		skipped: stats.skipped,
	};
}

/** Counts of a report file. When the part failed and its report does not say how, that is one failure. */
export function countReport<R>(file: string, ok: boolean, count: (report: R) => Counts): Counts {
	if (!existsSync(file)) return oneOf(false);
	const counts = count(JSON.parse(readFileSync(file, 'utf8')) as R);
	if (!ok && counts.failed === 0) counts.failed = 1;
	if (ok && counts.passed === 0) counts.failed = 1; // a part that ran nothing proves nothing
	return counts;
}
