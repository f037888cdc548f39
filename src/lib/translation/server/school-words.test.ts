import { expect, test } from 'vitest';
import { locales } from '../locale.ts';
import { allSchoolWords, markSchoolWords, schoolWord } from './school-words.ts';

test('every word is found by each of its forms, and no form belongs to two words', () => {
	for (const { id, forms } of allSchoolWords('nl'))
		for (const form of forms) {
			const marked = markSchoolWords([{ text: `Het woord ${form} hier` }], { locale: 'nl' });
			expect(Object.values(marked).flatMap((marks) => marks.map(({ word }) => word.id))).toEqual([id]);
		}
});

test('every word has its own explanation in every language, and addresses need no escaping', () => {
	for (const locale of locales) {
		const all = allSchoolWords(locale);
		expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
		expect(all.length).toBeGreaterThanOrEqual(70);
		for (const { id } of all) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
	}
});

test('Dutch texts on a page in another language are explained in that language', () => {
	const marked = markSchoolWords(
		[{ text: 'Neem de gymtas en het rapport mee', isDutch: true }, { text: 'Kamp BSO' }],
		{ locale: 'tr' },
	);
	expect(marked).toEqual({
		'Neem de gymtas en het rapport mee': [
			{ at: 8, length: 6, word: schoolWord('gymtas', 'tr') },
			{ at: 22, length: 7, word: schoolWord('rapport', 'tr') },
		],
		'Kamp BSO': [{ at: 5, length: 3, word: schoolWord('bso', 'tr') }],
	});
	expect(schoolWord('gymtas', 'tr').text).toContain('Beden eğitimi çantası');
});

test('the card in Dutch, for a reader of another language: explained in theirs', () => {
	const marked = markSchoolWords([{ text: 'De gymtas' }], { locale: 'nl', reader: 'pl' });
	expect(marked['De gymtas']?.[0]?.word.text).toContain('gimnastykę');
});
