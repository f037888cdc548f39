import { describe, expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	ageOn,
	dayOf,
	daysBetween,
	daysFrom,
	instantOf,
	isDay,
	isTime,
	isTimeZone,
	mondayOf,
	moveDays,
	spanOfDay,
	timeOf,
	weekdayOf,
	weekOf,
} from './local-time.ts';

const zone = 'Europe/Amsterdam';
const at = (day: string, time: string) => instantOf(day, time, zone).toISOString();

describe('in spring, when 2:00 becomes 3:00', () => {
	test('a time is found on both sides, and a skipped one moves on', () => {
		expect(at('2026-03-28', '08:30')).toBe('2026-03-28T07:30:00.000Z');
		expect(at('2026-03-29', '01:59')).toBe('2026-03-29T00:59:00.000Z');
		expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
		expect(timeOf(instantOf('2026-03-29', '02:30', zone), zone)).toBe('03:30');
		expect(at('2026-03-29', '08:30')).toBe('2026-03-29T06:30:00.000Z');
	});
	test('the day has 23 hours', () => {
		const { from, till } = spanOfDay('2026-03-29', zone);
		expect((till.getTime() - from.getTime()) / 3_600_000).toBe(23);
		expect(dayOf(from, zone)).toBe('2026-03-29');
		expect(dayOf(new Date(from.getTime() - 1), zone)).toBe('2026-03-28');
	});
	test('an appointment keeps its time of day', () => {
		const saturday = instantOf('2026-03-28', '08:30', zone);
		expect(moveDays(saturday, 2, zone).toISOString()).toBe(at('2026-03-30', '08:30'));
	});
});

describe('in autumn, when 3:00 becomes 2:00', () => {
	test('of a time that comes twice, the first', () => {
		expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
		expect(timeOf(new Date('2026-10-25T01:30:00Z'), zone)).toBe('02:30');
	});
	test('the day has 25 hours', () => {
		const { from, till } = spanOfDay('2026-10-25', zone);
		expect((till.getTime() - from.getTime()) / 3_600_000).toBe(25);
	});
	test('17:00 on the day before is 17:00 there', () => {
		const monday = instantOf('2026-10-26', '08:30', zone);
		const reminder = instantOf(addDays(dayOf(monday, zone), -1), '17:00', zone);
		expect(reminder.toISOString()).toBe('2026-10-25T16:00:00.000Z');
		expect(moveDays(monday, -2, zone).toISOString()).toBe('2026-10-24T06:30:00.000Z');
	});
});

test('the day of an instant is the day there', () => {
	expect(dayOf(new Date('2026-10-06T22:30:00Z'), zone)).toBe('2026-10-07');
	expect(timeOf(new Date('2026-10-06T22:05:00Z'), zone)).toBe('00:05');
});

test('days are added over ends of months and years', () => {
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
	expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
	expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
	expect(daysBetween('2026-10-24', '2026-10-27')).toBe(3);
	expect(daysBetween('2026-10-27', '2026-10-24')).toBe(-3);
	expect(daysFrom('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
	expect(daysFrom('2026-10-26', '2026-10-24')).toEqual([]);
});

test('weeks begin on Monday and have ISO numbers', () => {
	expect(weekdayOf('2026-10-11')).toBe(7);
	expect(mondayOf('2026-10-11')).toBe('2026-10-05');
	expect(mondayOf('2026-10-12')).toBe('2026-10-12');
	expect(weekOf('2027-01-01')).toEqual({ year: 2026, week: 53 });
	expect(weekOf('2026-10-12')).toEqual({ year: 2026, week: 42 });
});

test('age is in completed years', () => {
	expect(ageOn('2021-11-03', '2026-11-02')).toBe(4);
	expect(ageOn('2021-11-03', '2026-11-03')).toBe(5);
});

test('what is no day, time or zone is not taken for one', () => {
	expect(['2026-02-28', '2026-02-30', '2026-2-3', '2026-13-01', '', '2026-10-06T00:00'].map(isDay)).toEqual([
		true,
		false,
		false,
		false,
		false,
		false,
	]);
	expect(['00:00', '23:59', '24:00', '8:30', '08:60', ''].map(isTime)).toEqual([
		true,
		true,
		false,
		false,
		false,
		false,
	]);
	expect(['Europe/Amsterdam', 'Europe/Nowhere', ''].map(isTimeZone)).toEqual([true, false, false]);
});
