// The app of a parent with its worker: opened so that it could do without network, and a form that is kept without.
import { expect, type Page } from '@playwright/test';

/** What the worker keeps of pages, by path. */
export function keptPages(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.startsWith('pages-'));
		const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return keys.flat().map(({ url }) => new URL(url).pathname);
	});
}

/** Opens the app and waits until it could do without network. */
export async function openOnce(page: Page, start = '/start'): Promise<void> {
	await page.goto(start);
	await expect.poll(() => keptPages(page), { timeout: 20_000 }).toContain('/me/notifications/__data.json');
}

/** To the first moment that can be chosen; a form with free times. */
export async function toMoment(page: Page, origin = ''): Promise<void> {
	await page.goto(`${origin}/start`);
	await page.getByRole('link', { name: 'Dag kiezen' }).click();
	await expect(page.getByRole('heading', { name: 'Welke dag komt u?' })).toBeVisible();
}

/** Sends the form with the last free time; gives which slot that is. */
export async function chooseLastTime(page: Page): Promise<string> {
	const time = page.locator('label:has(input[name="slotId"])').last();
	await time.click();
	const slotId = await page.locator('input[name="slotId"]:checked').getAttribute('value');
	await page.getByRole('button', { name: 'Afspraak maken' }).click();
	return slotId ?? '';
}
