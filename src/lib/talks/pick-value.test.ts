import { expect, test } from 'vitest';
import { pickedTimes, pickValue } from './pick-value.ts';

const pick = { childId: 'elif', startsAt: new Date('2026-10-13T15:00:00Z'), staffIds: ['marieke', 'selin'] };
const other = { childId: 'emre', startsAt: new Date('2026-10-13T15:15:00Z'), staffIds: ['selin'] };

test('what was sent comes back, one time or several', () => {
	expect(pickedTimes(pickValue(pick))).toEqual([pick]);
	expect(pickedTimes([pick, other].map(pickValue).join(','))).toEqual([pick, other]);
});

test('what nobody offered is no time', () => {
	for (const value of ['', 'elif', 'elif soon marieke', 'elif 12', `${pickValue(pick)},`])
		expect(pickedTimes(value)).toBeUndefined();
});
