import { formatDay, formatTime, shortTime, weekdayName } from '../dates.ts';
import { intlTagOf } from '../intl-tag.ts';
import { directionOf } from '../languages.ts';

/**
 * A text as a translation provider gets it: words to translate, and numbers that stand for what it may not see or touch
 * (`kept[number]`). An answer has the same numbers, in its own order.
 */
export type Marked = (string | number)[];

/** What a mark stands for, as it is written in the language of the reader. */
export interface Protected {
	marked: Marked;
	kept: string[];
}

export interface ProtectOptions {
	from: string;
	to: string;
	/** Names of people, groups and the school: they never leave, and are never translated. */
	names: readonly string[];
	/** `YYYY-MM-DD`: a weekday with a date is of the year around this day. */
	today: string;
	/** Small whole numbers too. A provider sees them, because words around them depend on them, unless it changed one. */
	everyNumber?: boolean;
}

interface Found {
	at: number;
	length: number;
	shown: string;
}

type Finder = (text: string, options: ProtectOptions) => Found[];

/**
 * Takes out of a text what a machine may not change: links, addresses, names, dates, times, amounts and long numbers.
 * Days and times come back as the language of the reader writes them; the others come back as they are.
 */
export function protect(text: string, options: ProtectOptions): Protected {
	const taken: Found[] = [];
	for (const find of finders)
		for (const found of find(text, options))
			if (!taken.some(({ at, length }) => found.at < at + length && at < found.at + found.length))
				taken.push(found);
	taken.sort((a, b) => a.at - b.at);
	const marked: Marked = [];
	const kept: string[] = [];
	let from = 0;
	for (const { at, length, shown } of taken) {
		if (at > from) marked.push(text.slice(from, at));
		marked.push(kept.push(shown) - 1);
		from = at + length;
	}
	if (from < text.length) marked.push(text.slice(from));
	return { marked, kept };
}

/** Whether there is anything to translate: a text of names and dates alone is the same in every language. */
export function hasWords({ marked }: Protected): boolean {
	return marked.some((piece) => typeof piece === 'string' && /\p{L}/u.test(piece));
}

/**
 * Puts back what `protect` took out. Null when the answer lost a mark, doubled one, or changed a number that it saw: then
 * it can't be trusted.
 */
export function restore(answer: Marked, { marked, kept }: Protected): string | null {
	const marks = answer.filter((piece) => typeof piece === 'number');
	if (marks.length !== kept.length || new Set(marks).size !== kept.length) return null;
	if (marks.some((mark) => kept[mark] === undefined)) return null;
	if (numbersIn(answer) !== numbersIn(marked)) return null;
	return answer.map((piece) => (typeof piece === 'number' ? kept[piece] : piece)).join('');
}

function numbersIn(text: Marked): string {
	const words = text.filter((piece) => typeof piece === 'string').join(' ');
	return (latinDigits(words).match(/\d+/g) ?? []).sort().join(' ');
}

/** Arabic-Indic and Persian digits as Latin ones. */
function latinDigits(text: string): string {
	return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** What is written from left to right stays together in a text that runs the other way. */
function apart(text: string, to: string): string {
	return directionOf(to) === 'rtl' ? `\u2068${text}\u2069` : text;
}

function matching(pattern: RegExp): Finder {
	return (text, { to }) =>
		[...text.matchAll(pattern)].map(({ 0: found, index }) => ({
			at: index,
			length: found.length,
			shown: apart(found, to),
		}));
}

const links = matching(/\b(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)]/giu);
const addresses = matching(/[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu);
const amounts = matching(/(?:€|EUR)\s?\d[\d.,]*\d|(?:€|EUR)\s?\d|\d[\d.,]*\s?(?:€|euro\b|EUR\b)/giu);
const telephones = matching(/\+?\(?\d[\d ()/-]{6,}\d/gu);
const longNumbers = matching(/\d+(?:[.,:]\d+)+|\d{3,}/gu);

const allNumbers: Finder = (text, options) => (options.everyNumber ? matching(/\d+/gu)(text, options) : []);

const names: Finder = (text, { names, to }) =>
	[...new Set(names)]
		.filter((name) => name.trim().length > 1)
		.sort((a, b) => b.length - a.length)
		.flatMap((name) => {
			const escaped = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
			// not inside a longer word; a Dutch genitive ("Aya's") keeps its name
			const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
			return matching(pattern)(text, { names: [], from: '', to, today: '' });
		});

/** 14:30, and in Dutch 14.30 uur and 9 uur, which a point alone would not tell from an amount. */
const times: Finder = (text, { from, to }) => {
	const pattern =
		from === 'nl'
			? /\b(\d{1,2})(?:[.:](\d{2}))?( uur)\b|\b(\d{1,2}):(\d{2})\b/giu
			: /\b(\d{1,2}):(\d{2})()\b/giu;
	return [...text.matchAll(pattern)].flatMap((match) => {
		const hour = Number(match[1] ?? match[4]);
		const minute = Number(match[2] ?? match[5] ?? 0);
		if (hour > 23 || minute > 59) return [];
		const at = new Date(Date.UTC(2000, 0, 1, hour, minute));
		const shown = match[3] ? formatTime(at, to, 'UTC') : shortTime(at, to, 'UTC');
		return [{ at: match.index, length: match[0].length, shown }];
	});
};

const dates: Finder = (text, options) => [...wordedDates(text, options), ...numericDates(text, options)];

function wordedDates(text: string, { from, to, today }: ProtectOptions): Found[] {
	const months = monthNames(from);
	const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => weekdayName(day, from).toLowerCase());
	const pattern = new RegExp(
		`(?:(?<weekday>${weekdays.join('|')}),? (?:de )?)?(?<![\\d])(?<day>\\d{1,2})(?:st|nd|rd|th|\\.|e)? (?<month>${months.join('|')})(?![\\p{L}])(?:,? (?<year>20\\d\\d)(?!\\d))?`,
		'giu',
	);
	return [...text.matchAll(pattern)].flatMap((match) => {
		const { weekday, day = '', month = '', year } = match.groups ?? {};
		const number = months.indexOf(month.toLowerCase()) + 1;
		const ownWeekday = weekday ? weekdays.indexOf(weekday.toLowerCase()) + 1 : undefined;
		const date = dayThatFits({ day: Number(day), month: number, year, weekday: ownWeekday, today });
		if (!date) return [];
		// a weekday that does not belong to its date is left to be read as it stands
		const whole = date.fits || !weekday;
		const at = whole ? match.index : match.index + match[0].indexOf(day, weekday?.length);
		const words = formatDay(date.iso, to, 'UTC', { year: year !== undefined, weekday: !!weekday && whole });
		const length = match.index + match[0].length - at;
		return [{ at, length, shown: beginsLike(match[0], words, to) }];
	});
}

/** 6-10-2026 and 6/10/2026: the day first, as everywhere in Europe. */
function numericDates(text: string, { to, today }: ProtectOptions): Found[] {
	return [...text.matchAll(/(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(20\d\d)(?!\d)/g)].flatMap((match) => {
		const [found, day, , month, year] = match;
		const date = dayThatFits({ day: Number(day), month: Number(month), year, today });
		if (!date) return [];
		const shown = formatDay(date.iso, to, 'UTC', { year: true, weekday: false });
		return [{ at: match.index, length: found.length, shown }];
	});
}

interface WrittenDay {
	day: number;
	month: number;
	year?: string | undefined;
	weekday?: number | undefined;
	today: string;
}

/** The calendar day that was meant; without a year, the one of this year or the years beside it that has the weekday. */
function dayThatFits({
	day,
	month,
	year,
	weekday,
	today,
}: WrittenDay): { iso: string; fits: boolean } | null {
	const now = Number(today.slice(0, 4));
	const years = year ? [Number(year)] : [now, now + 1, now - 1];
	const days = years
		.map((y) => new Date(Date.UTC(y, month - 1, day)))
		.filter((at) => at.getUTCDate() === day);
	const fitting = weekday ? days.find((at) => (at.getUTCDay() || 7) === weekday) : undefined;
	const chosen = fitting ?? days[0];
	return chosen ? { iso: chosen.toISOString().slice(0, 10), fits: fitting !== undefined } : null;
}

/** At the beginning of a sentence the date begins with a capital, in the scripts that have them. */
function beginsLike(source: string, words: string, to: string): string {
	if (!/^\p{Lu}/u.test(source)) return words;
	return words.charAt(0).toLocaleUpperCase(intlTagOf(to)) + words.slice(1);
}

function monthNames(tag: string): string[] {
	const formatter = new Intl.DateTimeFormat(intlTagOf(tag), {
		day: 'numeric',
		month: 'long',
		timeZone: 'UTC',
		calendar: 'gregory',
		numberingSystem: 'latn',
	});
	return Array.from({ length: 12 }, (_, month) => {
		const parts = formatter.formatToParts(new Date(Date.UTC(2026, month, 15)));
		return (parts.find(({ type }) => type === 'month')?.value ?? '').toLowerCase();
	});
}

/** In the order of who takes a place first. */
const finders: Finder[] = [
	links,
	addresses,
	dates,
	times,
	amounts,
	telephones,
	names,
	longNumbers,
	allNumbers,
];
