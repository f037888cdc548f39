// Push messages from the tap to the notification. PushManager.subscribe needs the browser maker's service, which is out of
// reach: that call alone is replaced, by a subscription at a real HTTPS service of this test. From there the message goes on
// through the debugging protocol, as the browser would hand it to the worker.
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { browserFlags } from '../support/browser.ts';
import { originOf, signInAs } from '../support/demo-people.ts';
import { givePushService, registrationOf } from '../support/push-in-browser.ts';
import { startPushReceiver, type PushReceiver } from '../support/push-receiver.ts';

test.use({ serviceWorkers: 'allow' });

/** What the test asks of the service worker's scope, whose types are not those of a page. */
interface WorkerScope extends EventTarget {
	registration: ServiceWorkerRegistration;
	ExtendableEvent: new (type: string) => Event;
	NotificationEvent: new (type: string, init: { notification: Notification }) => Event;
}

const port = Number(process.env.TEST_PORT ?? '4173') + 1; // PUSH_HOSTS of playwright.config.ts
let service: PushReceiver;
let store: Store;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	service = await startPushReceiver(port);
	const file = path.join(process.env.TEST_DATA_DIR ?? '', 'schoolbrug.db');
	store = await openStore({ engine: 'sqlite', file });
});
test.afterAll(async () => {
	await store.close();
	await service.close();
});
test.beforeEach(() => {
	service.pushes = [];
});

const givePush = (context: BrowserContext, browser: string) =>
	givePushService(context, originOf(), service.subscribe(browser));

/**
 * Hands a message to the app's worker as the browser does, until `shown` holds: a worker that just starts can miss what
 * the browser's tools hand it. Handed over twice it shows once, for the second replaces the first (the same tag).
 */
async function deliver(page: Page, data: string, shown: () => Promise<void>): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	const registrationId = await registrationOf(cdp, originOf());
	await expect(async () => {
		await cdp.send('ServiceWorker.deliverPushMessage', { origin: originOf(), registrationId, data });
		await shown();
	}).toPass();
}

function notifications(page: Page) {
	return page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		return (await registration.getNotifications()).map(({ title, body, lang, dir, tag, data }) => ({
			title,
			body,
			lang,
			dir,
			tag,
			navigate: (data as { navigate: string }).navigate,
		}));
	});
}

async function guardianOf(name: string) {
	const { guardian } = store.t;
	const rows = await store.read.select().from(guardian).where(eq(guardian.name, name));
	return rows[0] as (typeof rows)[number];
}

/** Tells the guardian something, as a domain would. */
async function tell(name: string, onceKey: string): Promise<void> {
	const { schoolId, id } = await guardianOf(name);
	await store.transact((tx) =>
		queueNotices(
			tx,
			[
				{
					schoolId,
					to: { guardianId: id },
					kind: 'moments.promoted',
					route: 'one',
					onceKey,
					content: {
						locale: 'ar',
						title: 'لديكم مكان',
						lines: ['يوم الثلاثاء'],
						action: { label: 'عرض', path: '/me' },
					},
				},
			],
			new Date('2026-10-06T07:00:00Z'),
		),
	);
}

test('turned on with a tap, sent by the server, shown in the language of the reader, opened with a tap', async ({
	page,
	context,
}) => {
	await givePush(context, 'phone');
	await signInAs(page, 'Omar Benali');
	await page.goto('/me/notifications');
	await expect(page.getByText('الإشعارات غير مفعّلة.')).toBeVisible();
	await page.getByRole('button', { name: 'تفعيل الإشعارات' }).click();
	await expect(page.getByText('الإشعارات مفعّلة.')).toBeVisible();

	await tell('Omar Benali', `push-e2e-discreet-${port}`);
	await expect.poll(() => service.pushes.length).toBe(1);
	await deliver(page, service.pushes[0]?.text ?? '', () =>
		expect
			.poll(() => notifications(page), { timeout: 3000 })
			.toEqual([
				{
					title: 'لديكم رسالة من المدرسة',
					body: '',
					lang: 'ar',
					dir: 'rtl',
					tag: service.pushes[0]?.headers.topic,
					navigate: `${originOf()}/me`,
				},
			]),
	);

	const [worker] = context.serviceWorkers();
	await worker?.evaluate(async () => {
		const scope = globalThis as unknown as WorkerScope;
		const [notification] = await scope.registration.getNotifications();
		if (notification) scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
	});
	await expect(page).toHaveURL(`${originOf()}/me`);
	await expect.poll(() => notifications(page)).toEqual([]);
});

test('without the discreet texts the notification says what it is about', async ({ page, context }) => {
	await givePush(context, 'tablet');
	await signInAs(page, 'Omar al Haddad');
	await page.goto('/me/notifications');
	await page.getByRole('switch', { name: 'إخفاء موضوع الإشعار' }).click();
	await page.getByRole('button', { name: 'حفظ', exact: true }).click();
	await expect(page.getByText('حفظنا اختياركم.')).toBeVisible();
	await page.getByRole('button', { name: 'تفعيل الإشعارات' }).click();
	await expect(page.getByText('الإشعارات مفعّلة.')).toBeVisible();
	await tell('Omar al Haddad', `push-e2e-open-${port}`);
	await expect.poll(() => service.pushes.length).toBe(1);
	await deliver(page, service.pushes[0]?.text ?? '', () =>
		expect
			.poll(() => notifications(page), { timeout: 3000 })
			.toMatchObject([{ title: 'لديكم مكان', body: 'يوم الثلاثاء' }]),
	);
});

test('a message that can not be read still shows something: a silent one would cost the permission', async ({
	page,
	context,
}) => {
	await givePush(context, 'laptop');
	await signInAs(page, 'Mark van der Wielen');
	await page.goto('/me/notifications');
	// the texts are given to the worker when the page is idle
	await expect
		.poll(() => page.evaluate(async () => (await (await caches.open('texts')).keys()).length))
		.toBeGreaterThan(0);
	await deliver(page, 'no JSON', () =>
		expect
			.poll(() => notifications(page), { timeout: 3000 })
			.toContainEqual(
				expect.objectContaining({ title: 'Er is een bericht van school', navigate: originOf() + '/' }),
			),
	);
	const before = (await notifications(page)).length;
	await deliver(
		page,
		JSON.stringify({ notification: { title: 'x', navigate: 'https://evil.example/' } }),
		() =>
			expect.poll(async () => (await notifications(page)).length, { timeout: 3000 }).toBeGreaterThan(before),
	);
	expect((await notifications(page)).filter(({ navigate }) => navigate !== originOf() + '/')).toEqual([]);
});

test('the browser changes its subscription, with or without saying to which: messages go to the new one', async ({
	page,
	context,
}) => {
	await givePush(context, 'before');
	const { name } = await signInAs(page, 'Omar Benali');
	await page.goto('/me/notifications');
	const turnOn = page.getByRole('button', { name: 'تفعيل الإشعارات' });
	await turnOn.click();
	await expect(page.getByText('الإشعارات مفعّلة.')).toBeVisible();
	await page.evaluate(() => navigator.serviceWorker.ready);
	const [worker] = context.serviceWorkers();
	for (const [browser, told] of [
		['told', true],
		['asked', false],
	] as const) {
		const { endpoint, ...keys } = service.subscribe(browser);
		await worker?.evaluate(
			({ given, told }) => {
				const scope = globalThis as unknown as WorkerScope;
				const event = new scope.ExtendableEvent('pushsubscriptionchange');
				if (told) Object.assign(event, { newSubscription: given });
				// the browser maker's service is out of reach
				else scope.registration.pushManager.subscribe = () => Promise.resolve(given as never);
				scope.dispatchEvent(event);
			},
			{ given: { endpoint, keys }, told },
		);
		const { id } = await guardianOf(name);
		const { pushSubscription } = store.t;
		const endpoints = async () =>
			(await store.read.select().from(pushSubscription).where(eq(pushSubscription.guardianId, id))).map(
				(row) => row.endpoint,
			);
		await expect.poll(endpoints).toContain(endpoint);
		service.pushes = [];
		await tell(name, `push-e2e-${browser}-${port}`);
		await expect.poll(() => service.pushes.map((push) => push.browser)).toContain(browser);
		expect(service.pushes.map((push) => push.browser)).not.toContain('before');
	}
});

test('turned off: the server forgets the device', async ({ page, context }) => {
	await givePush(context, 'phone-off');
	const person = await signInAs(page, 'Li Chen');
	await page.goto('/me/notifications');
	await page.getByRole('button', { name: 'Meldingen aanzetten' }).click();
	await expect(page.getByText('Meldingen staan aan.')).toBeVisible();
	const { id, schoolId } = await guardianOf(person.name);
	const { pushSubscription } = store.t;
	const count = () => store.read.$count(pushSubscription, eq(pushSubscription.guardianId, id));
	expect(schoolId).toBeTruthy();
	expect(await count()).toBe(1);
	await page.getByRole('button', { name: 'Meldingen uitzetten' }).click();
	await expect(page.getByText('Meldingen staan uit.')).toBeVisible();
	expect(await count()).toBe(0);
});

test('nobody is asked without a tap; a browser that refuses is told how to allow it', async ({
	page,
	context,
}) => {
	await context.addInitScript(() => {
		Object.defineProperty(window, 'asked', { value: 0, writable: true });
		const ask = Notification.requestPermission.bind(Notification);
		Notification.requestPermission = () => {
			(window as unknown as { asked: number }).asked++;
			return ask();
		};
	});
	await signInAs(page, "Mark van 't Hof");
	await page.goto('/me/notifications');
	await expect(page.getByText('Meldingen staan uit.')).toBeVisible();
	await page.waitForLoadState('networkidle');
	expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(0);

	// what is not among the granted is refused
	await context.grantPermissions(['geolocation'], { origin: originOf() });
	await page.reload();
	await expect(
		page.getByText('Uw telefoon of browser houdt meldingen tegen.', { exact: false }),
	).toBeVisible();
	// this browser's own way, and no reload once it was done
	await expect(page.getByRole('heading', { name: 'Zo staat u meldingen weer toe' })).toBeVisible();
	await expect(page.getByText('Druk op het kleine plaatje naast het adres van deze pagina.')).toBeVisible();
	await context.grantPermissions(['notifications'], { origin: originOf() });
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	await expect(page.getByText('Meldingen staan uit.')).toBeVisible();
});

test('the number on the icon: what is unread, set when the app starts, and gone when it was read', async ({
	page,
	context,
}) => {
	await givePush(context, 'badge');
	await context.addInitScript(() => {
		const set = (number: number) => {
			document.documentElement.dataset.badge = String(number);
			return Promise.resolve();
		};
		Object.assign(navigator, { setAppBadge: set, clearAppBadge: () => set(0) });
	});
	const badge = () => page.locator('html').getAttribute('data-badge');
	await signInAs(page, 'Omar Benali');
	await page.goto('/me/notifications');
	await page.getByRole('button', { name: 'تفعيل الإشعارات' }).click();
	await expect(page.getByText('الإشعارات مفعّلة.')).toBeVisible();
	await page.getByRole('button', { name: 'تحديد الكل كمقروء' }).click();
	await expect.poll(badge).toBe('0');
	await tell('Omar Benali', `push-e2e-badge-${port}`);
	await page.goto('/start');
	await expect.poll(badge).toBe('1');
	// what it is about was looked at: /me in this test’s notice is no page that counts, so the list says read
	await page.goto('/me/notifications');
	await page.getByRole('button', { name: 'تحديد الكل كمقروء' }).click();
	await page.goto('/start');
	await expect.poll(badge).toBe('0');
});

test('after a sign-up the app may be put on the home screen: offered once, and the browser asks only after a tap', async ({
	page,
	context,
}) => {
	await context.addInitScript(() => {
		// nothing else to ask here
		Reflect.deleteProperty(window, 'PushManager');
		addEventListener('load', () =>
			setInterval(() => {
				const question = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
					prompt: () => {
						document.documentElement.dataset.prompted = 'yes';
						return Promise.resolve({ outcome: 'accepted' });
					},
				});
				dispatchEvent(question);
			}, 200),
		);
	});
	await signInAs(page, 'Li Chen');
	const offer = page.getByText('Zet Schoolbrug op uw beginscherm');
	await page.goto('/join');
	const moment = await page
		.locator('main a[href^="/join/"]:not([href*="tasks"]):not([href*="talks"])')
		.first()
		.getAttribute('href');
	await page.goto(moment ?? '');
	await expect(page.getByRole('heading', { level: 1, name: 'Kom kijken in de klas' })).toBeVisible();
	await expect(offer).toHaveCount(0);
	await page.goto(`${moment}&done=confirmed`);
	await expect(offer).toBeVisible();
	expect(await page.locator('html').getAttribute('data-prompted')).toBeNull();
	await page.getByRole('button', { name: 'Nu op beginscherm zetten' }).click();
	await expect(page.getByText('Schoolbrug staat op uw beginscherm.')).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('data-prompted', 'yes');
	await page.goto(`${moment}&done=confirmed`);
	await page.waitForLoadState('networkidle');
	await expect(offer).toHaveCount(0);
});

test('the app can be installed, in each of its languages', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-install-'));
	// a normal context is taken for a private window, in which nothing can be installed
	const context = await chromium.launchPersistentContext(folder, {
		executablePath: process.env.CHROMIUM,
		args: browserFlags,
	});
	try {
		const page = await context.newPage();
		for (const locale of ['nl', 'ar', 'pl']) {
			await context.addCookies([{ name: 'language', value: locale, url: originOf() }]);
			await page.goto(originOf());
			await page.evaluate(() => navigator.serviceWorker.ready);
			const cdp = await context.newCDPSession(page);
			const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
			expect(installabilityErrors).toEqual([]);
			const { errors, data, manifest } = await cdp.send('Page.getAppManifest');
			expect(errors).toEqual([]);
			expect(manifest).toMatchObject({ name: 'Schoolbrug', display: 'kStandalone' });
			expect(JSON.parse(data ?? '')).toMatchObject({
				lang: locale,
				dir: locale === 'ar' ? 'rtl' : 'ltr',
				id: '/',
			});
		}
	} finally {
		await context.close();
		rmSync(folder, { recursive: true, force: true });
	}
});
