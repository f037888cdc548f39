import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { cardOfParent, readCard } from '#lib/app/server/card-of-parent.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	// the same card in Dutch, to show to someone who helps
	const own = event.locals.locale;
	const locale = event.url.searchParams.has('dutch') ? baseLocale : own;
	return { card: await cardOfParent(store.read, parent, { own, locale, now: clock.now() }) };
};

export const actions: Actions = { read: readCard('/school/card') };
