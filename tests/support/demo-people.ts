// Signing in as somebody of the demo school, in a browser context of a test.
import { expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';

export interface DemoPerson {
	id: string;
	name: string;
	role: string;
	locale: string;
}

/** Everybody of the demo. */
export async function demoPeople(request: APIRequestContext): Promise<DemoPerson[]> {
	return (await (await request.get('/demo/people.json')).json()) as DemoPerson[];
}

/** Signs the page's context in; `who` is the beginning of a name, or a role. */
export async function signInAs(page: Page, who: string): Promise<DemoPerson> {
	const people = await demoPeople(page.request);
	const person = people.find(({ name }) => name.startsWith(who)) ?? people.find(({ role }) => role === who);
	if (!person) throw new Error(`nobody in the demo is called ${who}`);
	const answer = await page.request.post('/demo/sign-in', {
		form: { person: person.id },
		headers: { origin: originOf() },
		maxRedirects: 0,
	});
	expect(answer.status()).toBe(303);
	return person;
}

/** The browser's page in this language from now on. */
export async function speak(context: BrowserContext, locale: string, origin: string): Promise<void> {
	await context.addCookies([{ name: 'language', value: locale, url: origin }]);
}

export function originOf(): string {
	return `http://localhost:${process.env.TEST_PORT ?? '4173'}`;
}
