// The house stands: the built app answers, with the headers that keep its visitors safe.
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, test, type Page } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

test('health tells engine, newest migration and the age of the outbox', async ({ request }) => {
	const response = await request.get('/api/health');
	expect(response.status()).toBe(200);
	expect(await response.json()).toMatchObject({
		engine: 'sqlite',
		migration: expect.stringMatching(/./),
		outboxSeconds: expect.any(Number),
	});
});

test('the first page comes in the language of the browser, from this host alone, without an error', async ({
	browser,
	baseURL,
}) => {
	for (const [locale, lang, dir] of [
		['nl-NL', 'nl', 'ltr'],
		['ar-SY', 'ar', 'rtl'],
		['pl-PL', 'pl', 'ltr'],
	] as const) {
		const context = await browser.newContext({ locale, baseURL });
		const page = await context.newPage();
		const errors: string[] = [];
		const hosts = new Set<string>();
		page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
		page.on('pageerror', (error) => errors.push(error.message));
		page.on('request', (request) => hosts.add(new URL(request.url()).origin));
		await page.goto('/', { waitUntil: 'networkidle' });
		await expect(page.locator('html')).toHaveAttribute('lang', lang);
		await expect(page.locator('html')).toHaveAttribute('dir', dir);
		expect(errors).toEqual([]);
		expect([...hosts]).toEqual([baseURL]);
		await context.close();
	}
});

test('pages and files carry the headers that keep their visitors safe', async ({ request }) => {
	const page = await request.get('/');
	expect(page.headers()['content-type']).toBe('text/html; charset=utf-8');
	const policy = page.headers()['content-security-policy'] ?? '';
	expect(policy).toMatch(/script-src 'self' 'nonce-/);
	expect(policy).toContain("frame-ancestors 'none'");
	expect(policy).toContain("require-trusted-types-for 'script'");
	const worker = await request.get('/service-worker.js');
	expect(worker.headers()).toMatchObject({
		'cache-control': 'no-cache',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'strict-origin-when-cross-origin',
		'cross-origin-resource-policy': 'same-origin',
	});
	const script = /\/_app\/immutable\/[^"]+\.js/.exec(await page.text())?.[0];
	const file = await request.get(script ?? '', { headers: { 'accept-encoding': 'br' } });
	expect(file.headers()).toMatchObject({
		'cache-control': 'public,max-age=31536000,immutable',
		'content-encoding': 'br',
		'x-content-type-options': 'nosniff',
	});
});

test('a form of another site is refused, one of ours is not', async ({ request, baseURL }) => {
	const post = (origin: string) =>
		request.post('/demo/sign-in', { form: { person: 'nobody' }, headers: { origin } });
	expect((await post('https://elsewhere.example')).status()).toBe(403);
	expect((await post(baseURL ?? '')).status()).not.toBe(403);
});

test('only the school sends large files', async ({ request, baseURL }) => {
	const send = (path: string) =>
		request.post(path, { data: 'x'.repeat(600_000), headers: { origin: baseURL ?? '' } });
	const told = await announce(`${baseURL}/demo/sign-in`, 600_000, { origin: baseURL ?? '' });
	expect(told.status).toBe(413);
	expect((await send('/staff/none')).status()).not.toBe(413);
});

test('a form that is far too large is answered in words, with the way back', async ({ request, baseURL }) => {
	const size = 26 * 1024 * 1024;
	const headers = { origin: baseURL ?? '', cookie: 'language=pl' };
	const page = await request.post('/staff/card?/addFile', {
		data: Buffer.alloc(size),
		headers: { ...headers, accept: 'text/html,*/*;q=0.8' },
	});
	expect(page.status()).toBe(413);
	const words = await page.text();
	expect(words).toContain('Ten plik jest za duży');
	expect(words).toContain('href="/staff/card"');
	// no page for what no person reads; and no way to another site
	const told = await announce(`${baseURL}/staff/card?/addFile`, size, {
		...headers,
		accept: 'application/json',
	});
	expect(told).toEqual({ status: 413, body: '' });
	expect(await (await request.get('/too-large?from=//elsewhere.example')).text()).not.toContain('elsewhere');
});

/** Says how large a form will be and sends none of it: what the server answers to that alone. */
async function announce(url: string, size: number, headers: Record<string, string>) {
	const asked = httpRequest(url, { method: 'POST', headers: { ...headers, 'content-length': String(size) } });
	asked.flushHeaders();
	const [response] = (await once(asked, 'response')) as [IncomingMessage];
	const chunks: Buffer[] = [];
	for await (const chunk of response) chunks.push(chunk as Buffer);
	asked.on('error', () => undefined); // it was never finished
	asked.destroy();
	return { status: response.statusCode, body: Buffer.concat(chunks).toString() };
}

/** The page's scripts wait until what this gives back is called. */
async function holdScripts(page: Page): Promise<() => void> {
	let letCome = () => {};
	const come = new Promise<void>((resolve) => (letCome = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await come;
		await route.continue();
	});
	return letCome;
}

test('what is filled in before the scripts have come is kept when they come', async ({ page }) => {
	await signInAs(page, 'Joke Verbeek');
	const letCome = await holdScripts(page);
	await page.goto('/staff/audit', { waitUntil: 'commit' });
	await page.getByLabel('Wat', { exact: true }).selectOption('looks');
	await page.getByLabel('Van', { exact: true }).fill('2026-09-01');
	letCome();
	// hydrated: the options know their values
	await page.waitForFunction(() => '__value' in (document.querySelector('select option') ?? {}));
	await expect(page.getByLabel('Wat', { exact: true })).toHaveValue('looks');
	await page.getByRole('button', { name: 'Laten zien' }).click();
	await page.waitForURL('**/staff/audit?*what=looks&from=2026-09-01*');
});

test('the languages that were opened before the scripts have come stay open when they come', async ({
	page,
}) => {
	const letCome = await holdScripts(page);
	await page.goto('/sign-in', { waitUntil: 'commit' });
	const turkish = page.getByRole('button', { name: 'Türkçe' });
	await page.locator('details.picker summary').click();
	await expect(turkish).toBeVisible();
	letCome();
	await page.waitForLoadState('networkidle');
	await expect(turkish).toBeVisible();
	// only the scripts close it so
	await page.keyboard.press('Escape');
	await expect(turkish).toBeHidden();
});
