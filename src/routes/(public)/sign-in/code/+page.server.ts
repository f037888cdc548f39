import { fail, redirect } from '@sveltejs/kit';
import { codeSchema } from '#lib/accounts/forms.ts';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { askSignInCode, proveSignInCode, waitingAddress } from '#lib/accounts/server/sign-in.ts';
import { countMail, countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser, signBrowserIn } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { store, clock } = app();
	const next = event.url.searchParams.get('next');
	if (event.locals.actor) redirect(303, wayOn(event.locals.actor.kind, next));
	const email = await waitingAddress(store.read, fromBrowser(event).browser, clock.now());
	return { email, next, again: event.url.searchParams.has('again') };
};

export const actions: Actions = {
	prove: async (event) => {
		refuseGuessing(event);
		const form = await readForm(event.request, codeSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined, triesLeft: 0 });
		const { store, settings, keys, clock } = app();
		const given = { ...form.value, ...fromBrowser(event) };
		const proved = await proveSignInCode(store, keys.codes, given, clock.now());
		if (!proved.ok) {
			countMiss(event);
			const triesLeft = proved.refusal === 'wrong' ? proved.triesLeft : 0;
			return fail(409, { refusal: proved.refusal, triesLeft, problems: {}, values: form.value });
		}
		const next = event.url.searchParams.get('next');
		if ('choose' in proved) redirect(303, `/sign-in/who${next ? `?next=${encodeURIComponent(next)}` : ''}`);
		await signBrowserIn(event, proved.cookie);
		if (isLocale(proved.locale)) setLocaleCookie(event.cookies, proved.locale, settings.secure);
		redirect(303, wayOn(proved.kind, next));
	},
	again: async (event) => {
		countMail(event);
		const { store, keys, clock } = app();
		const { browser } = fromBrowser(event);
		const email = await waitingAddress(store.read, browser, clock.now());
		const next = event.url.searchParams.get('next');
		const onward = next ? `&next=${encodeURIComponent(next)}` : '';
		if (!email) redirect(303, `/sign-in?${onward.slice(1)}`);
		const asked = await askSignInCode(
			store,
			keys.codes,
			{ email, browser, locale: event.locals.locale },
			clock.now(),
		);
		if (!asked.ok) return fail(429, { refusal: asked.refusal, triesLeft: 0, problems: {}, values: {} });
		redirect(303, `/sign-in/code?again=1${onward}`);
	},
};
