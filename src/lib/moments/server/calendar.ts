import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** One appointment for a calendar; texts in the language of who comes. */
export interface Appointment {
	signUpId: string;
	/** How often its time changed (RFC 5545 section 3.8.7.4). */
	revision: number;
	startsAt: Date;
	endsAt: Date;
	summary: string;
	/** Room, school and street. */
	location: string;
	description: string;
	/** Its page in the app. */
	url?: string;
}

/**
 * An iCalendar file (RFC 5545) of appointments: one, or all meetings of a series. The UID stays the same over every change; times are in UTC, which
 * every calendar shows in its own zone. `CANCEL` takes it out again.
 */
export function calendarFile(
	method: 'PUBLISH' | 'CANCEL',
	appointments: readonly Appointment[],
	now: Date,
): string {
	const cancelled = method === 'CANCEL';
	const calendar = new ICalCalendar({
		prodId: { company: 'Schoolbrug', product: 'moments' },
		method: ICalCalendarMethod[method],
	});
	for (const { signUpId, revision, startsAt, endsAt, summary, location, description, url } of appointments)
		calendar.createEvent({
			id: `${signUpId}@schoolbrug`,
			sequence: cancelled ? revision + 1 : revision,
			stamp: now,
			start: startsAt,
			end: endsAt,
			summary,
			location,
			description,
			url,
			status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		});
	return calendar.toString();
}
