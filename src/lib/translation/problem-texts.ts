import { m } from '#lib/paraglide/messages.js';
import type { Problem } from '#lib/platform/problems.ts';

const texts: Record<Problem, () => string> = {
	required: () => m.app_problem_required(),
	too_long: () => m.app_problem_too_long(),
	not_an_email: () => m.app_problem_not_an_email(),
	not_a_phone: () => m.app_problem_not_a_phone(),
	not_a_date: () => m.app_problem_not_a_date(),
	not_a_time: () => m.app_problem_not_a_time(),
	not_a_number: () => m.app_problem_not_a_number(),
	too_few: () => m.app_problem_too_few(),
	too_many: () => m.app_problem_too_many(),
	not_a_choice: () => m.app_problem_not_a_choice(),
	not_a_code: () => m.app_problem_not_a_code(),
	too_large_file: () => m.app_problem_too_large_file(),
};

/** What is wrong with a field and what to do, in the language of the page; nothing where nothing is wrong. */
export function problemText(problem: Problem): string;
export function problemText(problem: Problem | undefined): string | undefined;
export function problemText(problem: Problem | undefined): string | undefined {
	return problem && texts[problem]();
}
