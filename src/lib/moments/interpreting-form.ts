import * as v from 'valibot';

const tag = v.pipe(v.string('not_a_choice'), v.regex(/^$|^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'not_a_choice'));
const tags = v.optional(v.pipe(v.array(tag), v.maxLength(20, 'too_many')), []);

/** The offer: languages, what is spoken with the school, and how. `both` is one answer for the easy view. */
export const offerSchema = v.object({
	languages: tags,
	withSchool: tags,
	ways: v.optional(v.array(v.picklist(['school', 'phone', 'both'], 'not_a_choice')), []),
});
