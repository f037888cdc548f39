import { expect, test } from 'vitest';
import { answersTo, wordFinder, type WordForms } from './glossary.ts';
import { piecesOf, type SchoolWord } from './school-word.ts';

const words = new Map<string, WordForms>([
	['rapport', { forms: ['rapport', 'rapporten'], inDutchOnly: true }],
	['ib-er', { forms: ['ib’er', 'intern begeleider'], exact: ['IB'] }],
	['or', { forms: ['ouderraad'], exact: ['OR'] }],
	['bso', { forms: ['bso'] }],
	['leerplicht', { forms: ['leerplicht'] }],
	['leerplichtambtenaar', { forms: ['leerplichtambtenaar'] }],
	['verlof', { forms: ['bijzonder verlof', 'verlof'] }],
	['aanvraag', { forms: ['verlof aanvragen'] }],
]);
const find = wordFinder(words);

function found(text: string, inDutch = true, seen = new Set<string>()) {
	return find(text, { inDutch, seen }).map(({ id, at, length }) => [id, text.slice(at, at + length)]);
}

test('whole words only, with or without a capital', () => {
	expect(found('Rapporten gaan mee. Een rapportmap niet.')).toEqual([['rapport', 'Rapporten']]);
	expect(found('een rapportmap, teamverlofdag, verlóf')).toEqual([]);
});

test('an abbreviation stands as it is written', () => {
	expect(found('De OR vergadert, met of zonder or.')).toEqual([['or', 'OR']]);
	expect(found('of or Of Or')).toEqual([]);
	expect(found('bso, BSO of Bso')).toEqual([['bso', 'bso']]);
});

test('either apostrophe, and more than one space or a line between words', () => {
	expect(found("de IB'er")).toEqual([['ib-er', "IB'er"]]);
	expect(found('de IB’er')).toEqual([['ib-er', 'IB’er']]);
	expect(found('de intern\n begeleider')).toEqual([['ib-er', 'intern\n begeleider']]);
});

test('the longest form wins, and other words of the text are still found', () => {
	expect(found('De leerplichtambtenaar let op de leerplicht.')).toEqual([
		['leerplichtambtenaar', 'leerplichtambtenaar'],
		['leerplicht', 'leerplicht'],
	]);
	expect(found('Vraag bijzonder verlof aan; verlof is vrij.')).toEqual([['verlof', 'bijzonder verlof']]);
	expect(found('Zo kunt u verlof aanvragen.')).toEqual([['aanvraag', 'verlof aanvragen']]);
});

test('each word once, also over texts that are shown together', () => {
	const seen = new Set<string>();
	expect(found('bso en bso', true, seen)).toEqual([['bso', 'bso']]);
	expect(found('De bso belt de ouderraad.', true, seen)).toEqual([['or', 'ouderraad']]);
});

test('nothing inside an address', () => {
	expect(found('Mail verlof@school.nl of kijk op https://school.nl/verlof, www.verlof.nl')).toEqual([]);
	expect(found('Mail verlof@school.nl voor verlof.')).toEqual([['verlof', 'verlof']]);
});

test('in another language: with that language’s endings, and not where the word means something else', () => {
	expect(found('Çocuğunuz BSO’ya gider.', false)).toEqual([['bso', 'BSO']]);
	expect(found('İĞÜ İİİ bso', false)).toEqual([['bso', 'bso']]);
	expect(found('يذهب الطفل إلى (BSO) بعد المدرسة', false)).toEqual([['bso', 'BSO']]);
	expect(found('raport i rapport', false)).toEqual([]);
});

test('a text is cut where words are marked, and together it is the same text', () => {
	const word: SchoolWord = { id: 'bso', word: 'BSO', text: '', ask: '' };
	const text = 'Naar de BSO of niet';
	const pieces = piecesOf(text, [{ at: 8, length: 3, word }]);
	expect(pieces).toEqual([{ text: 'Naar de ' }, { text: 'BSO', word }, { text: ' of niet' }]);
});

test('a word is found by its forms and by its explanation, without capitals and marks', () => {
	const word: SchoolWord = { id: 'rapport', word: 'rapport', text: 'Karne. Çocuğunuz …', ask: '' };
	expect(answersTo('  KARNE cocugunuz', word, [])).toBe(true);
	expect(answersTo('rapporten', word, ['rapporten'])).toBe(true);
	expect(answersTo('karne gymtas', word, [])).toBe(false);
	expect(answersTo('', word, [])).toBe(true);
});
