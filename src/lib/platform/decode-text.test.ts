import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const words = 'Ayşe, João en Noë';
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, bigEndian = false) => {
	const bytes = Buffer.from(text, 'utf16le');
	return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};

test('UTF-8 with and without a byte order mark', () => {
	expect(decodeText(utf8(words))).toEqual({
		text: words,
		encoding: 'utf-8',
		byteOrderMark: false,
		wrong: false,
	});
	expect(decodeText(utf8(`\ufeff${words}`))).toMatchObject({ text: words, byteOrderMark: true });
});

test('UTF-16, both ways round, with and without a mark', () => {
	for (const bigEndian of [false, true]) {
		expect(decodeText(utf16(`\ufeff${words}`, bigEndian))?.text).toBe(words);
		expect(decodeText(utf16(words, bigEndian), 'utf-16')?.text).toBe(words);
	}
});

test('windows-1252, named or not', () => {
	const bytes = latin1('Noë \u0080');
	expect(decodeText(bytes)).toMatchObject({ text: 'Noë €', encoding: 'windows-1252', wrong: false });
	expect(decodeText(bytes, 'windows-1252')).toMatchObject({ text: 'Noë €', wrong: false });
	expect(decodeText(bytes, 'iso-8859-1')?.text).toBe('Noë €');
});

test('the bytes are believed where they contradict the name', () => {
	expect(decodeText(latin1('Noë'), 'utf-8')).toMatchObject({ text: 'Noë', wrong: true });
	expect(decodeText(utf8('Noë'), 'iso-8859-1')).toMatchObject({ text: 'Noë', wrong: true });
	expect(decodeText(utf8('Noe'), 'iso-8859-1')).toMatchObject({ text: 'Noe', wrong: false });
	expect(decodeText(utf8('Noe'), 'utf-16')).toMatchObject({ text: 'Noe', wrong: true });
});

test('an encoding that nobody knows is undefined', () => {
	expect(decodeText(utf8('x'), 'klingon')).toBeUndefined();
});
