import { describe, expect, it } from 'vitest';
import {
	dayAfter,
	later,
	monday,
	nextSensibleWeek,
	planTotals,
	problemOfSlots,
	proposeSlots,
	readSlotCode,
	sameInWeek,
	slotCode,
	weekday,
	type FreeDays,
} from './week-plan.ts';

const none: FreeDays = { isFree: () => false, isHalf: () => false };
const freeOn = (...days: string[]): FreeDays => ({
	isFree: (day) => days.includes(day),
	isHalf: () => false,
});
const between = (first: string, last: string): FreeDays => ({
	isFree: (day) => first <= day && day <= last,
	isHalf: () => false,
});
const week = '2026-10-12';
const short = (slots: { day: string; from: string }[]) =>
	slots.map(({ day, from }) => `${day.slice(8)} ${from}`);

describe('days and times', () => {
	it('count across months, years and the change of the clock', () => {
		expect(dayAfter('2026-10-24', 2)).toBe('2026-10-26');
		expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
		expect(monday('2026-10-25')).toBe('2026-10-19');
		expect(weekday('2026-10-25')).toBe(7);
		expect(later('08:30', 45)).toBe('09:15');
		expect(later('23:50', 30)).toBe('23:59');
	});
	it('go into a form and come back', () => {
		const slot = { day: '2026-10-12', from: '08:30', till: '09:00' };
		expect(readSlotCode(slotCode(slot))).toEqual(slot);
		for (const wrong of ['', '2026-02-30 08:30 09:00', '2026-10-12 8:30 9:00', '2026-10-12 24:00 25:00'])
			expect(readSlotCode(wrong)).toBeUndefined();
	});
});

describe('the week that is proposed', () => {
	it.each([
		['a Tuesday, the next Monday', '2026-10-06', none, '2026-10-12'],
		['a Thursday, four days later', '2026-10-08', none, '2026-10-12'],
		['a Friday, the week after: there must be time to invite', '2026-10-09', none, '2026-10-19'],
		['before a holiday, the week after it', '2026-10-08', between('2026-10-10', '2026-10-18'), '2026-10-19'],
		[
			'before a week with two school days, the week after it',
			'2026-10-06',
			freeOn('2026-10-12', '2026-10-13', '2026-10-14'),
			'2026-10-19',
		],
	])('on %s', (_, today, free, expected) => {
		expect(nextSensibleWeek(today, free, '2027-07-16')).toBe(expected);
	});
	it('is none when the school year is over', () => {
		expect(nextSensibleWeek('2027-07-10', none, '2027-07-16')).toBeUndefined();
	});
});

describe('the slots that are proposed', () => {
	it('for a kijkmoment: mornings first, then afternoons, not on Wednesday afternoon, until all can come', () => {
		expect(short(proposeSlots('look', week, { needed: 28, places: 4, free: none }))).toEqual([
			'12 08:30',
			'12 13:15',
			'13 08:30',
			'13 13:15',
			'14 08:30',
			'15 08:30',
			'15 13:15',
		]);
		expect(short(proposeSlots('look', week, { needed: 9, places: 4, free: none }))).toEqual([
			'12 08:30',
			'13 08:30',
			'14 08:30',
		]);
	});
	it('leave out free days and afternoons at home', () => {
		const free = {
			isFree: (day: string) => day === '2026-10-13',
			isHalf: (day: string) => day === '2026-10-15',
		};
		expect(short(proposeSlots('look', week, { needed: 100, places: 4, free }))).toEqual([
			'12 08:30',
			'12 13:15',
			'14 08:30',
			'15 08:30',
		]);
	});
	it('for talks: one day full, then the next', () => {
		const talks = proposeSlots('ten_minutes', week, { needed: 12, places: 1, free: none });
		expect(short(talks).slice(8)).toEqual(['12 16:20', '12 16:30', '13 15:00', '13 15:10']);
		expect(talks[0]).toEqual({ day: '2026-10-12', from: '15:00', till: '15:10' });
	});
	it('for what happens once: once', () => {
		expect(short(proposeSlots('coffee', week, { needed: 400, places: 16, free: none }))).toEqual([
			'16 08:30',
		]);
		expect(proposeSlots('coffee', week, { needed: 4, places: 16, free: freeOn('2026-10-16') })).toEqual([]);
	});
	it('are those of the last time, where there was one', () => {
		const last = [
			{ day: '2026-03-11', from: '09:00', till: '09:30' },
			{ day: '2026-03-09', from: '09:00', till: '09:30' },
			{ day: '2026-03-16', from: '09:00', till: '09:30' },
		];
		expect(sameInWeek(last, week, freeOn('2026-10-14'))).toEqual([
			{ day: '2026-10-12', from: '09:00', till: '09:30' },
		]);
	});
});

describe('the totals', () => {
	it.each([
		['look', 7, 4, { places: 28, needed: 28, fits: 'exactly', difference: 0 }],
		['look', 6, 4, { places: 24, needed: 28, fits: 'short', difference: 4 }],
		['look', 8, 4, { places: 32, needed: 28, fits: 'enough', difference: 4 }],
		['coffee', 1, 16, { places: 16, needed: 26, fits: 'short', difference: 10 }],
	] as const)('of %s, %i times %i places', (kind, slots, places, expected) => {
		expect(planTotals(kind, slots, places, { children: 28, families: 26 })).toEqual(expected);
	});
	it('find what is wrong', () => {
		const slot = { day: week, from: '08:30', till: '09:00' };
		expect(problemOfSlots([])).toBe('no_slots');
		expect(problemOfSlots([{ ...slot, till: '08:30' }])).toBe('ends_before_start');
		expect(problemOfSlots([slot, { ...slot, till: '09:30' }])).toBe('same_slot');
		expect(problemOfSlots(Array.from({ length: 101 }, (_, n) => ({ ...slot, day: dayAfter(week, n) })))).toBe(
			'too_many_slots',
		);
		expect(problemOfSlots([slot])).toBeUndefined();
	});
});
