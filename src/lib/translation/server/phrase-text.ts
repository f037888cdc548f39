import { fold } from '#lib/platform/fold.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { m } from '#lib/paraglide/messages.js';
import { shortClock } from '../clock.ts';
import { formatDay, formatList } from '../dates.ts';
import { isolate } from '../isolate.ts';
import type { Locale } from '../locale.ts';
import {
	isPhraseId,
	phrases,
	type Filled,
	type FilledField,
	type Gender,
	type Phrase,
	type PhraseId,
	type PhrasePlace,
	type PhraseTheme,
	type PhraseThing,
} from '../phrases.ts';
import { formatDayRange } from '../when.ts';
import { parseFilled } from './phrase-blanks.ts';
import {
	fieldNames,
	genderNames,
	placeForms,
	sentences,
	themeNames,
	thingForms,
	type PhraseInputs,
} from './phrase-messages.ts';

export type PhraseText =
	| { ok: true; text: string }
	/** There is no such phrase (any more). */
	| { ok: false; refusal: 'unknown' }
	/** A blank is not filled in, or not rightly. */
	| { ok: false; refusal: 'blanks'; problems: Partial<Record<FilledField, Problem>> };

/**
 * A ready sentence as a reader of that language gets it, with what was filled in: days, times, things and places in the
 * language's own form, names as they are. Plain text.
 */
export function phraseText(id: string, filled: unknown, locale: Locale): PhraseText {
	if (!isPhraseId(id)) return { ok: false, refusal: 'unknown' };
	const parsed = parseFilled(id, filled);
	if (!parsed.ok) return { ok: false, refusal: 'blanks', problems: parsed.problems };
	return { ok: true, text: sentences[id](inputsOf(parsed.filled, locale), { locale }) };
}

/** What a sentence says for each blank that is still open. */
function openInputs(name: (field: FilledField) => string): PhraseInputs {
	const [day, time] = [name('day'), name('time')];
	return {
		child: name('child'),
		gender: 'unsaid',
		onDay: day,
		fromDay: day,
		byDay: day,
		onOtherDay: name('otherDay'),
		onDays: `${name('firstDay')} – ${name('lastDay')}`,
		atTime: time,
		fromTime: time,
		tillTime: time,
		times: `${time} – ${name('endTime')}`,
		thing: name('thing'),
		theThing: name('thing'),
		thingIs: '',
		things: name('things'),
		inPlace: name('place'),
		toPlace: name('place'),
		count: NaN,
		group: name('group'),
		staff: name('staff'),
	};
}

const allOpen = openInputs(() => '');

function inputsOf(filled: Filled, locale: Locale): PhraseInputs {
	const { child, gender, day, otherDay, firstDay, lastDay, time, endTime, thing, things, place } = filled;
	const { count, group, staff } = filled;
	return {
		...allOpen,
		...(child && { child: isolate(child, locale), gender: gender ?? 'unsaid' }),
		...(day && daysOf(day, locale)),
		...(otherDay && { onOtherDay: daysOf(otherDay, locale).onDay }),
		...(firstDay && lastDay && { onDays: daysInRow(firstDay, lastDay, locale) }),
		...(time && timesOf(time, locale)),
		...(time && endTime && { times: timeRange(time, endTime, locale) }),
		...(thing && thingOf(thing, locale)),
		...(things && {
			things: formatList(
				things.map((one) => thingOf(one, locale).thing),
				locale,
			),
		}),
		...(place && placeOf(place, locale)),
		...(count !== undefined && { count }),
		...(group && { group: isolate(group, locale) }),
		...(staff && { staff: isolate(staff, locale) }),
	};
}

/** By JavaScript’s days, which begin on Sunday. */
const weekdays = ['7', '1', '2', '3', '4', '5', '6'] as const;

/** A day as it stands in a sentence; languages bend the weekday, or put the right word before it. */
function daysOf(day: string, locale: Locale): Pick<PhraseInputs, 'onDay' | 'fromDay' | 'byDay'> {
	const date = formatDay(day, locale, 'UTC', { weekday: false });
	const weekday = weekdays[new Date(day).getUTCDay()] ?? '7';
	const inputs = { date, weekday };
	return {
		onDay: m.phrases_day_on(inputs, { locale }),
		fromDay: m.phrases_day_from(inputs, { locale }),
		byDay: m.phrases_day_by(inputs, { locale }),
	};
}

function daysInRow(first: string, last: string, locale: Locale): string {
	if (first === last) return daysOf(first, locale).onDay;
	return m.phrases_days_in({ range: formatDayRange(first, last, locale, 'UTC') }, { locale });
}

function timesOf(time: string, locale: Locale): Pick<PhraseInputs, 'atTime' | 'fromTime' | 'tillTime'> {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	const inputs = { time: shortClock(time, locale), hour, lastNumber: lastNumber(minute || hour) };
	return {
		atTime: m.phrases_time_at(inputs, { locale }),
		fromTime: m.phrases_time_from(inputs, { locale }),
		tillTime: m.phrases_time_till(inputs, { locale }),
	};
}

/** The number that is said last: of 45 the 5, of 40 the 40. In some languages an ending goes by its sound. */
function lastNumber(number: number): number {
	return number % 10 || number;
}

function timeRange(from: string, till: string, locale: Locale): string {
	const [start, end] = [shortClock(from, locale), shortClock(till, locale)];
	return m.phrases_time_range({ start, end }, { locale });
}

function thingOf(id: PhraseThing, locale: Locale): Pick<PhraseInputs, 'thing' | 'theThing' | 'thingIs'> {
	const say = (form: 'object' | 'subject' | 'agrees') => thingForms[id]({ form }, { locale });
	return { thing: say('object'), theThing: say('subject'), thingIs: say('agrees') };
}

function placeOf(id: PhrasePlace, locale: Locale): Pick<PhraseInputs, 'inPlace' | 'toPlace'> {
	const say = (form: 'in' | 'to') => placeForms[id]({ form }, { locale });
	return { inPlace: say('in'), toPlace: say('to') };
}

/** The sentence with the name of each blank in its place, `De school is dicht [dag].`: to choose from. */
export function phraseOutline(id: PhraseId, locale: Locale): string {
	return outline(id, locale, (field) => `[${fieldName(field, locale).toLocaleLowerCase(locale)}]`);
}

function outline(id: PhraseId, locale: Locale, name: (field: FilledField) => string): string {
	// something that a verb can go with
	const { thingIs } = thingOf('gym_bag', locale);
	const text = sentences[id]({ ...openInputs(name), thingIs }, { locale });
	return text.replaceAll('NaN', name('count'));
}

export const themeName = (theme: PhraseTheme, locale: Locale): string => themeNames[theme]({}, { locale });
export const thingName = (thing: PhraseThing, locale: Locale): string => thingOf(thing, locale).thing;
export const placeName = (place: PhrasePlace, locale: Locale): string => placeOf(place, locale).inPlace;
export const genderName = (gender: Gender, locale: Locale): string => genderNames[gender]({}, { locale });
/** What a field of a blank is called, for the label of its input. */
export const fieldName = (field: FilledField, locale: Locale): string => fieldNames[field]({}, { locale });

const searchable = new Map<Locale, readonly { phrase: Phrase; words: string }[]>();

/** Phrases whose sentence and theme have each word that is looked for; capitals and accents are nothing. All for ''. */
export function searchPhrases(query: string, locale: Locale): readonly Phrase[] {
	let index = searchable.get(locale);
	if (!index) {
		index = phrases.map((phrase) => ({
			phrase,
			words: fold(`${outline(phrase.id, locale, () => '')} ${themeName(phrase.theme, locale)}`),
		}));
		searchable.set(locale, index);
	}
	const looked = fold(query).split(' ');
	return index
		.filter(({ words }) => looked.every((part) => words.includes(part)))
		.map(({ phrase }) => phrase);
}
