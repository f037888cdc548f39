// A round by lots, from its plan to what everybody sees after the draw; the parents without scripts.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { startDemoServer, windowOf, type DemoServer } from '../support/running-demo.ts';

// each test goes on where the one before ended
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const TITLE = 'Gesprekken na loting';
let server: DemoServer;
let round: string;

test.beforeAll(async () => {
	server = await startDemoServer('2026-10-06T09:00:00+02:00');
});
test.afterAll(() => server.stop());

const asParent = (browser: Browser, who: string) =>
	windowOf(server, browser, who, 390, { javaScriptEnabled: false });

/** The page as it stands, also in Arabic: nothing for axe to find (which needs scripts), nothing that scrolls sideways. */
async function looked(page: Page, path: string) {
	const storageState = await page.context().storageState();
	const viewport = page.viewportSize();
	const context = await page.context().browser()?.newContext({ storageState, viewport });
	if (!context) throw new Error('the page has no browser');
	const seen = await context.newPage();
	for (const locale of ['nl', 'ar']) {
		await context.addCookies([{ name: 'language', value: locale, url: server.origin }]);
		await seen.goto(`${server.origin}${path}`, { waitUntil: 'networkidle' });
		const { width = 390, height = 844 } = seen.viewportSize() ?? {};
		const tall = await seen.evaluate(() => document.documentElement.scrollHeight);
		await seen.setViewportSize({ width, height: Math.max(height, tall) });
		expect.soft(await violations(seen), `${path}, ${locale}`).toEqual([]);
		await seen.setViewportSize({ width, height });
		const over = await seen.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect.soft(over, `${path}, ${locale} scrolls sideways`).toBeLessThanOrEqual(0);
	}
	await context.close();
	await page.goto(path);
}

test('staff plan a round by lots: a draw that is too early is said beside it, and a changed draft keeps its draw', async ({
	browser,
}) => {
	const page = await windowOf(server, browser, 'Joke Verbeek', 1280, { javaScriptEnabled: false });
	await page.goto('/staff/talks?kind=ten_minutes');
	const draws = page.getByLabel('Loting op');
	await expect(draws).toBeHidden();
	for (const box of await page.locator('input[name=groups]').all()) await box.check({ force: true });
	await page.locator('input[name=way][value=lots]').check({ force: true });
	await expect(draws).toHaveValue('2026-10-13');
	await page.locator('details', { has: page.locator('input[name=title]') }).evaluate((fold) => {
		fold.setAttribute('open', '');
	});
	await page.getByLabel('Naam', { exact: false }).last().fill(TITLE);
	await draws.fill('2026-10-05');
	await page.getByRole('button', { name: 'Concept maken' }).click();
	await expect(draws).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('input[name=way][value=lots]')).toBeChecked();
	await draws.fill('2026-10-13');
	await page.getByRole('button', { name: 'Concept maken' }).click();
	await page.waitForURL(/show=times/);
	round = new URL(page.url()).pathname.replace('/staff/talks/', '');

	await page.goto(`/staff/talks/${round}/change`);
	await expect(page.locator('input[name=way][value=lots]')).toBeChecked();
	await expect(draws).toHaveValue('2026-10-13');
	await page.getByRole('button', { name: 'Opslaan' }).click();
	await expect(page.getByText('Het concept is veranderd')).toBeVisible();
	await page.goto(`/staff/talks/${round}/change`);
	await expect(draws).toHaveValue('2026-10-13');

	await page.goto(`/staff/talks/${round}`);
	await page.getByText('Publiceren').first().click();
	await page.getByRole('button', { name: 'Publiceren' }).last().click();
	await expect(page.getByText('Ouders geven wensen')).toBeVisible();
	await looked(page, `/staff/talks/${round}?show=draw`);
	await expect(page.getByText('Nog niemand gaf wensen.')).toBeVisible();
	await page.context().close();
});

test('one teacher’s times for colleagues: nobody chosen is said, then they stand there too', async ({
	browser,
}) => {
	const page = await windowOf(server, browser, 'Joke Verbeek', 1280, { javaScriptEnabled: false });
	await page.goto(`/staff/talks/${round}?show=times`);
	const teachers = page.getByRole('article');
	const from = teachers.first();
	const add = from.locator('details', { hasText: 'Tijd toevoegen' });
	await add.locator('summary').click();
	await add.getByLabel('Vanaf').fill('20:30');
	await add.getByLabel('Tot').fill('21:00');
	await add.getByRole('button', { name: 'Tijd toevoegen' }).click();
	const evening = page.getByText(/20\.30 – 21\.00/);
	await expect(evening).toHaveCount(1);
	const share = async (choose: boolean) => {
		const fold = from.locator('details', { hasText: 'Kopiëren naar collega’s' });
		await fold.locator('summary').click();
		if (choose)
			for (const box of await fold.locator('input[name=colleagues]').all()) await box.check({ force: true });
		await fold.getByRole('button', { name: 'Tijden kopiëren' }).click();
	};
	await share(false);
	await expect(page.getByText('Kies ten minste één collega.')).toBeVisible();
	await page.goto(`/staff/talks/${round}?show=times`);
	await share(true);
	await expect(page.getByText(/^Gekopieerd naar/)).toBeVisible();
	expect(await evening.count()).toBeGreaterThan(1);
	await looked(page, `/staff/talks/${round}?show=times`);
	await page.context().close();
});

/** The first of what can be wished for. */
async function wishes(page: Page, count: number) {
	for (let at = 0; at < count; at++)
		await page.locator(`select[name=wish${at}]`).selectOption({ index: at + 1 });
	await page.getByRole('button', { name: 'Wensen versturen' }).click();
}

test('parents give wishes and change them; nothing chosen is said beside the field; nobody picks yet', async ({
	browser,
}) => {
	const page = await asParent(browser, 'Sanne Jansen');
	await page.goto('/join');
	await page.getByRole('link', { name: TITLE }).click();
	await expect(page.getByRole('button', { name: 'Afspreken' })).toHaveCount(0);
	await page.getByRole('button', { name: 'Wensen versturen' }).click();
	await expect(page.locator('select[name=wish0]')).toHaveAttribute('aria-invalid', 'true');
	await looked(page, `/join/talks/${round}`);
	await wishes(page, 2);
	await expect(page.getByText('Uw wensen zijn bewaard.')).toBeVisible();
	await expect(page.locator('main ol > li')).toHaveCount(2);
	await page.getByRole('link', { name: 'Wensen veranderen' }).click();
	await wishes(page, 3);
	await expect(page.locator('main ol > li')).toHaveCount(3);
	await page.getByText('Hoe ging de loting?').click();
	await expect(page.getByText('Uw lotnummer: 1')).toBeVisible();
	expect((await page.request.get(`/join/talks/${round}/draw.txt`)).status()).toBe(404);
	await page.context().close();
});

test('in the easy view: a day, a time, another wish, then all of it', async ({ browser }) => {
	const page = await asParent(browser, 'Jasper Visser');
	await page.goto(`/easy/talks/${round}`);
	const main = page.locator('main');
	await main
		.getByRole('link')
		.filter({ hasText: /november|oktober/ })
		.first()
		.click();
	await main
		.getByRole('link')
		.filter({ hasText: /\d\d?[.:]\d\d/ })
		.first()
		.click();
	await expect(main).toContainText('Wilt u nog een wens geven?');
	await looked(page, new URL(page.url()).pathname + new URL(page.url()).search);
	await main.getByRole('link', { name: 'Nee, dit is genoeg' }).click();
	const no = main.getByRole('link', { name: /nee/i });
	if (await no.isVisible()) await no.click();
	await main.getByRole('button', { name: 'Wensen versturen' }).click();
	await expect(main).toContainText('Uw wensen zijn bewaard.');
	await expect(main).toContainText('Eerste wens');
	await page.context().close();
});

test('staff write down wishes said by phone: a lot as everybody’s, and not shown to them again', async ({
	browser,
}) => {
	const page = await windowOf(server, browser, 'Joke Verbeek', 1280, { javaScriptEnabled: false });
	await page.goto(`/staff/talks/${round}?show=children`);
	await page.getByRole('link', { name: 'Antwoord opschrijven' }).first().click();
	const path = new URL(page.url()).pathname;
	const first = page.locator('select[name=wish0]');
	const send = page.getByRole('button', { name: 'Wensen opslaan en bericht sturen' });
	await page.locator('select[name=wish1]').selectOption({ index: 2 });
	await send.click();
	await expect(first).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('select[name=wish1]')).not.toHaveValue('');
	await looked(page, path);
	await first.selectOption({ index: 1 });
	await send.click();
	await expect(page.getByText('Opgeschreven. De ouder krijgt bericht in de eigen taal.')).toBeVisible();
	await expect(page.getByText('Opgeschreven door de school').first()).toBeVisible();
	await page.goto(path);
	await expect(page.getByText('Deze ouder gaf al wensen.')).toBeVisible();
	await expect(first).toHaveValue('');
	await looked(page, path);
	await page.context().close();
});

test('after the draw: everybody sees how it went, and can check it', async ({ browser }) => {
	await server.restart('2026-10-13T20:01:00+02:00');
	const parent = await asParent(browser, 'Sanne Jansen');
	// the draw is the minute's job
	await expect(async () => {
		await parent.goto(`/join/talks/${round}`);
		await expect(parent.getByRole('article')).not.toHaveCount(0, { timeout: 500 });
	}).toPass({ timeout: 90_000 });
	await parent.getByText('Hoe ging de loting?').click();
	await expect(parent.getByText(/Uw lot 1 kreeg plaats [123] van 3 in de rij/)).toBeVisible();
	const file = await parent.request.get(`/join/talks/${round}/draw.txt`);
	expect(file.status()).toBe(200);
	expect(await file.text()).toContain('sha256sum');
	await looked(parent, `/join/talks/${round}`);
	await parent.context().close();

	const staff = await windowOf(server, browser, 'Joke Verbeek', 1280);
	await staff.goto(`/staff/talks/${round}?show=draw`);
	await expect(staff.getByText('Gezinnen in de loting: 3')).toBeVisible();
	await expect(staff.getByText('Eerste wens: ')).toBeVisible();
	await looked(staff, `/staff/talks/${round}?show=draw`);
	expect(await (await staff.request.get(`/staff/talks/${round}/draw.txt`)).text()).toContain('Eerste wens');
	await staff.context().close();
});
