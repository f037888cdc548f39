/** What can be wrong with a field. Schemas use these codes as their messages; the texts are in `translation/problem-texts.ts`. */
export const problems = [
	'required',
	'too_long',
	'not_an_email',
	'not_a_phone',
	'not_a_date',
	'not_a_time',
	'not_a_number',
	'too_few',
	'too_many',
	'not_a_choice',
	'not_a_code',
	'too_large_file',
] as const;
export type Problem = (typeof problems)[number];

/** A refused form: which field has which problem, and what was typed (text fields only), to show it again. */
export interface FormProblems {
	problems: Record<string, Problem>;
	values: Record<string, string | string[]>;
}
