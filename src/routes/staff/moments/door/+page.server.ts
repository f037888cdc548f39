import { requireStaff } from '#lib/accounts/server/guards.ts';
import { onListsOfToday } from '#lib/accounts/server/substitutes.ts';
import { app } from '#lib/app/server/app.ts';
import { doorList } from '#lib/moments/server/door-list.ts';
import { dayOf, isDay } from '#lib/platform/server/local-time.ts';
import { markAtDoor } from '../mark-at-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The list for the door of a day, of all moments that one may see. */
export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const asked = event.url.searchParams.get('day');
	const today = dayOf(now, staff.school.timeZone);
	const day = asked && isDay(asked) ? asked : today;
	// who steps in for an ill teacher has the list of the group today, and of no other day
	const list = await doorList(store, day === today ? onListsOfToday(staff) : staff, { day, now });
	return { ...list, today };
};

export const actions: Actions = { mark: markAtDoor };
