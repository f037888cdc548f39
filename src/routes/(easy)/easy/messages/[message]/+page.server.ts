import { error } from '@sveltejs/kit';
import { requireConfirmedParent, requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { messageForParent } from '#lib/messages/server/for-parent.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const found = await messageForParent(app().store.read, parent, event.params.message, event.locals.locale);
	if (found === 'needs_proof') requireConfirmedParent(event);
	if (!found || found === 'needs_proof') error(404);
	return { message: found };
};
