// Characters that do not belong in a text of a language: most can't be seen, or look like one that does.
import { writingOf } from '../../src/lib/translation/languages.ts';
import { wordsOf } from './message-texts.ts';

/** Quotation marks: docs/languages.md. A language that is not here may have any that are not straight. */
const quotes: Record<string, string> = {
	nl: '“”',
	en: '“”',
	tr: '“”',
	ar: '«»',
	pl: '„”',
	uk: '«»',
};

/** Letters of a neighbour's language that look like, or are taken for, its own. */
const neighbours: Record<string, [letters: RegExp, remedy: string]> = {
	uk: [/[ыэёъ]/giu, 'these are Russian'],
	bg: [/[ыэёіїєґ]/giu, 'these are Russian or Ukrainian'],
	ru: [/[іїєґў]/giu, 'these are Ukrainian or Belarusian'],
	ar: [/[\u06a9\u06cc\u06c1\u06be\u06d5]/gu, 'these are Persian, Urdu or Kurdish: write ك ي ه'],
	fa: [/[\u0643\u064a]/gu, 'these are Arabic: write ک ی'],
	'fa-AF': [/[\u0643\u064a]/gu, 'these are Arabic: write ک ی'],
	ur: [/[\u0643\u064a]/gu, 'these are Arabic: write ک ی'],
	ckb: [/[\u0643\u064a]/gu, 'these are Arabic: write ک ی'],
	tr: [/[\u0218-\u021b]/gu, 'these are Romanian: write ş'],
	ro: [/[\u015e\u015f\u0162\u0163]/gu, 'these have a cedilla: write ș ț'],
};

/** Joiners are letters' business in some languages, and stray elsewhere. */
const joiners: Record<string, string> = {
	fa: '\u200c',
	'fa-AF': '\u200c',
	ckb: '\u200c',
	ps: '\u200c',
	ur: '\u200c',
	hi: '\u200c\u200d',
};

const HIDDEN: readonly (readonly [RegExp, string, string])[] = [
	[/[\u200b-\u200d\u2060\u00ad]/gu, 'a character without width', 'take it out'],
	[/\ufeff/gu, 'a byte order mark', 'take it out'],
	[
		/[\u200e\u200f\u061c\u202a-\u202e]/gu,
		'a mark that turns the direction',
		'put U+2068 and U+2069 round what must stand alone',
	],
	[/[\p{Cc}\ufffd\p{Co}]/gu, 'a character that is no text', 'take it out'],
	[/\u00a0|\u202f/gu, 'a space that does not break', 'write a plain space'],
];

/** French puts a thin space before its question mark. */
const hardSpaces = ['fr'];

/** What is the matter with the characters of one text, and what to do; nothing when all is well. */
export function wrongCharacters(text: string, locale: string): string[] {
	return [
		...hidden(text, locale),
		...isolates(text),
		...quotation(text, locale),
		...apostrophes(text),
		...digits(text),
		...punctuation(text, locale),
		...nearLetters(text, locale),
	];
}

const code = (character: string) =>
	`U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
const codes = (found: Iterable<string>) => [...new Set(found)].map(code).join(', ');

function hidden(text: string, locale: string): string[] {
	const allowed = joiners[locale] ?? '';
	return HIDDEN.flatMap(([pattern, what, remedy]) => {
		if (what.startsWith('a space') && hardSpaces.includes(locale)) return [];
		const found = [...text.matchAll(pattern)].map(([character]) => character);
		const wrong = found.filter((character) => !allowed.includes(character));
		return wrong.length > 0 ? [`has ${what} (${codes(wrong)}): ${remedy}`] : [];
	});
}

/** Isolates round a name or a number are right, and each must end. */
function isolates(text: string): string[] {
	let open = 0;
	for (const [character] of text.matchAll(/[\u2066-\u2069]/gu)) {
		open += character === '\u2069' ? -1 : 1;
		if (open < 0) break;
	}
	return open === 0
		? []
		: ['has an isolate (U+2066, U+2068) that does not end, or an end (U+2069) of none: pair them'];
}

function quotation(text: string, locale: string): string[] {
	if (/["]|(?<!\p{L})'|``/u.test(text))
		return [`has straight quotation marks: write ${(quotes[locale] ?? '“”').split('').join(' … ')}`];
	const own = quotes[locale];
	if (!own) return [];
	const [opens = '', closes = ''] = own;
	const found = [...text.matchAll(/[«»„“”‟‹›]/gu)].map(([mark]) => mark);
	const foreign = found.filter((mark) => !own.includes(mark));
	if (foreign.length > 0)
		return [`has quotation marks of another language (${foreign.join(' ')}): write ${opens} … ${closes}`];
	const isPaired =
		found.every((mark, at) => mark === (at % 2 === 0 ? opens : closes)) && found.length % 2 === 0;
	return isPaired ? [] : [`has quotation marks that are no pair: write ${opens} … ${closes}`];
}

function apostrophes(text: string): string[] {
	const found = [...text.matchAll(/['\u0060\u00b4\u2018\u201a\u201b\u02b9\u02bb\u02bc\u2032]/gu)];
	return found.length > 0
		? [`has a wrong apostrophe (${codes(found.map(([mark]) => mark))}): write ’ (U+2019)`]
		: [];
}

function digits(text: string): string[] {
	return /\p{Nd}/u.test(text.replace(/[0-9]/g, ''))
		? ['has digits that are not Latin ones: write 0 to 9, as the school does']
		: [];
}

function punctuation(text: string, locale: string): string[] {
	const says = /\.\.\./.test(text) ? ['has three full stops: write … (U+2026)'] : [];
	if (writingOf(locale).unicodeName !== 'Arabic')
		return /[،؛؟]/u.test(text) ? [...says, 'has Arabic punctuation: write , ; ?'] : says;
	// a comma between digits is one number's
	return /(?<!\d),|,(?!\d)|[;?]/u.test(wordsOf(text))
		? [...says, 'has Latin punctuation: write ، ؛ ؟']
		: says;
}

function nearLetters(text: string, locale: string): string[] {
	const [pattern, remedy] = neighbours[locale] ?? [];
	const found = pattern ? [...new Set([...text.matchAll(pattern)].map(([letter]) => letter))] : [];
	const says = found.length > 0 ? [`has letters of another language (${found.join(' ')}): ${remedy}`] : [];
	return /\u0307/u.test(text.normalize('NFC'))
		? [...says, 'has a loose dot above a letter (U+0307): write i or İ as one letter']
		: says;
}
