import { fail, redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { EASY_HOME } from '#lib/app/easy-paths.ts';
import { easyViewSchema } from '#lib/families/easy-view.ts';
import { chooseEasyView } from '#lib/families/server/easy-view.ts';
import { localPath } from '#lib/platform/local-path.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireParent(event);
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, easyViewSchema);
		if (!form.ok) return fail(422, form.problems);
		const { easy: easyView, listen: likesListening, next } = form.value;
		const { store, clock } = app();
		await chooseEasyView(store, parent, { easyView, likesListening }, clock.now());
		if (next) redirect(303, localPath(next));
		redirect(303, (easyView ?? parent.easyView) ? EASY_HOME : '/start');
	},
};
