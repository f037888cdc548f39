import type { CalendarEntry } from './calendar.ts';

/**
 * A text that the school wrote and that stands in a notice as a mark: of which thing it is (see `translation`), and as it
 * was when the notice was queued.
 */
export interface SchoolText {
	/** What its marks are called. */
	name: string;
	/** A title or a place: nothing to read for itself. */
	isName: boolean;
	kind: string;
	id: string;
	field: string;
	text: string;
	/** BCP 47 tag. */
	language: string;
}

/** What a notice says, in the recipient's language, written when it was queued. */
export interface NoticeContent {
	locale: string;
	title: string;
	/** Paragraphs, plain text. */
	lines: string[];
	/** Tags of those lines that are in another language than the rest, by their number. */
	linesIn?: Record<number, string>;
	/** Where it leads: a path in the app, and the words on the button. */
	action: { label: string; path: string };
	/** Becomes an iCalendar file with the e-mail (RFC 5545): made when that goes out, not while people wait for places. */
	calendar?: CalendarEntry;
	/** The school's own texts in it, put in when it is sent or read. */
	written?: SchoolText[];
}

/** What a notice says in Dutch beside its own language; the marks in it are those of its own `written`. */
export type NoticeInDutch = Pick<NoticeContent, 'title' | 'lines' | 'linesIn'>;
