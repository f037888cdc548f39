import { describe, expect, test } from 'vitest';
import {
	calendarDay,
	dateLeaf,
	daysAway,
	formatAgo,
	formatDay,
	formatDuration,
	formatList,
	formatMonth,
	formatNumber,
	formatTime,
	formatTimeRange,
	formatWeekdays,
	partOfDay,
	relativeDay,
	shortTime,
	shortTimeRange,
	weekdayInRange,
	weekdayName,
} from './dates.ts';
import { languages } from './languages.ts';

const zone = 'Europe/Amsterdam';
const halfPastEight = new Date('2026-10-06T06:30:00Z');
const nine = new Date('2026-10-06T07:00:00Z');
const quarterPastOne = new Date('2026-10-06T11:15:00Z');
/** Without the marks that isolate a time in a line from right to left. */
const seen = (text: string) => text.replace(/[\u2066\u2069]/g, '');

describe('a day written out', () => {
	test.each([
		['nl', 'dinsdag 6 oktober', 'dinsdag 6 oktober 2026', '6 oktober 2026'],
		['en', 'Tuesday 6 October', 'Tuesday 6 October 2026', '6 October 2026'],
		['tr', '6 Ekim Salı', '6 Ekim 2026 Salı', '6 Ekim 2026'],
		['ar', 'الثلاثاء 6 أكتوبر', 'الثلاثاء 6 أكتوبر 2026', '6 أكتوبر 2026'],
		['pl', 'wtorek, 6 października', 'wtorek, 6 października 2026 r.', '6 października 2026 r.'],
		['uk', 'вівторок, 6 жовтня', 'вівторок, 6 жовтня 2026 року', '6 жовтня 2026 року'],
		['rif', 'dinsdag 6 oktober', 'dinsdag 6 oktober 2026', '6 oktober 2026'],
		['fa', 'سه‌شنبه 6 اکتبر', 'سه‌شنبه 6 اکتبر 2026', '6 اکتبر 2026'],
	])('%s', (tag, short, dated, bare) => {
		expect(formatDay(halfPastEight, tag, zone)).toBe(short);
		expect(formatDay('2026-10-06', tag, zone, { year: true })).toBe(dated);
		expect(formatDay('2026-10-06', tag, zone, { year: true, weekday: false })).toBe(bare);
	});

	test('is that of the school, not of the machine or of Greenwich', () => {
		const lateInTheEvening = new Date('2026-10-06T22:30:00Z');
		expect(formatDay(lateInTheEvening, 'nl', zone)).toBe('woensdag 7 oktober');
		expect(formatDay('2026-10-06', 'nl', 'Pacific/Kiritimati')).toBe('dinsdag 6 oktober');
		expect(calendarDay(lateInTheEvening, zone)).toBe('2026-10-07');
	});

	test('is Gregorian with Latin digits in every language, also where its own calendar and digits differ', () => {
		for (const { tag } of languages) {
			const text = formatDay('2026-10-06', tag, zone, { year: true });
			expect([tag, text.match(/\p{Nd}+/gu)?.includes('2026'), /[^\P{Nd}0-9]/u.test(text)]).toEqual([
				tag,
				true,
				false,
			]);
			const others = [
				formatTimeRange(halfPastEight, quarterPastOne, tag, zone),
				formatDuration(90, tag),
				formatNumber(1234, tag),
				formatAgo(new Date('2026-09-26T07:00:00Z'), nine, tag, zone),
				...Object.values(dateLeaf(halfPastEight, tag, zone)),
			].join(' ');
			expect([tag, /[^\P{Nd}0-9]/u.test(others)]).toEqual([tag, false]);
		}
	});

	test('no language but English comes out in English', () => {
		const words = /\b(and|ago|hours?|tomorrow|now|Tue|October)\b/;
		for (const { tag } of languages.filter((row) => row.tag !== 'en')) {
			const text = [
				formatDay(halfPastEight, tag, zone),
				formatList(['1', '2', '3'], tag),
				formatDuration(90, tag),
				relativeDay('2026-10-07', nine, tag, zone),
				formatAgo(new Date('2026-10-06T05:00:00Z'), nine, tag, zone),
			].join(' ');
			expect([tag, words.exec(text)?.[0]]).toEqual([tag, undefined]);
		}
	});
});

test('a leaf has short words without dots', () => {
	expect(dateLeaf('2026-10-09', 'nl', zone)).toEqual({ weekday: 'vr', day: '9', month: 'okt' });
	expect(dateLeaf('2026-10-09', 'pl', zone)).toEqual({ weekday: 'pt', day: '9', month: 'paź' });
	expect(dateLeaf('2026-10-09', 'uk', zone)).toEqual({ weekday: 'пт', day: '9', month: 'жовт' });
	expect(dateLeaf('2026-10-09', 'ar', zone)).toEqual({ weekday: 'الجمعة', day: '9', month: 'أكتوبر' });
});

describe('times', () => {
	test.each([
		['nl', '8.30 uur', '8.30 – 9.00 uur', '8.30 – 13.15'],
		['en', '8:30', '8:30 – 9:00', '8:30 – 13:15'],
		['tr', '8.30', '8.30 – 9.00', '8.30 – 13.15'],
		['pl', 'godz. 8:30', 'godz. 8:30–9:00', '8:30–13:15'],
		['uk', '8:30', '8:30–9:00', '8:30–13:15'],
		['ar', 'الساعة 8:30 صباحًا', 'من الساعة 8:30 إلى 9:00 صباحًا', '8:30 صباحًا – 1:15 بعد الظهر'],
		['pap', '8.30 uur', '8.30 – 9.00 uur', '8.30 – 13.15'],
		['ckb', '8:30', '8:30 – 9:00', '8:30 – 13:15'],
	])('%s', (tag, time, range, short) => {
		expect(seen(formatTime(halfPastEight, tag, zone))).toBe(time);
		expect(seen(formatTimeRange(halfPastEight, nine, tag, zone))).toBe(range);
		expect(seen(shortTimeRange(halfPastEight, quarterPastOne, tag, zone))).toBe(short);
	});

	test('are isolated where the line runs from right to left, so that a Latin name beside them moves nothing', () => {
		expect(shortTime(halfPastEight, 'ar', zone)).toBe('\u20668:30\u2069 صباحًا');
		expect(shortTime(halfPastEight, 'fa', zone)).toBe('\u20668:30\u2069');
		expect(shortTime(halfPastEight, 'nl', zone)).toBe('8.30');
	});

	test('Arabic names the part of the day', () => {
		const at = (hour: number) => seen(shortTime(new Date(Date.UTC(2026, 9, 6, hour - 2)), 'ar', zone));
		expect([at(12), at(13), at(18), at(24)]).toEqual([
			'12:00 ظهرًا',
			'1:00 بعد الظهر',
			'6:00 مساءً',
			'12:00 صباحًا',
		]);
	});

	test('follow the clock of the school on both sides of its change', () => {
		expect(formatTime(new Date('2026-10-24T06:30:00Z'), 'nl', zone)).toBe('8.30 uur');
		expect(formatTime(new Date('2026-10-26T07:30:00Z'), 'nl', zone)).toBe('8.30 uur');
	});
});

describe('days seen from today', () => {
	const now = new Date('2026-10-24T22:30:00Z'); // half past midnight on the 25th, the day of 25 hours

	test('are counted by the calendar, also on a day of 25 hours', () => {
		expect(daysAway('2026-10-25', now, zone)).toBe(0);
		expect(daysAway(new Date('2026-10-25T22:59:00Z'), now, zone)).toBe(0);
		expect(daysAway(new Date('2026-10-25T23:00:00Z'), now, zone)).toBe(1);
		expect(daysAway('2026-10-24', now, zone)).toBe(-1);
	});

	test.each([
		['nl', 'gisteren', 'vandaag', 'morgen'],
		['en', 'yesterday', 'today', 'tomorrow'],
		['tr', 'dün', 'bugün', 'yarın'],
		['ar', 'أمس', 'اليوم', 'غدًا'],
		['pl', 'wczoraj', 'dzisiaj', 'jutro'],
		['uk', 'учора', 'сьогодні', 'завтра'],
	])('%s', (tag, yesterday, today, tomorrow) => {
		const days = ['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27'];
		expect(days.map((day) => relativeDay(day, now, tag, zone))).toEqual([
			yesterday,
			today,
			tomorrow,
			undefined,
		]);
	});

	test('how long ago, in one unit', () => {
		const at = new Date('2026-10-06T10:00:00Z');
		const ago = (iso: string, tag = 'nl') => formatAgo(new Date(iso), at, tag, zone);
		expect(ago('2026-10-06T10:00:20Z')).toBe('nu');
		expect(ago('2026-10-06T09:55:00Z')).toBe('5 minuten geleden');
		expect(ago('2026-10-06T07:30:00Z')).toBe('2 uur geleden');
		expect(ago('2026-10-05T20:00:00Z')).toBe('gisteren');
		expect(ago('2026-10-01T10:00:00Z', 'pl')).toBe('5 dni temu');
		expect(ago('2026-09-15T10:00:00Z')).toBe('3 weken geleden');
		expect(ago('2026-07-01T10:00:00Z', 'ar')).toBe('قبل 3 أشهر');
	});
});

test('lengths of time', () => {
	expect([30, 60, 90].map((minutes) => formatDuration(minutes, 'nl'))).toEqual([
		'30 minuten',
		'1 uur',
		'1 uur en 30 minuten',
	]);
	expect(formatDuration(150, 'pl')).toBe('2 godziny i 30 minut');
	expect(formatDuration(120, 'ar')).toBe('ساعتان');
});

describe('weekdays', () => {
	test.each([
		['nl', 'maandag, dinsdag en donderdag'],
		['en', 'Monday, Tuesday and Thursday'],
		['tr', 'pazartesi, salı ve perşembe'],
		['ar', 'الاثنين والثلاثاء والخميس'],
		['pl', 'poniedziałek, wtorek i czwartek'],
		['uk', 'понеділок, вівторок і четвер'],
	])('%s', (tag, list) => {
		expect(formatWeekdays([1, 2, 4], tag)).toBe(list);
	});

	test('have their own form after "from" and "to" where the language bends them', () => {
		expect(weekdayInRange('2026-10-11', 'pl', zone)).toBe('niedzieli');
		expect(weekdayInRange(new Date('2026-10-11T22:30:00Z'), 'uk', zone)).toBe('понеділка');
		expect(weekdayInRange('2026-10-12', 'nl', zone)).toBe('maandag');
	});

	test('have short names without dots', () => {
		expect([1, 2, 3, 4, 5].map((day) => weekdayName(day, 'nl', 'short'))).toEqual([
			'ma',
			'di',
			'wo',
			'do',
			'vr',
		]);
		expect(weekdayName(5, 'uk')).toBe('п’ятниця');
	});
});

test('a month as a heading stands in its own form', () => {
	expect(formatMonth('2026-10-06', 'nl', zone)).toBe('oktober 2026');
	expect(formatMonth('2026-10-06', 'pl', zone)).toBe('październik 2026');
});

test('the part of the day', () => {
	const at = (time: string) => partOfDay(new Date(`2026-10-06T${time}:00+02:00`), zone);
	expect([at('04:59'), at('05:00'), at('11:59'), at('12:00'), at('17:59'), at('18:00')]).toEqual([
		'evening',
		'morning',
		'morning',
		'afternoon',
		'afternoon',
		'evening',
	]);
});
