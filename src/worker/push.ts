// Push messages: Declarative Web Push (Safari shows it by itself; elsewhere we do), and what a tap on one does.
import { recall } from './store.ts';

declare const self: ServiceWorkerGlobalScope;

interface Declared {
	notification?: {
		title?: unknown;
		body?: unknown;
		navigate?: unknown;
		lang?: unknown;
		dir?: unknown;
		tag?: unknown;
		renotify?: unknown;
		data?: unknown;
		app_badge?: unknown;
	};
	app_badge?: unknown;
}

/** Always shows something: a silent push costs the permission. */
export async function show(event: PushEvent): Promise<void> {
	const declared = read(event.data);
	const { notification = {} } = declared;
	const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
	const generic = (await recall('texts'))?.generic ?? 'Schoolbrug';
	const tag = text(notification.tag);
	const { notice } = (notification.data ?? {}) as { notice?: unknown };
	await self.registration.showNotification(text(notification.title) ?? generic, {
		body: text(notification.body) ?? '',
		lang: text(notification.lang) ?? '',
		dir: notification.dir === 'rtl' ? 'rtl' : notification.dir === 'ltr' ? 'ltr' : 'auto',
		...(tag && { tag, renotify: notification.renotify === true && !(await isShown(tag, notice)) }),
		icon: '/icon-192.png',
		data: { navigate: ownAddress(text(notification.navigate)), notice },
	});
	await setBadge(declared.app_badge ?? notification.app_badge);
}

/** Whether this very notice stands there already: then it came twice, and need not be heard again. */
async function isShown(tag: string, notice: unknown): Promise<boolean> {
	const shown = await self.registration.getNotifications({ tag });
	return shown.some(({ data }) => (data as { notice?: unknown } | null)?.notice === notice);
}

function read(data: PushMessageData | null): Declared {
	try {
		return (data?.json() as Declared | null) ?? {};
	} catch {
		return {};
	}
}

/** An address of this app, whatever the message says. */
function ownAddress(navigate: string | undefined): string {
	const url = navigate && URL.canParse(navigate) ? new URL(navigate) : undefined;
	return url?.origin === self.location.origin ? url.href : `${self.location.origin}/`;
}

async function setBadge(badge: unknown): Promise<void> {
	const unread = Number(badge);
	if ('setAppBadge' in self.navigator && Number.isInteger(unread) && unread >= 0)
		await self.navigator.setAppBadge(unread).catch(() => {});
}

/** Opens what the notification is about: in a window of the app that is there, else in a new one. */
export async function open({ notification }: NotificationEvent): Promise<void> {
	notification.close();
	const { navigate } = (notification.data ?? {}) as { navigate?: string };
	const address = ownAddress(navigate);
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const found = windows.find(({ url }) => url === address) ?? windows[0];
	if (!found) {
		await self.clients.openWindow(address);
		return;
	}
	await found.focus().catch(() => {});
	// a window that this worker does not control refuses
	if (found.url !== address) await found.navigate(address).catch(() => self.clients.openWindow(address));
}

interface SubscriptionChange extends ExtendableEvent {
	readonly oldSubscription?: PushSubscription | null;
	readonly newSubscription?: PushSubscription | null;
}

/** The browser changed its subscription: the new one takes the place of the old (Firefox, Chrome; never on an iPhone). */
export async function resubscribe(event: SubscriptionChange): Promise<void> {
	const { key } = (await (await fetch('/api/push', { redirect: 'error' })).json()) as { key: string };
	const subscription =
		event.newSubscription ??
		(await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
	await fetch('/api/push', {
		method: 'POST',
		redirect: 'error',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(subscription),
	});
}
