import { error } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import { dayOf, isDay } from '#lib/platform/server/local-time.ts';
import { markAtDoor } from '../../mark-at-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The list for the door of one moment: the day that was asked for, else the next one with somebody to let in. */
export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const page = await staffMoment(store, staff, event.params.moment, now);
	if (!page?.moment.publishedAt) error(404);
	const { timeZone } = staff.school;
	const today = dayOf(now, timeZone);
	const open = page.slots.filter(({ cancelled }) => !cancelled);
	const days = [...new Set(open.map(({ startsAt }) => dayOf(startsAt, timeZone)))];
	const asked = event.url.searchParams.get('day');
	const day = asked && isDay(asked) ? asked : (days.find((one) => one >= today) ?? days.at(-1) ?? today);
	return {
		moment: {
			momentId: page.moment.momentId,
			kind: page.moment.kind,
			title: page.moment.title,
			groups: page.moment.groups,
		},
		days,
		day,
		slots: open.filter(({ startsAt }) => dayOf(startsAt, timeZone) === day),
		today,
	};
};

export const actions: Actions = { mark: markAtDoor };
