import { expect, test } from 'vitest';
import { easyCounterpart } from './easy-paths.ts';

test('a link in a message leads to the easy view of the same thing, with what it asks for', () => {
	expect(easyCounterpart('/start')).toBe('/easy');
	expect(easyCounterpart('/join/a1-B_2', '?child=elif')).toBe('/easy/join/a1-B_2?child=elif');
	expect(easyCounterpart('/school/card/', '?dutch')).toBe('/easy/card?dutch');
	expect(easyCounterpart('/me/interpreting')).toBe('/easy/interpreting');
	expect(easyCounterpart('/me/interpreting/a1-B_2', '?x')).toBe('/easy/interpreting/a1-B_2?x');
	expect(easyCounterpart('/messages/a1')).toBe('/easy/messages/a1');
	expect(easyCounterpart('/messages')).toBe('/easy/news');
	expect(easyCounterpart('/me/notifications')).toBe('/easy/news');
});

test('what the easy view does not have stays as it is', () => {
	for (const path of ['/me', '/me/devices', '/join/a/b.ics', '/easy', '/staff', '/', '/constructor'])
		expect(easyCounterpart(path)).toBeUndefined();
});
