/** Leave and sick reports: what the law and the school's times say. Pure; days are `YYYY-MM-DD`, times local `HH:MM`. */

/**
 * Why a child may be away, by the law (Leerplichtwet 1969, articles 11 and 13): `duty` follows from religion or
 * conviction, `important` is a wedding, a funeral and the like, `work_holiday` a holiday that the parents' work allows at
 * no other time. Which feast, or whose wedding, is never asked.
 */
export const leaveGrounds = ['duty', 'important', 'work_holiday'] as const;
export type LeaveGround = (typeof leaveGrounds)[number];

export const leaveAnswers = ['allowed', 'refused', 'officer'] as const;
export type LeaveAnswer = (typeof leaveAnswers)[number];

/** School days that a holiday for the parents' work may take, once a year (article 13a). */
export const WORK_HOLIDAY_DAYS = 10;
/** The longest time that can be asked for at once, in days of the calendar. */
export const LONGEST_LEAVE = 60;

/** A span of days on which children are free. */
export interface FreeSpan {
	kind: string;
	firstDay: string;
	lastDay: string;
}

/** What is wrong with the days asked for; undefined when they can be asked. */
export type LeaveProblem =
	| 'backwards'
	/** Before today: the school is called about that. */
	| 'past'
	| 'too_long'
	| 'outside_year'
	/** Weekend and holidays only: nothing to ask. */
	| 'no_school'
	/** A holiday for work: not in the first two weeks of the school year, ten days at most. */
	| 'first_weeks'
	| 'over_ten';

export interface LeaveAsked {
	ground: LeaveGround;
	firstDay: string;
	lastDay: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const at = (day: string) => new Date(`${day}T00:00:00Z`).getTime();
const dayAfter = (day: string, days: number) => new Date(at(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The days from the first to the last on which there is school: Monday to Friday, without what is free. */
export function schoolDays(firstDay: string, lastDay: string, free: readonly FreeSpan[]): string[] {
	const days = Math.round((at(lastDay) - at(firstDay)) / DAY_MS) + 1;
	return Array.from({ length: Math.max(0, Math.min(days, 400)) }, (_, index) =>
		dayAfter(firstDay, index),
	).filter((day) => isSchoolDay(day, free));
}

/** True on a weekday that is not free; an afternoon off is still a school day. */
export function isSchoolDay(day: string, free: readonly FreeSpan[]): boolean {
	const weekday = new Date(at(day)).getUTCDay();
	if (weekday === 0 || weekday === 6) return false;
	return !free.some(
		({ kind, firstDay, lastDay }) => kind !== 'half_day' && firstDay <= day && day <= lastDay,
	);
}

/** What keeps these days from being asked for. */
export function leaveProblem(
	{ ground, firstDay, lastDay }: LeaveAsked,
	{
		today,
		year,
		free,
	}: { today: string; year: { startsOn: string; endsOn: string }; free: readonly FreeSpan[] },
): LeaveProblem | undefined {
	if (lastDay < firstDay) return 'backwards';
	if (firstDay < today) return 'past';
	if (firstDay < year.startsOn || lastDay > year.endsOn) return 'outside_year';
	if (at(lastDay) - at(firstDay) > LONGEST_LEAVE * DAY_MS) return 'too_long';
	const days = schoolDays(firstDay, lastDay, free);
	if (days.length === 0) return 'no_school';
	if (ground !== 'work_holiday') return undefined;
	if (days.length > WORK_HOLIDAY_DAYS) return 'over_ten';
	const [first = ''] = days;
	return first <= (endOfFirstWeeks(year.startsOn, free) ?? '') ? 'first_weeks' : undefined;
}

/** The last day of the first two weeks of school; undefined when the summer before this year is not known. */
export function endOfFirstWeeks(startsOn: string, free: readonly FreeSpan[]): string | undefined {
	const summer = free.find(({ firstDay, lastDay }) => firstDay <= startsOn && startsOn <= lastDay);
	if (!summer) return undefined;
	const [first] = schoolDays(startsOn, dayAfter(startsOn, 60), free);
	return first && dayAfter(first, 13);
}

/**
 * True when the head may not decide alone: for important reasons the head gives so many school days a year, what comes on
 * top is for the attendance officer. `before`: school days of this ground that were allowed this year.
 */
export function isForOfficer(ground: LeaveGround, days: number, before: number, headDays: number): boolean {
	return ground === 'important' && before + days > headDays;
}

/** True when it is asked later than the school likes: so many days before a duty, so many weeks before the rest. */
export function isLate(
	{ ground, firstDay }: LeaveAsked,
	askedOn: string,
	{ weeksBefore, religiousDaysBefore }: { weeksBefore: number; religiousDaysBefore: number },
): boolean {
	const notice = ground === 'duty' ? religiousDaysBefore : weeksBefore * 7;
	return at(firstDay) - at(askedOn) < notice * DAY_MS;
}

/** Where a sick report of today stands for the parent who made it. */
export type SickState =
	/** The school has seen it. */
	| 'seen'
	/** On its way; the school looks at it before its time. */
	| 'sent'
	/** The school's time has passed and it was not seen: call. */
	| 'call';

/** `now` is the local time of day. */
export function sickState(report: { seenAt: Date | null }, now: string, seenBy: string): SickState {
	if (report.seenAt) return 'seen';
	return now < seenBy ? 'sent' : 'call';
}
