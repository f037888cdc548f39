import { error, redirect } from '@sveltejs/kit';
import { setLocaleCookie, setSessionCookie } from '#lib/accounts/server/cookies.ts';
import { deviceName } from '#lib/accounts/server/device.ts';
import { demoOnly } from '#lib/app/server/demo-only.ts';
import { signInDemoPerson } from '#lib/app/server/demo-people.ts';
import type { RequestHandler } from './$types';

/** Demo mode only: signs in as the person of the form field `person`. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const { store, settings, clock } = demoOnly();
	const person = String((await request.formData()).get('person') ?? '');
	const device = deviceName(request.headers.get('user-agent'));
	const signedIn = await signInDemoPerson(store, person, device, clock.now());
	if (!signedIn) error(404);
	setSessionCookie(cookies, signedIn.cookie, settings.secure);
	setLocaleCookie(cookies, signedIn.person.locale, settings.secure);
	redirect(303, signedIn.person.role === 'parent' ? '/start' : '/staff');
};
