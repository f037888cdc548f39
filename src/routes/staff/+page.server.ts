import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { familiesInApp } from '#lib/families/server/in-app.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { staffWeek } from '#lib/moments/server/for-staff.ts';
import { markInterpreter } from '#lib/moments/server/interpreters.ts';
import { asksOfToday } from '#lib/moments/server/today.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { addDays, dayOf, isDay, weekdayOf } from '#lib/platform/server/local-time.ts';
import { greeting } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { timeZone } = staff.school;
	const today = dayOf(now, timeZone);
	const asked = event.url.searchParams.get('week');
	// at the weekend the week that comes is the one to look at
	const usual = weekdayOf(today) > 5 ? addDays(today, 3) : today;
	const groups = await groupsForStaff(store.read, staff);
	const own = groups.filter(({ id }) => staff.groupIds.has(id));
	const mine = (own.length > 0 ? own : groups).map(({ id }) => id);
	return {
		greeting: greeting(now, staff.name.split(' ')[0] ?? null, event.locals.locale, timeZone),
		now,
		today,
		groups,
		ownGroups: own,
		asks: await asksOfToday(store, staff, now),
		week: await staffWeek(store, staff, { day: asked && isDay(asked) ? asked : usual, now }),
		inApp: await familiesInApp(store.read, staff, mine, today),
	};
};

export const actions: Actions = {
	/** The interpreter of one sign-up is found, or not after all. */
	interpreter: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({ signUpId: v.pipe(v.string('required'), v.maxLength(64)), found: v.picklist(['yes', 'no']) }),
		);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { signUpId, found } = form.value;
		const result = await markInterpreter(store, staff, {
			signUpId,
			found: found === 'yes',
			now: clock.now(),
		});
		if (!result.ok) error(404);
		return { interpreter: { signUpId, found: found === 'yes' } };
	},
};
