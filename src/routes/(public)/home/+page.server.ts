import { redirect } from '@sveltejs/kit';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { goOnAtHomeScreen, lookAtHomeScreen } from '#lib/accounts/server/home-screen.ts';
import { countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser, signBrowserIn } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where an iPhone's home screen starts, each time: asks once who goes on, then leads to the start. */
export const load: PageServerLoad = async (event) => {
	if (event.locals.actor) redirect(303, wayOn(event.locals.actor.kind, null));
	refuseGuessing(event);
	const { store, keys, clock } = app();
	const token = event.url.searchParams.get('h') ?? '';
	const seen = token ? await lookAtHomeScreen(store.read, keys.codes, token, clock.now()) : undefined;
	if (!seen) redirect(303, '/sign-in?home=1');
	return { firstName: seen.name?.split(' ')[0] };
};

export const actions: Actions = {
	default: async (event) => {
		refuseGuessing(event);
		const { store, settings, keys, clock } = app();
		const given = { ...fromBrowser(event), token: event.url.searchParams.get('h') ?? '' };
		const entered = await goOnAtHomeScreen(store, keys.codes, given, clock.now());
		if (!entered) {
			countMiss(event);
			redirect(303, '/sign-in?home=1');
		}
		setLocaleCookie(event.cookies, event.locals.locale, settings.secure);
		await signBrowserIn(event, entered.cookie);
		redirect(303, '/start');
	},
};
