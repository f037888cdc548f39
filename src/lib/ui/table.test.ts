import { expect, test } from 'vitest';
import { changedAddress, sortAddress, sortingOf } from './table.ts';

const columns = [
	{ key: 'name', label: 'Kind', sortable: true },
	{ key: 'group', label: 'Groep', sortable: true },
	{ key: 'act', label: '' },
];
const at = (query: string) => new URL(`https://school.example/staff/families${query}`);

test('a press sorts, a second press turns the order round, a third back again', () => {
	const first = sortAddress(at(''), 'name', undefined);
	expect(first).toBe('?sort=name');
	const second = sortAddress(at(first), 'name', sortingOf(at(first), columns));
	expect(second).toBe('?sort=-name');
	expect(sortAddress(at(second), 'name', sortingOf(at(second), columns))).toBe('?sort=name');
});

test('filters stay, the page number does not', () => {
	expect(sortAddress(at('?language=tr&page=3'), 'group', undefined)).toBe('?language=tr&sort=group');
});

test('an order by a column that is not there is no order', () => {
	expect(sortingOf(at('?sort=secret'), columns)).toBeUndefined();
	expect(sortingOf(at('?sort=act'), columns)).toBeUndefined();
	expect(sortingOf(at(''), columns)).toBeUndefined();
	expect(sortingOf(at('?sort=-group'), columns)).toEqual({ key: 'group', descending: true });
});

test('one thing of an address is changed or left out, and the list begins anew', () => {
	const url = new URL('https://school.example/staff/families?q=yil&page=3');
	expect(changedAddress(url, 'show', 'new')).toBe('?q=yil&show=new');
	expect(changedAddress(url, 'page', '4')).toBe('?q=yil&page=4');
	expect(changedAddress(url, 'q', undefined)).toBe('/staff/families');
});
