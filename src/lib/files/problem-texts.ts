import { m } from '#lib/paraglide/messages.js';
import type { FileRefusal } from '#lib/platform/server/files/prepare.ts';
import type { SendRefusal } from './send.ts';

/** Why a file was not taken; `required`: there was none. */
export type FileProblem = FileRefusal | SendRefusal | 'required';

const texts: Record<FileProblem, () => string> = {
	required: m.files_problem_required,
	too_large_file: m.files_problem_too_large_file,
	empty_file: m.files_problem_empty_file,
	not_this_kind: m.files_problem_not_this_kind,
	not_a_picture: m.files_problem_not_a_picture,
	not_a_recording: m.files_problem_not_a_recording,
	not_a_pdf: m.files_problem_not_a_pdf,
	too_many_files: m.files_problem_too_many_files,
};

/** What is wrong with a file and what to do. */
export function fileProblemText(problem: FileProblem | undefined): string | undefined {
	return problem && texts[problem]();
}
