import * as v from 'valibot';

/** What a form with a recording sends: what was sent in pieces before, or the file itself. */
export const recordingFields = {
	upload: v.optional(v.pipe(v.string(), v.maxLength(60, 'too_long')), ''),
	file: v.optional(v.instance(File)),
};

/** Tag of a language; whether we know it, its domain says. */
export const languageField = v.pipe(
	v.string('required'),
	v.nonEmpty('required'),
	v.maxLength(12, 'not_a_choice'),
);

/** As long as a parent listens to one thing; small enough to be kept on a phone. */
export const MOST_SECONDS = 120;
