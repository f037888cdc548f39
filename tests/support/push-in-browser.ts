// Push messages in a test's browser: PushManager.subscribe needs the browser maker's service, which is out of reach.
import type { BrowserContext, CDPSession } from '@playwright/test';

/** The one call that is replaced: what the browser's own service would give. */
export async function givePushService(
	context: BrowserContext,
	origin: string,
	subscription: { endpoint: string; p256dh: string; auth: string },
): Promise<void> {
	await context.grantPermissions(['notifications'], { origin });
	await context.addInitScript((given) => {
		const bytes = (text: string) =>
			Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer;
		const subscription = (key: string) => ({
			endpoint: given.endpoint,
			options: { applicationServerKey: bytes(key) },
			toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
			unsubscribe: () => {
				localStorage.removeItem('test-push-key');
				return Promise.resolve(true);
			},
		});
		Object.assign(PushManager.prototype, {
			getSubscription: () => {
				const key = localStorage.getItem('test-push-key');
				return Promise.resolve(key ? subscription(key) : null);
			},
			subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
				localStorage.setItem('test-push-key', applicationServerKey);
				return Promise.resolve(subscription(applicationServerKey));
			},
		});
	}, subscription);
}

/** By which id the browser's debugging protocol knows the app's worker. */
export async function registrationOf(cdp: CDPSession, origin: string): Promise<string> {
	const found = new Promise<string>((resolve) => {
		cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const own = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
			if (own) resolve(own.registrationId);
		});
	});
	await cdp.send('ServiceWorker.enable');
	return found;
}
