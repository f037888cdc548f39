import { fail, redirect } from '@sveltejs/kit';
import { codeSchema } from '#lib/accounts/forms.ts';
import { askConfirmCode, proveConfirmCode, waitingFor } from '#lib/accounts/server/confirm.ts';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { countMail, countMiss, refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const next = wayOn('guardian', event.url.searchParams.get('next'));
	const waiting = await waitingFor(store.read, parent, fromBrowser(event).browser, clock.now());
	return {
		/** Undefined: too late, or another browser. */
		email: waiting?.shown,
		next,
		again: event.url.searchParams.has('again'),
		school: { name: parent.school.name },
	};
};

export const actions: Actions = {
	prove: async (event) => {
		const parent = requireParent(event);
		refuseGuessing(event);
		const form = await readForm(event.request, codeSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined, triesLeft: 0 });
		const { store, keys, clock } = app();
		const given = { ...form.value, browser: fromBrowser(event).browser };
		const proved = await proveConfirmCode(store, keys.codes, parent, given, clock.now());
		if (!proved.ok) {
			countMiss(event);
			const triesLeft = proved.refusal === 'wrong' ? proved.triesLeft : 0;
			return fail(409, { refusal: proved.refusal, triesLeft, problems: {}, values: form.value });
		}
		redirect(303, wayOn('guardian', event.url.searchParams.get('next')));
	},
	again: async (event) => {
		const parent = requireParent(event);
		countMail(event);
		const { store, keys, clock } = app();
		const { browser } = fromBrowser(event);
		const next = encodeURIComponent(wayOn('guardian', event.url.searchParams.get('next')));
		const waiting = await waitingFor(store.read, parent, browser, clock.now());
		if (!waiting) redirect(303, `/confirm?next=${next}`);
		const asked = await askConfirmCode(
			store,
			keys.codes,
			parent,
			{ email: waiting.email, browser, locale: event.locals.locale },
			clock.now(),
		);
		if (asked.ok) redirect(303, `/confirm/code?again=1&next=${next}`);
		if (asked.refusal !== 'too_often') redirect(303, `/confirm?next=${next}`);
		return fail(429, { refusal: asked.refusal, triesLeft: 0, problems: {}, values: {} });
	},
};
