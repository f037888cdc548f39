import { fail } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { languageProfileSchema } from '#lib/families/language-profile.ts';
import { readLanguageProfile, saveLanguageProfile } from '#lib/families/server/language-profile.ts';
import { askPath } from '#lib/moments/paths.ts';
import { readInterpreterOffer } from '#lib/moments/server/interpreter-offers.ts';
import { m } from '#lib/paraglide/messages.js';
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
	const { store, clock } = app();
	const offer = await readInterpreterOffer(store.read, parent, clock.now());
	return {
		profile: await readLanguageProfile(store.read, parent),
		languages,
		interpreting: {
			href: askPath(),
			title: m.interpreting_offer_title({}, { locale }),
			lead: offer ? m.interpreting_offer_is_on({}, { locale }) : m.interpreting_offer_lead({}, { locale }),
		},
	};
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
