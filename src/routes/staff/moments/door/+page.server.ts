import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { onListsOfToday } from '#lib/accounts/server/substitutes.ts';
import { app } from '#lib/app/server/app.ts';
import { doorPath } from '#lib/moments/paths.ts';
import { cancelDay } from '#lib/moments/server/change.ts';
import { doorList } from '#lib/moments/server/door-list.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { readForm } from '#lib/platform/server/forms.ts';
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
	// what is still to come of it, and theirs to call off
	const ahead = list.slots.filter(
		({ startsAt, groups }) =>
			startsAt > now &&
			mayRun(
				staff,
				groups.map(({ groupId }) => groupId),
			),
	);
	const off = event.url.searchParams.get('off');
	const told = Number(event.url.searchParams.get('told') ?? '0') || 0;
	return {
		...list,
		today,
		ahead: ahead.length,
		off: off === null ? null : { slots: Number(off) || 0, told },
	};
};

export const actions: Actions = {
	mark: markAtDoor,
	/** Everything of a day that is still to come: a teacher is ill. */
	cancelDay: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({ day: v.pipe(v.string('required'), v.check(isDay, 'not_a_date')) }),
		);
		if (!form.ok) error(422);
		const { store, clock } = app();
		const { day } = form.value;
		const { slots, told } = await cancelDay(store, staff, { day, now: clock.now() });
		redirect(303, `${doorPath(day)}&off=${slots}&told=${told}`);
	},
};
