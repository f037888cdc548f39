import { fail, redirect } from '@sveltejs/kit';
import { emailSchema, passkeySchema } from '#lib/accounts/forms.ts';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { signInWithPasskey } from '#lib/accounts/server/passkeys.ts';
import { askSignInCode } from '#lib/accounts/server/sign-in.ts';
import { countMail, countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser, signBrowserIn } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { passkeySite } from '#lib/app/server/passkey-site.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const asked = url.searchParams;
	if (locals.actor) redirect(303, wayOn(locals.actor.kind, asked.get('next')));
	return {
		next: asked.get('next'),
		/** A session ended while something was typed. */
		ended: asked.has('ended'),
		signedOut: asked.has('out'),
		/** The home screen's way in was used or too old. */
		home: asked.has('home'),
		staff: asked.has('staff') || (asked.get('next') ?? '').startsWith('/staff'),
	};
};

export const actions: Actions = {
	email: async (event) => {
		const form = await readForm(event.request, emailSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		countMail(event);
		const { store, keys, clock } = app();
		const { browser } = fromBrowser(event);
		const asked = await askSignInCode(
			store,
			keys.codes,
			{ email: form.value.email, browser, locale: event.locals.locale },
			clock.now(),
		);
		if (!asked.ok) return fail(429, { refusal: asked.refusal, problems: {}, values: form.value });
		redirect(303, `/sign-in/code${onward(event.url)}`);
	},
	passkey: async (event) => {
		refuseGuessing(event);
		const form = await readForm(event.request, passkeySchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: 'not_verified' as const });
		const { store, settings, clock } = app();
		const given = { ...form.value, ...fromBrowser(event) };
		const entered = await signInWithPasskey(store, passkeySite(), given, clock.now());
		if (!entered.ok) {
			countMiss(event);
			return fail(409, { refusal: entered.refusal, problems: {}, values: {} });
		}
		await signBrowserIn(event, entered.cookie);
		if (isLocale(entered.locale)) setLocaleCookie(event.cookies, entered.locale, settings.secure);
		redirect(303, wayOn(entered.kind, event.url.searchParams.get('next')));
	},
};

function onward(url: URL): string {
	const next = url.searchParams.get('next');
	return next ? `?next=${encodeURIComponent(next)}` : '';
}
