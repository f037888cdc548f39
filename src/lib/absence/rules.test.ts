import { expect, test } from 'vitest';
import {
	endOfFirstWeeks,
	isForOfficer,
	isLate,
	isSchoolDay,
	leaveProblem,
	schoolDays,
	sickState,
	type LeaveAsked,
} from './rules.ts';

const year = { startsOn: '2026-08-01', endsOn: '2027-07-31' };
const free = [
	{ kind: 'summer', firstDay: '2026-07-18', lastDay: '2026-08-30' },
	{ kind: 'autumn', firstDay: '2026-10-17', lastDay: '2026-10-25' },
	{ kind: 'half_day', firstDay: '2026-12-04', lastDay: '2026-12-04' },
];
const problem = (asked: Partial<LeaveAsked>, today = '2026-09-28') =>
	leaveProblem(
		{ ground: 'important', firstDay: '2026-10-12', lastDay: '2026-10-12', ...asked },
		{ today, year, free },
	);

test('weekends and days off are no school days, a free afternoon is one', () => {
	expect(schoolDays('2026-10-15', '2026-10-27', free)).toEqual([
		'2026-10-15',
		'2026-10-16',
		'2026-10-26',
		'2026-10-27',
	]);
	expect(isSchoolDay('2026-12-04', free)).toBe(true);
	expect(isSchoolDay('2026-10-20', free)).toBe(false);
	expect(schoolDays('2026-10-16', '2026-10-15', free)).toEqual([]);
});

test('the days asked for: the wrong way round, over, too many, or free anyway', () => {
	expect(problem({})).toBeUndefined();
	expect(problem({ lastDay: '2026-10-11' })).toBe('backwards');
	expect(problem({ firstDay: '2026-09-25', lastDay: '2026-09-28' })).toBe('past');
	expect(problem({ firstDay: '2026-10-01', lastDay: '2026-12-15' })).toBe('too_long');
	expect(problem({ firstDay: '2027-07-30', lastDay: '2027-08-02' })).toBe('outside_year');
	expect(problem({ firstDay: '2026-10-17', lastDay: '2026-10-25' })).toBe('no_school');
});

test('a holiday for the parents’ work: ten school days, and not in the first two weeks', () => {
	const ground = 'work_holiday';
	expect(endOfFirstWeeks('2026-08-01', free)).toBe('2026-09-13');
	expect(endOfFirstWeeks('2026-08-01', [])).toBeUndefined();
	expect(problem({ ground, firstDay: '2026-09-10', lastDay: '2026-09-11' }, '2026-08-01')).toBe(
		'first_weeks',
	);
	expect(problem({ ground, firstDay: '2026-09-14', lastDay: '2026-09-25' }, '2026-08-01')).toBeUndefined();
	expect(problem({ ground, firstDay: '2026-09-14', lastDay: '2026-09-28' }, '2026-08-01')).toBe('over_ten');
	expect(problem({ firstDay: '2026-09-10', lastDay: '2026-09-11' }, '2026-08-01')).toBeUndefined();
});

test('more important days than the head may give in a year go to the attendance officer', () => {
	expect(isForOfficer('important', 3, 7, 10)).toBe(false);
	expect(isForOfficer('important', 4, 7, 10)).toBe(true);
	expect(isForOfficer('duty', 11, 0, 10)).toBe(false);
});

test('a duty is told some days before, the rest is asked some weeks before', () => {
	const notice = { weeksBefore: 8, religiousDaysBefore: 2 };
	const asked = (ground: LeaveAsked['ground']) => ({ ground, firstDay: '2026-12-01', lastDay: '2026-12-01' });
	expect(isLate(asked('duty'), '2026-11-29', notice)).toBe(false);
	expect(isLate(asked('duty'), '2026-11-30', notice)).toBe(true);
	expect(isLate(asked('important'), '2026-10-06', notice)).toBe(false);
	expect(isLate(asked('important'), '2026-10-07', notice)).toBe(true);
});

test('a report that the school did not see by its time asks for a call', () => {
	expect(sickState({ seenAt: null }, '08:10', '09:30')).toBe('sent');
	expect(sickState({ seenAt: null }, '09:30', '09:30')).toBe('call');
	expect(sickState({ seenAt: new Date() }, '10:00', '09:30')).toBe('seen');
});
