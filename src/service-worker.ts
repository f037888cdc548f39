/// <reference lib="webworker" />
// The offline shell: what the parents' app needs without network. Push and the outbox of offline sign-ups join here.
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope;
interface PrecachedFile {
	url: string;
	revision: string | null;
	/** Set on texts and offline pages: stored only for the language of this app. */
	lang?: string;
}

const files = (self.__WB_MANIFEST as PrecachedFile[] | undefined) ?? []; // development injects nothing
const TEXTS = 'texts';

cleanupOutdatedCaches();
precacheAndRoute(files.filter((file) => !file.lang));

registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/immutable/'),
	new CacheFirst({ cacheName: TEXTS }),
);
setCatchHandler(async ({ request }) =>
	request.mode === 'navigate' ? ((await offlinePage()) ?? Response.error()) : Response.error(),
);

async function offlinePage(): Promise<Response | undefined> {
	const texts = await caches.open(TEXTS);
	const kept = (await texts.keys()).find((request) => new URL(request.url).pathname.startsWith('/offline/'));
	return kept && texts.match(kept);
}

self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
