import { expect, test } from 'vitest';
import { countToShow } from './key-parent.ts';

test.each([
	[0, null],
	[1, null],
	[4, null],
	[5, 5],
	[31, 31],
])('of %d who came it is told: %s', (came, told) => {
	expect(countToShow(came)).toBe(told);
});
