import * as v from 'valibot';
import { problems, type FormProblems, type Problem } from '../problems.ts';

export type ReadForm<T> = { ok: true; value: T } | { ok: false; problems: FormProblems };

type FormSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/**
 * Reads and validates a posted form; the only reader of FormData. A field whose schema is an array takes every value
 * of its name; the others take the first. Spaces around text are dropped and text becomes NFC.
 */
export async function readForm<S extends FormSchema>(
	request: Request,
	schema: S,
): Promise<ReadForm<v.InferOutput<S>>> {
	const form = await request.formData();
	const given: Record<string, unknown> = {};
	const values: FormProblems['values'] = {};
	for (const [name, entry] of Object.entries(schema.entries)) {
		const all = form.getAll(name).map(tidy);
		const typed = all.filter((value) => typeof value === 'string');
		given[name] = takesMany(entry) ? all : all[0];
		values[name] = takesMany(entry) ? typed : (typed[0] ?? '');
	}
	const result = v.safeParse(schema, given);
	if (result.success) return { ok: true, value: result.output };
	return { ok: false, problems: { problems: problemsOf(result.issues), values } };
}

/** A form's values as a refusal, when a rule outside the schema finds the problem. */
export function formProblem(values: FormProblems['values'], field: string, problem: Problem): FormProblems {
	return { problems: { [field]: problem }, values };
}

function tidy(value: FormDataEntryValue): FormDataEntryValue {
	return typeof value === 'string' ? value.normalize('NFC').trim() : value;
}

function takesMany(entry: unknown): boolean {
	const { type, wrapped, pipe } = entry as { type: string; wrapped?: unknown; pipe?: unknown[] };
	if (type === 'array') return true;
	if (wrapped) return takesMany(wrapped);
	return Array.isArray(pipe) && pipe[0] !== entry && takesMany(pipe[0]);
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, Problem> {
	const found: Record<string, Problem> = {};
	for (const issue of issues) {
		const field = String(issue.path?.[0]?.key ?? '');
		const code = (problems as readonly string[]).includes(issue.message)
			? (issue.message as Problem)
			: 'required';
		found[field] ??= code;
	}
	return found;
}
