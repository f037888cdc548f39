// What gets in each other's way: one rule for the year plan and for who is planning. Days are `YYYY-MM-DD`, times `HH:MM`.
import { fold } from '#lib/platform/fold.ts';
import type { TimeSpan } from './week-plan.ts';

/** What a moment takes up on one day. */
export interface Busy {
	momentId: string;
	day: string;
	times: readonly TimeSpan[];
	/** None: the whole school. */
	groups: readonly { groupId: string; name: string }[];
	/** In the school's words; null: the classroom of its group, or nothing in particular. */
	place: string | null;
	/** Who teaches its groups on that day of the week. */
	teachers: readonly { staffId: string; name: string }[];
}

/** Why two can't be at the same time: the same families, one teacher for both, or one room for both. */
export type Because = { why: 'group' } | { why: 'teacher'; name: string } | { why: 'place'; place: string };

interface DayOff {
	kind: string;
	firstDay: string;
	lastDay: string;
}

/** `free`: there is no school that day. `together`: what it needs is elsewhere at that time. */
export type Clash<Entry extends Busy> =
	| { kind: 'free'; entry: Entry; dayOff: DayOff }
	| { kind: 'together'; entry: Entry; other: Entry; because: Because };

/** What gets in each other's way, in order of day. A half day is no free day. */
export function findClashes<Entry extends Busy>(
	entries: readonly Entry[],
	daysOff: readonly DayOff[],
): Clash<Entry>[] {
	const inOrder = [...entries].sort(
		(a, b) => a.day.localeCompare(b.day) || startOf(a).localeCompare(startOf(b)),
	);
	const byDay = Map.groupBy(inOrder, ({ day }) => day);
	return [...byDay.values()].flatMap((ofDay) =>
		ofDay.flatMap((entry, at): Clash<Entry>[] => {
			const free = freeOn(entry.day, daysOff);
			return [
				...(free ? [{ kind: 'free' as const, entry, dayOff: free }] : []),
				...ofDay.slice(at + 1).flatMap((other) => {
					const because = whyTogether(entry, other);
					return because ? [{ kind: 'together' as const, entry, other, because }] : [];
				}),
			];
		}),
	);
}

/** The day off that a day falls in, if it has no school at all. */
export function freeOn<Off extends DayOff>(day: string, daysOff: readonly Off[]): Off | undefined {
	return daysOff.find(
		({ kind, firstDay, lastDay }) => kind !== 'half_day' && firstDay <= day && day <= lastDay,
	);
}

/** Why these two can't be; undefined where they can. What begins when the other ends is fine, and so is a break between. */
export function whyTogether(one: Busy, other: Busy): Because | undefined {
	if (one.day !== other.day || overlapping(one, other).length === 0) return undefined;
	if (forTheSame(one, other)) return { why: 'group' };
	const teacher = one.teachers.find(({ staffId }) => other.teachers.some((two) => two.staffId === staffId));
	if (teacher) return { why: 'teacher', name: teacher.name };
	const room = roomOf(one);
	return room && room === roomOf(other) ? { why: 'place', place: one.place?.trim() ?? '' } : undefined;
}

/** The times of the other during which there is something of the one, too. */
export function overlapping(one: Pick<Busy, 'times'>, other: Pick<Busy, 'times'>): TimeSpan[] {
	return other.times.filter((span) =>
		one.times.some(({ from, till }) => from < span.till && span.from < till),
	);
}

const startOf = ({ times }: Busy): string => times.map(({ from }) => from).sort()[0] ?? '';

/** The same group, or one of them is for the whole school. */
function forTheSame({ groups: one }: Busy, { groups: other }: Busy): boolean {
	if (one.length === 0 || other.length === 0) return true;
	return one.some(({ groupId }) => other.some((same) => same.groupId === groupId));
}

/** "De Aula" and "aula" are one room. */
function roomOf({ place }: Busy): string {
	return fold(place ?? '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.replace(/^(?:(?:in|op|bij) )?(?:(?:de|het|the) )?/, '');
}
