import { redirect } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { hasNoSchool } from '#lib/school/server/school.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (locals.actor) redirect(303, locals.actor.kind === 'staff' ? '/staff' : '/start');
	const { store, settings } = app();
	return { demo: settings.demo, noSchool: await hasNoSchool(store.read) };
};
