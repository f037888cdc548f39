import * as v from 'valibot';

/** Four things that are not one: the app's language, what one reads, what one speaks, and how one likes to be told. */
export interface LanguageProfile {
	/** Language of the app. */
	locale: string;
	/** Language tag; null when the guardian has not said. */
	written: string | null;
	spoken: string | null;
	likesListening: boolean;
	needsInterpreter: boolean;
}

const tag = v.pipe(v.string('not_a_choice'), v.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'not_a_choice'));
const ticked = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => value !== ''),
	),
	'',
);

/** The form with the four questions. */
export const languageProfileSchema = v.object({
	written: tag,
	spoken: tag,
	likesListening: ticked,
	needsInterpreter: ticked,
});
