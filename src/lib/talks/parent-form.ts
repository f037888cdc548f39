// What parents send at a round of talks.
import * as v from 'valibot';
import { languageField, recordingFields } from '#lib/files/voice-form.ts';
import { talkPlaces } from './round.ts';

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long'));
const said = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most, 'too_long')), '');
const ticked = v.optional(v.string(), '');

/** Who comes: the guardian alone, with the child's other carer, or each of them apart. */
export const companies = ['alone', 'together', 'apart'] as const;
export type Company = (typeof companies)[number];

/** How a family comes; the same for who picks and who gives times. */
const details = {
	company: v.optional(v.picklist(companies, 'not_a_choice'), 'alone'),
	withChild: ticked,
	place: v.optional(v.picklist(talkPlaces, 'not_a_choice')),
	/** Tag of the language of the interpreter that is wished for. */
	interpreter: said(12),
	mayAskParent: ticked,
	address: said(200),
	hint: said(200),
};
const block = v.pipe(v.string(), v.maxLength(40, 'too_long'));

export const replySchema = v.object({
	can: v.pipe(v.array(block), v.maxLength(200, 'too_many')),
	rather: v.pipe(v.array(block), v.maxLength(200, 'too_many')),
	/** All that there is. */
	all: ticked,
	...details,
});
export const pickSchema = v.object({
	pick: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(600, 'too_long')),
	...details,
});
const wish = v.pipe(v.string('required'), v.maxLength(600, 'too_long'));
export const wishSchema = v.object({
	/** Each as a picked time; the dearest first. */
	wish0: v.pipe(wish, v.nonEmpty('required')),
	wish1: v.optional(wish, ''),
	wish2: v.optional(wish, ''),
	...details,
});
export const cancelSchema = v.object({ talkId: id });
export const moveSchema = v.object({
	talkId: id,
	time: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(300, 'too_long')),
});
export const addressSchema = v.object({ address: said(200), hint: said(200) });
export const tickSchema = v.object({ agreementId: id, done: v.picklist(['yes', 'no'], 'not_a_choice') });
export const voiceSchema = v.object({
	childId: id,
	questionId: id,
	language: languageField,
	/** Takes away what was said. */
	remove: ticked,
	...recordingFields,
});

/** More questions than this are a form, not a talk. */
export const QUESTIONS_AT_MOST = 8;

/** Longest answer. */
export const ANSWER_LENGTH = 1000;

type At = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
const answerField = v.optional(v.pipe(v.string(), v.maxLength(ANSWER_LENGTH, 'too_long')));

/** `text0`, `choice0`, …: by the place of the question. */
export const answersSchema = v.object({
	childId: id,
	...(Object.fromEntries(
		Array.from({ length: QUESTIONS_AT_MOST }, (_, at) => [
			[`text${at}`, answerField],
			[`choice${at}`, answerField],
		]).flat(),
	) as Record<`text${At}` | `choice${At}`, typeof answerField>),
});

/** What a form says to the question at this place. */
export function answerAt(form: v.InferOutput<typeof answersSchema>, place: number) {
	const at = place as At;
	const choice = form[`choice${at}`];
	return { text: form[`text${at}`] || null, choice: choice ? Number(choice) : null };
}

type Details = v.InferOutput<v.ObjectSchema<typeof details, undefined>>;

/** How a family comes, as the domain keeps it. */
export function detailsOf(form: Details) {
	const { company, withChild, place, interpreter, mayAskParent, address, hint } = form;
	return {
		together: company === 'together',
		apart: company === 'apart',
		withChild: withChild === '' ? null : withChild === 'yes',
		place: place ?? null,
		interpreter: interpreter || null,
		mayAskParent: interpreter !== '' && mayAskParent !== '',
		address: address ? { address, hint: hint || null } : null,
	};
}
