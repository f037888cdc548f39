import { requireSignedInStaff, requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readSchool } from '#lib/school/server/school.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	// the page that enrols the passkey is the only one that opens without it
	const staff = event.url.pathname === '/staff/passkey' ? requireSignedInStaff(event) : requireStaff(event);
	const { name, timeZone } = await readSchool(app().store.read, staff.schoolId);
	return {
		school: { name, timeZone },
		me: { name: staff.name, roles: [...staff.roles], groupIds: [...staff.groupIds], passkey: staff.passkey },
	};
};
