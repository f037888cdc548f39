import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { choosePerson, keyOf, peopleToChoose } from '#lib/accounts/server/sign-in.ts';
import { app } from '#lib/app/server/app.ts';
import { fromBrowser, signBrowserIn } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { childrenNames } from '#lib/families/server/children-names.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

const schema = v.object({ person: v.pipe(v.string('required'), v.maxLength(200, 'too_long')) });

export const load: PageServerLoad = async (event) => {
	const { store, clock } = app();
	const people = await peopleToChoose(store.read, fromBrowser(event).browser, clock.now());
	if (!people) redirect(303, '/sign-in');
	const children = await childrenNames(
		store.read,
		people.filter(({ kind }) => kind === 'guardian'),
		clock.now(),
	);
	return {
		people: people.map((person) => ({
			key: keyOf(person),
			kind: person.kind,
			name: person.name,
			school: person.schoolName,
			children: children.get(keyOf(person)) ?? [],
		})),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { store, settings, clock } = app();
		const entered = await choosePerson(store, { ...form.value, ...fromBrowser(event) }, clock.now());
		if (!entered.ok) redirect(303, '/sign-in');
		await signBrowserIn(event, entered.cookie);
		if (isLocale(entered.locale)) setLocaleCookie(event.cookies, entered.locale, settings.secure);
		redirect(303, wayOn(entered.kind, event.url.searchParams.get('next')));
	},
};
