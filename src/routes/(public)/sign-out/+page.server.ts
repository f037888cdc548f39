import { redirect } from '@sveltejs/kit';
import { readAddress } from '#lib/accounts/server/confirm.ts';
import { signOutOthers } from '#lib/accounts/server/devices.ts';
import { listPasskeys } from '#lib/accounts/server/passkeys.ts';
import { app } from '#lib/app/server/app.ts';
import { signBrowserOut } from '#lib/app/server/browser-session.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether there is another way in than a new letter. */
async function canComeBack({ actor }: App.Locals): Promise<boolean> {
	if (actor?.kind !== 'guardian') return true;
	const { store } = app();
	const { onFile, own } = await readAddress(store.read, actor);
	return onFile !== null || own !== null || (await listPasskeys(store.read, actor)).length > 0;
}

export const load: PageServerLoad = async ({ locals, url }) => {
	if (!locals.actor) redirect(303, '/sign-in?out=1');
	return {
		canComeBack: await canComeBack(locals),
		everywhere: url.searchParams.has('everywhere'),
		staff: locals.actor.kind === 'staff',
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor } = event.locals;
		const form = await event.request.formData();
		if (!form.has('sure') && !(await canComeBack(event.locals))) redirect(303, '/sign-out');
		const { store, clock } = app();
		if (actor && form.has('everywhere')) await signOutOthers(store, actor, clock.now());
		await signBrowserOut(event);
		redirect(303, `/sign-in?out=1${actor?.kind === 'staff' ? '&staff=1' : ''}`);
	},
};
