/** One appointment for a calendar; texts in the language of who comes. Plain data: it waits in the outbox. */
export interface Appointment {
	signUpId: string;
	/** How often its time changed (RFC 5545 section 3.8.7.4). */
	revision: number;
	/** Milliseconds since 1970. */
	startsAt: number;
	endsAt: number;
	summary: string;
	/** Room, school and street. */
	location: string;
	description: string;
	/** Its page in the app. */
	url?: string;
}

/** What becomes an iCalendar file when a mail goes out, or when a page gives it. */
export interface CalendarEntry {
	method: 'PUBLISH' | 'CANCEL';
	/** One, or all meetings of a series. */
	appointments: Appointment[];
	/** When it was said, in milliseconds: of two, a calendar keeps the later one. */
	stamp: number;
}
