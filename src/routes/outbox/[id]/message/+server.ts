import { error } from '@sveltejs/kit';
import { keptMailsOnly } from '#lib/app/server/kept-mails-only.ts';
import { readKeptMail } from '#lib/notifications/server/kept-mails.ts';
import type { RequestHandler } from './$types';

/** The mail's HTML as a mail program shows it: no script, nothing loaded, links open in the window. */
export const GET: RequestHandler = async ({ params }) => {
	const { settings } = keptMailsOnly();
	const mail = await readKeptMail(settings.dataDir, params.id);
	if (!mail) error(404);
	return new Response(mail.html.replace('<head>', '<head><base target="_top">'), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; base-uri 'self'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation allow-popups",
		},
	});
};
