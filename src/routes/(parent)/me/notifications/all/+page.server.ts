import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { findNotices } from '#lib/notifications/server/inbox.ts';
import { withAgo } from '#lib/notifications/server/with-ago.ts';
import type { PageServerLoad } from './$types';

/** Everything of this school year that the parent was told: `q` are words to look for, `page` counts from 1. */
export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const { searchParams } = event.url;
	const words = (searchParams.get('q') ?? '').trim().slice(0, 100);
	const page = Number(searchParams.get('page')) || 1;
	const { notices, ...inbox } = await findNotices(store, parent, { words, page }, now);
	return {
		inbox: { ...inbox, words },
		notices: withAgo(notices, event.locals.locale, parent.school.timeZone, now),
	};
};
