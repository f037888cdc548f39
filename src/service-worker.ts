/// <reference lib="webworker" />
// What runs on the device beside the pages: the app without network, push messages, forms that are sent later.
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { changesAppointments, mayKeep, maySendLater, type ToWorker } from './lib/notifications/offline.ts';
import { changeOwner, dropPages } from './worker/owner.ts';
import {
	answer,
	answerPicture,
	answerVoice,
	dropOver,
	keepPages,
	renewAppointments,
} from './worker/pages.ts';
import { open, resubscribe, show } from './worker/push.ts';
import { dropSent, dropWaiting, recall, remember } from './worker/store.ts';
import { keepTexts, SEEN, TEXTS, type PrecachedFile } from './worker/texts.ts';
import { sendOrKeep, sendWaiting, state, SYNC, tellPages } from './worker/waiting.ts';

declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & { __WB_MANIFEST?: PrecachedFile[] };

const files = self.__WB_MANIFEST ?? []; // development injects nothing

cleanupOutdatedCaches();
precacheAndRoute(files.filter((file) => !file.lang));
registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
	async ({ event, request }) =>
		(await caches.match(request, { cacheName: TEXTS })) ??
		new CacheFirst({ cacheName: SEEN }).handle({ event, request }),
);

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (url.origin !== self.location.origin) return;
	if (request.method === 'POST') {
		if (changesAppointments(url)) event.respondWith(choose(event, url));
		// who came, ticked at the door: the line there is often bad
		else if (maySendLater(url)) event.respondWith(sendOrKeep(request));
		// the device may change hands: nothing of before is shown from here on
		else if (changesHands(url)) event.waitUntil(forget(url));
	}
	if (request.method !== 'GET') return;
	if (isPage(request, url)) event.respondWith(answer(event));
	else if (url.pathname.startsWith('/portraits/')) event.respondWith(answerPicture(request));
	// what was said of the card: any other file is never kept
	else if (url.pathname.startsWith('/files/') && url.searchParams.has('voice'))
		event.respondWith(answerVoice(request));
});

/** A form about own appointments: what is kept of them is old from here on. */
async function choose(event: FetchEvent, url: URL): Promise<Response> {
	const response = await (maySendLater(url) ? sendOrKeep(event.request) : fetch(event.request));
	if (response.status < 400) event.waitUntil(renewAppointments());
	return response;
}

function isPage(request: Request, { pathname }: URL): boolean {
	// what may be kept is asked for beforehand too, by no navigation
	return request.mode === 'navigate' || pathname.endsWith('/__data.json') || mayKeep(pathname) !== undefined;
}

function changesHands({ pathname }: URL): boolean {
	return /^\/(sign-in|sign-out|i|d|home|passkey|demo\/sign-in)(\/|$)/.test(pathname);
}

async function forget({ pathname }: URL): Promise<void> {
	await dropPages();
	if (pathname === '/sign-out') await Promise.all([dropWaiting('all'), dropSent('all')]);
}

self.addEventListener('message', (event) => {
	const message = event.data as ToWorker;
	switch (message.type) {
		case 'SKIP_WAITING':
			return void self.skipWaiting();
		case 'KEEP':
			return event.waitUntil(keep(message));
		case 'STATE':
			return event.waitUntil(state().then((answer) => event.source?.postMessage(answer)));
		case 'SEND':
			return event.waitUntil(sendWaiting().catch(() => {}));
		case 'SEEN':
			return event.waitUntil(dropSent(message.ids).then(tellPages));
		case 'DISCARD':
			return event.waitUntil(dropWaiting('all').then(tellPages));
	}
});

async function keep({ lang, owner, parent, texts }: Extract<ToWorker, { type: 'KEEP' }>): Promise<void> {
	// they are in another language; what was kept before the first page could say its own is in that one
	const before = await recall('lang');
	if (before !== undefined && before !== lang) await dropPages();
	await Promise.all([remember('lang', lang), texts && remember('texts', texts), changeOwner(owner)]);
	await keepTexts(files, lang);
	await dropOver();
	if (parent) await keepPages();
	await sendWaiting().catch(() => {});
}

self.addEventListener('push', (event) => event.waitUntil(show(event).then(renewAppointments)));
self.addEventListener('notificationclick', (event) => event.waitUntil(open(event)));
self.addEventListener('pushsubscriptionchange', (event) =>
	(event as ExtendableEvent).waitUntil(resubscribe(event as ExtendableEvent)),
);
// Background Sync, where there is: the browser asks again while there is no network
self.addEventListener('sync' as 'push', (event: ExtendableEvent & { tag?: string }) => {
	if (event.tag === SYNC) event.waitUntil(sendWaiting());
});
self.addEventListener('activate', (event) =>
	event.waitUntil(Promise.all([self.clients.claim(), dropOver(), caches.delete(SEEN)])),
);
