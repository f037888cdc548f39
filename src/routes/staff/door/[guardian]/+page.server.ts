import { error, fail } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { doorSchema } from '#lib/families/easy-view.ts';
import { doorCodeUsedSince, guardianAtDoor, makeDoorCode } from '#lib/families/server/door-codes.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { qrPath } from '#lib/platform/server/qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const guardian = await guardianAtDoor(store.read, staff, event.params.guardian, now);
	if (!guardian) error(404);
	return {
		guardian: {
			name: guardian.name,
			children: guardian.children.map(({ givenName }) => givenName),
			easyView: guardian.easyView,
		},
		/** The code that was shown last let them in, a moment ago. */
		used: await doorCodeUsedSince(store.read, staff, guardian.guardianId, now),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, doorSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, settings, clock } = app();
		const made = await makeDoorCode(store, staff, event.params.guardian, clock.now(), form.value);
		if (!made) error(404);
		event.setHeaders({ 'cache-control': 'private, no-store' });
		const address = `${settings.origin}/d/${made.token}`;
		return { qr: qrPath(address), address, expiresAt: made.expiresAt };
	},
};
