import { expect, test } from 'vitest';
import { inputBytes } from '../../../tests/support/input.ts';
import { locales } from '#lib/translation/locale.ts';
import { edexRefusalText, findingText } from './finding-texts.ts';
import { findingCodes, sensitiveKinds } from './findings.ts';
import { parseEdexml } from './server/parse-edexml.ts';

test('every finding has its own text in every language, with who it is about', () => {
	for (const locale of locales) {
		const finding = { line: 1, about: 'Mila', value: '2026' };
		const codes = findingCodes.filter((code) => code !== 'sensitive_dropped');
		const all = [
			...codes.map((code) => findingText({ code, ...finding }, { locale })),
			...sensitiveKinds.map((value) =>
				findingText({ code: 'sensitive_dropped', line: 1, value }, { locale }),
			),
		];
		expect(new Set(all).size).toBe(findingCodes.length - 1 + sensitiveKinds.length);
		expect(all.filter((text) => text.includes('{') || text.length < 15)).toEqual([]);
	}
});

test('what an office worker reads about the file with the defects', () => {
	const read = parseEdexml(inputBytes('edexml/defects.xml'), '2026-10-06');
	if (!read.ok) throw new Error(read.refusal.code);
	const shown = read.file.findings.map(
		(finding) => `${finding.line}: ${findingText(finding, { locale: 'nl' })}`,
	);
	expect(shown).toEqual(
		expect.arrayContaining([
			'5: Het schooljaar staat er als “2026 / 2027”. Wij begrijpen het.',
			'20: Bij Mila staat geen leerjaar, en 1/2 B is een combinatiegroep.',
			'38: Het bestand bevat burgerservicenummers of onderwijsnummers. Die hebben wij niet ingelezen.',
			'43: Bij Sem de Wit staat een datum die niet bestaat: “2016-02-30”. Wij nemen die niet over. Vul de goede datum in uw leerlingadministratie in.',
			'50: Ayaan Warsame heeft leerlingnummer 2007, maar een ander kind in het bestand ook.',
			'72: Systeembeheerder is geen persoon. Wij slaan dit over.',
		]),
	);
});

test('a refusal says where and what to do', () => {
	expect(edexRefusalText({ code: 'broken', line: 12 }, { locale: 'nl' })).toBe(
		'Het bestand is beschadigd bij regel 12. Exporteer het opnieuw uit uw leerlingadministratie.',
	);
	expect(edexRefusalText({ code: 'too_large' }, { locale: 'en' })).toBe(
		'The file is too large. It may be 24 MB.',
	);
});
