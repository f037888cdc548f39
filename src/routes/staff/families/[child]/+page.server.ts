import { error, fail } from '@sveltejs/kit';
import { runsOffice } from '#lib/accounts/server/actors.ts';
import { auditLook } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { levelSchema, setLevel } from '#lib/families/server/level.ts';
import { childForStaff } from '#lib/families/server/overview.ts';
import { mayInviteAll, mayInviteGroup } from '#lib/families/server/policy.ts';
import { formProblem, readForm } from '#lib/platform/server/forms.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const child = await childForStaff(store.read, staff, event.params.child);
	if (!child) error(404);
	await auditLook(store, staff, { ...child, groupIds: child.groups.map(({ id }) => id) }, clock.now());
	const guardians = child.guardians.map((guardian) => ({
		...guardian,
		language: guardian.language && languageName(guardian.language, event.locals.locale),
	}));
	const mayInvite = mayInviteAll(staff) || child.groups.some(({ id }) => mayInviteGroup(staff, id));
	return { child: { ...child, guardians }, maySetLevel: runsOffice(staff), mayInvite };
};

export const actions: Actions = {
	level: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, levelSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const change = { ...form.value, childId: event.params.child };
		const result = await setLevel(store, staff, change, clock.now());
		if (result.ok) return { saved: form.value.guardianId };
		if (result.refusal === 'ground_needed') return fail(422, formProblem(form.value, 'ground', 'required'));
		error(result.refusal === 'not_allowed' ? 403 : 404);
	},
};
