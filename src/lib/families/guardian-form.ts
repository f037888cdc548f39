import * as v from 'valibot';
import { tidyPhone } from './phone.ts';

const ticked = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => value !== ''),
	),
	'',
);

/** What the office writes down of a guardian. Every field may be empty, but not all at once. */
export const guardianFields = {
	name: v.optional(v.pipe(v.string(), v.maxLength(120, 'too_long')), ''),
	email: v.optional(
		v.pipe(
			v.string(),
			v.maxLength(200, 'too_long'),
			v.check((email) => email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email), 'not_an_email'),
		),
		'',
	),
	phone: v.optional(
		v.pipe(
			v.string(),
			v.maxLength(40, 'too_long'),
			v.check((phone) => phone === '' || tidyPhone(phone) !== undefined, 'not_a_phone'),
			v.transform((phone) => tidyPhone(phone)?.phone ?? ''),
		),
		'',
	),
	/** Tag of the language that they read; empty: not known. */
	language: v.optional(v.pipe(v.string(), v.regex(/^([a-z]{2,3}(-[A-Za-z]{2,4})?)?$/, 'not_a_choice')), ''),
	needsInterpreter: ticked,
};

export const guardianSchema = v.object(guardianFields);
export type GuardianInput = v.InferOutput<typeof guardianSchema>;
