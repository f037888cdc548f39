import { expect, test } from 'vitest';
import { wayOn } from './came-in.ts';

test.each([
	['guardian', '/join/abc?x=1', '/join/abc?x=1'],
	['guardian', null, '/start'],
	['guardian', '/', '/start'],
	['guardian', '/staff/letters', '/start'],
	['guardian', '//evil.example', '/start'],
	['guardian', '/staffing', '/staffing'],
	['staff', '/staff/letters', '/staff/letters'],
	['staff', '/staff?week=41', '/staff?week=41'],
	['staff', '/join/abc', '/staff'],
	['staff', 'https://evil.example', '/staff'],
] as const)('%s who asked for %s goes to %s', (kind, next, way) => {
	expect(wayOn(kind, next)).toBe(way);
});
