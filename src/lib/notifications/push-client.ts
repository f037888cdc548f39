// The browser's side of push messages. Nothing here asks for permission unless someone tapped a button.

import { getsPush, PUSH_FOR } from './push-for.ts';

/**
 * `home_screen`: an iPhone or iPad that needs the icon first. `denied`: the browser holds notifications back, and only
 * its own settings can change that.
 */
export type PushState = 'unsupported' | 'home_screen' | 'denied' | 'on' | 'off';

export async function pushState(owner: string): Promise<PushState> {
	// known at once: who has to be told how to allow them does not wait for the worker of a first visit
	if (canPush() && Notification.permission === 'denied') return 'denied';
	const registration = await serviceWorker();
	if (!registration) return isApple() && !isInstalled() ? 'home_screen' : 'unsupported';
	const subscription = await registration.pushManager.getSubscription();
	return subscription && Notification.permission === 'granted' && getsPush(owner) ? 'on' : 'off';
}

/** Asks for permission and subscribes; only in answer to a tap. Undefined when that did not work. */
export async function turnOn(owner: string): Promise<PushState | undefined> {
	const registration = await serviceWorker();
	if (!registration) return 'unsupported';
	const permission = await Notification.requestPermission();
	if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'off';
	try {
		if (!(await subscribe(registration))) return undefined;
		localStorage.setItem(PUSH_FOR, owner);
		return 'on';
	} catch {
		return undefined; // no push service can be reached: private window, no network
	}
}

/** This device gets no more push messages. */
export async function turnOff(): Promise<PushState> {
	localStorage.removeItem(PUSH_FOR);
	const registration = await serviceWorker();
	const subscription = await registration?.pushManager.getSubscription();
	if (!subscription) return 'off';
	await send('DELETE', { endpoint: subscription.endpoint }).catch(() => undefined);
	await subscription.unsubscribe();
	return 'off';
}

/** At each start of the app: browsers change their subscription in silence, and an iPhone never tells. */
export async function recheck(owner: string): Promise<void> {
	if (!getsPush(owner)) return;
	const registration = await serviceWorker();
	if (registration && Notification.permission === 'granted') await subscribe(registration).catch(() => false);
}

async function subscribe(registration: ServiceWorkerRegistration): Promise<boolean> {
	const { key } = (await (await fetch('/api/push', { redirect: 'error' })).json()) as { key: string };
	const known = await registration.pushManager.getSubscription();
	// made for another key of ours (keys.json was lost): the push service would refuse everything
	const stale = known && !sameKey(known.options.applicationServerKey, key);
	if (stale) await known.unsubscribe();
	const subscription =
		known && !stale
			? known
			: await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
	const response = await send('POST', subscription.toJSON());
	if (response.ok) await showUnread((await response.json()) as { unread: number });
	return response.ok;
}

/** The number on the app's icon: what was read meanwhile, here or on another device, no longer counts. */
async function showUnread({ unread }: { unread: number }): Promise<void> {
	if (!('setAppBadge' in navigator)) return;
	await (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => {});
}

function send(method: 'POST' | 'DELETE', body: unknown): Promise<Response> {
	return fetch('/api/push', {
		method,
		redirect: 'error',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

function sameKey(bytes: ArrayBuffer | null, key: string): boolean {
	if (!bytes) return false;
	const binary = String.fromCharCode(...new Uint8Array(bytes));
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key;
}

/** Longer than a phone needs to register it; `ready` alone waits for ever where none is (development). */
const REGISTERED_WITHIN_MS = 10_000;

async function serviceWorker(): Promise<ServiceWorkerRegistration | undefined> {
	if (!canPush()) return undefined;
	const never = new Promise<undefined>((resolve) => setTimeout(resolve, REGISTERED_WITHIN_MS, undefined));
	return Promise.race([navigator.serviceWorker.ready, never]);
}

function canPush(): boolean {
	return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

function isApple(): boolean {
	// an iPad says that it is a Mac, and has a touch screen
	return (
		/iPhone|iPad|iPod/.test(navigator.userAgent) ||
		(navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1)
	);
}

function isInstalled(): boolean {
	return window.matchMedia('(display-mode: standalone)').matches;
}
