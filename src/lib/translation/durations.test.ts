import { expect, test } from 'vitest';
import { formatMinutes } from './durations.ts';

test.each([
	['nl', 210, '3 uur en 30 minuten'],
	['en', 60, '1 hour'],
	['tr', 45, '45 dakika'],
	['ar', 210, '3 ساعات و30 دقيقة'],
	['pl', 300, '5 godzin'],
	['uk', 90, '1 година і 30 хвилин'],
	['nl', 0, ''],
])('%s: %i minutes', (tag, minutes, words) => {
	expect(formatMinutes(minutes, tag)).toBe(words);
});
