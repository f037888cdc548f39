import { error } from '@sveltejs/kit';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { consentSchema } from '#lib/consents/form.ts';
import { ownAnswers, saveAnswer } from '#lib/consents/server/answer.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireConfirmedParent(event);
	const answers = await ownAnswers(app().store.read, parent);
	const { timeZone } = parent.school;
	return {
		answers: answers.map(({ answeredAt, ...answer }) => ({
			...answer,
			day: answeredAt && formatDay(answeredAt, event.locals.locale, timeZone, { year: true }),
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireConfirmedParent(event);
		const form = await readForm(event.request, consentSchema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		const done = await saveAnswer(store, parent, form.value, clock.now());
		if (!done.ok) error(403);
		return { saved: form.value.childId };
	},
};
