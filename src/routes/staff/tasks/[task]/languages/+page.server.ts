import { error, fail, redirect } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { ownTextsSchema, sentTexts } from '#lib/moments/own-texts-form.ts';
import { hasOwnTexts } from '#lib/moments/server/translations.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { taskTonguesPath } from '#lib/tasks/paths.ts';
import { keepTaskTranslations, languagesOfTask } from '#lib/tasks/server/translations.ts';
import { templateTexts } from '#lib/tasks/template-texts.ts';
import { templates } from '#lib/tasks/templates.ts';
import { directionOf, languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const found = await languagesOfTask(store.read, staff, event.params.task, clock.now());
	if (!found) error(404);
	const { task, languages } = found;
	const { locale } = event.locals;
	const { tint } = templates[task.template];
	return {
		task: {
			...{ taskId: task.taskId, groups: task.groups, tint },
			title: task.title ?? templateTexts[task.template].name({ locale }),
		},
		hasTexts: hasOwnTexts(task),
		languages: languages.map((one) => ({
			...one,
			name: languageName(one.tag, locale),
			dir: directionOf(one.tag),
		})),
		saved: event.url.searchParams.get('saved'),
	};
};

export const actions: Actions = {
	translate: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, ownTextsSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const taskId = event.params.task;
		const { language } = form.value;
		const texts = sentTexts(form.value);
		const result = await keepTaskTranslations(store, staff, { taskId, language, texts, now: clock.now() });
		const tag = encodeURIComponent(language);
		if (result.ok) redirect(303, `${taskTonguesPath(taskId)}?saved=${tag}#t-${tag}`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal, values: form.value });
	},
};
