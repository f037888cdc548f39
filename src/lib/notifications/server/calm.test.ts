import { expect, test } from 'vitest';
import { defaultCalm, type Calm } from '../calm-choice.ts';
import type { Pace } from '../kinds.ts';
import { waitsUntil } from './calm.ts';

const timeZone = 'Europe/Amsterdam';

function wait(
	now: string,
	pace: Pace,
	choice: Partial<Calm> = {},
	more: { expiresAt?: string; gathered?: boolean } = {},
) {
	const found = waitsUntil(
		{
			pace,
			expiresAt: more.expiresAt ? new Date(more.expiresAt) : null,
			gathered: more.gathered ?? false,
			now: new Date(now),
			timeZone,
		},
		{ ...defaultCalm, ...choice },
	);
	return found && `${found.until.toISOString()}${found.digest ? ' with the others' : ''}`;
}

// 2026-10-06 is a Tuesday, 2026-10-10 a Saturday; summer time ends on Sunday 2026-10-25
test.each<[string, string, Pace, Partial<Calm>, string | undefined]>([
	['by day at once', '2026-10-06T09:00+02:00', 'calm', {}, undefined],
	['the last minute before the quiet hours', '2026-10-06T20:59+02:00', 'day', {}, undefined],
	['the first quiet minute', '2026-10-06T21:00+02:00', 'day', {}, '2026-10-07T05:00:00.000Z'],
	['after midnight until the same morning', '2026-10-07T03:00+02:00', 'day', {}, '2026-10-07T05:00:00.000Z'],
	['the end of the quiet hours', '2026-10-07T07:00+02:00', 'day', {}, undefined],
	['what can’t wait comes at night', '2026-10-07T03:00+02:00', 'now', {}, undefined],
	[
		'hours of one’s own',
		'2026-10-06T19:30+02:00',
		'day',
		{ quietFrom: '19:00', quietUntil: '09:00' },
		'2026-10-07T07:00:00.000Z',
	],
	['no quiet hours wanted', '2026-10-07T03:00+02:00', 'calm', { quiet: false }, undefined],
	['on Sunday until Monday morning', '2026-10-11T12:00+02:00', 'calm', {}, '2026-10-12T05:00:00.000Z'],
	['on Sunday what is about an appointment', '2026-10-11T12:00+02:00', 'day', {}, undefined],
	['Sundays not quiet', '2026-10-11T12:00+02:00', 'calm', { quietSundays: false }, undefined],
	['from Saturday night over Sunday', '2026-10-10T22:00+02:00', 'calm', {}, '2026-10-12T05:00:00.000Z'],
	[
		'Sunday quiet, nights not',
		'2026-10-11T12:00+02:00',
		'calm',
		{ quiet: false },
		'2026-10-12T05:00:00.000Z',
	],
	['the night in which clocks go back', '2026-10-24T23:00+02:00', 'day', {}, '2026-10-25T06:00:00.000Z'],
	['half past two, the first time', '2026-10-25T02:30+02:00', 'day', {}, '2026-10-25T06:00:00.000Z'],
	['half past two, the second time', '2026-10-25T02:30+01:00', 'day', {}, '2026-10-25T06:00:00.000Z'],
	['the night in which clocks go forward', '2027-03-27T23:00+01:00', 'day', {}, '2027-03-28T05:00:00.000Z'],
	[
		'the first minute after the hour that is not',
		'2027-03-28T03:00+02:00',
		'day',
		{},
		'2027-03-28T05:00:00.000Z',
	],
	['the evening before it', '2027-03-27T20:59+01:00', 'day', {}, undefined],
	['over that Sunday', '2027-03-27T22:00+01:00', 'calm', {}, '2027-03-29T05:00:00.000Z'],
	[
		'with the others on the day when clocks go back',
		'2026-10-24T18:00+02:00',
		'calm',
		{ digestAt: '17:00', quietSundays: false },
		'2026-10-25T16:00:00.000Z with the others',
	],
	[
		'with the others on the day when clocks go forward',
		'2027-03-27T18:00+01:00',
		'calm',
		{ digestAt: '17:00', quietSundays: false },
		'2027-03-28T15:00:00.000Z with the others',
	],
	[
		'with the others of today',
		'2026-10-06T09:00+02:00',
		'calm',
		{ digestAt: '17:00' },
		'2026-10-06T15:00:00.000Z with the others',
	],
	[
		'with the others of tomorrow',
		'2026-10-06T17:00+02:00',
		'calm',
		{ digestAt: '17:00' },
		'2026-10-07T15:00:00.000Z with the others',
	],
	[
		'with the others of Monday',
		'2026-10-10T18:00+02:00',
		'calm',
		{ digestAt: '17:00' },
		'2026-10-12T15:00:00.000Z with the others',
	],
	['an appointment waits for no others', '2026-10-06T09:00+02:00', 'day', { digestAt: '17:00' }, undefined],
])('%s', (_, now, pace, choice, until) => {
	expect(wait(now, pace, choice)).toBe(until);
});

test('what would be worth nothing by then comes now', () => {
	expect(wait('2026-10-06T22:00+02:00', 'day', {}, { expiresAt: '2026-10-07T06:00+02:00' })).toBeUndefined();
	expect(wait('2026-10-06T22:00+02:00', 'day', {}, { expiresAt: '2026-10-07T08:00+02:00' })).toBe(
		'2026-10-07T05:00:00.000Z',
	);
	const digest = { digestAt: '17:00' };
	expect(
		wait('2026-10-06T09:00+02:00', 'calm', digest, { expiresAt: '2026-10-06T16:00+02:00' }),
	).toBeUndefined();
});

test('what was gathered does not wait a second time, not even in the quiet hours', () => {
	const late = { digestAt: '19:00', quietFrom: '19:00' };
	expect(wait('2026-10-06T19:00+02:00', 'calm', late, { gathered: true })).toBeUndefined();
});
