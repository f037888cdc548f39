import { expect, test } from 'vitest';
import { sentWith } from './sent.ts';

test('what was sent stands there again, also what was unticked', () => {
	const sent = sentWith({ refusal: 'no_address', values: { place: 'home', can: ['a'], withChild: '' } });
	expect(sent.one('place', 'school')).toBe('home');
	expect(sent.has('can', 'a', false)).toBe(true);
	expect(sent.has('can', 'b', true)).toBe(false);
	expect(sent.has('withChild', 'yes', true)).toBe(false);
});

test('a field that was not in the form, or no form at all, is as before', () => {
	for (const form of [null, {}, { values: undefined }, { values: { address: '' } }]) {
		const sent = sentWith(form);
		expect(sent.one('place', 'school')).toBe('school');
		expect(sent.has('can', 'a', true)).toBe(true);
	}
});
