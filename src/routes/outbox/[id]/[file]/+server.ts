import { error } from '@sveltejs/kit';
import { keptMailsOnly } from '#lib/app/server/kept-mails-only.ts';
import { readKeptMail } from '#lib/notifications/server/kept-mails.ts';
import type { RequestHandler } from './$types';

/** An attachment of a kept mail. */
export const GET: RequestHandler = async ({ params }) => {
	const { settings } = keptMailsOnly();
	const mail = await readKeptMail(settings.dataDir, params.id);
	const file = mail?.attachments.find(({ name }) => name === params.file);
	if (!file) error(404);
	return new Response(file.text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
		},
	});
};
