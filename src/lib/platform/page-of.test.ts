import { expect, test } from 'vitest';
import { pageOf } from './page-of.ts';

const rows = Array.from({ length: 105 }, (_, n) => n + 1);
const ask = (page: string, of = rows) => pageOf(new URL(`http://x/?page=${page}`), of, 50);

test('the pages of a list follow on each other and leave nobody out', () => {
	expect(['1', '2', '3'].flatMap((page) => ask(page).rows)).toEqual(rows);
	expect(ask('3').shown).toEqual({ page: 3, pages: 3, first: 101, last: 105, total: 105 });
});

test.each(['', '0', '-4', 'x', 'Infinity'])('page "%s" is the first or the last', (page) => {
	expect([1, 3]).toContain(ask(page).shown.page);
});

test('an empty list has one page with nobody on it', () => {
	expect(ask('2', [])).toEqual({ rows: [], shown: { page: 1, pages: 1, first: 1, last: 0, total: 0 } });
});
