import { redirect } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { endFeed, feedSince, renewFeed } from '#lib/moments/server/staff-feed.ts';
import { yearPlan } from '#lib/moments/server/year-plan.ts';
import { monthOf, monthsOf } from '#lib/moments/year-plan.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { dayOffText } from '#lib/school/day-off-text.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

const views = ['month', 'list', 'groups'] as const;

/** All moments of the school year, with the days off and what gets in each other's way. */
export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const query = event.url.searchParams;
	const plan = await yearPlan(store, staff, now);
	const today = dayOf(now, staff.school.timeZone);
	const months = plan ? monthsOf(plan.year) : [];
	const since = await feedSince(store.read, staff);
	const wanted = query.get('month') ?? monthOf(today);
	return {
		today,
		view: views.find((one) => one === query.get('view')) ?? 'month',
		year: plan?.year.name,
		months,
		month: months.includes(wanted) ? wanted : (months.find((month) => month >= wanted) ?? months.at(-1)),
		entries: plan?.entries ?? [],
		clashes: plan?.clashes ?? [],
		daysOff: (plan?.daysOff ?? []).map((dayOff) => ({
			kind: dayOff.kind,
			firstDay: dayOff.firstDay,
			lastDay: dayOff.lastDay,
			name: dayOffText(dayOff, event.locals.locale).text,
		})),
		feedSince: since && formatDay(since, event.locals.locale, staff.school.timeZone),
		ended: query.has('ended'),
	};
};

export const actions: Actions = {
	/** Makes the secret address, or a new one; it is shown this once. */
	renew: async (event) => {
		const staff = requireStaff(event);
		const { store, clock, settings } = app();
		const token = await renewFeed(store, staff, { locale: event.locals.locale, now: clock.now() });
		return { address: `${settings.origin}/api/year-plan/${token}.ics` };
	},
	end: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		await endFeed(store, staff, clock.now());
		redirect(303, '/staff/moments/year?ended#feed');
	},
};
