import { expect, test } from 'vitest';
import { problems } from '#lib/platform/problems.ts';
import type { Locale } from './locale.ts';
import { problemText } from './problem-texts.ts';
import { formatDayAndTime, formatDayAndTimes, formatDayRange, formatNearDay, greeting } from './when.ts';

const zone = 'Europe/Amsterdam';
const seen = (text: string) => text.replace(/[\u2066\u2069]/g, '');

test.each<[Locale, string, string]>([
	['nl', 'maandag 12 tot en met donderdag 15 oktober', 'maandag 28 september tot en met vrijdag 2 oktober'],
	['en', 'Monday 12 to Thursday 15 October', 'Monday 28 September to Friday 2 October'],
	['tr', '12 Ekim Pazartesi ile 15 Ekim Perşembe arası', '28 Eylül Pazartesi ile 2 Ekim Cuma arası'],
	['ar', 'من الاثنين 12 إلى الخميس 15 أكتوبر', 'من الاثنين 28 سبتمبر إلى الجمعة 2 أكتوبر'],
	[
		'pl',
		'od poniedziałku 12 do czwartku 15 października',
		'od poniedziałku 28 września do piątku 2 października',
	],
	['uk', 'з понеділка 12 до четверга 15 жовтня', 'з понеділка 28 вересня до п’ятниці 2 жовтня'],
])('days from one to another: %s', (locale, inMonth, overMonths) => {
	expect(formatDayRange('2026-10-12', '2026-10-15', locale, zone)).toBe(inMonth);
	expect(formatDayRange('2026-09-28', '2026-10-02', locale, zone)).toBe(overMonths);
});

test('a range of one day is that day, and the same day of another year is not', () => {
	expect(formatDayRange('2026-10-12', new Date('2026-10-12T10:00:00Z'), 'nl', zone)).toBe(
		'maandag 12 oktober',
	);
	expect(formatDayRange('2026-10-12', '2027-10-12', 'nl', zone)).toBe(
		'maandag 12 oktober tot en met dinsdag 12 oktober',
	);
});

test.each<[Locale, string, string]>([
	['nl', 'dinsdag 13 oktober, 8.30 uur', 'dinsdag 13 oktober, 8.30 – 9.00 uur'],
	['en', 'Tuesday 13 October, 8:30', 'Tuesday 13 October, 8:30 – 9:00'],
	['tr', '13 Ekim Salı, 8.30', '13 Ekim Salı, 8.30 – 9.00'],
	['ar', 'الثلاثاء 13 أكتوبر، الساعة 8:30 صباحًا', 'الثلاثاء 13 أكتوبر، من الساعة 8:30 إلى 9:00 صباحًا'],
	['pl', 'wtorek, 13 października, godz. 8:30', 'wtorek, 13 października, godz. 8:30–9:00'],
	['uk', 'вівторок, 13 жовтня, 8:30', 'вівторок, 13 жовтня, 8:30–9:00'],
])('a day and its time: %s', (locale, time, times) => {
	const [from, to] = [new Date('2026-10-13T06:30:00Z'), new Date('2026-10-13T07:00:00Z')];
	expect(seen(formatDayAndTime(from, locale, zone))).toBe(time);
	expect(seen(formatDayAndTimes(from, to, locale, zone))).toBe(times);
});

test('a near day says so', () => {
	const now = new Date('2026-10-06T06:30:00Z');
	expect(formatNearDay('2026-10-07', now, 'nl', zone)).toBe('morgen, woensdag 7 oktober');
	expect(formatNearDay('2026-10-06', now, 'ar', zone)).toBe('اليوم، الثلاثاء 6 أكتوبر');
	expect(formatNearDay('2026-10-09', now, 'nl', zone)).toBe('vrijdag 9 oktober');
});

test('the greeting follows the clock and knows who has no name', () => {
	const [morning, evening] = [new Date('2026-10-06T06:30:00Z'), new Date('2026-10-06T18:30:00Z')];
	expect(greeting(morning, 'Ayşe', 'tr', zone)).toBe('Günaydın Ayşe');
	expect(greeting(morning, null, 'nl', zone)).toBe('Goedemorgen');
	expect(greeting(evening, 'Fatima', 'ar', zone)).toBe('مساء الخير، Fatima');
});

test('every problem has its own text', () => {
	expect(new Set(problems.map((problem) => problemText(problem))).size).toBe(problems.length);
	expect(problemText('required')).toBe('Vul dit in.');
	expect(problemText(undefined)).toBeUndefined();
});
