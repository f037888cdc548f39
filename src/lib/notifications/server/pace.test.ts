import { expect, test } from 'vitest';
import { evenPace } from './pace.ts';

test('mails go out evenly; who comes after a pause waits for nothing', () => {
	const wait = evenPace(30);
	expect([0, 0, 0, 1000].map(wait)).toEqual([0, 2000, 4000, 5000]);
	expect(wait(60_000)).toBe(0);
	expect(wait(61_000)).toBe(1000);
});

test('without a limit nothing waits', () => {
	const wait = evenPace(undefined);
	expect([0, 0, 0].map(wait)).toEqual([0, 0, 0]);
});
