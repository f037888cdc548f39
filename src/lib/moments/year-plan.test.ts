import { expect, test } from 'vitest';
import { monthsOf, weeksOf } from './year-plan.ts';

test('a school year has its months, and a month its whole weeks', () => {
	expect(monthsOf({ startsOn: '2026-08-31', endsOn: '2027-01-16' })).toEqual([
		'2026-08',
		'2026-09',
		'2026-10',
		'2026-11',
		'2026-12',
		'2027-01',
	]);
	const weeks = weeksOf('2026-10');
	expect(weeks).toHaveLength(5);
	expect(weeks[0]?.[0]).toBe('2026-09-28');
	expect(weeks.at(-1)?.at(-1)).toBe('2026-11-01');
	// a month that begins on a Monday begins with it
	expect(weeksOf('2027-02')[0]?.[0]).toBe('2027-02-01');
});
