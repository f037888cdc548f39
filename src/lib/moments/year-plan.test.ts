import { expect, test } from 'vitest';
import { findClashes, monthsOf, weeksOf, type YearEntry } from './year-plan.ts';

const entry = (part: Partial<YearEntry>): YearEntry => ({
	momentId: 'm',
	kind: 'look',
	title: null,
	groups: [{ groupId: 'zonnebloem', name: 'Zonnebloem' }],
	day: '2026-10-12',
	from: '08:30',
	till: '09:00',
	slots: 1,
	places: 4,
	taken: 0,
	draft: false,
	...part,
});
const said = (entries: YearEntry[], daysOff: Parameters<typeof findClashes>[1] = []) =>
	findClashes(entries, daysOff).map((clash) =>
		clash.kind === 'free'
			? `${clash.entry.momentId} on ${clash.dayOff.kind}`
			: `${clash.entry.momentId} with ${clash.other.momentId}`,
	);

test('the same group, or the whole school, at the same time is a clash; one after the other is not', () => {
	const look = entry({ momentId: 'look' });
	expect(said([look, entry({ momentId: 'talk', from: '08:45', till: '09:15' })])).toEqual(['look with talk']);
	expect(said([look, entry({ momentId: 'talk', from: '09:00', till: '09:30' })])).toEqual([]);
	expect(said([look, entry({ momentId: 'talk', day: '2026-10-13' })])).toEqual([]);
	expect(said([look, entry({ momentId: 'feast', groups: [] })])).toEqual(['look with feast']);
	const other = [{ groupId: 'groep4', name: 'Groep 4' }];
	expect(said([look, entry({ momentId: 'talk', groups: other })])).toEqual([]);
});

test('a holiday or a study day is a clash; a half day is not', () => {
	const autumn = { kind: 'autumn', firstDay: '2026-10-10', lastDay: '2026-10-18' };
	expect(said([entry({})], [autumn])).toEqual(['m on autumn']);
	expect(said([entry({ day: '2026-10-19' })], [autumn])).toEqual([]);
	expect(said([entry({})], [{ ...autumn, kind: 'half_day' }])).toEqual([]);
});

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
