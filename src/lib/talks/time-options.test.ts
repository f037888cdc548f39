import { expect, test } from 'vitest';
import { timeOptions } from './time-options.ts';

const words = { locale: 'nl', timeZone: 'Europe/Amsterdam' } as const;
const startsAt = new Date('2026-11-09T15:00:00+01:00');
const ingrid = { staffId: 'ingrid', name: 'juf Ingrid' };
const jeroen = { staffId: 'jeroen', name: 'meester Jeroen' };
const times = [ingrid, jeroen].map(({ staffId }) => ({ startsAt, staffIds: [staffId] }));

test('two at the same time are told apart by who holds the talk', () => {
	const labels = timeOptions(times, [ingrid, jeroen], words).map(({ label }) => label);
	expect(labels).toEqual([
		expect.stringMatching(/15\.00.*juf Ingrid/),
		expect.stringMatching(/15\.00.*meester Jeroen/),
	]);
});

test('of one teacher the time is enough', () => {
	const [one] = timeOptions(times.slice(0, 1), [ingrid], words);
	expect(one?.label).not.toContain('Ingrid');
	expect(one?.value).toBe(`${startsAt.getTime()} ingrid`);
});
