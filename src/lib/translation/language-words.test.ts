import { expect, test } from 'vitest';
import { proposeLanguage } from './language-words.ts';
import { languages } from './languages.ts';
import { locales } from './locale.ts';

test.each([
	['Turks', 'tr'],
	[' TÜRKÇE ', 'tr'],
	['Turkse taal', 'tr'],
	['Oekraïens', 'uk'],
	['Oekrains', 'uk'],
	['oekraïens', 'uk'],
	['Tigrinya', 'ti'],
	['ትግርኛ', 'ti'],
	['Somalisch', 'so'],
	['Papiaments', 'pap'],
	['Farsi', 'fa'],
	['Vietnamees', 'vi'],
	['Roemeens', 'ro'],
	['Portugees', 'pt'],
	['KURMANCİ', 'kmr'],
	['Sorani', 'ckb'],
	['Darija', 'ary'],
	['Rif-Berbers', 'rif'],
	['tr-TR', 'tr'],
	['pol', 'pl'],
	['prs', 'fa-AF'],
	['fa-AF', 'fa-AF'],
	['Moedertaal: Pools', 'pl'],
])('%s means %s and nothing else', (word, tag) => {
	expect(proposeLanguage(word)).toEqual({ tag, sure: true });
});

test.each([
	['Koerdisch', 'kmr'],
	['Koerdisch (Sorani)', 'ckb'],
	['ku', 'kmr'],
	['Arabisch', 'ar'],
	['Arabisch (Marokkaans)', 'ary'],
	['العربية', 'ar'],
	['Marokkaans', 'ary'],
	['Berbers', 'rif'],
	['Afghaans', 'fa-AF'],
	['Eritrees', 'ti'],
	['Joegoslavisch', 'bs'],
	['Chinees', 'zh-Hans'],
	['Surinaams', 'nl'],
	['Turks/Nederlands', 'tr'],
	['Nederlands en Turks', 'tr'],
	['NL, PL', 'pl'],
	['Portugeesch', 'pt'],
	['Papiamentoo', 'pap'],
])('%s is only a proposal: %s', (word, tag) => {
	expect(proposeLanguage(word)).toEqual({ tag, sure: false });
});

test.each(['', ' ', '-', 'Onbekend', 'n.v.t.', 'geen', 'Grieks', 'Klingon', 'zie dossier', 'x'.repeat(5000)])(
	'%s proposes nothing',
	(word) => {
		expect(proposeLanguage(word)).toBeUndefined();
	},
);

test('every language is found by its tag, by its own name and by its name in each of our languages', () => {
	const lost = languages.flatMap(({ tag, ownName, names }) =>
		[tag, ownName, ...locales.map((locale) => names[locale])].filter(
			(word) => proposeLanguage(word)?.tag !== tag,
		),
	);
	// a word in Arabic script or in Polish for a language of another country need not be known; Dutch and English must be
	const mustBeKnown = languages.flatMap(({ tag, ownName, names }) => [tag, ownName, names.nl, names.en]);
	expect(lost.filter((word) => mustBeKnown.includes(word))).toEqual([]);
});
