import { error } from '@sveltejs/kit';
import { app, type App } from './app.ts';

/** The running app, where mails are kept instead of sent; anywhere else these routes do not exist (404). */
export function keptMailsOnly(): App {
	const running = app();
	const { demo, production, smtpUrl } = running.settings;
	if (smtpUrl || (production && !demo)) error(404);
	return running;
}
