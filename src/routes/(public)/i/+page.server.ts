import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readCode } from '#lib/families/code.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import type { Actions } from './$types';

const schema = v.object({
	code: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(300, 'too_long')),
});

export const actions: Actions = {
	default: async ({ request }) => {
		const form = await readForm(request, schema);
		if (!form.ok) return fail(422, form.problems);
		const code = readCode(form.value.code);
		if (!code) return fail(422, formProblem({ code: form.value.code }, 'code', 'not_a_code'));
		redirect(303, `/i/${code}`);
	},
};
