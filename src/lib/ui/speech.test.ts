import { expect, test } from 'vitest';
import { speechPieces, voiceFor } from './speech.ts';

const voice = (lang: string, more = {}) => ({ lang, localService: true, default: false, ...more });

test('a language gets a voice of its own, the same region first', () => {
	const voices = [voice('nl-NL', { default: true }), voice('pt-BR'), voice('pt-PT'), voice('ar-SA')];
	expect(voiceFor(voices, 'pt')?.lang).toBe('pt-BR');
	expect(voiceFor(voices, 'pt-PT')?.lang).toBe('pt-PT');
	expect(voiceFor(voices, 'ar')?.lang).toBe('ar-SA');
});

test('a language without a voice is not read by another one', () => {
	const voices = [voice('nl-NL', { default: true }), voice('ar-SA'), voice('fa-IR'), voice('en-GB')];
	for (const tag of ['ti', 'so', 'ckb', 'ps', 'ary', 'rif', 'uk', 'tr'])
		expect(voiceFor(voices, tag)).toBeUndefined();
});

test('tags as Android writes them, and old or other names of a language', () => {
	expect(voiceFor([voice('nl_NL')], 'nl')?.lang).toBe('nl_NL');
	expect(voiceFor([voice('cmn-Hans-CN')], 'zh-Hans')?.lang).toBe('cmn-Hans-CN');
	expect(voiceFor([voice('in-ID')], 'id')?.lang).toBe('in-ID');
});

test('Chinese is read in the script it is written in', () => {
	const voices = [voice('zh-TW'), voice('zh-CN')];
	expect(voiceFor(voices, 'zh-Hans')?.lang).toBe('zh-CN');
	expect(voiceFor([voice('zh-TW')], 'zh-Hans')).toBeUndefined();
});

test('a voice that sends the text to a server is not used', () => {
	expect(voiceFor([voice('nl-NL', { localService: false })], 'nl')).toBeUndefined();
});

test('a voice without a proper tag is passed over', () => {
	expect(voiceFor([voice(''), voice('???'), voice('pl-PL')], 'pl')?.lang).toBe('pl-PL');
	expect(voiceFor([voice('nl-NL')], '')).toBeUndefined();
});

test('a text is read in whole sentences of no great length', () => {
	const sentence = 'De klas ging naar het bos en zocht bladeren, kastanjes en eikels voor de herfsttafel. ';
	const pieces = speechPieces(sentence.repeat(5), 'nl');
	expect(pieces.join(' ')).toBe(sentence.repeat(5).trim());
	expect(pieces).toHaveLength(3);
	for (const piece of pieces) expect(piece.endsWith('.')).toBe(true);
});

test('Arabic sentences end at their own marks', () => {
	expect(speechPieces(`${'كلمة '.repeat(30)}؟ ${'كلمة '.repeat(30)}.`, 'ar')).toHaveLength(2);
});
