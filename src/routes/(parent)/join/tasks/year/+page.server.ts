import { requireConfirmedParent, requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { ownYear } from '#lib/tasks/server/own-year.ts';
import { yearView } from '#lib/tasks/words.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	// a picture with children on it opens for who confirmed who they are
	const parent = event.url.searchParams.has('pictures')
		? requireConfirmedParent(event)
		: requireParent(event);
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
