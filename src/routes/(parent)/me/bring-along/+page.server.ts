import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { keyOf } from '#lib/accounts/server/sign-in.ts';
import { whomToSwitchTo } from '#lib/accounts/server/switching.ts';
import { app } from '#lib/app/server/app.ts';
import { bringAlong, bringParts, whatToBring } from '#lib/families/server/bring-along.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

const schema = v.object({
	person: v.pipe(v.string('required'), v.maxLength(200, 'too_long')),
	parts: v.array(v.picklist(bringParts, 'not_a_choice')),
});

/** Who this guardian is at other schools. */
async function elsewhere(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const parent = requireParent(event);
	const { store, clock } = app();
	const people = await whomToSwitchTo(store.read, parent, clock.now());
	return { parent, people: people.filter(({ kind }) => kind === 'guardian') };
}

export const load: PageServerLoad = async (event) => {
	const { parent, people } = await elsewhere(event);
	const { store } = app();
	const { locale } = event.locals;
	const offers = await Promise.all(
		people.map(async (person) => {
			const { parts, written, spoken } = await whatToBring(store.read, parent, person);
			return {
				key: keyOf(person),
				school: person.schoolName,
				parts,
				written: written && languageName(written, locale),
				spoken: spoken && languageName(spoken, locale),
			};
		}),
	);
	return { offers: offers.filter(({ parts }) => parts.length > 0) };
};

export const actions: Actions = {
	default: async (event) => {
		const { parent, people } = await elsewhere(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) error(400);
		const person = people.find((one) => keyOf(one) === form.value.person);
		if (!person) error(404);
		const { store, clock } = app();
		return { brought: await bringAlong(store, parent, person, form.value.parts, clock.now()) };
	},
};
