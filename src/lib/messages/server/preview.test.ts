import { expect, test } from 'vitest';
import type { GuardianOf } from '#lib/families/server/guardians-of.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { previewsOf } from './preview.ts';
import type { Written } from './said.ts';

const reader = (guardianId: string, reads: string, inLocale: Locale): GuardianOf => ({
	...{ guardianId, childId: `child of ${guardianId}`, reads, inLocale, level: 'full' },
	...{ written: reads, spoken: null, listed: null, locale: inLocale, likesListening: false },
	...{ name: null, childName: 'Noor', phone: null },
});
const audience = [
	reader('a', 'nl', 'nl'),
	reader('b', 'tr', 'tr'),
	reader('c', 'tr', 'tr'),
	reader('d', 'so', 'nl'),
	reader('e', 'pl', 'pl'),
];
const seen = (written: Partial<Written>, coming: string[] = []) => {
	const text = { parts: [], text: null, language: 'nl', ...written };
	const stored = [{ language: 'pl', state: 'person' as const, text: 'Jutro.', of: 'Morgen.' }];
	const { languages, notUnderstood } = previewsOf(text, stored, audience, { coming, locale: 'nl' });
	return {
		states: languages.map(({ tag, families, state }) => `${tag} ${families} ${state}`),
		not: notUnderstood.map(({ name, families }) => `${families} ${name}`),
	};
};

test('own words: original, by a person, not yet; also for who has the app in Dutch and reads Somali', () => {
	expect(seen({ text: 'Morgen.' })).toEqual({
		states: ['nl 1 original', 'tr 2 none', 'pl 1 person', 'so 1 none'],
		not: ['2 Turks', '1 Somalisch'],
	});
	expect(seen({ text: 'Morgen.' }, ['tr', 'pl'])).toEqual({
		states: ['nl 1 original', 'tr 2 coming', 'pl 1 person', 'so 1 none'],
		not: ['1 Somalisch'],
	});
});

test('a ready sentence: drafted by software until a speaker has read the language; with own words the lesser counts', () => {
	const parts = [{ phrase: 'closed_day', filled: { day: '2026-10-09' } }];
	expect(seen({ parts })).toEqual({
		states: ['nl 1 original', 'tr 2 drafted', 'pl 1 drafted', 'so 1 none'],
		not: ['1 Somalisch'],
	});
	expect(seen({ parts, text: 'Morgen.' }).states).toEqual([
		'nl 1 original',
		'tr 2 none',
		'pl 1 drafted',
		'so 1 none',
	]);
});

test('nothing written yet: nobody is said not to understand it', () => {
	expect(seen({}).not).toEqual([]);
});
