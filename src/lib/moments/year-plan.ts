// The year at a glance: what is on which day. Days are `YYYY-MM-DD`, times `HH:MM`.
import type { Busy } from './clashes.ts';
import type { MomentKind } from './kinds.ts';
import { dayAfter, monday } from './week-plan.ts';

/** One day of one moment. */
export interface YearEntry extends Busy {
	kind: MomentKind;
	title: string | null;
	/** First start and last end of that day. */
	from: string;
	till: string;
	slots: number;
	places: number;
	taken: number;
	draft: boolean;
}

export interface YearDayOff {
	kind: string;
	firstDay: string;
	lastDay: string;
}

/** `2026-10` of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The months of a school year, from its first day to its last. */
export function monthsOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string[] {
	const months: string[] = [];
	for (let month = monthOf(startsOn); month <= monthOf(endsOn); month = monthAfter(month)) months.push(month);
	return months;
}

function monthAfter(month: string): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** The weeks of a month, Monday to Sunday each, with the days of its neighbours that fill them. */
export function weeksOf(month: string): string[][] {
	const weeks: string[][] = [];
	for (let first = monday(`${month}-01`); monthOf(first) <= month; first = dayAfter(first, 7))
		weeks.push([0, 1, 2, 3, 4, 5, 6].map((days) => dayAfter(first, days)));
	return weeks;
}
