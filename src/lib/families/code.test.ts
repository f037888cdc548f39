import { expect, test } from 'vitest';
import { codeAlphabet, codeLength, readCode, showCode } from './code.ts';

test.each([
	['K7M4PQX2RT', 'as it is stored'],
	['K7M4P-QX2RT', 'as it is printed'],
	['k7m4p-qx2rt', 'in small letters'],
	['  k7m4p  qx2rt ', 'with spaces'],
	['K7M4P–QX2RT', 'with the dash that a phone makes of it'],
	['K7M 4P QX 2RT.', 'in other groups, with a full stop'],
	['K7M4POX2RT', 'O for Q'],
	['k7m4p0xzrt', 'nought for Q, Z for 2'],
	['К7М4Р-QХ2RТ', 'on a Ukrainian keyboard'],
	['К٧М٤Р-QХ٢RТ', 'with Arabic digits'],
	['K۷M۴P-QX۲RT', 'with Persian digits'],
	['Ｋ７Ｍ４ＰＱＸ２ＲＴ', 'full width'],
	['‏K7M4P-QX2RT‏', 'with the marks of a line from right to left'],
	['https://school.example/i/K7M4PQX2RT', 'the whole address'],
	['school.example/i/k7m4pqx2rt?language=tr#top', 'the address with what a share adds'],
])('%j is read: %s', (text) => {
	expect(readCode(text)).toBe('K7M4PQX2RT');
});

test.each([
	['', 'nothing'],
	['K7M4P', 'half'],
	['K7M4P-QX2RT-9', 'too long'],
	['K7M4P-QX1RT', 'a character that is never printed and looks like none'],
	['كود الدعوة', 'other letters'],
	['K7M4P-QX2RT'.repeat(1000), 'a whole book'],
])('%j is no code: %s', (text) => {
	expect(readCode(text)).toBeUndefined();
});

test('the typed look-alike of a printed character is read as that character', () => {
	for (const [seen, printed] of [
		['5', 'S'],
		['8', 'B'],
		['8', 'В'],
		['V', 'U'],
		['2', 'Ζ'],
		['Y', 'У'],
	] as const)
		expect(readCode(printed.repeat(10))).toBe(seen.repeat(10));
});

test('no two printed characters are taken for one another', () => {
	expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
	for (const character of codeAlphabet)
		expect(readCode(character.repeat(codeLength))).toBe(character.repeat(codeLength));
	for (const unclear of '01OILSZBU') expect(codeAlphabet).not.toContain(unclear);
});

test('a code is shown in two groups', () => {
	expect(showCode('K7M4PQX2RT')).toBe('K7M4P-QX2RT');
});
