import { expect, test } from 'vitest';
import { hasWords, searchKeyOf, wantedOf } from './search.ts';

const elif = searchKeyOf('Elif', null, 'Yıldırım');
const ilyas = searchKeyOf('Ilyas', 'el', 'Bakkali');
const fleur = searchKeyOf('Noor-Fleur', "d'", 'Arc');
const yulia = searchKeyOf('Юлія', null, 'Шевченко');

const finds = (typed: string) =>
	[elif, ilyas, fleur, yulia].filter((key) => hasWords([key], wantedOf(typed).words));

test.each([
	['yildirim', elif],
	['Yıldırım', elif],
	['YILDIRIM', elif],
	['el bakkali', ilyas],
	['Bakkali, el', ilyas],
	['bakk', ilyas],
	['ilyas bakkali', ilyas],
	['fleur', fleur],
	['arc', fleur],
	['шевч', yulia],
])('%s finds one', (typed, key) => {
	expect(finds(typed)).toEqual([key]);
});

test('in the middle of a word nothing begins', () => {
	expect(finds('ldirim')).toEqual([]);
	expect(finds('bakkali yildirim')).toEqual([]);
});

test('words may be spread over child and guardian', () => {
	expect(hasWords([elif, searchKeyOf('Ayşe Yıldırım')], ['elif', 'ayse'])).toBe(true);
});

test('nothing typed finds everybody', () => {
	expect(finds('  ')).toHaveLength(4);
});

test('numbers and addresses', () => {
	expect(wantedOf('06-1234 5678')).toEqual({ words: [], phone: '612345678' });
	expect(wantedOf('+31612345678')).toEqual({ words: [], phone: '612345678' });
	expect(wantedOf('Ayse@Ouders')).toEqual({ words: [], email: 'ayse@ouders' });
	expect(wantedOf('groep 4').words).toEqual(['groep', '4']);
});
