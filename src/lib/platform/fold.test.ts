import { expect, test } from 'vitest';
import { fold, sortable } from './fold.ts';

test('accents, case and kinds of apostrophe do not matter', () => {
	expect(fold('  Yıldırım ')).toBe('yildirim');
	expect(fold('YILDIRIM')).toBe('yildirim');
	expect(fold('Nguyễn  Thị')).toBe('nguyen thi');
	expect(fold('van ’t Hof')).toBe(fold("van 't Hof"));
	expect(fold('José')).toBe(fold('Jose\u0301'));
	expect(fold('İrem')).toBe('irem');
	expect(fold('Łukasz')).toBe('lukasz');
});

test('other scripts keep their letters', () => {
	expect(fold('Оксана')).toBe('оксана');
	expect(fold('محمد')).toBe('محمد');
});

test('numbers sort as numbers', () => {
	const names = ['Groep 10', 'Groep 2', 'groep 1'];
	const sorted = names.toSorted((a, b) => (sortable(a) < sortable(b) ? -1 : 1));
	expect(sorted).toEqual(['groep 1', 'Groep 2', 'Groep 10']);
	expect(sortable('Berg', null, 'Lotte', undefined)).toBe('berg lotte');
});
