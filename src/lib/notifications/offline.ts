// What the page and the service worker say to each other, and what may stay on a device. Both sides import this.

/**
 * Pages of a guardian that open without network: own appointments, contact persons, the card, the newest notices.
 * Never messages, never photos. The first three are shown on the offline page.
 */
export const KEPT_PAGES = ['/start', '/contact', '/school/card', '/school', '/me/notifications'] as const;

/** Kept when one has looked at it, not asked for beforehand: long, and nobody's own; and the easy view of what is kept. */
const KEPT_WHEN_SEEN = /^\/(school\/words|easy(\/join|\/(card|contact|news)(\/\d+)?)?)$/;

/** Own appointments of the easy view, which has them on a page of their own. Asked for where its first page is. */
export const KEPT_WITH: Readonly<Record<string, readonly string[]>> = { '/easy': ['/easy/join'] };

/** How long a copy of a page may stay: as long as its owner, or until midnight (the door list of staff). */
export function mayKeep(path: string): 'while_owned' | 'today' | undefined {
	if (KEPT_WHEN_SEEN.test(path) || (KEPT_PAGES as readonly string[]).includes(path)) return 'while_owned';
	return /^\/staff\/moments(\/[\w-]+)?\/door$/.test(path) ? 'today' : undefined;
}

/** A mark at the door: kept as well, and nobody has to hear of it when it arrived. */
export function isDoorMark({ pathname, search }: URL): boolean {
	return /^\/staff\/moments(\/[\w-]+)?\/door$/.test(pathname) && /[?&]\/mark\b/.test(search);
}

/**
 * Forms that are kept without network and sent later: signing up, cancelling, "I can't come", taking and giving back a
 * shift, "I have read the card", and who came.
 */
export function maySendLater(url: URL): boolean {
	const { pathname, search } = url;
	if (isDoorMark(url)) return true;
	if (CARD.test(pathname)) return /[?&]\/read\b/.test(search);
	if (ONE_TASK.test(pathname)) return /[?&]\/(claim|stepBack)\b/.test(search);
	return /^(\/easy)?\/join\/[\w-]+$/.test(pathname) && /[?&]\/(signUp|cancel|decline)\b/.test(search);
}

/** The card, in both views. */
const CARD = /^\/(school\/card|easy\/card(\/\d+)?)$/;
/** One task, in both views. */
const ONE_TASK = /^\/(join|easy)\/tasks\/[\w-]+$/;

/** A form about what one is to be at: what is kept of that is old from there on. */
export function changesAppointments({ pathname }: URL): boolean {
	return /^(\/easy)?\/join\//.test(pathname) || ONE_TASK.test(pathname);
}

/** Header of a form that may be sent again: the same key is done once, and answered the same. */
export const FORM_KEY = 'idempotency-key';
/** Header of a form that waited: for whom it was kept (`x-device-owner`). For nobody else it is done. */
export const KEPT_FOR = 'x-kept-for';
/** So long a form waits, and may be sent again. */
export const FORM_DAYS = 14;

/** Header of what the app fetches by itself, to keep: nobody looks at that page. */
export const BY_ITSELF = 'x-by-itself';

/** Mark of a kept page: when it was kept, ISO. */
export const KEPT_AT = 'kept-at';

/** What became of a form that was sent later. */
export type Sent = 'confirmed' | 'waiting' | 'cancelled' | 'done' | 'full' | 'refused';

export interface SentForm {
	id: number;
	sent: Sent;
	/** Where to see it. */
	path: string;
	/** Which number it got in the waiting list; where it was full, which it would get. */
	number?: number;
}

/** What there are words for. */
export type SentWords = Sent | 'waiting_number' | 'full_number';

/** Which words say what became of it. */
export function wordsFor({ sent, number }: Pick<SentForm, 'sent' | 'number'>): SentWords {
	return number && (sent === 'waiting' || sent === 'full') ? `${sent}_number` : sent;
}

/** The texts that the worker needs when no page is open, in the language of the app; `#` stands for a number. */
export type WorkerTexts = Record<SentWords | 'generic', string>;

export type ToWorker =
	| { type: 'SKIP_WAITING' }
	/** At each start of the app: whose it is, in which language, and what to keep. No texts: nobody is signed in. */
	| { type: 'KEEP'; lang: string; owner: string | null; parent: boolean; texts?: WorkerTexts }
	/** What waits, and what became of what was sent? */
	| { type: 'STATE' }
	/** There is network again. */
	| { type: 'SEND' }
	/** The outcomes were shown. */
	| { type: 'SEEN'; ids: number[] }
	/** Do not send what waits. */
	| { type: 'DISCARD' };

export type FromWorker =
	| { type: 'STATE'; waiting: number; signedOut: boolean; sent: SentForm[] }
	/** The data of this page is a copy of that moment. */
	| { type: 'KEPT'; path: string; at: string };
