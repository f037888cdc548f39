import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { localeFor } from './accept-language.ts';
import {
	appLocaleFor,
	canBeRead,
	directionOf,
	hasTexts,
	interpreterLanguage,
	isLanguageTag,
	languageName,
	languageOf,
	languages,
	languagesByName,
	localesFor,
	ownName,
	proposedLocale,
	scripts,
	writingOf,
} from './languages.ts';
import { directionOf as directionOfLocale, isLocale, localeNames, locales } from './locale.ts';

describe('the list of languages', () => {
	test('holds the 27 written languages, two spoken-only ones and four more, each once', () => {
		const variants = ['ckb', 'fa-AF'];
		const further = ['de', 'bs', 'hr', 'sr'];
		const tags = languages.map(({ tag }) => tag);
		expect(new Set(tags).size).toBe(tags.length);
		expect(languages.filter((row) => row.writtenIn).map(({ tag }) => tag)).toEqual(['ary', 'rif']);
		const written = tags.filter((tag) => canBeRead(tag) && !variants.includes(tag) && !further.includes(tag));
		expect(written).toHaveLength(27);
	});

	test('has the plural categories of Intl for all that can be read: a text is chosen by them', () => {
		for (const { tag, plurals } of languages.filter(({ tag }) => canBeRead(tag))) {
			// Intl answers for a tag that it lacks, too: with the rules of the machine's language
			expect([tag, Intl.PluralRules.supportedLocalesOf(tag).length]).toEqual([tag, 1]);
			const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
			expect([tag, ...[...plurals].sort()]).toEqual([tag, ...categories.sort()]);
		}
	});

	test('hands Intl only tags that it knows', () => {
		const tags = [...new Set(languages.map(({ intlTag }) => intlTag))];
		expect(Intl.DateTimeFormat.supportedLocalesOf(tags)).toHaveLength(tags.length);
	});

	test('writes every own name in its own script', () => {
		for (const { ownName, script } of languages)
			expect(ownName).toMatch(new RegExp(`^[\\p{Script=${scripts[script].unicodeName}}\\p{M} ]+$`, 'u'));
	});

	test('names every language in each of the app’s, no two alike', () => {
		for (const locale of locales) {
			const names = languages.map(({ names }) => names[locale]);
			expect(names.every((name) => name.length > 1)).toBe(true);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	test('offers only written languages that exist in place of a spoken one', () => {
		for (const { writtenIn = [] } of languages)
			expect(writtenIn.filter((tag) => !canBeRead(tag))).toEqual([]);
		expect(languageOf('rif')?.writtenIn?.[0]).toBe('nl');
	});
});

describe('what goes with a script', () => {
	const css = (file: string) => readFileSync(`src/lib/ui/${file}`, 'utf8');
	test('the pages ask for its typefaces by name, before the system’s own', () => {
		const [, stack = ''] = /--font:([^;]+);/.exec(css('tokens.css')) ?? [];
		const wanted = Object.values(scripts).flatMap(({ systemFonts }) => systemFonts);
		expect(wanted.length).toBeGreaterThan(1);
		for (const font of wanted) {
			expect(stack).toContain(`'${font}'`);
			expect(stack.indexOf(font)).toBeLessThan(stack.indexOf('system-ui'));
		}
	});
	test('a tall one has more room between lines', () => {
		const tall = languages.filter(({ script }) => scripts[script].tall).map(({ tag }) => tag.split('-')[0]);
		const [, list = ''] = /:is\(([^()]+)\) \{\s*line-height: 1\.7/.exec(css('base.css')) ?? [];
		for (const tag of tall) expect(list).toContain(`[lang|='${tag}']`);
	});
	test('one that we do not know is taken for Latin letters', () => {
		expect([writingOf('ar').comma, writingOf('xx').comma]).toEqual(['، ', ', ']);
	});
});

describe('direction', () => {
	test.each(['ar', 'ary', 'ckb', 'fa', 'fa-AF', 'ps', 'ur', 'ar-MA'])('%s runs from right to left', (tag) => {
		expect(directionOf(tag)).toBe('rtl');
	});
	test.each(['nl', 'tr', 'kmr', 'rif', 'ti', 'zh-Hans', 'xx'])('%s runs from left to right', (tag) => {
		expect(directionOf(tag)).toBe('ltr');
	});
	test('the small table of our own languages says the same', () => {
		for (const locale of locales) {
			expect(directionOfLocale(locale)).toBe(directionOf(locale));
			expect(localeNames[locale]).toBe(ownName(locale));
		}
	});
});

describe('finding a language by its tag', () => {
	test.each([
		['tr-TR', 'tr'],
		['nl_NL', 'nl'],
		['zh-CN', 'zh-Hans'],
		['prs', 'fa-AF'],
		['fa-IR', 'fa'],
		['ar-MA', 'ar'],
		['PT-br', 'pt'],
	])('%s is %s', (given, tag) => {
		expect(languageOf(given)?.tag).toBe(tag);
	});
	test.each(['ku', 'zh-Hant', 'zh-TW', 'xx', '', null, undefined])('%s is none of ours', (given) => {
		expect(languageOf(given)).toBeUndefined();
	});
	test('a posted tag must be exactly one of ours', () => {
		expect(['tr', 'fa-AF', 'TR', 'tr-TR', 'xx', '', 3].map(isLanguageTag)).toEqual([
			true,
			true,
			false,
			false,
			false,
			false,
			false,
		]);
	});
	test('a name never falls back to another language', () => {
		expect(languageName('rif', 'uk')).toBe('берберська (таріфіт)');
		expect(languageName('ary', 'ar')).toBe('الدارجة المغربية');
		expect(languageName('xx', 'nl')).toBe('xx');
		expect(ownName('ckb')).toBe('کوردیی سۆرانی');
	});
	test('a chooser lists them by the alphabet of its own language', () => {
		const names = languagesByName('pl').map(({ names }) => names.pl);
		expect(names[0]).toBe('albański');
		expect(names.at(-1)).toBe('włoski');
		expect(names.indexOf('włoski')).toBeGreaterThan(names.indexOf('wietnamski'));
	});
});

describe('which of our languages serves a reader', () => {
	test.each(locales)('%s serves itself', (locale) => {
		expect(appLocaleFor(locale)).toBe(locale);
		expect(hasTexts(locale)).toBe(true);
	});
	test('Moroccan Arabic reads Arabic, Tarifit Dutch', () => {
		expect(localesFor('ary')).toEqual(['ar', 'nl']);
		expect(localesFor('rif')).toEqual(['nl', 'ar']);
	});
	test.each(['kmr', 'ckb', 'fa', 'ps', 'ru', 'so', 'ti', 'bs'].filter((tag) => !isLocale(tag)))(
		'%s is never served by a neighbour',
		(tag) => {
			expect(localesFor(tag)).toEqual(['nl', 'en']);
			expect(hasTexts(tag)).toBe(false);
		},
	);
	test('an unknown language gets Dutch', () => {
		expect([appLocaleFor(null), appLocaleFor('xx')]).toEqual(['nl', 'nl']);
	});
	test('what someone reads goes before what they speak', () => {
		expect(proposedLocale({ written: 'nl', spoken: 'tr' })).toBe('nl');
		expect(proposedLocale({ written: null, spoken: 'ary' })).toBe('ar');
	});
	test('an interpreter is asked for what someone speaks, and never for Dutch', () => {
		const wish = { written: 'ar', spoken: 'ary', likesListening: false, needsInterpreter: true };
		expect(interpreterLanguage(wish)).toBe('ary');
		expect(interpreterLanguage({ ...wish, spoken: null })).toBe('ar');
		expect(interpreterLanguage({ ...wish, spoken: 'nl' })).toBeUndefined();
		expect(interpreterLanguage({ ...wish, needsInterpreter: false })).toBeUndefined();
	});
});

describe('the language of a first visit', () => {
	test.each([
		['tr-TR,tr;q=0.9,en-US;q=0.8', 'tr'],
		['en;q=0.5,uk;q=0.9', 'uk'],
		['ku-TR,ku;q=0.9,en;q=0.5', 'en'],
		['ary-MA,fr;q=0.9', 'ar'],
		['ar-MA', 'ar'],
		['AR', 'ar'],
		['pl;q=0,en;q=0.1', 'en'],
		['pl;q=nonsense,en', 'en'],
		['sr,hr', 'nl'],
		['bs-BA,tr;q=0.5', 'tr'],
		['rif-MA,en;q=0.5', 'en'],
		['*', 'nl'],
		['', 'nl'],
		[null, 'nl'],
	])('%s gives %s', (header, locale) => {
		expect(localeFor(header)).toBe(locale);
	});
	test('falls back to what it is told', () => {
		expect(localeFor('hr', 'en')).toBe('en');
	});
	test('the build compiles exactly these languages', () => {
		const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8'));
		expect(settings.locales).toEqual(locales);
		expect(['nl', 'xx', null].map(isLocale)).toEqual([true, false, false]);
	});
});
