// Turning the year: looked at, left half-way, gone on with, done, done again.
import { expect, test } from '@playwright/test';
import { colourViolations, violations } from '../support/axe.ts';
import { speak } from '../support/demo-people.ts';
import { startDemoServer, windowOf, type DemoServer } from '../support/running-demo.ts';

const steps = ['year', 'groups', 'teachers', 'leavers', 'moments', 'card'];

test.describe.configure({ mode: 'serial' });

// a school of its own: who turns the year changes it for everybody
let server: DemoServer;
test.beforeAll(async () => {
	server = await startDemoServer('2026-10-06T09:00:00+02:00');
});
test.afterAll(() => server.stop());

test('the head begins, sees what will happen, and leaves', async ({ browser }) => {
	const page = await windowOf(server, browser, 'Joke Verbeek');
	await page.goto('/staff/more');
	await page.getByRole('link', { name: 'Het nieuwe schooljaar' }).click();
	await page.getByRole('button', { name: 'Beginnen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Schooljaar' })).toBeVisible();
	await page.getByRole('button', { name: 'Bewaren en verder' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Groepen' })).toBeVisible();
	await page.goto('/staff/new-year');
	await expect(page.getByText('2027-2028:', { exact: false })).toBeVisible();
	await expect(page.getByText('gaan naar een nieuwe groep', { exact: false })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Nu uitvoeren' })).toBeVisible();
});

for (const locale of ['nl', 'ar'])
	test(`each step can be read by everybody, ${locale}`, async ({ browser }) => {
		test.slow();
		const page = await windowOf(server, browser, 'Joke Verbeek');
		await speak(page.context(), locale, server.origin);
		for (const step of ['', ...steps.map((name) => `/${name}`)]) {
			await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
			await page.goto(`/staff/new-year${step}`);
			expect(await violations(page), step).toEqual([]);
			const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
			expect(sideways).toBe(false);
			await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
			expect(await colourViolations(page), `${step}, dark`).toEqual([]);
		}
	});

test('without JavaScript: somebody else goes on, chooses and does it; again it does nothing', async ({
	browser,
}) => {
	const page = await windowOf(server, browser, 'Joke Verbeek', 1440, { javaScriptEnabled: false });
	const context = page.context();
	await page.goto('/staff/new-year/moments');
	// one for a group comes back only where that group is there again
	const wholeSchool = page.locator('.row-of-check', { hasText: 'Hele school' }).first();
	await wholeSchool.getByRole('checkbox').check();
	await page.getByRole('button', { name: 'Bewaren en verder' }).click();
	await page.getByRole('button', { name: 'Bewaren en verder' }).click();
	await expect(page).toHaveURL(/\/staff\/new-year$/);
	await expect(page.getByText('1 moment als concept')).toBeVisible();
	await page.goto('/staff/import');
	await page.getByRole('link', { name: 'Verder met het nieuwe schooljaar' }).click();
	await expect(page.getByText('is nog niet ingelezen', { exact: false })).toBeVisible();
	await page.goto('/staff/new-year');
	await page.getByRole('button', { name: 'Eerst proberen' }).click();
	await expect(page.getByRole('heading', { name: 'De uitkomst van de proef' })).toBeVisible();
	const tried = await page.locator('.outcome dd').allTextContents();
	await page.getByRole('button', { name: 'Nu uitvoeren' }).click();
	await expect(page.getByText('Het nieuwe schooljaar staat klaar')).toBeVisible();
	expect(await page.locator('.outcome dd').allTextContents()).toEqual(tried);
	await expect(page.getByRole('button', { name: 'Nu uitvoeren' })).toBeHidden();
	await page.goto('/staff/new-year/year');
	await expect(page.getByText('Dit jaar staat er al.', { exact: false })).toBeVisible();
	await context.close();
});
