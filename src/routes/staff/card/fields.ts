import { problemText } from '#lib/translation/problem-texts.ts';
import type { FormProblems } from '#lib/platform/problems.ts';

/** What came back of a refused form; nothing of one that was not sent. */
export type Returned = Partial<FormProblems>;

/** Name, value and problem of a text field: what was typed goes before what is stored. */
export function textField(returned: Returned, name: string, stored: string) {
	const typed = returned.values?.[name];
	return {
		name,
		value: typeof typed === 'string' ? typed : stored,
		error: problemText(returned.problems?.[name]),
	};
}
