import { error, fail, redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { chooseNotifications } from '#lib/app/server/notification-choice.ts';
import { endOwnFeed, ownFeedSince, renewOwnFeed } from '#lib/moments/server/own-feed.ts';
import { allByWay } from '#lib/notifications/kinds.ts';
import { openSchema, preferenceSchema } from '#lib/notifications/schemas.ts';
import { latestNotices, markRead, openNotice } from '#lib/notifications/server/inbox.ts';
import { readPreferences } from '#lib/notifications/server/preferences.ts';
import { withAgo } from '#lib/notifications/server/with-ago.ts';
import { localPath } from '#lib/platform/local-path.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const [ways, notices, since] = await Promise.all([
		readPreferences(store.read, parent),
		latestNotices(store, parent, { now }),
		ownFeedSince(store.read, parent),
	]);
	return {
		ways,
		notices: withAgo(notices, event.locals.locale, parent.school.timeZone, now),
		feedSince: since && formatDay(since, event.locals.locale, parent.school.timeZone),
		feedEnded: event.url.searchParams.has('ended'),
	};
};

export const actions: Actions = {
	choose: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, preferenceSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { push, email, discreet, wanted, digestAt, ...quiet } = form.value;
		const unwanted = allByWay.filter((one) => !wanted.includes(one));
		const calm = { ...quiet, digestAt: digestAt || null };
		await chooseNotifications(store, parent, { push, email, discreet, unwanted, calm }, clock.now());
		return { saved: true };
	},
	open: async (event) => {
		const parent = requireParent(event);
		const form = await readForm(event.request, openSchema);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const path = await openNotice(store, parent, form.value.notice, clock.now());
		if (path === undefined) error(404);
		redirect(303, localPath(path));
	},
	/** Makes the secret address, or a new one; it is shown this once. */
	renew: async (event) => {
		const parent = requireParent(event);
		const { store, clock, settings } = app();
		const token = await renewOwnFeed(store, parent, clock.now());
		return { address: `${settings.origin}/api/calendar/${token}.ics` };
	},
	end: async (event) => {
		const parent = requireParent(event);
		const { store, clock } = app();
		await endOwnFeed(store, parent, clock.now());
		redirect(303, '/me/notifications?ended#feed');
	},
	readAll: async (event) => {
		const parent = requireParent(event);
		const { store, clock } = app();
		await markRead(store, parent, 'all', clock.now());
		return { read: true };
	},
};
