import * as v from 'valibot';

/** Things that are not one: the app's language, what one reads, what one speaks, and how one likes to be told. */
export interface LanguageProfile {
	/** Language of the app. */
	locale: string;
	/** Language tag; null when the guardian has not said. */
	written: string | null;
	spoken: string | null;
	likesListening: boolean;
	needsInterpreter: boolean;
	/** The app as pictures with words. */
	easyView: boolean;
}

const tag = v.pipe(v.string('not_a_choice'), v.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'not_a_choice'));
const ticked = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => value !== ''),
	),
	'',
);

/** The form with these questions. */
export const languageProfileSchema = v.object({
	written: tag,
	spoken: tag,
	likesListening: ticked,
	needsInterpreter: ticked,
	/** Left out by a form that does not ask it: stays as it is. */
	easyView: v.optional(
		v.pipe(
			v.string(),
			v.transform((value) => value !== ''),
		),
	),
});
