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
