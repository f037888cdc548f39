import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { browserCookie, dropSessionCookie, setSessionCookie } from '#lib/accounts/server/cookies.ts';
import { deviceName } from '#lib/accounts/server/device.ts';
import { endSession, findActor } from '#lib/accounts/server/sessions.ts';
import type { FromBrowser } from '#lib/accounts/server/sign-in.ts';
import { app } from './app.ts';

/** The browser that asks, and how its device is called. */
export function fromBrowser({ cookies, request }: RequestEvent): FromBrowser {
	return {
		browser: browserCookie(cookies, app().settings.secure),
		device: deviceName(request.headers.get('user-agent')),
	};
}

/**
 * Signs this browser in. A session that it had before ends; when that was another person's, what the browser kept of
 * them goes too.
 */
export async function signBrowserIn(event: RequestEvent, cookie: string): Promise<Actor | undefined> {
	const { store, settings, clock } = app();
	const before = event.locals.actor;
	const actor = await findActor(store, cookie, clock.now());
	setSessionCookie(event.cookies, cookie, settings.secure);
	if (before && before.sessionId !== actor?.sessionId) {
		await store.transact((tx) => endSession(tx, before.schoolId, before.sessionId));
		if (!actor || personOf(before) !== personOf(actor)) forgetKept(event);
	}
	return actor;
}

/** Signs this browser out: the session with its push subscription, and what the browser kept. */
export async function signBrowserOut(event: RequestEvent): Promise<void> {
	const { store, settings } = app();
	const { actor } = event.locals;
	if (actor) await store.transact((tx) => endSession(tx, actor.schoolId, actor.sessionId));
	dropSessionCookie(event.cookies, settings.secure);
	forgetKept(event);
}

/** Offline copies and caches. The cookies stay: the language is no one's. */
function forgetKept(event: RequestEvent): void {
	event.setHeaders({ 'clear-site-data': '"cache", "storage"' });
}

function personOf(actor: Actor): string {
	return `${actor.schoolId}.${actor.kind}.${actor.kind === 'guardian' ? actor.guardianId : actor.staffId}`;
}
