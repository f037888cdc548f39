import type { OwnText } from './server/written.ts';

/** A notice as the inbox shows it. */
export interface NoticeInList {
	id: string;
	/** `<domain>.<what>`: `moments.promoted`. */
	kind: string;
	/** The language that it was written in. */
	locale: string;
	title: string;
	lines: string[];
	/** Tags of those lines that are in another language than the rest, by their number. */
	linesIn: Record<number, string>;
	/** What the school wrote in it itself, without titles and places. */
	own: OwnText[];
	/** What it says in Dutch; null where that is its own language, or was not kept. */
	inDutch: { title: string; lines: string[] } | null;
	/** The words of its button, and where that leads. */
	label: string;
	path: string;
	at: Date;
	unread: boolean;
}
