import type { CalendarEntry } from './calendar.ts';

/** What a notice says, in the recipient's language, written when it was queued. */
export interface NoticeContent {
	locale: string;
	title: string;
	/** Paragraphs, plain text. */
	lines: string[];
	/** Where it leads: a path in the app, and the words on the button. */
	action: { label: string; path: string };
	/** What a lock screen may show when the guardian chose discreet texts: nothing about the child. */
	discreet: string;
	/** Becomes an iCalendar file with the e-mail (RFC 5545): made when that goes out, not while people wait for places. */
	calendar?: CalendarEntry;
}
