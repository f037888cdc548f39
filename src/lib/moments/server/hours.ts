// When things of a moment happen by the school's clock.
import { addDays, dayOf, instantOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { SchoolSettings } from '#lib/school/settings.ts';

/** On the day before, from this time on a free place is offered instead of given: nobody is surprised overnight. */
const ASKED_FROM = '18:00';
/** Questions that can't wait are asked between these times only. */
const QUIET_FROM = '21:30';
const QUIET_TILL = '07:00';
/** A reminder of the day before that could not be sent by now is left out. */
const TOMORROW_TILL = '21:30';
/** A reminder of the hour before needs this long to be of use. */
const LEAST_MINUTES = 10;
/** Invitations go out together, when school is out. */
const INVITE_AT = '16:00';
const INVITE_TILL = '20:00';

/** From when on a free place of a slot is offered instead of given. */
export function askedFrom(startsAt: Date, timeZone: string): Date {
	return instantOf(dayBefore(startsAt, timeZone), ASKED_FROM, timeZone);
}

/** Whether people may be asked something now: not at night. */
export function mayAskNow(now: Date, timeZone: string): boolean {
	const time = timeOf(now, timeZone);
	return time >= QUIET_TILL && time < QUIET_FROM;
}

/** The time in which the reminder of the day before is sent; after it, it is left out. */
export function reminderOfDay(
	startsAt: Date,
	{ remindDayBeforeAt }: Pick<SchoolSettings, 'remindDayBeforeAt'>,
	timeZone: string,
): { from: Date; till: Date } {
	const day = dayBefore(startsAt, timeZone);
	return {
		from: instantOf(day, remindDayBeforeAt, timeZone),
		till: instantOf(day, TOMORROW_TILL, timeZone),
	};
}

/** The time in which the reminder just before is sent. */
export function reminderOfHour(
	startsAt: Date,
	{ remindBeforeMinutes }: Pick<SchoolSettings, 'remindBeforeMinutes'>,
): { from: Date; till: Date } {
	const minutesBefore = (minutes: number) => new Date(startsAt.getTime() - minutes * 60_000);
	return { from: minutesBefore(remindBeforeMinutes), till: minutesBefore(LEAST_MINUTES) };
}

/** When the invitations of a moment that is published now go out: this afternoon, at once in the evening, else tomorrow. */
export function inviteAt(now: Date, timeZone: string): Date {
	const day = dayOf(now, timeZone);
	const time = timeOf(now, timeZone);
	if (time < INVITE_AT) return instantOf(day, INVITE_AT, timeZone);
	return time < INVITE_TILL ? now : instantOf(addDays(day, 1), INVITE_AT, timeZone);
}

function dayBefore(startsAt: Date, timeZone: string): string {
	return addDays(dayOf(startsAt, timeZone), -1);
}
