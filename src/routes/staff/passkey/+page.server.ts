import { fail, redirect } from '@sveltejs/kit';
import { passkeySchema } from '#lib/accounts/forms.ts';
import { requireSignedInStaff } from '#lib/accounts/server/guards.ts';
import { enrolPasskey, listPasskeys, usePasskey } from '#lib/accounts/server/passkeys.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { passkeySite } from '#lib/app/server/passkey-site.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireSignedInStaff(event);
	const next = wayOn('staff', event.url.searchParams.get('next'));
	const passkeys = await listPasskeys(app().store.read, staff);
	return { next, open: staff.passkey, passkeys: passkeys.length };
};

export const actions: Actions = {
	/** The first one, or another after one was used: enrolPasskey refuses everything else. */
	enrol: async (event) => {
		const staff = requireSignedInStaff(event);
		const form = await readForm(event.request, passkeySchema);
		if (!form.ok) return fail(422, { refusal: 'not_verified' as const });
		const { store, clock } = app();
		const given = { ...form.value, ...fromBrowser(event) };
		const enrolled = await enrolPasskey(store, passkeySite(), staff, given, clock.now());
		if (!enrolled.ok) return fail(409, { refusal: enrolled.refusal });
		const next = wayOn('staff', event.url.searchParams.get('next'));
		redirect(303, `/staff/passkey?next=${encodeURIComponent(next)}`);
	},
	use: async (event) => {
		const staff = requireSignedInStaff(event);
		const form = await readForm(event.request, passkeySchema);
		if (!form.ok) return fail(422, { refusal: 'not_verified' as const });
		const { store, clock } = app();
		const given = { ...form.value, browser: fromBrowser(event).browser };
		const used = await usePasskey(store, passkeySite(), staff, given, clock.now());
		if (!used.ok) return fail(409, { refusal: used.refusal });
		redirect(303, wayOn('staff', event.url.searchParams.get('next')));
	},
};
