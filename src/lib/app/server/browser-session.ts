import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/accounts/server/actors.ts';
import {
	browserCookie,
	dropSessionCookie,
	readSessionCookie,
	readSessionsAside,
	setSessionCookie,
	setSessionsAside,
} from '#lib/accounts/server/cookies.ts';
import { deviceName } from '#lib/accounts/server/device.ts';
import { endSession, findActor } from '#lib/accounts/server/sessions.ts';
import { keyOf, type FromBrowser } from '#lib/accounts/server/sign-in.ts';
import { isPerson, startSwitched, whomToSwitchTo } from '#lib/accounts/server/switching.ts';
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
	dropSessionCookie(event.cookies, settings.secure); // with what was kept aside for switching
	setSessionCookie(event.cookies, cookie, settings.secure);
	if (before && before.sessionId !== actor?.sessionId) {
		await store.transact((tx) => endSession(tx, before.schoolId, before.sessionId));
		if (!actor || personOf(before) !== personOf(actor)) forgetKept(event);
	}
	return actor;
}

/**
 * Goes on as the same person elsewhere. The session that was open stays, aside, and is taken up again when they switch
 * back: a passkey that was used in it counts. False for who is not, or no longer, of the same person.
 */
export async function switchBrowser(
	event: RequestEvent,
	actor: Actor,
	person: string,
): Promise<Actor | false> {
	const { store, settings, clock } = app();
	const { cookies } = event;
	const now = clock.now();
	const chosen = (await whomToSwitchTo(store.read, actor, now)).find((one) => keyOf(one) === person);
	const own = readSessionCookie(cookies, settings.secure);
	if (!chosen || !own) return false;
	const aside = readSessionsAside(cookies, settings.secure);
	const actors = await Promise.all(aside.map((cookie) => findActor(store, cookie, now)));
	const kept = aside.find((_, at) => isPerson(actors[at], chosen));
	const cookie =
		kept ?? (await startSwitched(store, actor, { person, device: fromBrowser(event).device }, now))?.cookie;
	if (!cookie) return false;
	const alive = aside.filter((one, at) => actors[at] && one !== kept);
	setSessionCookie(cookies, cookie, settings.secure);
	setSessionsAside(cookies, [own, ...alive], settings.secure);
	return (await findActor(store, cookie, now)) ?? false;
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
