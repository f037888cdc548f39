import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { cardOfParent, readCard } from '#lib/app/server/card-of-parent.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const own = event.locals.locale;
	const inDutch = event.url.searchParams.has('dutch');
	const locale = inDutch ? baseLocale : own;
	const card = await cardOfParent(store.read, parent, { own, locale, now: clock.now() });
	const at = Number(event.params.at ?? 1);
	if (!card) return { card: null, at, of: 0, section: undefined };
	const { sections, ...rest } = card;
	const section = sections[at - 1];
	if (!section) error(404);
	return { card: rest, at, of: sections.length, section };
};

export const actions: Actions = { read: readCard('/easy/card') };
