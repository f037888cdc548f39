import { error, fail, redirect } from '@sveltejs/kit';
import { addColleagueSchema } from '#lib/accounts/forms.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { listColleagues, mayGiveRights } from '#lib/accounts/server/rights.ts';
import { addColleague, inviteAllProposed } from '#lib/accounts/server/staff-invitations.ts';
import { app } from '#lib/app/server/app.ts';
import { leftBehind } from '#lib/moments/server/left-behind.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	if (!mayGiveRights(staff)) error(403);
	const { store, clock } = app();
	return {
		colleagues: await listColleagues(store.read, staff, clock.now()),
		/** What people planned who left: somebody has to take it over. */
		leftBehind: await leftBehind(store.read, staff, clock.now()),
		/** Whose access was just ended, on the page that this one follows. */
		ended: event.url.searchParams.get('ended'),
	};
};

export const actions: Actions = {
	inviteAll: async (event) => {
		const staff = requireStaff(event);
		if (!mayGiveRights(staff)) error(403);
		const { store, clock } = app();
		return { invited: await inviteAllProposed(store, staff, clock.now()) };
	},
	add: async (event) => {
		const staff = requireStaff(event);
		if (!mayGiveRights(staff)) error(403);
		const form = await readForm(event.request, addColleagueSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const added = await addColleague(store, staff, form.value, clock.now());
		if (added.ok) redirect(303, `/staff/rights/${added.staffId}?sent=1`);
		if (added.refusal === 'not_allowed') error(403);
		return fail(409, { refusal: added.refusal, problems: {}, values: form.value });
	},
};
