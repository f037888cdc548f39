// The plan of one week: which day, from when till when. Days are `YYYY-MM-DD` and times `HH:MM`, by the school's clock;
// the server turns them into instants. Runs in the browser too, for the live preview.
import { kinds, type MomentKind } from './kinds.ts';

/** One slot of a plan. */
export interface PlannedSlot {
	day: string;
	from: string;
	till: string;
}

export type TimeSpan = Pick<PlannedSlot, 'from' | 'till'>;

/** Children go home early on Wednesday in most schools: afternoons are not proposed then. */
const NO_AFTERNOON = 3;
const NOON = '12:00';

/** A day so many days later. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 (Monday) to 7. */
export function weekday(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The Monday of a day's week. */
export function monday(day: string): string {
	return dayAfter(day, 1 - weekday(day));
}

/** Monday to Friday. */
export function schoolWeek(ofMonday: string): string[] {
	return [0, 1, 2, 3, 4].map((days) => dayAfter(ofMonday, days));
}

/** So many minutes later on the same day; never past 23:59. */
export function later(time: string, minutes: number): string {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	const total = Math.min(hour * 60 + minute + minutes, 24 * 60 - 1);
	return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** The times that a kind starts with. */
export function usualTimes(kind: MomentKind): TimeSpan[] {
	const { startTimes, minutes } = kinds[kind].defaults;
	return startTimes.map((from) => ({ from, till: later(from, minutes) }));
}

/** A slot as the value of a form field, and back; undefined for anything else. */
export function slotCode({ day, from, till }: PlannedSlot): string {
	return `${day} ${from} ${till}`;
}

export function readSlotCode(code: string): PlannedSlot | undefined {
	const match = /^(\d{4}-\d{2}-\d{2}) ((?:[01]\d|2[0-3]):[0-5]\d) ((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(code);
	const [, day = '', from = '', till = ''] = match ?? [];
	const date = new Date(`${day}T00:00:00Z`);
	if (!match || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return undefined;
	return { day, from, till };
}

/** Most meetings of a series, and most weeks between two. */
export const MOST_MEETINGS = 12;
export const MOST_WEEKS_BETWEEN = 8;

/**
 * The slots of a series: those of the first week again every so many weeks. A meeting on a free day is a week later, and
 * those after it count from there; what would be after `lastDay` is left out. In order of time.
 */
export function seriesOf(
	slots: readonly PlannedSlot[],
	{ meetings, everyWeeks }: { meetings: number; everyWeeks: number },
	free: FreeDays,
	lastDay: string,
): PlannedSlot[] {
	const all = slots.flatMap((slot) => {
		const days = [slot.day];
		while (days.length < meetings) {
			let day = dayAfter(days.at(-1) ?? slot.day, 7 * everyWeeks);
			while (free.isFree(day) && day <= lastDay) day = dayAfter(day, 7);
			if (day > lastDay) break;
			days.push(day);
		}
		return days.map((day) => ({ ...slot, day }));
	});
	return inOrder(all);
}

/** What is free in a week: no school at all, or children home at noon. */
export interface FreeDays {
	isFree(day: string): boolean;
	isHalf(day: string): boolean;
}

/** Days that a plan leaves for inviting and answering. */
export const DAYS_TO_INVITE = 4;

/**
 * The first week from `today` that leaves time to invite and has at least three school days, before
 * `lastDay`; undefined when the school year has none left.
 */
export function nextSensibleWeek(today: string, free: FreeDays, lastDay: string): string | undefined {
	const start = dayAfter(today, DAYS_TO_INVITE);
	let week = monday(start) === start ? start : dayAfter(monday(start), 7);
	for (; week <= lastDay; week = dayAfter(week, 7))
		if (schoolWeek(week).filter((day) => !free.isFree(day)).length >= 3) return week;
	return undefined;
}

/**
 * The slots to start with in a week: as many as give `needed` places, filled the way of the kind, none on free days or
 * on afternoons when children are home. The rest of the grid stays for the teacher to add.
 */
export function proposeSlots(
	kind: MomentKind,
	week: string,
	{ needed, places, free }: { needed: number; places: number; free: FreeDays },
): PlannedSlot[] {
	const { weekdays, fill } = kinds[kind].defaults;
	const days = schoolWeek(week).filter((day) => weekdays.includes(weekday(day)) && !free.isFree(day));
	const times = usualTimes(kind);
	const cells =
		fill === 'times'
			? times.flatMap((time) => days.map((day) => ({ day, ...time })))
			: days.flatMap((day) => times.map((time) => ({ day, ...time })));
	const possible = cells.filter(({ day, from }) => from < NOON || !isHomeAtNoon(kind, day, free));
	const enough = fill === 'once' ? 1 : Math.max(1, Math.ceil(needed / places));
	return inOrder(possible.slice(0, enough));
}

/** Talks are after school; a class that went home is not there to be seen. */
function isHomeAtNoon(kind: MomentKind, day: string, free: FreeDays): boolean {
	const duringSchool = kind === 'look' || kind === 'tour';
	return duringSchool && (weekday(day) === NO_AFTERNOON || free.isHalf(day));
}

/** The same weekdays and times in another week, without free days. */
export function sameInWeek(slots: readonly PlannedSlot[], week: string, free: FreeDays): PlannedSlot[] {
	const moved = slots.map((slot) => ({ ...slot, day: dayAfter(week, weekday(slot.day) - 1) }));
	const seen = new Set<string>();
	return inOrder(
		moved.filter((slot) => {
			const code = slotCode(slot);
			const isNew = !seen.has(code);
			seen.add(code);
			return isNew && !free.isFree(slot.day);
		}),
	);
}

/** What can't be in the days of signing up. */
export type OpeningProblem =
	/** The last day to sign up is after the first time. */
	| 'closes_after_start'
	/** It opens, or opens for all, when it is closed already. */
	| 'opens_too_late'
	/** It is for some first until a day on which it is not open yet. */
	| 'first_before_open';

/** Whether the days of signing up make sense beside each other and the slots. */
export function problemOfOpening(plan: {
	slots: readonly PlannedSlot[];
	opensOn: string | null;
	firstUntil: string | null;
	closesOn: string | null;
}): OpeningProblem | undefined {
	const { opensOn, firstUntil, closesOn } = plan;
	const days = plan.slots.map(({ day }) => day).sort();
	const first = days[0];
	const last = days.at(-1);
	if (!first || !last) return undefined;
	if (closesOn && closesOn > first) return 'closes_after_start';
	if (firstUntil && opensOn && firstUntil < opensOn) return 'first_before_open';
	const end = closesOn ?? last;
	return (opensOn && opensOn > end) || (firstUntil && firstUntil >= end) ? 'opens_too_late' : undefined;
}

/** In order of time. */
export function inOrder(slots: readonly PlannedSlot[]): PlannedSlot[] {
	return [...slots].sort((a, b) => slotCode(a).localeCompare(slotCode(b)));
}

export interface PlanTotals {
	/** Places in all slots together. */
	places: number;
	/** How many it takes for everyone to come once: children where adults have chairs, families where families come. */
	needed: number;
	fits: 'exactly' | 'enough' | 'short';
	/** Places over, or short. */
	difference: number;
}

/** Whether there are places for all. */
export function planTotals(
	kind: MomentKind,
	slots: number,
	placesPerSlot: number,
	{ children, families }: { children: number; families: number },
): PlanTotals {
	const places = slots * placesPerSlot;
	const needed = kinds[kind].comeFor === 'child' ? children : families;
	const difference = Math.abs(places - needed);
	return {
		places,
		needed,
		fits: places === needed ? 'exactly' : places > needed ? 'enough' : 'short',
		difference,
	};
}

/** What is wrong with the slots of a plan, if anything. */
export type SlotsProblem = 'no_slots' | 'too_many_slots' | 'ends_before_start' | 'same_slot';

const MOST_SLOTS = 100;

export function problemOfSlots(slots: readonly PlannedSlot[]): SlotsProblem | undefined {
	if (slots.length === 0) return 'no_slots';
	if (slots.length > MOST_SLOTS) return 'too_many_slots';
	if (slots.some(({ from, till }) => till <= from)) return 'ends_before_start';
	if (new Set(slots.map(({ day, from }) => `${day} ${from}`)).size < slots.length) return 'same_slot';
	return undefined;
}
