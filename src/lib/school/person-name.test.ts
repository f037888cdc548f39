import { expect, test } from 'vitest';
import { fullName, isShortPrefix, splitSurname, tidyText } from './person-name.ts';

test('a text is made clean, and what was wrong is told', () => {
	expect(tidyText('  Berg,  van den ')).toEqual({ text: 'Berg, van den', changes: new Set(['spaces']) });
	expect(tidyText('Garc&iacute;a')).toEqual({ text: 'García', changes: new Set(['escaped_twice']) });
	expect(tidyText('Jose\u0301')).toEqual({ text: 'José', changes: new Set(['accents_apart']) });
	expect(tidyText('Mi\u0007la\u202e')).toEqual({ text: 'Mila', changes: new Set(['bad_characters']) });
	expect(tidyText('Yıldırım')).toEqual({ text: 'Yıldırım', changes: new Set() });
});

test.each([
	['Berg, van den', 'Berg', 'van den'],
	['Hof, van ’t', 'Hof', 'van ’t'],
	['Bakkali, El', 'Bakkali', 'El'],
	['Groot-Jansen, de', 'Groot-Jansen', 'de'],
	['Aa, v.d.', 'Aa', 'v.d.'],
])('%s has its prefix behind it', (given, surname, prefix) => {
	expect(splitSurname(given)).toEqual({ surname, prefix });
});

test.each(['Jansen, Piet', 'van den Berg', 'Jansen,', ', van', 'Wit'])('%s stays as it is', (given) => {
	expect(splitSurname(given)).toEqual({ surname: given, prefix: null });
});

test('a shortened prefix is known as such', () => {
	expect(['v. d.', 'v/d', 'v.d.', 'vd'].every(isShortPrefix)).toBe(true);
	expect(["van 't", 'van den', 'el'].some(isShortPrefix)).toBe(false);
});

test('a whole name, from what there is', () => {
	expect(fullName({ givenName: 'Lotte', prefix: 'van den', surname: 'Berg' })).toBe('Lotte van den Berg');
	expect(fullName({ givenName: 'Mila', prefix: null, surname: null })).toBe('Mila');
});
