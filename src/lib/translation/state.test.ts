import { expect, test } from 'vitest';
import { voiceFor } from '#lib/ui/speech.ts';
import { languages } from './languages.ts';
import { stateOfAppTexts, translationStateText, type TranslationState } from './state.ts';

test('only Dutch is the original, and a language without texts says so', () => {
	expect(stateOfAppTexts('nl')).toBe('original');
	expect(stateOfAppTexts('tr')).toBe('drafted');
	expect(['hr', 'ary', 'xx'].map(stateOfAppTexts)).toEqual(['none', 'none', 'none']);
});

test('each state has words of its own', () => {
	const states: TranslationState[] = ['original', 'person', 'drafted', 'machine', 'none'];
	expect(new Set(states.map(translationStateText)).size).toBe(states.length);
});

test('no language is read aloud by the voice of another', () => {
	// Dari and Persian are one written language, and so are Kurmanji and `ku`: there a voice may serve both
	const one = [['fa', 'fa-AF']];
	const voices = [...languages.map(({ intlTag }) => intlTag), 'ckb-IQ', 'yue-HK', 'zh-TW', 'ber', 'zgh-MA'];
	for (const { tag, intlTag } of languages) {
		const own = [intlTag, ...(one.find((pair) => pair.includes(tag)) ?? [])];
		const borrowed = ['ary', 'rif', 'pap'].includes(tag);
		const others = voices.filter((lang) => borrowed || !own.includes(lang));
		const found = others.flatMap(
			(lang) => voiceFor([{ lang, localService: true, default: true }], tag)?.lang ?? [],
		);
		expect([tag, ...found.filter((lang) => !lang.startsWith(`${tag}-`))]).toEqual([tag]);
	}
});

test('a language that devices have a voice for finds it under the tag that they use', () => {
	for (const { tag } of languages.filter((row) => row.systemVoice !== 'none')) {
		const { language, region } = new Intl.Locale(tag).maximize();
		const voice = { lang: `${language}_${region}`, localService: true, default: false };
		expect([tag, voiceFor([voice], tag)]).toEqual([tag, voice]);
	}
});
