import { m } from '#lib/paraglide/messages.js';
import {
	dayParts,
	formatDay,
	formatMonth,
	formatTime,
	formatTimeRange,
	partOfDay,
	relativeDay,
	weekdayInRange,
	type When,
} from './dates.ts';
import type { Locale } from './locale.ts';

/**
 * Sentences about days and times, each a whole text of its own. In the browser `locale` must be the page's language:
 * only the server has the others.
 */

/** `maandag 12 tot en met donderdag 15 oktober`; a single day is written as one. */
export function formatDayRange(first: When, last: When, locale: Locale, timeZone: string): string {
	const from = dayParts(first, locale, timeZone);
	const to = dayParts(last, locale, timeZone);
	const whole = (when: When) => formatDay(when, locale, timeZone, { year: true });
	if (whole(first) === whole(last)) return formatDay(first, locale, timeZone);
	const days = {
		firstWeekday: weekdayInRange(first, locale, timeZone),
		firstDay: from.day,
		lastWeekday: weekdayInRange(last, locale, timeZone),
		lastDay: to.day,
	};
	const oneMonth = formatMonth(first, locale, timeZone) === formatMonth(last, locale, timeZone);
	if (oneMonth) return m.app_date_days_in_month({ ...days, month: to.month }, { locale });
	return m.app_date_days({ ...days, firstMonth: from.month, lastMonth: to.month }, { locale });
}

/** `dinsdag 13 oktober, 8.30 uur` */
export function formatDayAndTime(at: Date, locale: Locale, timeZone: string): string {
	const day = formatDay(at, locale, timeZone);
	return m.app_date_day_and_time({ day, time: formatTime(at, locale, timeZone) }, { locale });
}

/** `dinsdag 13 oktober, 8.30 – 9.00 uur` */
export function formatDayAndTimes(from: Date, to: Date, locale: Locale, timeZone: string): string {
	const day = formatDay(from, locale, timeZone);
	return m.app_date_day_and_time({ day, time: formatTimeRange(from, to, locale, timeZone) }, { locale });
}

/** The day with its nearness where it is near: `morgen, woensdag 7 oktober`, else `vrijdag 9 oktober`. */
export function formatNearDay(when: When, now: Date, locale: Locale, timeZone: string): string {
	const day = formatDay(when, locale, timeZone);
	const near = relativeDay(when, now, locale, timeZone);
	if (near === undefined) return day;
	return m.app_date_near_day({ near, day }, { locale });
}

/** `Goedemorgen, Ayşe`, by the time of day there; without a name for who has none. */
export function greeting(now: Date, name: string | null, locale: Locale, timeZone: string): string {
	const part = partOfDay(now, timeZone);
	return name ? named[part]({ name }, { locale }) : unnamed[part]({}, { locale });
}

const named = {
	morning: m.app_greeting_morning_named,
	afternoon: m.app_greeting_afternoon_named,
	evening: m.app_greeting_evening_named,
};
const unnamed = {
	morning: m.app_greeting_morning,
	afternoon: m.app_greeting_afternoon,
	evening: m.app_greeting_evening,
};
