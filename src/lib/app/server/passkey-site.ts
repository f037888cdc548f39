import { siteOf, type Site } from '#lib/accounts/server/passkeys.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from './app.ts';

/** This installation as passkeys know it: they work on its address only. */
export function passkeySite(): Site {
	return siteOf(app().settings.origin, m.app_name());
}
