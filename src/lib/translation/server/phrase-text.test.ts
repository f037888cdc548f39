import { describe, expect, test } from 'vitest';
import { writingOf } from '../languages.ts';
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
/** A letter of a script that the language is not written in. */
function foreignLetter(locale: Locale): RegExp {
	const { unicodeName } = writingOf(locale);
	return new RegExp(`[^\\p{Script=${unicodeName}}\\p{Script=Common}\\p{Script=Inherited}]`, 'u');
}

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
			expect(text.replace(names, '')).not.toMatch(foreignLetter(locale));
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
			expect(list.join(' ')).not.toMatch(/phrases_|undefined|NaN|[{}]|\[\]/);
		}
	});
});

test('a sentence to choose says what is to be filled in', () => {
	expect(phraseOutline('closed_day', 'nl')).toBe('De school is dicht [dag]. De kinderen zijn dan vrij.');
	expect(phraseOutline('closed_days', 'en')).toContain('closed [first day] – [last day].');
	expect(phraseOutline('thanks_came', 'nl')).toContain('Er waren [hoeveel] ouders');
	expect(phraseOutline('bring_left_at_school', 'pl')).toContain('W szkole została [co] ([dziecko]).');
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
	// the name of a blank is no word of the sentence
	expect(found('hoeveel')).toEqual([]);
	expect(found('').length).toBe(phrases.length);
});

/** Whole sentences, as a teacher who speaks the language would write them. */
describe('number, gender and case', () => {
	const girl = { child: 'Noor', gender: 'girl' } as const;
	const boy = { child: 'Sem', gender: 'boy' } as const;
	const unsaid = { child: 'Robin' };
	test.each<[PhraseId, Filled, Locale, string]>([
		// who did it: verbs of Polish, Ukrainian and Arabic
		['kindness_comforted', girl, 'pl', 'Noor usiadła obok i je pocieszyła.'],
		['kindness_comforted', boy, 'pl', 'Sem usiadł obok i je pocieszył.'],
		['kindness_comforted', unsaid, 'pl', 'Państwa dziecko (Robin) usiadło obok i je pocieszyło.'],
		['effort_asked_help', boy, 'uk', 'Коли щось не виходило, Sem сам попросив допомоги.'],
		['effort_asked_help', unsaid, 'uk', 'не виходило, ваша дитина (Robin) сама попросила допомоги.'],
		['reading_first_page', unsaid, 'uk', 'Ваша дитина (Robin) сьогодні вперше прочитала'],
		['courage_raised_hand', girl, 'ar', 'رفعت Noor يدها اليوم وأجابت أمام الصف كله.'],
		['courage_raised_hand', boy, 'ar', 'رفع Sem يده اليوم وأجاب أمام الصف كله.'],
		['courage_raised_hand', unsaid, 'ar', 'رفع طفلكم Robin يده اليوم وأجاب أمام الصف كله.'],
		['courage_raised_hand', unsaid, 'nl', 'Robin stak vandaag de vinger op'],
		// what was left: its number and gender
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'gym_bag' },
			'nl',
			'ligt nog de gymtas van Robin. U kunt hem mee',
		],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'library_book' },
			'nl',
			'bibliotheekboek van Robin. U kunt het mee',
		],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'gloves' },
			'nl',
			'liggen nog de handschoenen van Robin. U kunt ze mee',
		],
		['bring_left_at_school', { ...unsaid, thing: 'gloves' }, 'en', 'the gloves. You can take them home'],
		['bring_left_at_school', { ...unsaid, thing: 'towel' }, 'pl', 'został ręcznik (Robin). Można go zabrać'],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'raincoat' },
			'pl',
			'została kurtka przeciwdeszczowa (Robin). Można ją',
		],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'family_photo' },
			'pl',
			'zostało zdjęcie rodzinne (Robin). Można je',
		],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'scissors' },
			'pl',
			'zostały nożyczki (Robin). Można je zabrać',
		],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'towel' },
			'uk',
			'лишився рушник (Robin). Ви можете його забрати',
		],
		[
			'bring_left_at_school',
			{ ...unsaid, thing: 'shoes' },
			'uk',
			'лишилося взуття (Robin). Ви можете його забрати',
		],
		['sorry_broken', { ...unsaid, thing: 'umbrella' }, 'uk', 'У школі зіпсувалася парасолька (Robin).'],
		['sorry_broken', { ...unsaid, thing: 'headphones' }, 'uk', 'У школі зіпсувалися навушники (Robin).'],
		['sorry_broken', { ...unsaid, thing: 'lantern' }, 'ar', 'تلف الفانوس الورقي في المدرسة'],
		['sorry_broken', { ...unsaid, thing: 'bicycle' }, 'ar', 'تلفت الدراجة في المدرسة'],
		// what to bring: as an object, in a list
		['bring_trip', { day: '2026-11-03', things: ['coat'] }, 'pl', 'Prosimy dać dziecku: ciepłą kurtkę.'],
		[
			'bring_trip',
			{ day: '2026-11-03', things: ['hat', 'water_bottle', 'fruit'] },
			'pl',
			'ciepłą czapkę, butelkę wody i owoce.',
		],
		[
			'bring_trip',
			{ day: '2026-11-03', things: ['coat', 'fruit'] },
			'uk',
			'дайте дитині із собою: теплу куртку і фрукти.',
		],
		['bring_trip', { day: '2026-11-03', things: ['coat', 'umbrella'] }, 'ar', 'معطفًا دافئًا ومظلّة.'],
		[
			'bring_trip',
			{ day: '2026-11-03', things: ['coat', 'rain_boots'] },
			'tr',
			'kalın mont ve yağmur çizmesi.',
		],
		// how many
		['thanks_came', { count: 1 }, 'nl', 'Er was 1 ouder bij ons'],
		['thanks_came', { count: 1 }, 'pl', 'Odwiedził nas 1 rodzic.'],
		['thanks_came', { count: 3 }, 'uk', 'До нас завітали 3 гості.'],
		['thanks_came', { count: 11 }, 'uk', 'До нас завітало 11 гостей.'],
		['thanks_came', { count: 21 }, 'uk', 'До нас завітав 21 гість.'],
		['thanks_came', { count: 2 }, 'ar', 'زارنا اثنان من أولياء الأمور.'],
		['thanks_came', { count: 12 }, 'ar', 'زارنا 12 من أولياء الأمور.'],
		['help_hands', { count: 1, day: '2026-11-03' }, 'uk', 'Нам потрібна ще 1 людина.'],
		[
			'help_trip',
			{ count: 5, day: '2026-11-03', group: '5a' },
			'pl',
			'Szukamy 5 rodziców, którzy pojadą z nami.',
		],
		// from one day to another, or one day
		[
			'closed_days',
			{ firstDay: '2026-12-21', lastDay: '2027-01-01' },
			'nl',
			'van maandag 21 december tot en met vrijdag 1 januari.',
		],
		['closed_days', { firstDay: '2026-12-21', lastDay: '2026-12-21' }, 'nl', 'dicht op maandag 21 december.'],
		[
			'closed_days',
			{ firstDay: '2026-12-21', lastDay: '2026-12-23' },
			'uk',
			'зачинена з понеділка 21 до середи 23 грудня.',
		],
		['closed_open_again', { day: '2026-11-04' }, 'uk', 'знову відчинена із середи 4 листопада.'],
		['closed_open_again', { day: '2026-11-04' }, 'pl', 'otwarta od środy 4 listopada.'],
		[
			'closed_open_again',
			{ day: '2026-11-04' },
			'tr',
			'Okul 4 Kasım Çarşamba gününden itibaren yeniden açık.',
		],
		// where to
		['changed_place', { day: '2026-11-02', place: 'gate' }, 'pl', 'przyprowadzić dziecko pod bramę szkoły.'],
		['changed_place', { day: '2026-11-02', place: 'hall' }, 'uk', 'дитину до актової зали.'],
		['changed_place', { day: '2026-11-02', place: 'park' }, 'tr', 'günü parka getirin.'],
	])('%s %j in %s', (id, filled, locale, part) => {
		expect(say(id, filled, locale)).toContain(part);
	});

	test.each<[Locale, string[]]>([
		[
			'pl',
			[
				'w poniedziałek 2',
				'we wtorek 3',
				'w środę 4',
				'w czwartek 5',
				'w piątek 6',
				'w sobotę 7',
				'w niedzielę 8',
			],
		],
		[
			'uk',
			[
				'у понеділок 2',
				'у вівторок 3',
				'у середу 4',
				'у четвер 5',
				'у п’ятницю 6',
				'у суботу 7',
				'у неділю 8',
			],
		],
		[
			'ar',
			[
				'يوم الاثنين 2',
				'يوم الثلاثاء 3',
				'يوم الأربعاء 4',
				'يوم الخميس 5',
				'يوم الجمعة 6',
				'يوم السبت 7',
				'يوم الأحد 8',
			],
		],
		[
			'nl',
			[
				'op maandag 2',
				'op dinsdag 3',
				'op woensdag 4',
				'op donderdag 5',
				'op vrijdag 6',
				'op zaterdag 7',
				'op zondag 8',
			],
		],
	])('on each day of the week, in %s', (locale, expected) => {
		for (const [nth, part] of expected.entries())
			expect(say('closed_day', { day: days[nth] }, locale)).toContain(` ${part} `);
	});

	test.each<[string, string, string]>([
		['08:00', 'saat 8.00’de', '8.00’e kadar'],
		['12:00', 'saat 12.00’de', '12.00’ye kadar'],
		['09:00', 'saat 9.00’da', '9.00’a kadar'],
		['10:00', 'saat 10.00’da', '10.00’a kadar'],
		['08:15', 'saat 8.15’te', '8.15’e kadar'],
		['08:20', 'saat 8.20’de', '8.20’ye kadar'],
		['08:30', 'saat 8.30’da', '8.30’a kadar'],
		['08:40', 'saat 8.40’ta', '8.40’a kadar'],
		['08:50', 'saat 8.50’de', '8.50’ye kadar'],
		['16:00', 'saat 16.00’da', '16.00’ya kadar'],
	])('a Turkish ending goes by what is said last: %s', (time, at, till) => {
		expect(say('remind_on_time', { time }, 'tr')).toContain(`Okul ${at} başlıyor.`);
		expect(say('first_stay', { time }, 'tr')).toContain(`saat ${till} sınıfta`);
	});

	test('“at eleven” in Ukrainian begins with a vowel', () => {
		expect(say('remind_on_time', { time: '11:15' }, 'uk')).toContain('починаються об 11:15.');
		expect(say('remind_on_time', { time: '08:30' }, 'uk')).toContain('починаються о 8:30.');
	});
});
