// What staff send about the interpreters of a round.
import * as v from 'valibot';
import { isLanguageTag } from '#lib/translation/languages.ts';

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long'));
const day = v.pipe(v.string('not_a_date'), v.isoDate('not_a_date'));
const time = v.pipe(v.string('not_a_time'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));

export const interpreterSchema = v.object({
	/** Given by the page for a new one, so that a form sent twice adds once. */
	interpreterId: v.pipe(v.string('required'), v.regex(/^[\w-]{10,64}$/, 'required')),
	name: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required'), v.maxLength(80, 'too_long')),
	/** Tags; an empty one is a choice that was left open. */
	languages: v.pipe(
		v.array(v.string()),
		v.transform((tags) => [...new Set(tags.filter((tag) => tag !== ''))]),
		v.minLength(1, 'required'),
		v.maxLength(12, 'too_many'),
		v.check((tags) => tags.every((tag) => tag !== 'nl' && isLanguageTag(tag)), 'not_a_choice'),
	),
	how: v.picklist(['here', 'phone'], 'not_a_choice'),
});
export type InterpreterForm = v.InferOutput<typeof interpreterSchema>;

/** A parent who offered to interpret: name and languages are theirs. */
export const interpretingParentSchema = v.object({
	interpreterId: interpreterSchema.entries.interpreterId,
	guardianId: id,
	how: interpreterSchema.entries.how,
});

export const interpreterTimeSchema = v.object({ interpreterId: id, day, from: time, till: time });
export const interpreterTimeOffSchema = v.object({
	interpreterId: id,
	at: v.pipe(v.string(), v.regex(/^\d{1,15}$/)),
});
export const interpreterOffSchema = v.object({ interpreterId: id });
/** `none`: nobody yet; `other`: arranged otherwise; else an interpreter of the round. */
export const assignSchema = v.object({ talkId: id, interpreter: id });
