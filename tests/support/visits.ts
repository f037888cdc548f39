// A browser of its own for somebody at the named school, the letter and the codes that let them in.
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { ActorName, NamedSchoolServer } from './named-school-server.ts';
import { scan } from './phone.ts';
import type { MailReceiver } from './smtp-receiver.ts';

/** Signed in as one of the named people, or as nobody. */
export async function visit(
	browser: Browser,
	server: NamedSchoolServer,
	as: ActorName = 'signed out',
	options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({
		baseURL: server.origin,
		serviceWorkers: 'block',
		locale: 'nl-NL',
		...options,
	});
	const [name, value] = server.cookies[as].split('=');
	if (name && value) await context.addCookies([{ name, value, url: server.origin }]);
	return { context, page: await context.newPage() };
}

/** The code of the newest mail to an address. The mails before it are forgotten. */
export async function mailedCode(post: MailReceiver, to: string): Promise<string> {
	// other mails may come after it: of a new device, of an appointment
	const codeIn = (subject = '') => /\d{6}/.exec(subject)?.[0];
	const newest = () =>
		post.mails.flatMap((mail) => (mail.to.includes(to) ? (codeIn(mail.email.subject) ?? []) : [])).at(-1);
	await expect.poll(newest, { timeout: 20_000 }).toMatch(/^\d{6}$/);
	const code = newest() ?? '';
	post.mails.length = 0;
	return code;
}

/** Prints a letter at the office and gives its address, as a scanner reads it. `look` sees the sheet. */
export async function printLetter(
	browser: Browser,
	server: NamedSchoolServer,
	guardian: string,
	look?: (page: Page) => Promise<void>,
): Promise<string> {
	const { context, page } = await visit(browser, server, 'office', {
		viewport: { width: 1200, height: 900 },
	});
	await page.goto('/staff/letters');
	await page.locator(`form:has(input[name=guardian][value="${guardian}"]) button`).first().click();
	const sheet = page.locator('article.sheet');
	await expect(sheet).toHaveCount(1);
	const address = await scan(sheet.getByRole('img', { name: 'QR' }));
	await look?.(page);
	await context.close();
	if (!address) throw new Error('the square could not be read');
	return address;
}

/** Of any of their children: what a letter asks. */
export async function fillBirthDate(page: Page, day: string, month: string, year: string): Promise<void> {
	await page.locator('[name=birth_day]').fill(day);
	await page.locator('[name=birth_month]').fill(month);
	await page.locator('[name=birth_year]').fill(year);
	await page.locator('main form button').first().click();
}
