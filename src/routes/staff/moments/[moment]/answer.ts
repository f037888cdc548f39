import type { Problem } from '#lib/platform/problems.ts';
import { problemText } from '#lib/translation/problem-texts.ts';
import { refusalText, refusedField, type Refusal } from '../change-texts.ts';

/** A form that came back: what was typed, and what is the matter with it. */
export interface Answer {
	problems?: Record<string, Problem>;
	values?: Record<string, string | string[]>;
	refusal?: Refusal;
	/** Places taken, for `too_few`. */
	count?: number;
}

/** What stands beside a field: a problem of the form, or a refusal that is about this field. */
export function wrongAt(answer: Answer | undefined, field: string): string | undefined {
	const problem = answer?.problems?.[field];
	if (problem) return problemText(problem);
	const { refusal, count } = answer ?? {};
	return refusal && refusedField(refusal) === field ? refusalText(refusal, count) : undefined;
}
