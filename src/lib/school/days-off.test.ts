import { expect, test } from 'vitest';
import { easterSunday, usualDaysOff } from './days-off.ts';

test.each([
	[2000, '2000-04-23'],
	[2024, '2024-03-31'],
	[2025, '2025-04-20'],
	[2026, '2026-04-05'],
	[2027, '2027-03-28'],
	[2028, '2028-04-16'],
	[2038, '2038-04-25'],
])('Easter of %i is on %s', (year, day) => {
	expect(easterSunday(year)).toBe(day);
});

test('a school year has its holidays and the public holidays outside them, in order', () => {
	expect(
		usualDaysOff('2026-2027', 'midden').map(({ kind, firstDay, lastDay }) => [kind, firstDay, lastDay]),
	).toEqual([
		['autumn', '2026-10-17', '2026-10-25'],
		['christmas', '2026-12-19', '2027-01-03'],
		['spring', '2027-02-20', '2027-02-28'],
		['easter', '2027-03-29', '2027-03-29'],
		// King's Day, 27 April, is inside it
		['may', '2027-04-24', '2027-05-02'],
		['ascension', '2027-05-06', '2027-05-07'],
		['whitsun', '2027-05-17', '2027-05-17'],
		['summer', '2027-07-17', '2027-08-29'],
	]);
});

test('King’s Day counts where it falls on a school day outside the holiday', () => {
	const kinds = usualDaysOff('2027-2028', 'noord').map(({ kind, firstDay }) => `${kind} ${firstDay}`);
	expect(kinds).toContain('kings_day 2028-04-27');
});

test('regions differ', () => {
	const spring = (region: 'midden' | 'zuid') =>
		usualDaysOff('2026-2027', region).find(({ kind }) => kind === 'spring')?.firstDay;
	expect([spring('midden'), spring('zuid')]).toEqual(['2027-02-20', '2027-02-13']);
});

test('a year whose holidays are not known has none', () => {
	expect(usualDaysOff('2040-2041', 'noord')).toEqual([]);
});
