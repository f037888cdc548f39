import { holidaysOf, type Region } from './holidays.ts';

/** What a period or day off is. `half_day`: children go home at noon; `other`: in the school's own words. */
export const dayOffKinds = [
	'autumn',
	'christmas',
	'spring',
	'may',
	'summer',
	'good_friday',
	'easter',
	'kings_day',
	'ascension',
	'whitsun',
	'study_day',
	'half_day',
	'other',
] as const;
export type DayOffKind = (typeof dayOffKinds)[number];

export interface DayOff {
	kind: DayOffKind;
	/** The school's own words, for kind `other`. */
	name: string | null;
	/** First and last free day, weekends included, `YYYY-MM-DD`. */
	firstDay: string;
	lastDay: string;
}

/**
 * The days off of a school year (`2026-2027`) before the school changed anything: its region's holidays and the public
 * holidays on a school day outside them. In order of time; empty for a year whose holidays are not known.
 */
export function usualDaysOff(schoolYear: string, region: Region): DayOff[] {
	const holidays = holidaysOf(schoolYear, region).map(({ kind, startsOn, endsOn }) => ({
		kind,
		name: null,
		firstDay: startsOn,
		lastDay: endsOn,
	}));
	const summer = holidays.find(({ kind }) => kind === 'summer');
	if (!summer) return [];
	const covered = (day: string) =>
		holidays.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
	const single = publicHolidays(Number(schoolYear.slice(5)))
		.filter(({ firstDay }) => firstDay < summer.firstDay && !covered(firstDay) && !isWeekend(firstDay))
		.map((day) => ({ ...day, name: null }));
	return [...holidays, ...single].sort(byDay);
}

/** Order in a list: by first day, then by last. */
export function byDay(a: DayOff, b: DayOff): number {
	return a.firstDay.localeCompare(b.firstDay) || a.lastDay.localeCompare(b.lastDay);
}

/** Public holidays in the spring of a year on which schools are closed. Ascension takes the Friday along, as schools do. */
function publicHolidays(year: number): { kind: DayOffKind; firstDay: string; lastDay: string }[] {
	const easter = easterSunday(year);
	const after = (days: number) => dayAfter(easter, days);
	const kingsDay = isSunday(`${year}-04-27`) ? `${year}-04-26` : `${year}-04-27`;
	return [
		{ kind: 'easter', firstDay: after(1), lastDay: after(1) },
		{ kind: 'kings_day', firstDay: kingsDay, lastDay: kingsDay },
		{ kind: 'ascension', firstDay: after(39), lastDay: after(40) },
		{ kind: 'whitsun', firstDay: after(50), lastDay: after(50) },
	];
}

/** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): string {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
	const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const days = h + l - 7 * m + 114;
	return new Date(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)).toISOString().slice(0, 10);
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function isSunday(day: string): boolean {
	return new Date(day).getUTCDay() === 0;
}

function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(day).getUTCDay());
}
