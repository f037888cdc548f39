import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#lib/school/settings.ts';
import { askedFrom, inviteAt, mayAskNow, reminderOfDay, reminderOfHour } from './hours.ts';

const zone = 'Europe/Amsterdam';
const iso = (at: Date) => at.toISOString();

describe('by the clock of the school', () => {
	it('a free place is offered from 18:00 on the day before', () => {
		expect(iso(askedFrom(new Date('2026-10-12T08:30:00+02:00'), zone))).toBe('2026-10-11T16:00:00.000Z');
	});
	it('that holds across the change of the clock', () => {
		// the clock goes back in the night of 24 to 25 October 2026
		expect(iso(askedFrom(new Date('2026-10-25T08:30:00+01:00'), zone))).toBe('2026-10-24T16:00:00.000Z');
		expect(iso(askedFrom(new Date('2026-10-26T08:30:00+01:00'), zone))).toBe('2026-10-25T17:00:00.000Z');
	});
	it.each([
		['2026-10-11T06:59:00+02:00', false],
		['2026-10-11T07:00:00+02:00', true],
		['2026-10-11T21:29:00+02:00', true],
		['2026-10-11T21:30:00+02:00', false],
	])('at %s, asking is right: %s', (when, right) => {
		expect(mayAskNow(new Date(when), zone)).toBe(right);
	});
	it('the reminder of the day before is due at the time of the school, and stale in the night', () => {
		const { from, till } = reminderOfDay(new Date('2026-10-26T08:30:00+01:00'), defaultSettings, zone);
		expect([iso(from), iso(till)]).toEqual(['2026-10-25T16:00:00.000Z', '2026-10-25T20:30:00.000Z']);
	});
	it('the reminder of the hour before is due an hour before, and stale when it begins', () => {
		const { from, till } = reminderOfHour(new Date('2026-10-26T08:30:00+01:00'), defaultSettings);
		expect([iso(from), iso(till)]).toEqual(['2026-10-26T06:30:00.000Z', '2026-10-26T07:20:00.000Z']);
	});
	it.each([
		['in the morning, this afternoon', '2026-10-06T08:00:00+02:00', '2026-10-06T14:00:00.000Z'],
		['after school, at once', '2026-10-06T17:12:00+02:00', '2026-10-06T15:12:00.000Z'],
		['in the evening, tomorrow', '2026-10-06T22:00:00+02:00', '2026-10-07T14:00:00.000Z'],
		['across the change of the clock', '2026-10-24T22:00:00+02:00', '2026-10-25T15:00:00.000Z'],
	])('invitations that are published %s', (_, published, sent) => {
		expect(iso(inviteAt(new Date(published), zone))).toBe(sent);
	});
});
