// On which days a task has shifts. Runs in the browser too, for what the plan comes to.

export const repeats = ['once', 'weekly', 'school_days', 'period', 'standing'] as const;
export type Repeat = (typeof repeats)[number];

export interface DaysWanted {
	repeat: Repeat;
	/** `YYYY-MM-DD`. */
	firstDay: string;
	/** The last day on which there may be a shift; not looked at for `once`. */
	lastDay: string;
	/** Days without school, first and last. */
	daysOff: readonly { firstDay: string; lastDay: string }[];
}

/** More shifts than a year of school days has are a mistake. */
export const MOST_SHIFTS = 210;

const DAY = 86_400_000;

/**
 * The days of the shifts, in order. `once` is the first day, whatever day it is; `weekly` the same day of every week,
 * without days off; `school_days` every Monday to Friday without days off; `period` has one shift, which begins on the
 * first day; `standing` has none. At most one more than `MOST_SHIFTS`.
 */
export function shiftDays({ repeat, firstDay, lastDay, daysOff }: DaysWanted): string[] {
	if (repeat === 'once' || repeat === 'period') return [firstDay];
	if (repeat === 'standing') return [];
	const isFree = (day: string) => daysOff.some((off) => off.firstDay <= day && day <= off.lastDay);
	const days: string[] = [];
	const step = repeat === 'weekly' ? 7 : 1;
	for (let day = firstDay; day <= lastDay && days.length <= MOST_SHIFTS; day = dayAfter(day, step))
		if (!isFree(day) && (repeat === 'weekly' || !isWeekend(day))) days.push(day);
	return days;
}

/** The first such day of the week (1 is Monday) after a day. */
export function nextWeekday(after: string, weekday: number): string {
	const ahead = (weekday - (new Date(after).getUTCDay() || 7) + 7) % 7;
	return dayAfter(after, ahead === 0 ? 7 : ahead);
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(day).getUTCDay());
}
