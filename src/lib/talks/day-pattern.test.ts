import { expect, test } from 'vitest';
import { patternOf, samePattern, spansOfDay } from './day-pattern.ts';

const evening = { weekdays: [2, 4], from: '15:00', till: '20:00', breakFrom: '17:00', breakTill: '18:30' };

test('a day lies around its break; what holds no talk is left out', () => {
	expect(spansOfDay({ ...evening, minutes: 10 })).toEqual([
		{ from: '15:00', till: '17:00' },
		{ from: '18:30', till: '20:00' },
	]);
	expect(spansOfDay({ ...evening, till: '18:40', minutes: 15 })).toEqual([{ from: '15:00', till: '17:00' }]);
	// a break that is not within the day is none
	expect(spansOfDay({ ...evening, till: '16:30', minutes: 10 })).toEqual([{ from: '15:00', till: '16:30' }]);
});

test('the pattern of times is read back as it was given', () => {
	const times = ['marieke', 'selin'].flatMap((staffId) =>
		[
			{ day: '2026-10-27', weekday: 2 },
			{ day: '2026-10-29', weekday: 4 },
		].flatMap((one) => spansOfDay({ ...evening, minutes: 10 }).map((span) => ({ staffId, ...one, ...span }))),
	);
	const found = patternOf(times);
	expect(found).toEqual(evening);
	expect(found && samePattern(found, evening)).toBe(true);
	expect(samePattern(evening, { ...evening, till: '19:00' })).toBe(false);
	expect(patternOf([])).toBeNull();
});
