import { Temporal } from 'temporal-polyfill';

/**
 * Calendar arithmetic in a place's own time. A day is `YYYY-MM-DD`, a time `HH:MM`, both as people there read them; an
 * instant is a Date. Across a change of the clock a day has 23 or 25 hours: never add hours to move days.
 */

/** Whether it is a day that exists: not `2026-02-30`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether it is a time of day, `00:00` to `23:59`. */
export function isTime(text: string): boolean {
	return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether the platform knows the time zone. */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

/**
 * The instant at which clocks there show this time. A time that is skipped in spring is moved on by the length of the
 * gap (02:30 becomes 03:30); of a time that comes twice in autumn, the first.
 */
export function instantOf(day: string, time: string, timeZone: string): Date {
	const local = Temporal.PlainDateTime.from(`${day}T${time}`);
	return asDate(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }));
}

/** The calendar day there at an instant. */
export function dayOf(at: Date, timeZone: string): string {
	return zoned(at, timeZone).toPlainDate().toString();
}

/** What clocks there show at an instant, `HH:MM`. */
export function timeOf(at: Date, timeZone: string): string {
	return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The first instant of a day; the last belongs to the next day's. */
export function startOfDay(day: string, timeZone: string): Date {
	return asDate(Temporal.PlainDate.from(day).toZonedDateTime(timeZone));
}

/** The instants from which (inclusive) till which (exclusive) a day lasts there: 23, 24 or 25 hours. */
export function spanOfDay(day: string, timeZone: string): { from: Date; till: Date } {
	return { from: startOfDay(day, timeZone), till: startOfDay(addDays(day, 1), timeZone) };
}

/** A day so many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
	return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** A day so many months later; the last day of the month where the month is shorter. */
export function addMonths(day: string, months: number): string {
	return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
	return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The same time of day so many days later: an appointment of 8.30 stays at 8.30 across a change of the clock. */
export function moveDays(at: Date, days: number, timeZone: string): Date {
	return asDate(zoned(at, timeZone).add({ days }));
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: string): number {
	return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
	return addDays(day, 1 - weekdayOf(day));
}

/** The week's number by ISO 8601, with the year that it belongs to: 1 January can be in week 53 of the year before. */
export function weekOf(day: string): { year: number; week: number } {
	const date = Temporal.PlainDate.from(day);
	return { year: date.yearOfWeek ?? date.year, week: date.weekOfYear ?? 0 };
}

/** Every day from the first to the last, both included; none when the last is before the first. */
export function daysFrom(first: string, last: string): string[] {
	return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) =>
		addDays(first, index),
	);
}

/** Completed years of age on a day. Someone born on 29 February has their birthday on 28 February in other years. */
export function ageOn(birthDay: string, day: string): number {
	return Temporal.PlainDate.from(birthDay).until(Temporal.PlainDate.from(day), { largestUnit: 'years' })
		.years;
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
	return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

function asDate(at: Temporal.ZonedDateTime): Date {
	return new Date(at.epochMilliseconds);
}
