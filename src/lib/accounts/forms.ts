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
