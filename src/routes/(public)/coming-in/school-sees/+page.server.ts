import { redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { stepOnTheWay } from '#lib/app/server/coming-in.ts';
import { noteTold } from '#lib/families/server/first-entry.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const parent = requireParent(event);
	return { step: stepOnTheWay(event, 'school-sees'), school: parent.school.name };
};

export const actions: Actions = {
	default: async (event) => {
		const parent = requireParent(event);
		const { store, clock } = app();
		await noteTold(store, parent, clock.now());
		redirect(303, stepOnTheWay(event, 'school-sees').next);
	},
};
