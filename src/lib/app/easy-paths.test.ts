import { expect, test } from 'vitest';
import { easyCounterpart, normalPathOf } from './easy-paths.ts';

test.each([
	'/join/abc',
	'/messages/abc',
	'/me/interpreting/abc',
	'/join/tasks/abc',
	'/school/card',
	'/contact',
	'/contact/buddy',
	'/contact/key-parent',
])('who looks at the easy page of %s has seen it', (path) => {
	expect(normalPathOf(easyCounterpart(path) ?? '')).toBe(path);
	expect(normalPathOf(path)).toBe(path);
});
