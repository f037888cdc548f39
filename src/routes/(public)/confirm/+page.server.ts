import { fail, redirect } from '@sveltejs/kit';
import { askConfirmCode, readAddress } from '#lib/accounts/server/confirm.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { countMail } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is personal asks for one more proof than the letter: a code to the address on file, or staff at the door. */
export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const next = event.url.searchParams.get('next');
	if (parent.strength === 'confirmed') redirect(303, wayOn('guardian', next));
	const { store } = app();
	const { onFile } = await readAddress(store.read, parent);
	const { phone } = await readSchool(store.read, parent.schoolId);
	return { next, onFile, school: { name: parent.school.name, phone } };
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireParent(event);
		countMail(event);
		const { store, keys, clock } = app();
		const given = { browser: fromBrowser(event).browser, locale: event.locals.locale };
		const asked = await askConfirmCode(store, keys.codes, parent, given, clock.now());
		if (!asked.ok) return fail(409, { refusal: asked.refusal });
		const next = wayOn('guardian', event.url.searchParams.get('next'));
		redirect(303, `/confirm/code?next=${encodeURIComponent(next)}`);
	},
};
