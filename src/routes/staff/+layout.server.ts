import { requireSignedInStaff, requireStaff } from '#lib/accounts/server/guards.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	// the page that enrols the passkey is the only one that opens without it
	const staff = event.url.pathname === '/staff/passkey' ? requireSignedInStaff(event) : requireStaff(event);
	return {
		school: staff.school,
		// its name alone: the texts of tasks are not for every page
		talksName: m.talkstaff_title({}, { locale: event.locals.locale }),
		tasksName: m.taskstaff_title({}, { locale: event.locals.locale }),
		buddiesName: m.buddystaff_title({}, { locale: event.locals.locale }),
		keyParentsName: m.keyparentstaff_title({}, { locale: event.locals.locale }),
		visitsName: m.talkheld_visits_title({}, { locale: event.locals.locale }),
		guidesName: m.talkguides_title({}, { locale: event.locals.locale }),
		me: {
			name: staff.name,
			roles: [...staff.roles],
			groupIds: [...staff.groupIds],
			passkey: staff.passkey,
			canSwitch: staff.canSwitch,
		},
	};
};
