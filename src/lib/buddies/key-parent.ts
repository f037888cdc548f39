// Key parents: parents whom others trust and may ask. The school asks them, they say yes, and choose what is shown.
import * as v from 'valibot';
import { contactWays } from './profile.ts';

/** What they call themselves on the page; `parent`: no more than that. */
export const relations = ['mother', 'father', 'parent'] as const;
export type Relation = (typeof relations)[number];

/** What a key parent lets the coordinator know, with a tap: no text, so that it is read in any language. */
export const notesUp = ['call_me', 'family_needs', 'idea', 'busy'] as const;
export type NoteUp = (typeof notesUp)[number];

/** What the coordinator lets a key parent know. */
export const notesDown = ['thanks', 'will_call', 'pass_on', 'come_along'] as const;
export type NoteDown = (typeof notesDown)[number];

/** Of fewer than this nobody is told how many came: a number of one is a person. */
export const SHOWN_FROM = 5;

/** How many came through somebody, as it may be told; null: not yet. */
export function countToShow(came: number): number | null {
	return came >= SHOWN_FROM ? came : null;
}

/** What a parent chose to be shown. */
export interface Shown {
	relation: Relation;
	/** Tags; the languages in which others can ask. */
	languages: string[];
	/** The number that others may call; null: at the gate. */
	phone: string | null;
}

const tag = v.pipe(v.string('not_a_choice'), v.regex(/^$|^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'not_a_choice'));

export const agreeSchema = v.object({
	relation: v.optional(v.picklist(relations, 'not_a_choice'), 'parent'),
	languages: v.optional(v.pipe(v.array(tag), v.maxLength(12, 'too_many')), []),
	shares: v.optional(v.picklist(contactWays, 'not_a_choice'), 'gate'),
	phone: v.optional(v.pipe(v.string(), v.maxLength(30, 'too_long')), ''),
});

export const noteUpSchema = v.object({ note: v.picklist(notesUp, 'not_a_choice') });
