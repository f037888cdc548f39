import { expect, test } from 'vitest';
import { csvOf, csvResponse } from './csv.ts';

test('rows for Excel: semicolons, quotes where they are needed', () => {
	expect(
		csvOf([
			['Naam', 'Groep'],
			['Bakkali; el', 'zegt "hoi"'],
		]),
	).toBe('\ufeffNaam;Groep\r\n"Bakkali; el";"zegt ""hoi"""\r\n');
	expect(csvOf([['twee\nregels']])).toBe('\ufeff"twee\nregels"\r\n');
});

test.each(['=HYPERLINK("http://x")', '+1+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])(
	'%j is no formula any more',
	(text) => {
		const [, cell = ''] = /^\ufeff"?([^]*?)"?\r\n$/.exec(csvOf([[text]])) ?? [];
		expect(cell.startsWith("'")).toBe(true);
	},
);

test('a telephone number stays what it is', () => {
	expect(csvOf([['+31 6 12345678']])).toBe('\ufeff+31 6 12345678\r\n');
});

test('a file to keep, which no cache keeps', async () => {
	const response = csvResponse('gezinnen', [['a']]);
	expect(response.headers.get('content-disposition')).toBe('attachment; filename="gezinnen.csv"');
	expect(response.headers.get('cache-control')).toContain('no-store');
	expect(await response.text()).toBe('a\r\n'); // text() drops the byte order mark
});
