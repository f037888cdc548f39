import { error, fail, redirect } from '@sveltejs/kit';
import { lookAtInvitation } from '#lib/accounts/server/staff-invitations.ts';
import { maskEmail } from '#lib/accounts/server/confirm.ts';
import { askSignInCode } from '#lib/accounts/server/sign-in.ts';
import { countMail } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser } from '#lib/app/server/browser-session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { store, clock } = app();
	const found = await lookAtInvitation(store.read, params.token, clock.now());
	if (!found) return { invitation: undefined };
	const { name, school, email, state } = found;
	return { invitation: { name, school, email: maskEmail(email), state } };
};

export const actions: Actions = {
	/** Sends the code; the link alone opens nothing. */
	default: async (event) => {
		countMail(event);
		const { store, keys, clock } = app();
		const found = await lookAtInvitation(store.read, event.params.token, clock.now());
		if (found?.state !== 'open') error(404);
		const { browser } = fromBrowser(event);
		const { locale } = event.locals;
		const asked = await askSignInCode(
			store,
			keys.codes,
			{ email: found.email, browser, locale },
			clock.now(),
		);
		if (!asked.ok) return fail(429, { refusal: asked.refusal });
		redirect(303, '/sign-in/code?next=%2Fstaff');
	},
};
