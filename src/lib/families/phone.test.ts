import { expect, test } from 'vitest';
import { phoneKey, tidyPhone } from './phone.ts';

test.each([
	['06-10137513', '06-10137513'],
	[' 06 – 1013 7513 ', '06 - 1013 7513'],
	['+31 (0)6 10137513', '+31 (0)6 10137513'],
	['tel. 0105550100', '0105550100'],
	['+48 601 234 567', '+48 601 234 567'],
])('%j stays as it was typed', (text, phone) => {
	expect(tidyPhone(text)).toEqual({ phone, zeroRestored: false });
});

test('a zero that a spreadsheet ate is put back', () => {
	expect(tidyPhone('610137513')).toEqual({ phone: '0610137513', zeroRestored: true });
});

test.each(['', '-', 'geen', '12345', '6,10138E+08', '06123456789012345'])('%j is no phone number', (text) => {
	expect(tidyPhone(text)).toBeUndefined();
});

test('one number in many ways to write it', () => {
	const ways = ['06-10137513', '06 10137513', '0031610137513', '+31 6 10137513', '+31 (0)6 1013 7513'];
	expect(new Set(ways.map(phoneKey))).toEqual(new Set(['+31610137513']));
	expect(phoneKey('+48 601 234 567')).toBe('+48601234567');
});
