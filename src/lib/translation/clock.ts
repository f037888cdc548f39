import { formatTime, formatTimeRange, shortTime, shortTimeRange } from './dates.ts';

/** Times of day that belong to no date, `HH:MM`, as each language writes them. */
function at(time: string): Date {
	return new Date(`2024-01-01T${time}:00Z`);
}

/** `8.30 uur`, `8:30`, `godz. 8:30`, `الساعة 8:30 صباحًا`. */
export function formatClock(time: string, tag: string): string {
	return formatTime(at(time), tag, 'UTC');
}

/** `8.30 – 14.00 uur`, `من الساعة 8:30 صباحًا إلى 2:00 بعد الظهر`. */
export function formatClockRange(from: string, till: string, tag: string): string {
	return formatTimeRange(at(from), at(till), tag, 'UTC');
}

/** The same without the word for hour: `8.30 – 14.00`. */
export function shortClockRange(from: string, till: string, tag: string): string {
	return shortTimeRange(at(from), at(till), tag, 'UTC');
}

/** One time without the word for hour: `8.30`. */
export function shortClock(time: string, tag: string): string {
	return shortTime(at(time), tag, 'UTC');
}
