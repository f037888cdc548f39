import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { add, countPlaywright, countReport, countVitest, failedInVitest, oneOf } from './counts.ts';

test('parts add up', () => {
	expect(add([oneOf(true), oneOf(true), oneOf(false), { passed: 5, failed: 0, skipped: 2 }])).toEqual({
		passed: 7,
		failed: 1,
		skipped: 2,
	});
});

test('vitest: a file that could not be read is a failure, what is left for later is skipped', () => {
	const report = {
		numPassedTests: 3,
		numFailedTests: 1,
		numPendingTests: 2,
		numTodoTests: 1,
		testResults: [
			{ name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'well' }] },
			{
				name: 'b.test.ts',
				status: 'failed',
				assertionResults: [
					{ status: 'failed', fullName: 'ill', failureMessages: ['expected 1\n at b.test.ts'] },
				],
			},
			{ name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
		],
	};
	expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 3 });
	expect(failedInVitest(report)).toEqual(['b.test.ts › ill: expected 1', 'c.test.ts: no such module']);
});

test('playwright: what failed once and passed the second time has failed', () => {
	const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
	expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
});

test('a part without a report, one that failed without saying how, and one that ran nothing are failures', () => {
	const file = path.join(temporaryFolder(), 'report.json');
	const counting = (counts: object) => () => ({ passed: 0, failed: 0, skipped: 0, ...counts });
	expect(countReport(file, true, counting({ passed: 3 }))).toMatchObject({ failed: 1 });
	writeFileSync(file, '{}');
	expect(countReport(file, false, counting({ passed: 3 }))).toMatchObject({ passed: 3, failed: 1 });
	expect(countReport(file, true, counting({}))).toMatchObject({ failed: 1 });
	expect(countReport(file, true, counting({ passed: 3 }))).toMatchObject({ passed: 3, failed: 0 });
});
