import { error } from '@sveltejs/kit';
import { keptMailsOnly } from '#lib/app/server/kept-mails-only.ts';
import { readKeptMail } from '#lib/notifications/server/kept-mails.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { settings } = keptMailsOnly();
	const mail = await readKeptMail(settings.dataDir, params.id);
	if (!mail) error(404);
	const { id, to, from, subject, at, text, link, attachments } = mail;
	return { mail: { id, to, from, subject, at, text, link, files: attachments.map(({ name }) => name) } };
};
