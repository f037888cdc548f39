// Staff say a section of the card in a language that is only spoken; a parent who speaks it hears it on the card.
import { expect, test } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

test('recorded in the browser, listened to, kept, and there for who speaks the language', async ({
	page,
	context,
}) => {
	await context.grantPermissions(['microphone']);
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/card/voices', { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: /Schooltijden/ }).click();
	await page.getByLabel('In welke taal?').selectOption('ti');
	await page.getByRole('button', { name: 'Opnemen', exact: true }).click();
	await expect(page.getByText('De opname loopt. Zeg nu de tekst.')).toBeVisible();
	// the microphone beeps: the bar moves
	await expect.poll(() => page.locator('.level i').evaluate((bar) => bar.clientWidth)).toBeGreaterThan(0);
	await page.getByRole('button', { name: 'Stop met opnemen' }).click();
	await expect(page.getByText('Zo klinkt het.')).toBeVisible();
	await page.getByRole('button', { name: 'Opname opslaan' }).first().click();
	await expect(page.locator('audio[aria-label="Tigrinya"]')).toBeVisible();

	await signInAs(page, 'Selam Tesfay');
	await page.goto('/easy/card/2');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Schooltijden');
	const player = page.locator('main audio[src*="voice"]');
	await expect(player).toHaveAttribute('aria-label', /Tigrinya/);
	const heard = await page.request.get((await player.getAttribute('src')) ?? '');
	expect(heard.headers()['content-type']).toMatch(/^audio\//);
});

test('no microphone: the page says so, and a file can be chosen instead', async ({ page }) => {
	await page.addInitScript(() => {
		navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
	});
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/card/voices?section=absence', { waitUntil: 'networkidle' });
	await page.getByLabel('In welke taal?').selectOption('rif');
	await page.getByRole('button', { name: /opnemen$/i }).click();
	await expect(page.getByRole('alert')).toContainText('De microfoon is niet vrijgegeven.');
});

test('a message is recorded while it is written; it counts, and is heard with the message', async ({
	page,
	context,
}) => {
	await context.grantPermissions(['microphone']);
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/say?to=school', { waitUntil: 'networkidle' });
	await page.locator('summary', { hasText: 'Zelf schrijven' }).click();
	await page.getByLabel('Uw tekst').fill('Morgen eten we samen op het plein.');
	const record = page.getByRole('button', { name: 'Inspreken: Arabisch' });
	await record.click();
	await page.getByRole('button', { name: 'Opnemen', exact: true }).click();
	await expect(page.getByText('De opname loopt. Zeg nu de tekst.')).toBeVisible();
	await page.getByRole('button', { name: 'Stop met opnemen' }).click();
	await page.getByRole('button', { name: 'Opname opslaan' }).first().click();
	await expect(page.getByText('De opname is opgeslagen.')).toBeVisible();
	await expect(page.locator('audio[aria-label="Arabisch"]')).toBeVisible();
	// those families hear it now: nothing left to record in it
	await expect(record).toBeHidden();
	await page.getByRole('button', { name: 'Versturen' }).click();
	await page.waitForURL(/\/staff\/say\/[\w-]+\?done/);
	const messageId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

	await signInAs(page, 'Fatima el Bakkali');
	for (const path of [`/messages/${messageId}`, `/easy/messages/${messageId}`]) {
		await page.goto(path);
		const player = page.locator('main audio');
		await expect(player).toHaveAttribute('aria-label', /العربية/);
		const heard = await page.request.get((await player.getAttribute('src')) ?? '');
		expect(heard.headers()['content-type']).toMatch(/^audio\//);
	}
});
