import { fail, redirect } from '@sveltejs/kit';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { stepOnTheWay } from '#lib/app/server/coming-in.ts';
import { languageProfileSchema } from '#lib/families/language-profile.ts';
import { readListedLanguage } from '#lib/families/server/first-entry.ts';
import { chooseLocale } from '#lib/families/server/language-choice.ts';
import { readLanguageProfile, saveLanguageProfile } from '#lib/families/server/language-profile.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { proposeLanguage } from '#lib/translation/language-words.ts';
import { canBeRead, languagesByName } from '#lib/translation/languages.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { locale } = event.locals;
	const { store } = app();
	const profile = await readLanguageProfile(store.read, parent);
	const listed = await readListedLanguage(store.read, parent);
	// what a list says is a proposal: it fills the field in, and is said to be from the list
	const proposed = listed ? proposeLanguage(listed)?.tag : undefined;
	const written = profile.written ?? (proposed && canBeRead(proposed) ? proposed : locale);
	return {
		step: stepOnTheWay(event, 'language'),
		school: parent.school.name,
		listed,
		profile: { ...profile, written, spoken: profile.spoken ?? proposed ?? written },
		languages: languagesByName(locale).map(({ tag, ownName, names }) => ({
			tag,
			name: ownName === names[locale] ? ownName : `${ownName} · ${names[locale]}`,
			written: canBeRead(tag),
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, languageProfileSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, settings, clock } = app();
		await saveLanguageProfile(store, parent, form.value, clock.now());
		const { written } = form.value;
		const { next } = stepOnTheWay(event, 'language');
		if (!isLocale(written)) redirect(303, '/coming-in/app-language');
		await chooseLocale(store, parent, written, clock.now());
		setLocaleCookie(event.cookies, written, settings.secure);
		redirect(303, next);
	},
};
