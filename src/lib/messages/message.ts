// What a message of staff to guardians is made of, and whom it can go to.

import type { Filled, FilledField } from '../translation/phrases.ts';

/** A ready sentence with its blanks filled: data, said in each reader's language. */
export interface ReadyPart {
	phrase: string;
	filled: Filled;
}

export const aboutKinds = ['child', 'group', 'year', 'school', 'moment'] as const;
export type AboutKind = (typeof aboutKinds)[number];

/** Whom a message is to: the guardians of one child, a group, a year group, the school, or a moment's children. */
export interface About {
	kind: AboutKind;
	/** Empty for the school. */
	id: string;
}

/** `group:zonnebloem`, as an address has it. */
export function aboutTag({ kind, id }: About): string {
	return kind === 'school' ? kind : `${kind}:${id}`;
}

/** Undefined for what is no such tag. */
export function readAbout(tag: string | null): About | undefined {
	if (tag === 'school') return { kind: 'school', id: '' };
	const [kind, ...rest] = (tag ?? '').split(':');
	const id = rest.join(':');
	const known = aboutKinds.find((one) => one === kind && one !== 'school');
	return known && id !== '' && id.length <= 100 ? { kind: known, id } : undefined;
}

/** When it goes out: at once, when it is translated but at most so much later, or tomorrow morning at eight. */
export const waits = ['now', 'minutes', 'hour', 'morning'] as const;
export type Wait = (typeof waits)[number];

/** So many ready sentences go into one message. */
export const MOST_PARTS = 5;
/** Characters of words of one's own. */
export const LONGEST_TEXT = 1500;

/** Where a message is read. */
export const messagePath = (messageId: string) => `/messages/${messageId}`;
export const sayPath = (about?: About) =>
	about ? `/staff/say?to=${encodeURIComponent(aboutTag(about))}` : '/staff/say';
export const sentPath = (messageId: string) => `/staff/say/${messageId}`;

/** What was filled into the blanks of a sentence so far, as a form has it. */
export type Values = Partial<Record<FilledField, string | string[]>>;

/** What an input for a field of the nth sentence is called. */
export const inputName = (at: number, field: FilledField | 'phrase') => `p${at}_${field}`;
