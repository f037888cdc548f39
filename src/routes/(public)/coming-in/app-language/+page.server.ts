import { error, redirect } from '@sveltejs/kit';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { stepOnTheWay } from '#lib/app/server/coming-in.ts';
import { chooseLocale } from '#lib/families/server/language-choice.ts';
import { readLanguageProfile } from '#lib/families/server/language-profile.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who reads a language that the app has no texts in yet: which of ours, until then. */
export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const step = stepOnTheWay(event, 'language');
	const { written } = await readLanguageProfile(app().store.read, parent);
	const language = languageOf(written);
	if (!language || isLocale(language.tag)) redirect(303, step.next);
	return {
		step,
		school: parent.school.name,
		language: { name: language.ownName, spokenOnly: language.writtenIn !== undefined },
	};
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireParent(event);
		const locale = (await event.request.formData()).get('locale');
		if (!isLocale(locale)) error(400);
		const { store, settings, clock } = app();
		await chooseLocale(store, parent, locale, clock.now());
		setLocaleCookie(event.cookies, locale, settings.secure);
		redirect(303, stepOnTheWay(event, 'language').next);
	},
};
