import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { markCalled } from '#lib/families/server/calls.ts';
import { findMoment } from '#lib/moments/server/find-moment.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { languageName } from '#lib/translation/languages.ts';
import { callsAsked } from './find.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { about, list } = await callsAsked(staff, event.params);
	const { locale } = event.locals;
	return {
		now: app().clock.now(),
		about,
		isDraft: about.kind === 'moment' && (await isDraft(staff.schoolId, about.id)),
		rows: list.map(({ tag, spoken, ...one }) => ({
			...one,
			languages: [...new Set([tag, ...(spoken ? [spoken] : [])])].map((of) => languageName(of, locale)),
		})),
	};
};

async function isDraft(schoolId: string, momentId: string): Promise<boolean> {
	return (await findMoment(app().store.read, schoolId, momentId))?.publishedAt === null;
}

const schema = v.object({
	guardianId: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long')),
	called: v.picklist(['yes', 'no'], 'not_a_choice'),
});

export const actions: Actions = {
	called: async (event) => {
		const staff = requireStaff(event);
		const { about, list } = await callsAsked(staff, event.params);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { guardianId, called } = form.value;
		if (!list.some((one) => one.guardianId === guardianId)) error(404);
		const { store, clock } = app();
		await markCalled(store, staff, { about, guardianId, called: called === 'yes', now: clock.now() });
		return { called: guardianId };
	},
};
