import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { allowOutside, mayAllowOutside } from '#lib/app/server/outside-translation.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { outsideKinds } from '#lib/translation/outside.ts';
import { kindsOutside } from '#lib/translation/server/outside.ts';
import type { Actions, PageServerLoad } from './$types';

const names = { deepl: 'DeepL', libretranslate: 'LibreTranslate' };

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!mayAllowOutside(staff)) error(403);
	const { store, settings } = app();
	const { translation } = settings;
	const allowed = await kindsOutside(store.read, staff.schoolId);
	return {
		service: translation ? names[translation.service] : null,
		outside: translation?.outside ?? false,
		kinds: outsideKinds.map((kind) => ({ kind, on: allowed.has(kind) })),
	};
};

const schema = v.object({ kinds: v.optional(v.array(v.picklist(outsideKinds, 'not_a_choice')), []) });

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		if (!mayAllowOutside(staff)) error(403);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const result = await allowOutside(store, staff, form.value.kinds, clock.now());
		if (!result.ok) error(403);
		return { saved: true };
	},
};
