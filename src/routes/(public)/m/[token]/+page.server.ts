import { error } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { rememberLink } from '#lib/app/server/came-by-link.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { kinds } from '#lib/moments/kinds.ts';
import { sharedMoment } from '#lib/moments/server/share.ts';
import { calendarDay, formatDay, formatTimeRange } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders, cookies, url }) => {
	const { store, clock } = app();
	const shared = await sharedMoment(store.read, params.token, clock.now());
	if (!shared) error(404);
	rememberLink({ cookies, url }, params.token);
	setHeaders({ 'x-robots-tag': 'noindex' });
	const { locale } = locals;
	const { kind, schoolName, timeZone, slots } = shared;
	return {
		schoolName,
		name: kindTexts[kind].name({ locale }),
		title: kindTexts[kind].title(undefined, { locale }),
		icon: kinds[kind].icon,
		tint: kinds[kind].tint,
		days: [...Map.groupBy(slots, ({ startsAt }) => calendarDay(startsAt, timeZone))].map(([day, ofDay]) => ({
			day: formatDay(day, locale, timeZone),
			times: ofDay.map(({ startsAt, endsAt }) => formatTimeRange(startsAt, endsAt, locale, timeZone)),
		})),
	};
};
