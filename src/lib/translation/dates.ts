import { intlTagOf } from './intl-tag.ts';

/**
 * Days and times as each language writes them. Always the Gregorian calendar and Latin digits, whatever a language's
 * default is: the school's own papers have those. `when` is an instant (Date), shown in the school's time zone, or a
 * calendar day `YYYY-MM-DD`, for which the time zone does not matter.
 */
export type When = Date | string;

/** Languages that Intl does not know are written in the pattern of the one that they borrow their dates from. */
function patternOf(tag: string): string {
	const borrowed = intlTagOf(tag);
	return borrowed === 'nl' || borrowed === 'ar' ? borrowed : tag;
}

const gregorian = { calendar: 'gregory', numberingSystem: 'latn' } as const;
const kept = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using one does. */
function formatter(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const { weekday, day, month, year, hour, minute, hourCycle } = options;
	const key = [tag, timeZone, weekday, day, month, year, hour, minute, hourCycle].join(' ');
	let found = kept.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(intlTagOf(tag), { ...gregorian, ...options, timeZone });
		kept.set(key, found);
	}
	return found;
}

type Parts = Intl.DateTimeFormatPart[];
/** When three hundred parents choose a time in one minute, the same few days are put into words again and again. */
const keptParts = new WeakMap<Intl.DateTimeFormat, Map<number, Parts>>();
const MOST_KEPT = 200;

function formatParts(format: Intl.DateTimeFormat, at: Date): Parts {
	let known = keptParts.get(format);
	if (!known) keptParts.set(format, (known = new Map()));
	let parts = known.get(at.getTime());
	if (!parts) {
		if (known.size >= MOST_KEPT) known.clear();
		parts = format.formatToParts(at);
		known.set(at.getTime(), parts);
	}
	return parts;
}

function partsOf(when: When, tag: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
	const plain = typeof when === 'string';
	const at = plain ? new Date(`${when}T12:00:00Z`) : when;
	const parts = formatParts(formatter(tag, plain ? 'UTC' : timeZone, options), at);
	// the apostrophe that keyboards and fonts have, as in all Ukrainian texts
	return (type: Intl.DateTimeFormatPartTypes) =>
		(parts.find((part) => part.type === type)?.value ?? '').replace('\u02bc', '’');
}

/** How our six languages put weekday, day, month and year together; every other language is left to `Intl`. */
interface DayPattern {
	day(weekday: string, date: string): string;
	year(date: string, year: string): string;
}
const plainDay: DayPattern = { day: (w, d) => `${w} ${d}`, year: (d, y) => `${d} ${y}` };
const dayPatterns: Record<string, DayPattern> = {
	nl: plainDay,
	en: plainDay,
	ar: plainDay,
	tr: { day: (w, d) => `${d} ${w}`, year: plainDay.year },
	pl: { day: (w, d) => `${w}, ${d}`, year: (d, y) => `${d} ${y} r.` },
	uk: { day: (w, d) => `${w}, ${d}`, year: (d, y) => `${d} ${y} року` },
};

/** The day written out: `dinsdag 6 oktober`. The year only where it is asked for; the weekday unless it is not wanted. */
export function formatDay(
	when: When,
	tag: string,
	timeZone: string,
	{ year = false, weekday = true }: { year?: boolean; weekday?: boolean } = {},
): string {
	const pattern = dayPatterns[patternOf(tag)];
	const wanted = { day: 'numeric', month: 'long', year: year ? 'numeric' : undefined } as const;
	if (!pattern) {
		const plain = typeof when === 'string';
		const options = weekday ? { weekday: 'long' as const, ...wanted } : wanted;
		return formatter(tag, plain ? 'UTC' : timeZone, options).format(
			plain ? new Date(`${when}T12:00:00Z`) : when,
		);
	}
	const part = partsOf(when, tag, timeZone, { weekday: 'long', ...wanted });
	const date = `${part('day')} ${part('month')}`;
	const dated = year ? pattern.year(date, part('year')) : date;
	if (!weekday) return dated;
	// the weekday of a Turkish date stands last, after the year
	return pattern.day(part('weekday'), dated);
}

/** Short words for a leaf of a calendar: `{ weekday: 'vr', day: '9', month: 'okt' }`. Never alone: the whole date stands beside it. */
export function dateLeaf(
	when: When,
	tag: string,
	timeZone: string,
): { weekday: string; day: string; month: string } {
	const part = partsOf(when, tag, timeZone, { weekday: 'short', day: 'numeric', month: 'short' });
	const bare = (text: string) => text.replace(/\.$/, '');
	return { weekday: bare(part('weekday')), day: part('day'), month: bare(part('month')) };
}

/** The parts of a day written out, for sentences that put them in their own order. */
export function dayParts(
	when: When,
	tag: string,
	timeZone: string,
): { weekday: string; day: string; month: string } {
	const part = partsOf(when, tag, timeZone, { weekday: 'long', day: 'numeric', month: 'long' });
	return { weekday: part('weekday'), day: part('day'), month: part('month') };
}

/** A month as a heading: `oktober 2026`. */
export function formatMonth(when: When, tag: string, timeZone: string): string {
	const part = partsOf(when, tag, timeZone, { month: 'long', year: 'numeric' });
	return `${part('month')} ${part('year')}`;
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function calendarDay(at: Date, timeZone: string): string {
	const part = partsOf(at, 'en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Whole days from `now` to `when`: 0 is today, 1 tomorrow, -1 yesterday. */
export function daysAway(when: When, now: Date, timeZone: string): number {
	const day = typeof when === 'string' ? when : calendarDay(when, timeZone);
	return Math.round((Date.parse(day) - Date.parse(calendarDay(now, timeZone))) / 86_400_000);
}

/** `vandaag`, `morgen` or `gisteren`; undefined for every other day, where the date itself is clearer. */
export function relativeDay(when: When, now: Date, tag: string, timeZone: string): string | undefined {
	const away = daysAway(when, now, timeZone);
	return Math.abs(away) > 1 ? undefined : relative(tag, away, 'day');
}

/** How long ago, in one unit: `5 minuten geleden`, `gisteren`, `3 weken geleden`. An instant to come counts as now. */
export function formatAgo(at: Date, now: Date, tag: string, timeZone: string): string {
	const days = -daysAway(at, now, timeZone);
	const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000));
	if (minutes < 60) return relative(tag, -minutes, minutes === 0 ? 'second' : 'minute');
	if (days < 1) return relative(tag, -Math.floor(minutes / 60), 'hour');
	if (days < 14) return relative(tag, -days, 'day');
	if (days < 60) return relative(tag, -Math.floor(days / 7), 'week');
	return relative(tag, -Math.floor(days / 30), 'month');
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month';

function relative(tag: string, count: number, unit: Unit): string {
	if (tag === 'ckb') return sorani.relative(count, unit);
	return new Intl.RelativeTimeFormat(`${intlTagOf(tag)}-u-nu-latn`, { numeric: 'auto' }).format(count, unit);
}

/** Sorani has day and month names in CLDR, but its lists and lengths of time come out in English. */
const sorani = {
	units: { second: 'چرکە', minute: 'خولەک', hour: 'کاتژمێر', day: 'ڕۆژ', week: 'هەفتە', month: 'مانگ' },
	relative(count: number, unit: Unit): string {
		if (unit === 'second') return 'ئێستا';
		if (unit === 'day' && count === 0) return 'ئەمڕۆ';
		if (unit === 'day' && count === 1) return 'سبەینێ';
		if (unit === 'day' && count === -1) return 'دوێنێ';
		return `${Math.abs(count)} ${sorani.units[unit]} ${count < 0 ? 'لەمەوبەر' : 'ی تر'}`;
	},
	list(items: readonly string[]): string {
		const last = items.at(-1) ?? '';
		return items.length < 2 ? last : `${items.slice(0, -1).join('، ')} و ${last}`;
	},
};

/** Hour and minute of an instant in a time zone. */
function clock(at: Date, timeZone: string): { hour: number; minute: string } {
	const part = partsOf(at, 'en', timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	return { hour: Number(part('hour')), minute: part('minute') };
}

/** Isolates a time from a Latin name beside it, which would otherwise pull it to the wrong side in a line from right to left. */
function isolated(time: string): string {
	return `\u2066${time}\u2069`;
}

/** Arabic tells the time on twelve hours with the part of the day. */
function arabicPeriod(hour: number): string {
	if (hour < 12) return 'صباحًا';
	if (hour < 13) return 'ظهرًا';
	return hour < 18 ? 'بعد الظهر' : 'مساءً';
}

function bareTime(at: Date, tag: string, timeZone: string): string {
	const { hour, minute } = clock(at, timeZone);
	if (isArabic(tag)) return isolated(`${hour % 12 || 12}:${minute}`);
	const separator = ['nl', 'tr', 'id'].includes(patternOf(tag)) ? '.' : ':';
	const time = `${hour}${separator}${minute}`;
	return ['fa', 'fa-AF', 'ps', 'ckb', 'ur'].includes(tag) ? isolated(time) : time;
}

function isArabic(tag: string): boolean {
	return patternOf(tag) === 'ar';
}

/** A time without the word for hour, for tight places: `8.30`, Arabic `8:30 صباحًا`. */
export function shortTime(at: Date, tag: string, timeZone: string): string {
	const time = bareTime(at, tag, timeZone);
	return isArabic(tag) ? `${time} ${arabicPeriod(clock(at, timeZone).hour)}` : time;
}

/** A time as it stands alone or after a date: `8.30 uur`, `8:30`, `godz. 8:30`, `الساعة 8:30 صباحًا`. */
export function formatTime(at: Date, tag: string, timeZone: string): string {
	return timeWord(tag, shortTime(at, tag, timeZone));
}

function timeWord(tag: string, time: string): string {
	if (patternOf(tag) === 'nl') return `${time} uur`;
	if (tag === 'pl') return `godz. ${time}`;
	return isArabic(tag) ? `الساعة ${time}` : time;
}

/** From one time to another: `8.30 – 9.00 uur`, `8:30–9:00`, `من الساعة 8:30 إلى 9:00 صباحًا`. */
export function formatTimeRange(from: Date, to: Date, tag: string, timeZone: string): string {
	if (!isArabic(tag)) return timeWord(tag, shortTimeRange(from, to, tag, timeZone));
	const [fromPeriod, toPeriod] = [from, to].map((at) => arabicPeriod(clock(at, timeZone).hour));
	const start = fromPeriod === toPeriod ? bareTime(from, tag, timeZone) : shortTime(from, tag, timeZone);
	return `من الساعة ${start} إلى ${shortTime(to, tag, timeZone)}`;
}

/** The same without the word for hour: `8.30 – 9.00`. */
export function shortTimeRange(from: Date, to: Date, tag: string, timeZone: string): string {
	const [fromPeriod, toPeriod] = [from, to].map((at) => arabicPeriod(clock(at, timeZone).hour));
	const start =
		isArabic(tag) && fromPeriod === toPeriod ? bareTime(from, tag, timeZone) : shortTime(from, tag, timeZone);
	// Polish and Ukrainian set the dash of a range without spaces
	return [start, shortTime(to, tag, timeZone)].join(['pl', 'uk'].includes(tag) ? '–' : ' – ');
}

/** A length of time in words: `30 minuten`, `1 uur en 30 minuten`. */
export function formatDuration(minutes: number, tag: string): string {
	const worded = (count: number, unit: 'hour' | 'minute') =>
		tag === 'ckb'
			? `${count} ${sorani.units[unit]}`
			: new Intl.NumberFormat(intlTagOf(tag), {
					numberingSystem: 'latn',
					style: 'unit',
					unit,
					unitDisplay: 'long',
				}).format(count);
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	const parts = [hours > 0 && worded(hours, 'hour'), (rest > 0 || hours === 0) && worded(rest, 'minute')];
	return formatList(
		parts.filter((part) => part !== false),
		tag,
	);
}

/** A list as the language joins it: `maandag, dinsdag en donderdag`. */
export function formatList(items: readonly string[], tag: string): string {
	if (items.length < 2) return items[0] ?? '';
	if (tag === 'ckb') return sorani.list(items);
	return new Intl.ListFormat(intlTagOf(tag), { type: 'conjunction' }).format(items);
}

/** A number with Latin digits and the language's own separators. */
export function formatNumber(value: number, tag: string): string {
	return new Intl.NumberFormat(intlTagOf(tag), { numberingSystem: 'latn' }).format(value);
}

/** How large a file is: `850 kB`, `1,2 MB`. */
export function formatBytes(bytes: number, tag: string): string {
	const isLarge = bytes >= 1_000_000;
	return new Intl.NumberFormat(intlTagOf(tag), {
		numberingSystem: 'latn',
		style: 'unit',
		unit: isLarge ? 'megabyte' : 'kilobyte',
		maximumFractionDigits: isLarge ? 1 : 0,
	}).format(Math.max(1, bytes / (isLarge ? 1_000_000 : 1000)));
}

/** The name of a weekday, 1 (Monday) to 7: `maandag`, short `ma`. */
export function weekdayName(weekday: number, tag: string, width: 'long' | 'short' = 'long'): string {
	// 1 January 2024 was a Monday
	const part = partsOf(`2024-01-0${weekday}`, tag, 'UTC', { weekday: width });
	const name = part('weekday').replace(/\.$/, '');
	// Arabic has no short names; in the boxes of a week its article is left out
	return width === 'short' && isArabic(tag) ? name.replace(/^ال/, '') : name;
}

/** Weekdays of a week as a list inside a sentence: `maandag, dinsdag en donderdag`. */
export function formatWeekdays(weekdays: readonly number[], tag: string): string {
	const names = weekdays.map((weekday) => weekdayName(weekday, tag));
	// Turkish writes a weekday small unless it belongs to a date
	const inSentence = tag === 'tr' ? names.map((name) => name.toLocaleLowerCase('tr')) : names;
	return formatList(inSentence, tag);
}

/** The weekday after a word for "from" or "to", for the languages whose words change there. Monday first. */
const genitives: Record<string, readonly string[]> = {
	pl: ['poniedziałku', 'wtorku', 'środy', 'czwartku', 'piątku', 'soboty', 'niedzieli'],
	uk: ['понеділка', 'вівторка', 'середи', 'четверга', 'п’ятниці', 'суботи', 'неділі'],
};

/** A weekday as it stands after "from" and "to": Polish `poniedziałku`; in most languages its plain name. */
export function weekdayInRange(when: When, tag: string, timeZone: string): string {
	const forms = genitives[tag];
	if (!forms) return dayParts(when, tag, timeZone).weekday;
	const day = typeof when === 'string' ? when : calendarDay(when, timeZone);
	return forms[(new Date(day).getUTCDay() + 6) % 7] ?? '';
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** Which greeting fits: morning from 5:00, afternoon from 12:00, evening from 18:00 and through the night. */
export function partOfDay(now: Date, timeZone: string): PartOfDay {
	const { hour } = clock(now, timeZone);
	if (hour < 5 || hour >= 18) return 'evening';
	return hour < 12 ? 'morning' : 'afternoon';
}
