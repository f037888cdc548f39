import { describe, expect, test } from 'vitest';
import { hasWords, protect, restore, type Marked } from './protect.ts';

const options = { from: 'nl', to: 'tr', names: [], today: '2026-10-06' };

function taken(text: string, more: Partial<Parameters<typeof protect>[1]> = {}) {
	return protect(text, { ...options, ...more });
}

describe('what a machine may not change is taken out', () => {
	const rows: [text: string, to: string, marked: Marked, kept: string[]][] = [
		['Kom op maandag 12 oktober.', 'tr', ['Kom op ', 0, '.'], ['12 Ekim Pazartesi']],
		['Maandag 12 oktober is er feest.', 'pl', [0, ' is er feest.'], ['Poniedziałek, 12 października']],
		['Op 12 oktober 2027.', 'en', ['Op ', 0, '.'], ['12 October 2027']],
		['Uiterlijk 6-11-2026.', 'uk', ['Uiterlijk ', 0, '.'], ['6 листопада 2026 року']],
		// 12 October 2026 is a Monday: the day that was written is left for people to see
		['Op vrijdag 12 oktober.', 'tr', ['Op vrijdag ', 0, '.'], ['12 Ekim']],
		['Om 8.30 uur begint het.', 'pl', ['Om ', 0, ' begint het.'], ['godz. 8:30']],
		[
			'Om 14:30 tot 15:00.',
			'ar',
			['Om ', 0, ' tot ', 1, '.'],
			['\u20662:30\u2069 بعد الظهر', '\u20663:00\u2069 بعد الظهر'],
		],
		['Het kost € 2,50 per kind.', 'tr', ['Het kost ', 0, ' per kind.'], ['€ 2,50']],
		['Bel 010 123 45 67.', 'ar', ['Bel ', 0, '.'], ['\u2068010 123 45 67\u2069']],
		['Kijk op https://school.nl/a?b=1.', 'tr', ['Kijk op ', 0, '.'], ['https://school.nl/a?b=1']],
		['Mail naar juf@school.nl, graag.', 'tr', ['Mail naar ', 0, ', graag.'], ['juf@school.nl']],
		['Lokaal 112 en 3 kinderen', 'tr', ['Lokaal ', 0, ' en 3 kinderen'], ['112']],
	];
	test.each(rows)('%s (%s)', (text, to, marked, kept) => {
		expect(taken(text, { to })).toEqual({ marked, kept });
	});

	test('names go, the longest first, and only as whole words', () => {
		const names = ['Aya', 'Aya Bakkali', 'Groep 3', 'An'];
		const { marked, kept } = taken('Aya Bakkali en Aya’s broer An uit Groep 3; Ayamaro en Anne niet', {
			names,
		});
		expect(kept).toEqual(['Aya Bakkali', 'Aya', 'An', 'Groep 3']);
		expect(marked.filter((piece) => typeof piece === 'string').join('')).not.toMatch(/Bakkali|Groep/);
		expect(marked.at(-1)).toBe('; Ayamaro en Anne niet');
	});

	test('a day that does not exist, and a time that does not, are left as they are', () => {
		expect(taken('31 november om 25:10').kept).toEqual(['25:10']);
		expect(taken('32 maart').kept).toEqual([]);
	});

	test('every number, when a provider could not be trusted with them', () => {
		expect(taken('3 kinderen', { everyNumber: true })).toEqual({ marked: [0, ' kinderen'], kept: ['3'] });
	});

	test('of names and dates alone there is nothing to translate', () => {
		expect(hasWords(taken('12 oktober, 8.30 uur: Aya', { names: ['Aya'] }))).toBe(false);
		expect(hasWords(taken('Aya komt', { names: ['Aya'] }))).toBe(true);
	});
});

describe('what was taken out is put back', () => {
	const text = taken('Op 12 oktober komen 2 kinderen naar Aya.', { names: ['Aya'] });
	test('in the order of the answer', () => {
		expect(restore(['2 çocuk ', 0, ' günü ', 1, ' için gelecek.'], text)).toBe(
			'2 çocuk 12 Ekim günü Aya için gelecek.',
		);
	});
	test('a number in other digits is the same number', () => {
		expect(restore([0, ' ٢ ', 1], text)).toBe('12 Ekim ٢ Aya');
	});
	test.each<[string, Marked]>([
		['a mark is lost', ['2 çocuk ', 0]],
		['a mark is doubled', ['2 çocuk ', 0, 1, 1]],
		['a mark is made up', ['2 çocuk ', 0, 2]],
		['a number changed', ['3 çocuk ', 0, 1]],
		['a number is lost', ['çocuk ', 0, 1]],
	])('not when %s', (_, answer) => {
		expect(restore(answer, text)).toBeNull();
	});
});
