import { expect, test } from 'vitest';
import { finderOf, searchKeyOf, wordsOf } from './search-key.ts';

const key = (text: string) => searchKeyOf({ title: text, lines: [] });
const finds = (words: string, text: string) => finderOf(wordsOf(words))(key(text));

test('each word begins a word of the text, whatever its accents and capitals', () => {
	expect(finds('ILIK cay', 'Ilık Çay')).toBe(true);
	expect(finds('ogretmen', 'ÖĞRETMENİN MESAJI')).toBe(true);
	expect(finds('İSTANBUL', 'istanbul')).toBe(true);
	expect(finds('tanbul', 'istanbul')).toBe(false);
	expect(finds('cay koffie', 'Çay')).toBe(false);
});

test('an Arabic word is found with its article and what is written together with it', () => {
	for (const text of ['القهوة جاهزة', 'والقهوة', 'بالقهوة', 'للقهوة', 'قهوة', 'لقهوة'])
		for (const words of ['قهوة', 'القهوة', 'قهوه', 'القَهوة'])
			expect(finds(words, text), `${words}: ${text}`).toBe(true);
	expect(finds('مدرسة', 'مجلس المدرسة')).toBe(true);
	expect(finds('قهوة', 'الشاي')).toBe(false);
	// a word of two letters that only looks like an article
	expect(finds('الى', 'إلى المدرسة')).toBe(true);
});
