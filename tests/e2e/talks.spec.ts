// A round of talks, by parents without scripts: a time picked, moved and called off; times given, also in the easy view.
import { expect, test } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

test.use({ javaScriptEnabled: false });

test('a parent picks a time, finds it among the appointments, moves it and calls it off', async ({
	page,
}) => {
	await signInAs(page, 'Sanne Jansen');
	await page.goto('/join');
	await page.getByRole('link', { name: /Tienminutengesprek/ }).click();
	await page.getByRole('button', { name: 'Afspreken' }).click();
	await expect(page.getByRole('alert')).toContainText('Kies eerst een tijd');
	await page.locator('main').getByRole('radio').nth(3).check();
	await page.getByRole('button', { name: 'Afspreken' }).click();
	await expect(page.getByText('Uw gesprek staat vast.')).toBeVisible();
	const talk = page.getByRole('article');
	await expect(talk).toHaveCount(1);
	const time = (await talk.locator('.numeric').first().textContent()) ?? '';
	const calendar = await talk.getByRole('link', { name: /agenda/ }).getAttribute('href');
	const file = await page.request.get(calendar ?? '');
	expect(await file.text()).toContain('SUMMARY:Tienminutengesprek: ');
	await page.goto('/start');
	await expect(page.getByRole('article').filter({ hasText: time })).toContainText('Tienminutengesprek');
	await page
		.getByRole('link', { name: /Tienminutengesprek/ })
		.first()
		.click();
	await talk.locator('summary', { hasText: 'Andere tijd kiezen' }).click();
	await talk.getByRole('combobox').selectOption({ index: 1 });
	await talk.getByRole('button', { name: 'Gesprek verzetten' }).click();
	await expect(page.getByText('Uw gesprek is verzet.')).toBeVisible();
	await expect(talk.locator('.numeric').first()).not.toHaveText(time);
	await talk.locator('summary', { hasText: 'Ik kan niet komen' }).click();
	await talk.getByRole('button', { name: 'Ja, afzeggen' }).click();
	await expect(page.getByText('Uw gesprek is afgezegd')).toBeVisible();
	await expect(talk).toHaveCount(0);
});

test('a parent ticks when they can, what suits best, and changes it', async ({ page }) => {
	await signInAs(page, 'Mark van Dijk');
	await page.goto('/join');
	await page.getByRole('link', { name: /Startgesprek/ }).click();
	const main = page.locator('main');
	await page.getByRole('button', { name: 'Versturen' }).click();
	await expect(page.getByText('Kies eerst een tijd waarop u kunt.')).toBeVisible();
	await main.locator('input[name=can]').first().check({ force: true });
	await main.locator('input[name=rather]').nth(1).check({ force: true });
	await page.getByRole('button', { name: 'Versturen' }).click();
	await expect(page.getByText('Uw tijden zijn verstuurd.')).toBeVisible();
	await expect(main.getByRole('listitem').filter({ hasText: /^dinsdag/ })).toHaveCount(2);
	await expect(main.getByRole('listitem').filter({ hasText: 'liever' })).toHaveCount(1);
	await page.getByRole('link', { name: 'Tijden veranderen' }).click();
	await expect(main.locator('input[name=rather]').nth(1)).toBeChecked();
	await page.getByRole('button', { name: 'Ik wil deze keer geen gesprek' }).click();
	await expect(page.getByText('U wilt deze keer geen gesprek')).toBeVisible();
});

test('in the easy view: a day a screen, where it is with the address of a visit, then all of it with one button', async ({
	page,
}) => {
	await signInAs(page, 'Jasper Visser');
	await page.goto('/easy/join');
	await page.getByRole('link', { name: /Startgesprek/ }).click();
	const main = page.locator('main');
	const yes = main.getByRole('link', { name: 'Ja, dan kan ik' });
	await yes.click();
	while (await yes.isVisible()) await main.getByRole('link', { name: 'Nee, dan niet' }).click();
	await main.getByRole('link', { name: 'bij u thuis' }).click();
	await expect(main).toContainText('Klopt dit?');
	await expect(main.getByRole('listitem').filter({ hasText: 'bij u thuis' })).toHaveCount(1);
	// blanks pass the browser's own check
	await main.getByLabel('Uw adres').fill('  ');
	await main.getByRole('button', { name: 'Versturen' }).click();
	await expect(main).toContainText('Vul in waar de leerkracht mag komen.');
	await main.getByRole('link', { name: 'Opnieuw proberen' }).click();
	await main.getByLabel('Uw adres').fill('Dorpsstraat 1');
	await main.getByRole('button', { name: 'Versturen' }).click();
	await expect(main).toContainText('Uw tijden zijn verstuurd.');
	await expect(main).toContainText('dinsdag 3 november');
});
