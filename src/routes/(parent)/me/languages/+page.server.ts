import { fail } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { languageProfileSchema } from '#lib/families/language-profile.ts';
import { readLanguageProfile, saveLanguageProfile } from '#lib/families/server/language-profile.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { canBeRead, languagesByName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { locale } = event.locals;
	const languages = languagesByName(locale).map(({ tag, ownName, names }) => ({
		tag,
		name:
			ownName.toLocaleLowerCase(locale) === names[locale].toLocaleLowerCase(locale)
				? ownName
				: `${ownName} · ${names[locale]}`,
		written: canBeRead(tag),
	}));
	return { profile: await readLanguageProfile(app().store.read, parent), languages };
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, languageProfileSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		await saveLanguageProfile(store, parent, form.value, clock.now());
		return { saved: true };
	},
};
