// The year at a glance: what is on which day, and what gets in each other's way. Days are `YYYY-MM-DD`, times `HH:MM`.
import type { MomentKind } from './kinds.ts';
import { dayAfter, monday } from './week-plan.ts';

/** One day of one moment. */
export interface YearEntry {
	momentId: string;
	kind: MomentKind;
	title: string | null;
	/** None: the whole school. */
	groups: readonly { groupId: string; name: string }[];
	day: string;
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

/** `free`: there is no school that day. `together`: the same families or the same class are elsewhere at that time. */
export type Clash =
	| { kind: 'free'; entry: YearEntry; dayOff: YearDayOff }
	| { kind: 'together'; entry: YearEntry; other: YearEntry };

/** What gets in each other's way, in order of day. A half day is no free day. */
export function findClashes(entries: readonly YearEntry[], daysOff: readonly YearDayOff[]): Clash[] {
	const inOrder = [...entries].sort((a, b) => a.day.localeCompare(b.day) || a.from.localeCompare(b.from));
	return inOrder.flatMap((entry, at): Clash[] => {
		const free = daysOff.find(
			({ kind, firstDay, lastDay }) => kind !== 'half_day' && firstDay <= entry.day && entry.day <= lastDay,
		);
		const together = inOrder
			.slice(at + 1)
			.filter((other) => other.day === entry.day && meet(entry, other) && overlap(entry, other));
		return [
			...(free ? [{ kind: 'free' as const, entry, dayOff: free }] : []),
			...together.map((other) => ({ kind: 'together' as const, entry, other })),
		];
	});
}

/** The same group, or one of them is for the whole school. */
function meet({ groups: one }: YearEntry, { groups: other }: YearEntry): boolean {
	if (one.length === 0 || other.length === 0) return true;
	return one.some(({ groupId }) => other.some((same) => same.groupId === groupId));
}

/** What begins when the other ends is fine. */
function overlap(one: YearEntry, other: YearEntry): boolean {
	return one.from < other.till && other.from < one.till;
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
