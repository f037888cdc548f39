import { expect, test } from 'vitest';
import { telephoneHref, telephoneWords } from './telephone.ts';

test.each([
	['010 555 01 00', 'tel:+31105550100'],
	['06-12 34 56 78', 'tel:+31612345678'],
	['088 1234567', 'tel:+31881234567'],
	['+31 (0)10 555 01 00', 'tel:+31105550100'],
	['0031 10 5550100', 'tel:+31105550100'],
	['+32 3 123 45 67', 'tel:+3231234567'],
	['112', 'tel:112'],
	['0800 2000', 'tel:08002000'],
	['0900-1234567', 'tel:09001234567'],
	['14 010', 'tel:14010'],
])('%s is dialled as %s', (phone, href) => {
	expect(telephoneHref(phone)).toBe(href);
});

test('a number stays in one piece, from left to right', () => {
	expect(telephoneWords(' 010  555 01 00 ')).toBe('\u2066010\u00a0555\u00a001\u00a000\u2069');
});
