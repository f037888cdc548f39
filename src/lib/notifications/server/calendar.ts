import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from '../calendar.ts';

/**
 * An iCalendar file (RFC 5545). The UID stays the same over every change; times are in UTC, which every calendar shows in
 * its own zone. `CANCEL` takes it out again.
 */
export function calendarFile({ method, appointments, stamp }: CalendarEntry): string {
	const cancelled = method === 'CANCEL';
	const calendar = new ICalCalendar({
		prodId: { company: 'Schoolbrug', product: 'moments' },
		method: ICalCalendarMethod[method],
	});
	for (const { signUpId, revision, startsAt, endsAt, summary, location, description, url } of appointments)
		calendar.createEvent({
			id: `${signUpId}@schoolbrug`,
			sequence: cancelled ? revision + 1 : revision,
			stamp: new Date(stamp),
			start: new Date(startsAt),
			end: new Date(endsAt),
			summary,
			location,
			description,
			url,
			status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		});
	// the library leaves out the end of the last line (RFC 5545 section 3.1)
	return `${calendar.toString()}\r\n`;
}
