import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { ownYear } from '#lib/tasks/server/own-year.ts';
import { yearView } from '#lib/tasks/words.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const { timeZone } = parent.school;
	const now = clock.now();
	const year = await ownYear(store.read, parent, now);
	return {
		year: year && yearView(year, { locale, timeZone }),
		today: formatDay(now, locale, timeZone, { year: true, weekday: false }),
	};
};
