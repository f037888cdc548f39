// Bad weather: no network, a slow one, a form that was sent without; and what may stay on a device.
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import path from 'node:path';
import { openStore } from '#lib/database/store.ts';
import { openBadLine, type BadLine } from '../support/bad-line.ts';
import { originOf, signInAs } from '../support/demo-people.ts';
import { registrationOf } from '../support/push-in-browser.ts';
import { chooseLastTime, keptPages, openOnce, toMoment } from '../support/offline.ts';

test.use({ serviceWorkers: 'allow' });

/** What the kept copy of the newest message says at its top. */
async function newestMessage(page: Page): Promise<string> {
	const copy = await page.evaluate(async () => (await caches.match('/easy/news'))?.text());
	const said = /<h1[^>]*>(.*?)<\/h1>/s
		.exec(copy ?? '')?.[1]
		?.replace(/<[^>]*>/g, '')
		.trim();
	expect(said).toBeTruthy();
	return said ?? '';
}

/** Whether the copy of Start has these words. */
function startCopyHas(page: Page, words: string): Promise<boolean> {
	return page.evaluate(async (words) => {
		const copy = await caches.match('/start');
		return (await copy?.text())?.includes(words) ?? false;
	}, words);
}

test.describe('without network', () => {
	test('after one visit the app opens: appointments, contact, card and notices, each with its age', async ({
		page,
		context,
	}) => {
		await signInAs(page, 'Hodan Abdullahi');
		await openOnce(page);
		await context.setOffline(true);
		for (const [address, title] of [
			['/start', 'Mijn afspraken'],
			['/contact', 'Contact'],
			['/school/card', 'Informatiekaart'],
			['/me/notifications', 'Meldingen'],
		] as const) {
			await page.goto(address);
			await expect(page.getByRole('heading', { name: title }).first()).toBeVisible();
			await expect(page.getByText('Geen internet. U ziet wat er eerder is bewaard.')).toBeVisible();
			await expect(page.getByText(/^Bewaard: /)).toBeVisible();
		}
		// from page to page as well
		await page.getByRole('link', { name: 'Contact', exact: true }).click();
		await expect(page).toHaveURL(/\/contact$/);
		await expect(page.getByText(/^Bewaard: /)).toBeVisible();
		// that the card was read waits, and goes out
		await page.goto('/school/card');
		await page.getByRole('button', { name: 'Ik heb de kaart gelezen' }).click();
		await expect(page.getByText('1 keuze wacht op internet')).toBeVisible();
		await context.setOffline(false);
		await expect(page.getByText('Uw keuze is verstuurd.')).toBeVisible();
		await page.reload();
		await expect(page.getByRole('button', { name: 'Ik heb de kaart gelezen' })).toBeHidden();
	});

	test('a page that is not kept: the offline page in the language of the app, and what is kept', async ({
		page,
		context,
	}) => {
		const person = await signInAs(page, 'Fatima');
		expect(person.locale).toBe('ar');
		await openOnce(page);
		await context.setOffline(true);
		await page.goto('/me/devices');
		await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
		await expect(page.getByRole('heading', { name: 'لا يوجد اتصال بالإنترنت' })).toBeVisible();
		await page.getByRole('link', { name: 'مواعيدكم' }).click();
		await expect(page).toHaveURL(/\/start$/);
		await context.setOffline(false);
		await page.goto('/me/devices');
		await expect(page.getByRole('heading', { name: 'لا يوجد اتصال بالإنترنت' })).toBeHidden();
	});

	test('an appointment that was made a moment ago is there too', async ({ page, context }) => {
		await signInAs(page, 'Mark van der Wielen');
		await openOnce(page);
		await toMoment(page);
		await chooseLastTime(page);
		await expect(page.getByText('U komt', { exact: true })).toBeVisible();
		await expect.poll(() => startCopyHas(page, 'Mijn afspraken')).toBe(true);
		await context.setOffline(true);
		await page.goto('/start');
		await expect(page.getByRole('heading', { name: 'Mijn afspraken' })).toBeVisible();
	});

	test('a sign-up is kept, sent later, and its real outcome shown: a place', async ({ page, context }) => {
		await signInAs(page, 'Mark van Dijk');
		await openOnce(page);
		await toMoment(page);
		await context.setOffline(true);
		await chooseLastTime(page);
		await expect(page.getByText('1 keuze wacht op internet')).toBeInViewport();
		await expect(page.getByText('Pas daarna is het zeker.', { exact: false })).toBeVisible();
		await context.setOffline(false);
		await expect(page.getByText('Uw aanmelding is verstuurd: u hebt een plaats.')).toBeVisible();
		await expect(page.getByText('1 keuze wacht op internet')).toBeHidden();
		// the page on screen knows it too
		await expect(page.getByText('U komt', { exact: true })).toBeVisible();
		await page.getByRole('link', { name: 'Bekijken' }).click();
		await expect(page.getByText('U komt', { exact: true })).toBeVisible();
	});

	test('a sign-up for a time that filled meanwhile: "it was full, you are number 1" is notified and shown, in the language of the reader', async ({
		page,
		context,
	}) => {
		await context.grantPermissions(['notifications'], { origin: originOf() });
		await signInAs(page, 'Mark de Groot');
		await openOnce(page);
		await toMoment(page);
		const cdp = await context.newCDPSession(page);
		const registrationId = await registrationOf(cdp, originOf());
		await context.setOffline(true);
		const slotId = await chooseLastTime(page);
		await expect(page.getByText('1 keuze wacht op internet')).toBeVisible();
		const restore = await fill(slotId);
		// no window of the app is open any more
		await page.goto('about:blank');
		await context.setOffline(false);
		const origin = originOf();
		const sync = { origin, registrationId, tag: 'send-forms', lastChance: false };
		await cdp.send('ServiceWorker.dispatchSyncEvent', sync);
		const [worker] = context.serviceWorkers();
		const full = 'Uw aanmelding is verstuurd. Het was vol: u staat op de wachtlijst, nummer 1.';
		const notified = () =>
			worker?.evaluate(async () => {
				const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
				return (await registration.getNotifications()).map(({ title, lang, dir }) => ({ title, lang, dir }));
			});
		await expect.poll(notified).toEqual([{ title: full, lang: 'nl', dir: 'ltr' }]);
		await context.addCookies([{ name: 'language', value: 'ar', url: origin }]);
		await page.goto('/start');
		await expect(page.getByText('رقمكم في قائمة الانتظار 1', { exact: false })).toBeVisible();
		await restore();
	});

	test('what waits can be taken back', async ({ page, context }) => {
		await signInAs(page, 'Rudsel Martina');
		await openOnce(page);
		await toMoment(page);
		await context.setOffline(true);
		await chooseLastTime(page);
		await page.getByRole('button', { name: 'Toch niet versturen' }).click();
		await expect(page.getByText('1 keuze wacht op internet')).toBeHidden();
		await context.setOffline(false);
		await page.goto('/start');
		await expect(page.getByRole('link', { name: 'Dag kiezen' })).toBeVisible();
	});

	test('the easy view: from the icon to what is kept, screen after screen; what somebody said of the card is heard', async ({
		page,
		context,
	}) => {
		await signInAs(page, 'Selam Tesfay');
		await page.goto('/easy/card');
		for (const path of [
			'/',
			'/easy',
			'/easy/join',
			'/easy/news',
			'/easy/contact',
			'/easy/card/11/__data.json',
		])
			await expect.poll(() => keptPages(page), { timeout: 20_000 }).toContain(path);
		const voice = await page.locator('main audio').getAttribute('src');
		const newest = await newestMessage(page);
		await expect.poll(() => keptPages(page)).toContain((voice ?? '').split('?')[0]);
		await context.setOffline(true);
		await page.goto('/');
		await expect(page).toHaveURL(/\/easy$/);
		await expect(page.getByText(/^Bewaard: /)).toBeVisible();
		const tile = (name: RegExp) => page.locator('main').getByRole('link', { name });
		await tile(/^Meedoen/).click();
		await expect(tile(/^Kijkmoment.*U komt/)).toBeVisible();
		await page.goto('/contact');
		await expect(page).toHaveURL(/\/easy\/contact$/);
		await expect(tile(/^Bel /)).toBeVisible();
		await page.goto('/easy/news');
		// the newest message, whichever it is by now; offline the app has another heading
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(newest);
		await page.getByRole('link', { name: 'Start' }).click();
		await tile(/^Informatie van school/).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ziek of te laat');
		const length = page.locator('main audio').evaluate(async (player: HTMLAudioElement) => {
			player.load();
			await new Promise((heard, not) => {
				player.addEventListener('loadedmetadata', heard, { once: true });
				player.addEventListener('error', not, { once: true });
				player.preload = 'metadata';
			});
			return player.duration;
		});
		expect(await length).toBeGreaterThan(0);
		await tile(/^Verder/).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Schooltijden');
		await expect(page.getByText(/^Bewaard: /)).toBeVisible();
	});

	test('a sign-up in the easy view is kept, sent once, and its outcome shown', async ({ page, context }) => {
		await signInAs(page, 'Ali Mohamud');
		await page.goto('/easy/choose');
		await page.getByRole('button', { name: 'Met plaatjes en geluid' }).click();
		await expect(page).toHaveURL(/\/easy$/);
		await expect.poll(() => keptPages(page), { timeout: 20_000 }).toContain('/easy/join/__data.json');
		const main = page.locator('main');
		await page.goto('/easy/join');
		await main.getByRole('link', { name: /^Kom koffie of thee drinken/ }).click();
		await main.getByRole('link', { name: 'Ik wil komen' }).click();
		await main.getByRole('link', { name: '1 volwassene' }).click();
		await expect(page.getByRole('heading', { name: 'Klopt dit?' })).toBeVisible();
		await context.setOffline(true);
		await main.getByRole('button', { name: 'Ik kom' }).click();
		await expect(page.getByText('1 keuze wacht op internet')).toBeVisible();
		await context.setOffline(false);
		await expect(page.getByText('Uw aanmelding is verstuurd: u hebt een plaats.')).toBeVisible();
		await page.getByRole('link', { name: 'Bekijken' }).click();
		await expect(page.getByRole('heading', { name: 'U komt!' })).toBeVisible();
		await page.goto('/easy/join');
		await expect(main.getByRole('link', { name: /U komt/ })).toHaveCount(1);
	});

	test('a shift taken without network is kept, sent once, and its outcome shown; it opens without network then', async ({
		page,
		context,
	}) => {
		await signInAs(page, 'Jasper Visser');
		await openOnce(page);
		await page.goto('/join/tasks');
		await page.getByRole('link', { name: /Werken in de schooltuin/ }).click();
		const help = page.getByRole('button', { name: 'Ik help mee' });
		await expect(help).toBeVisible();
		await page.waitForLoadState('networkidle');
		await context.setOffline(true);
		await help.click();
		await expect(page.getByText('1 keuze wacht op internet')).toBeVisible();
		// pressed again: still one
		await help.click();
		await expect(page.getByText('1 keuze wacht op internet')).toBeVisible();
		await context.setOffline(false);
		await expect(page.getByText('Uw aanmelding is verstuurd: u hebt een plaats.')).toBeVisible();
		await expect.poll(() => startCopyHas(page, 'Werken in de schooltuin')).toBe(true);
		await context.setOffline(true);
		await page.goto('/start');
		await expect(page.getByRole('article').filter({ hasText: 'Werken in de schooltuin' })).toHaveCount(1);
		await context.setOffline(false);
	});

	test('signed out meanwhile: it stays, and goes when the same person is back', async ({ page, context }) => {
		await signInAs(page, 'Georgi Petrova');
		await openOnce(page);
		await toMoment(page);
		await context.setOffline(true);
		await chooseLastTime(page);
		await expect(page.getByText('1 keuze wacht op internet')).toBeVisible();
		await context.clearCookies({ name: 'session' });
		await context.setOffline(false);
		await expect(page.getByText('U bent uitgelogd. Log in, dan sturen wij het meteen.')).toBeVisible();
		await signInAs(page, 'Georgi Petrova');
		await page.goto('/start');
		await expect(page.getByText('Uw aanmelding is verstuurd: u hebt een plaats.')).toBeVisible();
	});
});

test('the session ended while choosing: it is kept, and sent when the same person is back', async ({
	page,
	context,
}) => {
	await signInAs(page, 'Maryam Rahimi');
	await openOnce(page);
	await toMoment(page);
	await context.clearCookies({ name: 'session' });
	await chooseLastTime(page);
	await expect(page.getByText('U was te lang weg')).toBeVisible();
	await expect(page.getByText('U bent uitgelogd. Log in, dan sturen wij het meteen.')).toBeVisible();
	await signInAs(page, 'Maryam Rahimi');
	await page.goto('/start');
	await expect(page.getByText('Uw aanmelding is verstuurd: u hebt een plaats.')).toBeVisible();
});

test.describe('what stays on a device', () => {
	test('signing out leaves no page behind', async ({ page, context }) => {
		await signInAs(page, 'Yonas Tesfay');
		await openOnce(page);
		await page.goto('/sign-out');
		await page.getByRole('button', { name: 'Uitloggen' }).click();
		await expect(page).toHaveURL(/\/sign-in/);
		await expect.poll(() => keptPages(page)).toEqual([]);
		await context.setOffline(true);
		await page.goto('/start').catch(() => {}); // the worker itself may be gone
		await expect(page.getByText('Mijn afspraken')).toHaveCount(0);
	});

	test('a session that ended leaves no page behind either', async ({ page, context }) => {
		await signInAs(page, 'Yonas Tesfay');
		await openOnce(page);
		await context.clearCookies({ name: 'session' });
		await page.goto('/sign-in');
		await expect.poll(() => keptPages(page)).toEqual([]);
		await context.setOffline(true);
		await page.goto('/start');
		await expect(page.getByRole('heading', { name: 'Geen internet' })).toBeVisible();
	});

	test('who comes after sees nothing of who was before', async ({ page, context }) => {
		await signInAs(page, 'Yonas Tesfay');
		await openOnce(page);
		await expect(page.getByText('Yonas').first()).toBeVisible();
		await signInAs(page, 'Reza Rahimi');
		await openOnce(page, '/contact');
		await context.setOffline(true);
		await page.goto('/start');
		await expect(page.getByText('Yonas')).toHaveCount(0);
	});

	test('the door list opens in a corridor without network, until midnight', async ({ page, context }) => {
		await signInAs(page, 'head');
		await page.goto('/staff');
		await page.evaluate(() => navigator.serviceWorker.ready);
		const list = '/staff/moments/door?day=2026-10-12';
		await page.goto(list);
		await expect.poll(() => keptPages(page)).toEqual(['/staff/moments/door']);
		// and the words for when there is no network, which come last
		await expect
			.poll(() => page.evaluate(async () => (await (await caches.open('texts')).keys()).length))
			.toBeGreaterThan(0);
		await context.setOffline(true);
		await page.goto(list);
		await expect(page.getByText(/^Bewaard: /)).toBeVisible();
		await page.goto('/staff/moments/door?day=2026-10-13');
		await expect(page.getByRole('heading', { name: 'Geen internet' })).toBeVisible();

		await page.evaluate(async () => {
			const name = (await caches.keys()).find((one) => one.startsWith('pages-')) ?? '';
			const cache = await caches.open(name);
			for (const key of await cache.keys()) {
				const copy = (await cache.match(key)) as Response;
				const headers = new Headers(copy.headers);
				headers.set('x-kept-until', new Date(Date.now() - 1000).toISOString());
				await cache.put(key, new Response(await copy.text(), { headers }));
			}
		});
		await page.goto(list);
		await expect(page.getByRole('heading', { name: 'Geen internet' })).toBeVisible();
		expect(await keptPages(page)).toEqual([]);
	});

	test('who came is ticked without network too, and sent when there is some', async ({ page, context }) => {
		await signInAs(page, 'Marieke');
		await page.goto('/staff/moments');
		await page.evaluate(() => navigator.serviceWorker.ready);
		await page.getByText('Voorbij of afgelast').click();
		await page
			.locator('a[href^="/staff/moments/"]:not([href*="plan"])')
			.filter({ hasText: 'Kijkmoment' })
			.last()
			.click();
		await page.getByRole('link', { name: 'Deurlijst' }).click();
		await page.locator('nav a.day').first().click();
		const mark = page
			.locator('li:not(.came)')
			.getByRole('button', { name: /: gekomen$/ })
			.first();
		const label = await mark.getAttribute('aria-label');
		const marked = page.getByRole('button', { name: label ?? '' });
		await context.setOffline(true);
		await marked.click();
		await expect(page.getByText('Wacht op internet', { exact: true })).toBeVisible();
		await expect(marked).toHaveAttribute('aria-pressed', 'true');
		await context.setOffline(false);
		await expect(page.getByText('1 keuze wacht op internet')).toBeHidden();
		await expect(async () => {
			await page.reload();
			await expect(marked).toHaveAttribute('aria-pressed', 'true', { timeout: 1000 });
		}).toPass();
	});

	test('nothing else of the staff side stays', async ({ page }) => {
		await signInAs(page, 'head');
		await page.goto('/staff');
		await page.evaluate(() => navigator.serviceWorker.ready);
		await page.goto('/staff/families');
		await page.waitForLoadState('networkidle');
		expect(await keptPages(page)).toEqual([]);
	});

	test('texts of one language stay, those of the chosen one', async ({ page, context }) => {
		await signInAs(page, 'Li Chen');
		await openOnce(page);
		const offlinePages = () =>
			page.evaluate(async () =>
				(await (await caches.open('texts')).keys())
					.map(({ url }) => new URL(url).pathname)
					.filter((path) => path.startsWith('/offline/')),
			);
		expect(await offlinePages()).toEqual(['/offline/nl']);
		await context.addCookies([{ name: 'language', value: 'pl', url: originOf() }]);
		await page.goto('/contact');
		await expect.poll(offlinePages).toEqual(['/offline/pl']);
	});
});

test.describe('a bad line', () => {
	let line: BadLine;
	test.beforeAll(async () => {
		line = await openBadLine(originOf());
	});
	test.afterAll(() => line.close());

	/** Signed in, on the bad line while it is still good. */
	async function openOnLine(page: Page, context: BrowserContext, name: string) {
		await signInAs(page, name);
		const cookies = await context.cookies(originOf());
		await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url: line.origin })));
		line.delayMs = 0;
		line.cut = false;
		await openOnce(page, `${line.origin}/start`);
	}

	test('slow: after four seconds the copy, with its age; what is new comes when it comes', async ({
		page,
		context,
	}) => {
		await openOnLine(page, context, 'Li Chen');
		line.delayMs = 12_000;
		await page.goto(`${line.origin}/contact`);
		await expect(page.getByText(/^Bewaard: /)).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Contact' })).toBeVisible();
		line.delayMs = 0;
	});

	test('the server is away: the copy, and afterwards the page as it is', async ({ page, context }) => {
		await openOnLine(page, context, 'Li Chen');
		line.cut = true;
		await page.goto(`${line.origin}/start`);
		await expect(page.getByText('Geen internet. U ziet wat er eerder is bewaard.')).toBeVisible();
		line.cut = false;
		await page.goto(`${line.origin}/start`);
		await expect(page.getByText('Geen internet. U ziet wat er eerder is bewaard.')).toBeHidden();
	});

	test('a new version waits until it is wanted', async ({ page, context }) => {
		await openOnLine(page, context, 'Li Chen');
		line.newVersion = 'another build';
		await page.goto(`${line.origin}/contact`);
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		await expect(page.getByText('Er is een nieuwe versie.')).toBeVisible();
		const reloaded = page.waitForEvent('load');
		await page.getByRole('button', { name: 'Vernieuwen' }).click();
		await reloaded;
		await expect(page.getByText('Er is een nieuwe versie.')).toBeHidden();
		line.newVersion = '';
	});
});

/** Others take every place of the slot; gives how to undo it. */
async function fill(slotId: string): Promise<() => Promise<void>> {
	const file = path.join(process.env.TEST_DATA_DIR ?? '', 'schoolbrug.db');
	const store = await openStore({ engine: 'sqlite', file });
	const { slot } = store.t;
	const where = and(eq(slot.id, slotId));
	const [before] = await store.read
		.select({ capacity: slot.capacity, taken: slot.taken })
		.from(slot)
		.where(where);
	const set = (capacity: number) =>
		store.transact(async (tx) => {
			await tx.update(tx.t.slot).set({ capacity }).where(where);
		});
	await set(before?.taken ?? 0);
	return async () => {
		await set(before?.capacity ?? 0);
		await store.close();
	};
}
