import { error, json } from '@sveltejs/kit';
import { browserCookie } from '#lib/accounts/server/cookies.ts';
import { beginEnrolling, beginSignIn, beginUse } from '#lib/accounts/server/passkeys.ts';
import { refuseGuessing } from '#lib/app/server/address-limits.ts';
import { app } from '#lib/app/server/app.ts';
import { passkeySite } from '#lib/app/server/passkey-site.ts';
import type { RequestHandler } from './$types';

/** A challenge for a passkey, bound to this browser: `{ kind: 'sign_in' | 'use' | 'enrol' }`. */
export const POST: RequestHandler = async (event) => {
	refuseGuessing(event);
	const { store, settings, clock } = app();
	const { kind } = (await event.request.json().catch(() => ({}))) as { kind?: unknown };
	const browser = browserCookie(event.cookies, settings.secure);
	const { actor } = event.locals;
	const options = await optionsFor();
	if (!options) error(403);
	return json(options, { headers: { 'cache-control': 'no-store' } });

	async function optionsFor() {
		if (kind === 'sign_in') return beginSignIn(store, passkeySite(), browser, clock.now());
		if (kind === 'enrol' && actor) return beginEnrolling(store, passkeySite(), actor, browser, clock.now());
		if (kind === 'use' && actor?.kind === 'staff')
			return beginUse(store, passkeySite(), actor, browser, clock.now());
		return undefined;
	}
};
