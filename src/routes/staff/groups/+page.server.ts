import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { listGroups } from '#lib/families/server/groups.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	return { groups: await listGroups(store.read, staff, clock.now()), runsOffice: runsOffice(staff) };
};
