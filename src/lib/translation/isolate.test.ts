import { expect, test } from 'vitest';
import { isolate } from './isolate.ts';

test('what is quoted in Arabic is kept together; other languages and empty texts stay as they are', () => {
	expect(isolate('5/6 (5)', 'ar')).toBe('\u20685/6 (5)\u2069');
	expect(isolate('5/6 (5)', 'nl')).toBe('5/6 (5)');
	expect(isolate('', 'ar')).toBe('');
});
