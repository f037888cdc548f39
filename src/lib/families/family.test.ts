import { expect, test } from 'vitest';
import { countFamilies, familiesOf } from './family.ts';

const pair = (text: string) => {
	const [guardianId = '', childId = ''] = text.split(' ');
	return { guardianId, childId };
};

test('children that share a guardian are one family, also in a roundabout way', () => {
	// two carers of one child; one of them has another child with someone else
	const pairs = ['ayse elif', 'mehmet elif', 'mehmet can', 'sara can', 'fatima ilyas'].map(pair);
	expect(familiesOf(pairs)).toEqual([['ayse', 'mehmet', 'sara'], ['fatima']]);
	expect(countFamilies(pairs)).toBe(2);
	expect(countFamilies([...pairs, pair('fatima elif')])).toBe(1);
	expect(countFamilies([])).toBe(0);
});

test('a guardian and a child with the same id are two people', () => {
	expect(countFamilies([pair('a b'), pair('b c')])).toBe(2);
});
