import * as v from 'valibot';
import { latinDigits } from '#lib/platform/digits.ts';

/** An e-mail address as people type it. */
export const emailField = v.pipe(
	v.string('required'),
	v.nonEmpty('required'),
	v.maxLength(254, 'too_long'),
	v.email('not_an_email'),
);

/** Six digits from a mail, with spaces, or in digits of another script. */
export const sixDigits = v.pipe(
	v.string('required'),
	v.nonEmpty('required'),
	v.transform((text) => latinDigits(text).replace(/[\s-]/g, '')),
	v.regex(/^\d{6}$/, 'not_a_code'),
);

export const emailSchema = v.object({ email: emailField });
export const codeSchema = v.object({ code: sixDigits });
/** A device's answer to a passkey question, as JSON. */
export const passkeySchema = v.object({
	answer: v.pipe(v.string('required'), v.maxLength(20_000, 'too_long')),
});

/** Roles as boxes that are ticked; what they are, the staff's rights say. */
const rolesField = v.array(
	v.picklist(['teacher', 'coordinator', 'care', 'office', 'head'], 'not_a_choice'),
	'required',
);

/** A colleague whom no import knows. */
export const addColleagueSchema = v.object({
	name: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(120, 'too_long')),
	email: emailField,
	roles: rolesField,
});

/** An invitation, with the address where the import gave none. */
export const inviteSchema = v.object({
	email: v.optional(v.union([v.literal(''), emailField], 'not_an_email'), ''),
	roles: rolesField,
});

/** Everything that somebody may do: what is not ticked is taken. */
export const rightsSchema = v.object({
	roles: rolesField,
	groups: v.array(v.pipe(v.string('required'), v.maxLength(64, 'too_long'))),
});
