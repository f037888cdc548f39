import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import type { PageServerLoad } from './$types';
import { consentsAsked } from './find.server.ts';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	return { ...(await consentsAsked(staff, event.url)), runsOffice: runsOffice(staff) };
};
