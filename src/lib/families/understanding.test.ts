import { expect, test } from 'vitest';
import { locales } from '#lib/translation/locale.ts';
import { notUnderstood, readsIn, type TextReader } from './understanding.ts';

const reader = (guardianId: string, childId: string, one: Partial<TextReader> = {}): TextReader => ({
	guardianId,
	childId,
	written: null,
	spoken: null,
	listed: null,
	locale: null,
	likesListening: false,
	...one,
});
const short = (readers: TextReader[], texts: string[] = [...locales], heard: string[] = []) =>
	notUnderstood(readers, { inWriting: texts, heard }).map(
		({ tag, why, families }) => `${families} ${tag} ${why}`,
	);

test('by language, most families first: nothing to read, and a language that is hardly written', () => {
	const readers = [
		reader('a', '1', { written: 'ti' }),
		reader('b', '2', { written: 'ti', spoken: 'ti' }),
		reader('c', '3', { spoken: 'rif' }),
		reader('d', '4', { written: 'tr' }),
		reader('e', '5'),
	];
	expect(short(readers)).toEqual(['2 ti no_text', '1 rif spoken_only']);
	// a free text in Dutch only: who reads Turkish does not understand that
	expect(short(readers, ['nl'])).toEqual(['2 ti no_text', '1 rif spoken_only', '1 tr no_text']);
	// somebody recorded it aloud
	expect(short(readers, ['nl', 'tr'], ['rif', 'ti'])).toEqual([]);
});

test('a family in which one of two understands is none; two children are one family', () => {
	expect(short([reader('a', '1', { written: 'so' }), reader('b', '1', { written: 'nl' })])).toEqual([]);
	expect(short([reader('a', '1', { written: 'so' }), reader('a', '2', { written: 'so' })])).toEqual([
		'1 so no_text',
	]);
});

test('who only gets information does not understand for the family of the other parent', () => {
	const home = reader('a', '1', { written: 'so' });
	const elsewhere = reader('b', '1', { written: 'nl', level: 'information' });
	expect(notUnderstood([home, elsewhere], { inWriting: ['nl'] })).toEqual([
		{ tag: 'so', why: 'no_text', families: 1, guardianIds: ['a'] },
	]);
	expect(short([elsewhere], ['tr'])).toEqual(['1 nl no_text']);
});

test('who would rather hear it: only where devices have no voice', () => {
	const listens = { likesListening: true };
	expect(short([reader('a', '1', { written: 'tr', ...listens })])).toEqual([]);
	expect(short([reader('a', '1', { written: 'so', ...listens })], ['nl', 'so'])).toEqual(['1 so listens']);
	expect(short([reader('a', '1', { written: 'so' })], ['nl', 'so'])).toEqual([]);
});

test('what somebody reads: what they said, else the app’s, else the school’s list, else what they speak', () => {
	const of = (one: Partial<TextReader>) => readsIn(reader('a', '1', one));
	expect(of({ written: 'ti', locale: 'nl' })).toBe('ti');
	// said to read Dutch, and speaks Tarifit: Dutch is what they can read
	expect(of({ written: 'nl', spoken: 'rif' })).toBe('nl');
	expect(of({ locale: 'ar', listed: 'Turks' })).toBe('ar');
	expect(of({ listed: 'Somalisch' })).toBe('so');
	expect(of({ spoken: 'rif' })).toBe('rif');
	expect(of({})).toBe('nl');
});
