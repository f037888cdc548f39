// What staff send about their visits, and after a talk.
import * as v from 'valibot';
import { AGREEMENT_LENGTH, doers } from './agreed.ts';

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long'));
const day = v.pipe(v.string('not_a_date'), v.isoDate('not_a_date'));

export const swapSchema = v.object({ talkId: id, direction: v.picklist(['up', 'down'], 'not_a_choice') });
export const onOurWaySchema = v.object({ talkId: id });
export const noteSchema = v.object({
	day,
	backBy: v.pipe(v.string('not_a_time'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time')),
	note: v.optional(v.pipe(v.string(), v.maxLength(200, 'too_long')), ''),
});
export const backSchema = v.object({ day });

export const addSchema = v.object({
	text: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(AGREEMENT_LENGTH, 'too_long')),
	doneBy: v.picklist(doers, 'not_a_choice'),
});
export const removeSchema = v.object({ agreementId: id });
export const doneSchema = v.object({ agreementId: id, done: v.picklist(['yes', 'no'], 'not_a_choice') });
export const nextSchema = v.object({ nextOn: v.union([v.literal(''), day]) });
