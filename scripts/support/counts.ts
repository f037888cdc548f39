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
	testResults: {
		name: string;
		status: string;
		message?: string;
		assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
	}[];
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

/** Each test of vitest's JSON report that failed, with the first line of why: a log's end often is all one sees. */
export function failedInVitest({ testResults }: VitestReport): string[] {
	return testResults.flatMap(({ name, status, message, assertionResults }) => {
		if (status === 'failed' && assertionResults.length === 0) return [`${name}: ${firstLine(message)}`];
		return assertionResults
			.filter((test) => test.status === 'failed')
			.map((test) => `${name} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
	});
}

const firstLine = (text: string | undefined) => text?.trim().split('\n')[0] ?? 'no message';

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

/** Reads a report file by `read`; null when the part wrote none. */
export function readReport<R, T>(file: string, read: (report: R) => T): T | null {
	return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8')) as R) : null;
}

/** Counts of a report file. When the part failed and its report does not say how, that is one failure. */
export function countReport<R>(file: string, ok: boolean, count: (report: R) => Counts): Counts {
	const counts = readReport(file, count);
	if (!counts) return oneOf(false);
	if (!ok && counts.failed === 0) counts.failed = 1;
	if (ok && counts.passed === 0) counts.failed = 1; // a part that ran nothing proves nothing
	return counts;
}
