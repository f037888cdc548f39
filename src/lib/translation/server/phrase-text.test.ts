import { describe, expect, test } from 'vitest';
import { locales, type Locale } from '../locale.ts';
import {
	genders,
	goodNewsThemes,
	phrasePlaces,
	phrases,
	phraseThemes,
	phraseThings,
	type Blank,
	type Filled,
	type Phrase,
	type PhraseId,
} from '../phrases.ts';
import { parseFilled } from './phrase-blanks.ts';
import {
	fieldName,
	genderName,
	phraseOutline,
	phraseText,
	placeName,
	searchPhrases,
	themeName,
	thingName,
} from './phrase-text.ts';

/** Days of one whole week, and times whose last number is each that can be said. */
const days = ['02', '03', '04', '05', '06', '07', '08'].map((day) => `2026-11-${day}`);
const times = ['08:30', '09:00', '10:15', '11:00', '11:45', '12:40', '13:20', '14:50', '15:10', '16:00'];
const lists = [1, 2, 5].map((length) => phraseThings.slice(0, length));

/** Fillings that together have every kind of each blank; the nth of each. */
function filling(phrase: Phrase, nth: number): Filled {
	const at = <T>(from: readonly T[]): T => from[nth % from.length] as T;
	const byBlank: Record<Blank, Filled> = {
		child: { child: 'Noor', gender: at(['girl', 'boy', 'unsaid'] as const) },
		day: { day: at(days) },
		otherDay: { otherDay: at(days.toReversed()) },
		days: { firstDay: days[0], lastDay: at(days) },
		time: { time: at(times) },
		endTime: { endTime: '17:30' },
		thing: { thing: at(phraseThings) },
		things: { things: [...at(lists)] },
		place: { place: at(phrasePlaces) },
		count: { count: at([1, 2, 3, 5, 11, 22, 100]) },
		group: { group: 'Groep 4' },
		staff: { staff: 'Marieke' },
	};
	return Object.assign({}, ...phrase.blanks.map((blank) => byBlank[blank])) as Filled;
}

function say(id: PhraseId, filled: Filled, locale: Locale): string {
	const said = phraseText(id, filled, locale);
	if (!said.ok) throw new Error(`${id}: ${JSON.stringify(said)}`);
	return said.text.replace(/[\u2066-\u2069]/g, '');
}

const names = /Noor|Groep 4|Marieke/g;
/** Letters that a text in the language can't have. */
const foreign: Record<Locale, RegExp> = {
	nl: /[^\p{Script=Latin}\p{Script=Common}\p{M}]/u,
	en: /[^\p{Script=Latin}\p{Script=Common}]/u,
	tr: /[^\p{Script=Latin}\p{Script=Common}]|[wqx]/u,
	ar: /[^\p{Script=Arabic}\p{Script=Common}\p{M}]/u,
	pl: /[^\p{Script=Latin}\p{Script=Common}]|[vqx]/u,
	uk: /[^\p{Script=Cyrillic}\p{Script=Common}]/u,
};

describe.each(locales)('all sentences in %s', (locale) => {
	test.each(phrases)('$id', (phrase) => {
		const { id, blanks } = phrase;
		const fillings = Array.from({ length: blanks.length === 0 ? 1 : 21 }, (_, nth) => filling(phrase, nth));
		for (const filled of fillings) {
			const text = say(id, filled, locale);
			expect(text).not.toMatch(/[{}_|<>~#@]|undefined|NaN|\s\s|\s[.,!?:;،؟؛]|[.,:;،؛]{2}|^\s|\s$/u);
			// Turkish says a word twice for “often”, “for a long time”
			if (locale !== 'tr') expect(text).not.toMatch(/(?<!\p{L})(\p{L}+) \1(?!\p{L})/iu);
			expect(text).toMatch(/^[\p{Lu}\p{Lo}\p{Nd}„«“]/u);
			expect(text).toMatch(/[.!?؟]$/u);
			expect(text.replace(names, '')).not.toMatch(foreign[locale]);
			if (filled.child) expect(text).toContain('Noor');
			if (filled.group) expect(text).toContain('Groep 4');
			if (filled.staff) expect(text).toContain('Marieke');
		}
	});
});

describe.each(locales)('the words of the lists in %s', (locale) => {
	test('each has its own, and none is left open', () => {
		for (const list of [
			phraseThemes.map((theme) => themeName(theme, locale)),
			phraseThings.map((thing) => thingName(thing, locale)),
			phrasePlaces.map((place) => placeName(place, locale)),
			genders.map((gender) => genderName(gender, locale)),
			phrases.map(({ id }) => phraseOutline(id, locale)),
			(['child', 'day', 'firstDay', 'endTime'] as const).map((field) => fieldName(field, locale)),
		]) {
			expect(new Set(list).size).toBe(list.length);
			expect(list.join(' ')).not.toMatch(/phrases_|undefined|NaN|[{}]/);
		}
	});
});

test('every theme has sentences, and good news is about one child', () => {
	expect(new Set(phrases.map(({ theme }) => theme))).toEqual(new Set(phraseThemes));
	expect(phrases.length).toBeGreaterThanOrEqual(150);
	expect(phraseThings.length).toBeGreaterThanOrEqual(60);
	for (const { theme, about, blanks } of phrases) {
		if (goodNewsThemes.includes(theme)) expect(about).toBe('child');
		// what is about a child names it, and what goes to many names none
		expect(blanks.includes('child')).toBe(about === 'child');
	}
});

describe('what is filled in', () => {
	test('all blanks of the phrase and no others', () => {
		const filled = { things: ['fruit', 'fruit', 'gym_bag'], day: '2026-11-03', staff: 'x' };
		expect(parseFilled('bring_things', filled)).toEqual({
			ok: true,
			filled: { things: ['fruit', 'gym_bag'], day: '2026-11-03' },
		});
		expect(parseFilled('bring_things', {})).toEqual({
			ok: false,
			problems: { things: 'required', day: 'required' },
		});
		expect(parseFilled('effort_kept_trying', { child: ' Noor ' })).toEqual({
			ok: true,
			filled: { child: 'Noor', gender: 'unsaid' },
		});
	});

	test.each([
		['closed_day', { day: '2026-02-30' }, { day: 'not_a_date' }],
		['closed_day', { day: '' }, { day: 'required' }],
		['closed_days', { firstDay: '2026-11-05', lastDay: '2026-11-03' }, { lastDay: 'not_a_date' }],
		['changed_start', { day: '2026-11-03', time: '8:30' }, { time: 'not_a_time' }],
		['bring_things', { day: '2026-11-03', things: [] }, { things: 'required' }],
		['bring_things', { day: '2026-11-03', things: ['sword'] }, { things: 'not_a_choice' }],
		['bring_things', { day: '2026-11-03', things: Array(11).fill('fruit') }, { things: 'too_many' }],
		['thanks_came', { count: '0' }, { count: 'too_few' }],
		['thanks_came', { count: 'a lot' }, { count: 'not_a_number' }],
		['thanks_came', { count: '501' }, { count: 'too_many' }],
		['contact_staff', { child: 'Noor', staff: 'x'.repeat(81) }, { staff: 'too_long' }],
		['effort_kept_trying', { child: 'Noor', gender: 'cat' }, { gender: 'not_a_choice' }],
	] as const)('%s %j', (id, filled, problems) => {
		expect(parseFilled(id, filled)).toEqual({ ok: false, problems });
		expect(phraseText(id, filled, 'pl')).toEqual({ ok: false, refusal: 'blanks', problems });
	});

	test('an end that is not after the beginning', () => {
		const filled = {
			group: 'Groep 4',
			day: '2026-11-03',
			time: '09:00',
			endTime: '08:30',
			place: 'hall',
		};
		expect(parseFilled('invite_see', filled)).toEqual({ ok: false, problems: { endTime: 'not_a_time' } });
	});

	test('a phrase that is not there', () => {
		expect(phraseText('toString', {}, 'nl')).toEqual({ ok: false, refusal: 'unknown' });
		expect(phraseText('effort_kept_trying', null, 'nl')).toMatchObject({ refusal: 'blanks' });
	});
});

test('names stand apart from a line that runs from right to left', () => {
	const said = phraseText('effort_kept_trying', { child: 'Noor' }, 'ar');
	expect(said).toMatchObject({ text: expect.stringContaining('\u2068Noor\u2069') as string });
});

test('a phrase is found by words of its sentence and of its theme, without capitals and accents', () => {
	const found = (query: string, locale: Locale = 'nl') => searchPhrases(query, locale).map(({ id }) => id);
	expect(found('HELE bladzij')).toEqual(['reading_first_page']);
	expect(found('lezen bladzijde')).toEqual(['reading_first_page']);
	expect(found('sayfayi yardim', 'tr')).toEqual(['reading_first_page']);
	expect(found('strone bez pomocy czytanie', 'pl')).toEqual(['reading_first_page']);
	expect(found('bladzijde zwemmen')).toEqual([]);
	expect(found('').length).toBe(phrases.length);
});
