import * as v from 'valibot';

const yesOrNo = v.optional(
	v.pipe(
		v.picklist(['yes', 'no'], 'not_a_choice'),
		v.transform((said) => said === 'yes'),
	),
);

/** What staff choose at the door, for the parent who stands there. */
export const doorSchema = v.object({
	easyView: v.optional(
		v.pipe(
			v.string(),
			v.transform((value) => value !== ''),
		),
		'',
	),
});

/** Choosing the easy view, or that it reads aloud by itself; what is left out stays as it is. */
export const easyViewSchema = v.object({
	easy: yesOrNo,
	listen: yesOrNo,
	/** Where to go on; without it, to the start of the view that was chosen. */
	next: v.optional(v.pipe(v.string(), v.maxLength(300, 'too_long')), ''),
});
