import { error, fail, redirect } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { openSchema } from '#lib/notifications/schemas.ts';
import { latestNotices, openNotice } from '#lib/notifications/server/inbox.ts';
import { localPath } from '#lib/platform/local-path.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { formatAgo } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const notices = await latestNotices(store, parent, { now });
	const at = Number(event.params.at ?? 1);
	const notice = notices[at - 1];
	if (!notice && at !== 1) error(404);
	return {
		at,
		of: notices.length,
		notice: notice && {
			...notice,
			ago: formatAgo(notice.at, now, event.locals.locale, parent.school.timeZone),
		},
	};
};

/** Marks it as read; where it leads. */
async function open(event: RequestEvent) {
	const parent = requireParent(event);
	const form = await readForm(event.request, openSchema);
	if (!form.ok) return form;
	const { store, clock } = app();
	const path = await openNotice(store, parent, form.value.notice, clock.now());
	if (path === undefined) error(404);
	return { ok: true as const, path };
}

export const actions: Actions = {
	open: async (event) => {
		const opened = await open(event);
		return opened.ok ? redirect(303, localPath(opened.path)) : fail(422, opened.problems);
	},
	/** "I have seen it": stays where it is. */
	seen: async (event) => {
		const opened = await open(event);
		return opened.ok ? redirect(303, event.url.pathname) : fail(422, opened.problems);
	},
};
