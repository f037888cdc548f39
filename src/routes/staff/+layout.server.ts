import { requireSignedInStaff, requireStaff } from '#lib/accounts/server/guards.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	// the page that enrols the passkey is the only one that opens without it
	const staff = event.url.pathname === '/staff/passkey' ? requireSignedInStaff(event) : requireStaff(event);
	return {
		school: staff.school,
		me: {
			name: staff.name,
			roles: [...staff.roles],
			groupIds: [...staff.groupIds],
			passkey: staff.passkey,
			canSwitch: staff.canSwitch,
		},
	};
};
