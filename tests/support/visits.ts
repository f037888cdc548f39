// A browser of its own for somebody at the named school, and the code that was mailed to them.
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { ActorName, NamedSchoolServer } from './named-school-server.ts';
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
	const newest = () => post.mails.filter((mail) => mail.to.includes(to)).at(-1);
	await expect.poll(() => newest()?.email.subject ?? '', { timeout: 20_000 }).toMatch(/\d{6}/);
	const [code = ''] = /\d{6}/.exec(newest()?.email.subject ?? '') ?? [];
	post.mails.length = 0;
	return code;
}
