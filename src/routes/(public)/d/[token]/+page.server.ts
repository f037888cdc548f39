import { redirect } from '@sveltejs/kit';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser, signBrowserIn } from '#lib/app/server/browser-session.ts';
import { enterWithDoorCode, lookAtDoorCode } from '#lib/families/server/door-codes.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	refuseGuessing(event);
	const { store, clock } = app();
	const seen = await lookAtDoorCode(store.read, event.params.token, clock.now());
	if (!seen) countMiss(event);
	return { at: seen && { name: seen.name, school: seen.school.name } };
};

export const actions: Actions = {
	default: async (event) => {
		refuseGuessing(event);
		const { store, settings, keys, clock } = app();
		const given = { ...fromBrowser(event), token: event.params.token };
		const entered = await enterWithDoorCode(store, keys.codes, given, clock.now());
		// the page itself says that the code works no more
		if (!entered) redirect(303, `/d/${encodeURIComponent(event.params.token)}`);
		setLocaleCookie(event.cookies, event.locals.locale, settings.secure);
		await signBrowserIn(event, entered.cookie);
		redirect(303, '/coming-in/language');
	},
};
