import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { setLocaleCookie } from '#lib/accounts/server/cookies.ts';
import { requireSignedIn } from '#lib/accounts/server/guards.ts';
import { keyOf } from '#lib/accounts/server/sign-in.ts';
import { whomToSwitchTo } from '#lib/accounts/server/switching.ts';
import { app } from '#lib/app/server/app.ts';
import { switchBrowser } from '#lib/app/server/browser-session.ts';
import { wayOn } from '#lib/app/server/came-in.ts';
import { childrenNames } from '#lib/families/server/children-names.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const schema = v.object({ person: v.pipe(v.string('required'), v.maxLength(200, 'too_long')) });

export const load: PageServerLoad = async (event) => {
	const actor = requireSignedIn(event);
	const { store, clock } = app();
	const people = await whomToSwitchTo(store.read, actor, clock.now());
	const guardians = people.filter(({ kind }) => kind === 'guardian');
	const children = await childrenNames(store.read, guardians, clock.now());
	return {
		now: {
			kind: actor.kind,
			name: actor.name,
			school: actor.school.name,
			children: actor.kind === 'guardian' ? [...actor.children.values()].map((one) => one.givenName) : [],
		},
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
		const actor = requireSignedIn(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const next = await switchBrowser(event, actor, form.value.person);
		if (!next) redirect(303, '/switch');
		if (next.kind === 'guardian' && next.locale)
			setLocaleCookie(event.cookies, next.locale, app().settings.secure);
		redirect(303, wayOn(next.kind, event.url.searchParams.get('next')));
	},
};
