import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { emailField, passkeySchema } from '#lib/accounts/forms.ts';
import { askConfirmCode, readAddress } from '#lib/accounts/server/confirm.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { enrolPasskey, listPasskeys } from '#lib/accounts/server/passkeys.ts';
import { countMail } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser } from '#lib/app/server/browser-session.ts';
import { stepOnTheWay } from '#lib/app/server/coming-in.ts';
import { passkeySite } from '#lib/app/server/passkey-site.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { Actions, PageServerLoad } from './$types';

// the address on file is never posted: who sits here does not see it whole
const schema = v.object({ email: v.optional(emailField) });

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store } = app();
	const { phone } = await readSchool(store.read, parent.schoolId);
	return {
		step: stepOnTheWay(event, 'back-again'),
		school: { name: parent.school.name, phone },
		address: await readAddress(store.read, parent),
		hasPasskey: (await listPasskeys(store.read, parent)).length > 0,
	};
};

export const actions: Actions = {
	email: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		countMail(event);
		const { store, keys, clock } = app();
		const given = { ...form.value, browser: fromBrowser(event).browser, locale: event.locals.locale };
		const asked = await askConfirmCode(store, keys.codes, parent, given, clock.now());
		if (!asked.ok) return fail(409, { refusal: asked.refusal, problems: {}, values: { ...form.value } });
		redirect(303, '/confirm/code?next=/coming-in/back-again');
	},
	passkey: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, passkeySchema);
		if (!form.ok) return fail(422, { problems: {}, values: {}, refusal: 'not_verified' as const });
		const { store, clock } = app();
		const given = { ...form.value, ...fromBrowser(event) };
		const enrolled = await enrolPasskey(store, passkeySite(), parent, given, clock.now());
		if (!enrolled.ok) return fail(409, { problems: {}, values: {}, refusal: enrolled.refusal });
		redirect(303, '/coming-in/back-again');
	},
};
