// What staff send of the texts of one thing in one language: each beside the Dutch that the page showed.
import * as v from 'valibot';
import type { OwnText } from './own-texts.ts';

const text = v.optional(v.pipe(v.string(), v.maxLength(1000, 'too_long')), '');

export const ownTextsSchema = v.object({
	language: v.pipe(v.string('required'), v.nonEmpty('required')),
	...{ title: text, place: text, note: text },
	...{ ofTitle: v.optional(v.string()), ofPlace: v.optional(v.string()), ofNote: v.optional(v.string()) },
});

/** The texts that stood on the form, each with the Dutch of it. */
export function sentTexts({
	title,
	place,
	note,
	ofTitle,
	ofPlace,
	ofNote,
}: v.InferOutput<typeof ownTextsSchema>): { field: OwnText; text: string; of: string }[] {
	return [
		{ field: 'title' as const, text: title, of: ofTitle },
		{ field: 'place' as const, text: place, of: ofPlace },
		{ field: 'note' as const, text: note, of: ofNote },
	].flatMap(({ of, ...one }) => (of === undefined ? [] : [{ ...one, of }]));
}
