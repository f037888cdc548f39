import { describe, expect, test } from 'vitest';
import type { Exceptions } from './message-allowed.ts';
import { findProblems } from './message-check.ts';
import type { Message } from './message-texts.ts';

type Texts = Record<string, Record<string, Message>>;

interface Given {
	uses?: string;
	patterns?: string[];
	page?: string;
	exceptions?: Exceptions;
}

/** What is said about one file of messages in some languages; every key is used, unless `uses` says otherwise. */
function says(
	texts: Texts,
	{ uses = '', patterns = ['./messages/{locale}/app.json'], page = '', exceptions }: Given = {},
): string[] {
	const keys = new Set(Object.values(texts).flatMap((messages) => Object.keys(messages)));
	const used = uses || [...keys].map((key) => `m.${key}()`).join(';');
	const tree = {
		locales: Object.keys(texts),
		patterns,
		files: new Map(
			Object.entries(texts).map(([locale, messages]) => [
				`messages/${locale}/app.json`,
				JSON.stringify(messages),
			]),
		),
		sources: new Map([
			['src/a.ts', `import { m } from '#lib/paraglide/messages.js';${used}`],
			['src/Page.svelte', page],
		]),
	};
	return findProblems(tree, exceptions);
}

const plural = (match: Record<string, string>, options = ''): Message => [
	{ declarations: ['input count', `local n = count: plural${options}`], selectors: ['n'], match },
];
const dutch = plural({ 'n=one': '{count} plek', 'n=other': '{count} plekken' });

test('what is right is left alone', () => {
	expect(
		says(
			{
				nl: { app_name: 'Schoolbrug', app_hello: 'Dag {name}', app_places: dutch },
				en: {
					app_name: 'Schoolbrug',
					app_hello: 'Hello {name}',
					app_places: plural({ 'n=one': 'one place', 'n=other': '{count} places' }),
				},
				uk: {
					app_name: 'Schoolbrug',
					app_hello: 'Вітаємо, {name}',
					app_places: plural({
						'n=one': '{count} місце',
						'n=few': '{count} місця',
						'n=many': '{count} місць',
						'n=other': '{count} місця',
					}),
				},
			},
			{
				exceptions: {
					sameAnywhere: [{ text: 'Schoolbrug', in: 'all', why: 'a name' }],
					namesAnywhere: [{ why: 'a name', words: ['Schoolbrug'] }],
				},
			},
		),
	).toEqual([]);
});

describe('files', () => {
	const tree = { locales: ['nl', 'en'], sources: new Map() };
	test('listed and missing, there and not listed, oddly listed', () => {
		const files = new Map([
			['messages/nl/app.json', '{}'],
			['messages/nl/news.json', '{}'],
		]);
		expect(findProblems({ ...tree, files, patterns: ['./messages/{locale}/app.json'] })).toEqual([
			'messages/en/app.json: is listed in project.inlang/settings.json, but is not there; add it',
			'messages/nl/news.json: is not listed in project.inlang/settings.json; list it, or take the file away',
		]);
		expect(findProblems({ ...tree, files: new Map(), patterns: ['./messages/{locale}.json'] })).toHaveLength(
			1,
		);
	});
	test('no JSON, a key twice', () => {
		const files = new Map([
			['messages/nl/app.json', '{\n"app_a": "a",\n"app_a": "b"\n}'],
			['messages/en/app.json', '{'],
		]);
		const found = findProblems({ ...tree, files, patterns: ['./messages/{locale}/app.json'] });
		expect(found).toContain('messages/nl/app.json app_a: is there twice; take one out');
		expect(found).toContain('messages/en/app.json: is no JSON; look for a comma or a quotation mark');
	});
});

describe('keys', () => {
	test('a text that a language lacks', () => {
		expect(says({ nl: { app_a: 'Ja' }, en: {}, tr: {} })).toEqual([
			'messages/*/app.json app_a: has no text in en, tr; write it there',
		]);
	});
	test.each(['name', 'news_title', 'app_Name', 'app', 'app__a'])('%s does not belong in app.json', (key) => {
		expect(says({ nl: { [key]: 'Ja' } }).join()).toContain('must be app_<place>_<meaning>');
	});
	test('unused, and used in vain', () => {
		expect(says({ nl: { app_a: 'Ja', app_b: 'Nee' } }, { uses: 'm.app_a(); m.app_c()' })).toEqual([
			'messages/*/app.json: no code says m.app_b; take it out everywhere',
			'src/a.ts: there is no message app_c; write it, or mend its name',
		]);
	});
	test('an m of another kind is no message', () => {
		const found = findProblems({
			locales: ['nl'],
			patterns: [],
			files: new Map(),
			sources: new Map([['src/a.ts', 'moments.map((m) => m.school_id)']]),
		});
		expect(found).toEqual([]);
	});
});

describe('plurals', () => {
	test('every category of the language', () => {
		const found = says({
			nl: { app_a: dutch },
			pl: { app_a: plural({ 'n=one': '{count} a', 'n=other': '{count} b' }) },
		});
		expect(found).toEqual(['messages/pl/app.json app_a: has no text for n = few, many; write one for each']);
	});
	test('a catch-all is no category', () => {
		expect(
			says({ nl: { app_a: plural({ 'n=one': '{count} plek', '*': '{count} plekken' }) } }).join(),
		).toContain('has no text for n = other');
	});
	test('a category that the language does not have', () => {
		expect(
			says({ nl: { app_a: plural({ 'n=one': '{count} a', 'n=few': '{count} b', 'n=other': '{count} c' }) } }),
		).toEqual(["messages/nl/app.json app_a: has a text that can't be reached, for n = few; take it out"]);
	});
	test('for each way that another selector falls', () => {
		const message: Message = [
			{
				declarations: ['input count', 'input kind', 'local n = count: plural'],
				selectors: ['n', 'kind'],
				match: {
					'n=one, kind=talk': '{count} gesprek',
					'n=other, kind=talk': '{count} gesprekken',
					'n=other, kind=*': '{count} plekken',
				},
			},
		];
		expect(says({ nl: { app_a: message } })).toEqual([
			'messages/nl/app.json app_a: has no text for n = one; write one for each',
		]);
	});
	test('ordinals have categories of their own', () => {
		const ordinal = plural(
			{ 'n=one': '{count}st', 'n=two': '{count}nd', 'n=few': '{count}rd', 'n=other': '{count}th' },
			' type=ordinal',
		);
		expect(
			says({ nl: { app_a: plural({ 'n=other': '{count}e' }, ' type=ordinal') }, en: { app_a: ordinal } }),
		).toEqual([]);
	});
});

describe('placeholders', () => {
	test('the same in every language', () => {
		expect(says({ nl: { app_a: 'Dag {name}' }, en: { app_a: 'Hello {who}' } }).join()).toContain(
			'en/app.json app_a: asks for who; the Dutch text asks for name',
		);
	});
	test('the same in every plural, but for the number', () => {
		const uneven = plural({ 'n=one': 'één plek voor {name}', 'n=other': '{count} plekken' });
		expect(says({ nl: { app_a: uneven } }).join()).toContain('same placeholders in each');
	});
	test('what only chooses between texts is a language’s own business', () => {
		const bent = (match: Record<string, string>): Message => [
			{ declarations: ['input name', 'input gender'], selectors: ['gender'], match },
		];
		const own = bent({ 'gender=girl': '{name} была', 'gender=boy': '{name} был' });
		expect(says({ nl: { app_a: 'Dag {name}' }, uk: { app_a: own } }).join()).not.toContain('asks for');
		const said = bent({ 'gender=girl': '{name} {gender}', 'gender=boy': '{name} {gender}' });
		expect(says({ nl: { app_a: 'Dag {name}' }, uk: { app_a: said } }).join()).toContain(
			'asks for gender, name; the Dutch text asks for name',
		);
	});
	test('an escaped brace is none', () => {
		expect(says({ nl: { app_a: 'Dag \\{name\\}' }, en: { app_a: 'Hello' } })).toEqual([]);
	});
});

describe('texts', () => {
	test('not translated from Dutch or from English', () => {
		expect(says({ nl: { app_a: 'Wachtlijst' }, en: { app_a: 'Wachtlijst' } })).toEqual([
			'messages/en/app.json app_a: is the same as in nl: “Wachtlijst”; translate it, or say why in message-exceptions.ts',
		]);
		expect(says({ nl: { app_a: 'Lijst' }, en: { app_a: 'List' }, tr: { app_a: 'List' } })).toEqual([
			'messages/tr/app.json app_a: is the same as in en: “List”; translate it, or say why in message-exceptions.ts',
		]);
	});
	test('only one plural not translated', () => {
		const half = plural({ 'n=one': '{count} place', 'n=other': '{count} plekken' });
		expect(says({ nl: { app_a: dutch }, en: { app_a: half } })).toHaveLength(1);
	});
	test('without words there is nothing to translate', () => {
		expect(says({ nl: { app_a: '{day} · {time}' }, tr: { app_a: '{day} · {time}' } })).toEqual([]);
	});
	test('what was copied from the Dutch says only that, until it is translated', () => {
		expect(says({ nl: { app_a: 'Hoe heet uw kind?' }, uk: { app_a: '[nl] Hoe heet uw kind?' } })).toEqual([
			'messages/uk/app.json app_a: is still to be translated: “Hoe heet uw kind?”; write it, without [nl]',
		]);
	});
	test.each(['', ' Ja', 'Ja  nee', 'Cafe\u0301'])('empty, untidy: "%s"', (text) => {
		expect(says({ nl: { app_a: text } })).toHaveLength(1);
	});
});

describe('a key twice', () => {
	const tree = { locales: ['nl'], sources: new Map() };
	test('on one line, and within the forms of one text', () => {
		const text = `{ "app_a": "a", "app_a": "b", "app_b": [{ "match": { "n=one": "{x} a", "n=one": "\\"n=one\\": b" } }] }`;
		const found = findProblems({
			...tree,
			patterns: ['./messages/{locale}/app.json'],
			files: new Map([['messages/nl/app.json', text]]),
		});
		expect(found).toContain('messages/nl/app.json app_a: is there twice; take one out');
		expect(found).toContain('messages/nl/app.json app_b match n=one: is there twice; take one out');
	});
	test('in two files', () => {
		const found = findProblems({
			...tree,
			patterns: ['./messages/{locale}/app.json', './messages/{locale}/news.json'],
			files: new Map([
				['messages/nl/app.json', '{ "app_a": "a" }'],
				['messages/nl/news.json', '{ "app_a": "b" }'],
			]),
		});
		expect(found).toContain(
			'messages/nl app_a: is in several files (app.json, news.json); keep the one of its first word',
		);
	});
});

describe("another language's sentences", () => {
	const exceptions: Exceptions = {
		namesAnywhere: [{ why: 'a name', words: ['QR', 'iPhone', 'Veilig', 'Thuis'] }],
	};
	test('words in Latin letters where the language has others, names apart', () => {
		expect(
			says({ nl: { app_a: 'Contactpersoon' }, uk: { app_a: 'Ваша contactpersoon тут' } }).join(),
		).toContain('has a word in Latin letters: contactpersoon');
		expect(
			says(
				{ nl: { app_a: 'De QR van {name} (1:377c)' }, ar: { app_a: 'رمز QR من {name} (1:377c)' } },
				{ exceptions },
			),
		).toEqual([]);
		expect(says({ nl: { app_a: 'De QR' }, uk: { app_a: 'QR-код' } }, { exceptions })).toEqual([]);
	});
	test.each([
		['en', 'See the список', 'has a word in Cyrillic letters: список'],
		['uk', 'Ваш دفتر тут', 'has a word in Arabic letters: دفتر'],
	])('%s with words in a script of another: %s', (locale, text, problem) => {
		expect(says({ nl: { app_a: 'Lijst' }, [locale]: { app_a: text } }).join()).toContain(problem);
	});
	test.each([
		['uk', 'Лiст від школи', 'Лiст'],
		['pl', 'Lista оcób', 'оcób'],
	])('a letter of another script that looks like ours, in %s: %s', (locale, text, word) => {
		expect(says({ nl: { app_a: 'Brief' }, [locale]: { app_a: text } }).join()).toContain(
			`mixes letters of two scripts in one word: ${word}`,
		);
	});
	test.each([
		['tr', 'Bu bericht için uw kind', 'has words of Dutch: uw, kind'],
		['pl', 'Proszę check your list', 'has words of English: your'],
		['en', 'Nog niet done', 'has words of Dutch: nog, niet'],
		['nl', 'Vul the code in', 'has words of English: the'],
	])('small words that tell, in %s: %s', (locale, text, problem) => {
		expect(says({ nl: { app_a: 'Iets anders' }, [locale]: { app_a: text } }).join()).toContain(problem);
	});
	test('words in a row that stand so in the Dutch of the same key, names apart', () => {
		const nl = { app_a: 'Bel Veilig Thuis over een groepsapp beheren.' };
		expect(says({ nl, tr: { app_a: 'Veilig Thuis ile groepsapp beheren' } }, { exceptions })).toEqual([
			'messages/tr/app.json app_a: has words that stand so in Dutch: “groepsapp beheren”; translate them',
		]);
		expect(says({ nl, tr: { app_a: 'Veilig Thuis kurumunu arayın' } }, { exceptions })).toEqual([]);
	});
	test('what a language shares with Dutch or English is its own', () => {
		expect(
			says({
				nl: { app_a: 'Wij spraken hem', app_b: 'Cijfer' },
				en: { app_a: 'We met him in a van', app_b: 'A kind word' },
				tr: { app_a: 'Onunla görüştük', app_b: 'not' },
			}),
		).toEqual([]);
	});
});

describe('characters', () => {
	test.each([
		['nl', 'Zeg "ja"', 'straight quotation marks: write “ … ”'],
		['nl', "Zeg 'ja'", 'straight quotation marks'],
		['pl', 'Proszę “tak”', 'quotation marks of another language (“): write „ … ”'],
		['uk', 'Так «ні', 'quotation marks that are no pair'],
		['uk', 'пам\u02bcять', 'a wrong apostrophe (U+02BC): write ’ (U+2019)'],
		['uk', "м'яч", 'a wrong apostrophe (U+0027)'],
		['nl', 'Ja\u200bnee', 'a character without width (U+200B)'],
		['ar', 'نعم\u200cلا', 'a character without width (U+200C)'],
		['nl', '\ufeffJa', 'a byte order mark'],
		['ar', '\u202bنعم\u202c', 'a mark that turns the direction (U+202B, U+202C)'],
		['ar', '\u200fنعم', 'a mark that turns the direction (U+200F)'],
		['ar', 'رمز \u2068{code}', 'an isolate (U+2066, U+2068) that does not end'],
		['nl', 'Ja\u00a0nee', 'a space that does not break (U+00A0)'],
		['ar', '١٠ دقائق', 'digits that are not Latin ones'],
		['ar', 'نعم, لا', 'Latin punctuation: write ، ؛ ؟'],
		['ar', 'نعم?', 'Latin punctuation'],
		['pl', 'Tak؟', 'Arabic punctuation'],
		['nl', 'Wacht...', 'three full stops: write …'],
		['uk', 'Вы знали', 'letters of another language (ы): these are Russian'],
		['ar', 'یوم', 'letters of another language (ی): these are Persian'],
		['tr', 'bașla', 'letters of another language (ș): these are Romanian'],
		['tr', 'i\u0307mza', 'a loose dot above a letter'],
	])('%s: %s', (locale, text, problem) => {
		const message = { [locale]: { app_a: text } };
		const found = says(
			locale === 'nl' ? message : { nl: { app_a: text.includes('{code}') ? '{code}' : 'Iets' }, ...message },
		);
		expect(found.join('\n')).toContain(problem);
	});
	test('what a language writes itself', () => {
		expect(
			says({
				nl: { app_a: 'Zo’n “ja”, 1,5 uur …', app_b: '{code}' },
				ar: { app_a: 'حوالي «نعم»، 1,5 ساعة…', app_b: 'الرمز \u2066{code}\u2069' },
				pl: { app_a: 'Około „tak”; 1,5 godziny', app_b: 'Kod: {code}' },
				uk: { app_a: 'Близько «так», пам’ять', app_b: 'Код: {code}' },
			}),
		).toEqual([]);
	});
});

describe('buttons', () => {
	const page = `<Button onclick={() => (open = a > b)} aria-label={m.app_c()}>
		{#if sent}{m.app_a()}{:else}<Icon label={m.app_c()} />{/if}</Button><CopyButton label={m.app_b({ name })} />`;
	const nl = { app_a: 'Wachtlijst openen', app_b: 'Kopieer {name} nu', app_c: 'Kort' };
	const long = 'Teraz otwórz tę listę oczekujących';
	test('at most 1.6 times the Dutch, between the tags and in the label; nowhere else', () => {
		const pl = { app_a: long, app_b: `${long} {name}`, app_c: long };
		expect(says({ nl, pl }, { page })).toEqual([
			`messages/pl/app.json app_a: is a button of 34 signs, and at most 27 fit (1.6 times the Dutch): “${long}”; say it shorter`,
			expect.stringContaining('app_b: is a button of 41 signs, and at most 27 fit'),
		]);
	});
	test('by its name', () => {
		const found = says({ nl: { app_button_go: 'Ga door naar morgen' }, pl: { app_button_go: long } });
		expect(found.join()).toContain('at most 30 fit');
	});
	test('a short one has room', () => {
		expect(says({ nl: { app_button_go: 'Ga' }, pl: { app_button_go: 'Przejdź tam teraz' } })).toEqual([]);
	});
	test('marks on letters and isolates take no room', () => {
		const nl = { app_button_go: 'Ga' };
		expect(says({ nl, ar: { app_button_go: 'تقبّلَ اللهُ منّا ومنكُم' } })).toEqual([]);
	});
});

describe('exceptions', () => {
	const texts: Texts = {
		nl: { app_a: 'De code', app_button_b: 'Ga' },
		tr: { app_a: 'the code', app_button_b: 'Çok çok çok uzun bir düğme metni' },
	};
	test('are left alone', () => {
		const exceptions: Exceptions = {
			foreignWords: [{ key: 'app_a', locale: 'tr', why: 'a quotation' }],
			longButtons: [{ key: 'app_button_b', locale: 'tr', why: 'looked at' }],
		};
		expect(says(texts)).toHaveLength(2);
		expect(says(texts, { exceptions })).toEqual([]);
	});
	test('that nothing needs any more are said', () => {
		const exceptions: Exceptions = {
			sameAnywhere: [{ text: 'Weg', in: ['tr'], why: 'gone' }],
			oddCharacters: [{ key: 'app_a', locale: 'nl', why: 'gone' }],
		};
		expect(says({ nl: { app_a: 'Ja' } }, { exceptions })).toEqual([
			'scripts/support/message-exceptions.ts “Weg”: no text needs it; take it out',
			'scripts/support/message-exceptions.ts nl app_a: no text needs it; take it out',
		]);
	});
});

describe('languages that Intl lacks', () => {
	test('have the plural forms of our table', () => {
		// Intl would answer with the forms of the machine's language
		expect(Intl.PluralRules.supportedLocalesOf('ary')).toEqual([]);
		const found = says({
			nl: { app_a: dutch },
			ary: { app_a: plural({ 'n=one': '{count} مكان', 'n=other': '{count} أماكن' }) },
		});
		expect(found).toEqual([
			'messages/ary/app.json app_a: has no text for n = zero, two, few, many; write one for each',
		]);
	});
});
