import { describe, expect, test } from 'vitest';
import { findProblems } from './message-check.ts';
import type { Message } from './message-texts.ts';

type Texts = Record<string, Record<string, Message>>;

/** What is said about one file of messages in some languages; every key is used, unless `uses` says otherwise. */
function says(texts: Texts, { uses = '', patterns = ['./messages/{locale}/app.json'] } = {}): string[] {
	const keys = new Set(Object.values(texts).flatMap((messages) => Object.keys(messages)));
	const used = uses || [...keys].map((key) => `m.${key}()`).join(';');
	return findProblems({
		locales: Object.keys(texts),
		patterns,
		files: new Map(
			Object.entries(texts).map(([locale, messages]) => [
				`messages/${locale}/app.json`,
				JSON.stringify(messages),
			]),
		),
		sources: new Map([['src/a.ts', `import { m } from '#lib/paraglide/messages.js';${used}`]]),
	});
}

const plural = (match: Record<string, string>, options = ''): Message => [
	{ declarations: ['input count', `local n = count: plural${options}`], selectors: ['n'], match },
];
const dutch = plural({ 'n=one': '{count} plek', 'n=other': '{count} plekken' });

test('what is right is left alone', () => {
	expect(
		says({
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
		}),
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
			'messages/en/app.json: is listed in project.inlang/settings.json, but is not there',
			'messages/nl/news.json: is not listed in project.inlang/settings.json',
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
		expect(found).toContain('messages/nl/app.json app_a: is there twice');
		expect(found).toContain('messages/en/app.json: is no JSON');
	});
});

describe('keys', () => {
	test('a text that a language lacks', () => {
		expect(says({ nl: { app_a: 'Ja' }, en: {}, tr: {} })).toEqual([
			'messages/*/app.json app_a: has no text in en, tr',
		]);
	});
	test.each(['name', 'news_title', 'app_Name', 'app', 'app__a'])('%s does not belong in app.json', (key) => {
		expect(says({ nl: { [key]: 'Ja' } }).join()).toContain('must be app_<place>_<meaning>');
	});
	test('unused, and used in vain', () => {
		expect(says({ nl: { app_a: 'Ja', app_b: 'Nee' } }, { uses: 'm.app_a(); m.app_c()' })).toEqual([
			'app.json: no code says m.app_b',
			'src/a.ts: there is no message app_c',
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
		expect(found).toEqual(['messages/pl/app.json app_a: has no text for n = few, many']);
	});
	test('a catch-all is no category', () => {
		expect(
			says({ nl: { app_a: plural({ 'n=one': '{count} plek', '*': '{count} plekken' }) } }).join(),
		).toContain('has no text for n = other');
	});
	test('a category that the language does not have', () => {
		expect(
			says({ nl: { app_a: plural({ 'n=one': '{count} a', 'n=few': '{count} b', 'n=other': '{count} c' }) } }),
		).toEqual(["messages/nl/app.json app_a: has a text that can't be reached, for n = few"]);
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
		expect(says({ nl: { app_a: message } })).toEqual(['messages/nl/app.json app_a: has no text for n = one']);
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
	test('an escaped brace is none', () => {
		expect(says({ nl: { app_a: 'Dag \\{name\\}' }, en: { app_a: 'Hello' } })).toEqual([]);
	});
});

describe('texts', () => {
	test('not translated from Dutch or from English', () => {
		expect(says({ nl: { app_a: 'Wachtlijst' }, en: { app_a: 'Wachtlijst' } })).toEqual([
			'messages/en/app.json app_a: is the same as in nl: "Wachtlijst"',
		]);
		expect(says({ nl: { app_a: 'Lijst' }, en: { app_a: 'List' }, tr: { app_a: 'List' } })).toEqual([
			'messages/tr/app.json app_a: is the same as in en: "List"',
		]);
	});
	test('only one plural not translated', () => {
		const half = plural({ 'n=one': '{count} place', 'n=other': '{count} plekken' });
		expect(says({ nl: { app_a: dutch }, en: { app_a: half } })).toHaveLength(1);
	});
	test('without words there is nothing to translate', () => {
		expect(says({ nl: { app_a: '{day} · {time}' }, tr: { app_a: '{day} · {time}' } })).toEqual([]);
	});
	test('Latin letters where the language has others', () => {
		expect(
			says({ nl: { app_a: 'Contactpersoon' }, uk: { app_a: 'Ваша contactpersoon тут' } }).join(),
		).toContain('has a word in Latin letters: contactpersoon');
		expect(
			says({ nl: { app_a: 'De QR van {name} (1:377c)' }, ar: { app_a: 'رمز QR من {name} (1:377c)' } }),
		).toEqual([]);
	});
	test('digits', () => {
		expect(says({ nl: { app_a: '10 minuten' }, ar: { app_a: '١٠ دقائق' } }).join()).toContain(
			'not Latin ones',
		);
	});
	test.each(['', ' Ja', 'Ja  nee', 'Cafe\u0301'])('empty, untidy: "%s"', (text) => {
		expect(says({ nl: { app_a: text } })).toHaveLength(1);
	});
});
