import { keptMailsOnly } from '#lib/app/server/kept-mails-only.ts';
import { listKeptMails } from '#lib/notifications/server/kept-mails.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { settings, clock } = keptMailsOnly();
	const mails = await listKeptMails(settings.dataDir);
	return {
		now: clock.now(),
		timeZone: 'Europe/Amsterdam',
		mails: mails.map(({ id, to, subject, at }) => ({ id, to, subject, at })),
	};
};
