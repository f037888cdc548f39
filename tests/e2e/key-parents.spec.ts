// Key parents: asked by the coordinator, agreed by the parent, found by another, a moment passed on, thanked; without scripts.
import { expect, test, type Page } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

test.use({ javaScriptEnabled: false });

async function signedIn(browser: { newContext(): Promise<{ newPage(): Promise<Page> }> }, who: string) {
	const page = await (await browser.newContext()).newPage();
	await signInAs(page, who);
	return page;
}

test('a parent is asked, says yes in the easy view, is found, passes a moment on and is thanked', async ({
	browser,
}) => {
	test.setTimeout(120_000);
	const naima = await signedIn(browser, 'Naima');
	await naima.goto('/staff/key-parents');
	await naima.getByLabel('Naam van de ouder').selectOption({ label: 'Selam Tesfay' });
	await naima.getByRole('button', { name: 'Vragen', exact: true }).click();
	await expect(naima.getByRole('region', { name: 'Selam Tesfay' })).toContainText('Gevraagd');

	const sanne = await signedIn(browser, 'Sanne de Groot');
	await sanne.goto('/contact');
	await expect(sanne.locator('main')).not.toContainText('Selam');

	const selam = await signedIn(browser, 'Selam Tesfay');
	const main = selam.locator('main');
	await selam.goto('/contact/key-parent');
	await expect(selam).toHaveURL('/easy/key-parent');
	await main.getByRole('link', { name: 'Ja, graag' }).click();
	await main.getByRole('link', { name: 'Moeder' }).click();
	await main.getByRole('checkbox', { name: 'Tigrinya' }).check();
	await main.getByRole('checkbox', { name: 'Nederlands' }).check();
	await main.getByRole('button', { name: 'Verder' }).click();
	await main.getByRole('button', { name: 'Bij het hek van de school' }).click();
	await expect(main).toContainText('Selam, moeder');

	await sanne.goto('/contact');
	await expect(sanne.locator('main')).toContainText('Selam, moeder');
	await expect(sanne.locator('main')).toContainText(
		'Spreekt Tigrinya en Nederlands. U kunt het haar vragen.',
	);
	await sanne.getByRole('link', { name: /Selam, moeder/ }).click();
	await expect(sanne.locator('main')).not.toContainText('Tesfay');
	await expect(sanne.locator('main')).not.toContainText('Doorsturen');

	await main.getByRole('link', { name: /Kom koffie of thee drinken/ }).click();
	const link = (await main.getByText(/\/m\/.+\?by=/).textContent()) ?? '';
	const picture = await main.getByRole('link', { name: 'Afbeelding bewaren' }).getAttribute('href');
	const png = await selam.request.get(picture ?? '');
	expect(png.headers()['content-type']).toBe('image/png');
	expect((await sanne.request.get(picture ?? '')).status()).toBe(404);
	await sanne.goto(link);
	await expect(sanne.locator('main')).not.toContainText('Selam');
	await selam.goto('/easy/key-parent?step=say');
	await main.getByRole('button', { name: 'Bel mij' }).click();
	await expect(main).toContainText('De school weet het.');

	await naima.goto('/staff/key-parents');
	const card = naima.getByRole('region', { name: 'Selam Tesfay' });
	await expect(card).toContainText('Bel mij');
	await card.getByRole('button', { name: 'Dank u wel voor uw hulp!' }).click();
	await selam.goto('/easy/key-parent');
	await expect(main).toContainText('Dank u wel voor uw hulp!');
	await main.getByRole('link', { name: 'Stoppen', exact: true }).click();
	await main.getByRole('button', { name: 'Stoppen' }).click();
	await sanne.goto('/contact');
	await expect(sanne.locator('main')).not.toContainText('Selam');
});

test('what was chosen is kept when something is missing', async ({ browser }) => {
	const naima = await signedIn(browser, 'Naima');
	await naima.goto('/staff/key-parents');
	await naima.getByLabel('Naam van de ouder').selectOption({ label: 'Mark de Groot' });
	await naima.getByRole('button', { name: 'Vragen', exact: true }).click();
	await expect(naima.getByRole('region', { name: 'Mark de Groot' })).toContainText('Gevraagd');
	const mark = await signedIn(browser, 'Mark de Groot');
	await mark.goto('/contact/key-parent');
	const main = mark.locator('main');
	await main.getByRole('radio', { name: 'Vader' }).check({ force: true });
	await main.getByRole('button', { name: 'Ja, graag' }).click();
	await expect(main).toContainText('Kies ten minste één taal.');
	await expect(main.getByRole('radio', { name: 'Vader' })).toBeChecked();
	await main.getByRole('button', { name: 'Nee, liever niet' }).click();
	await expect(main).toContainText('Andere ouders zien u niet meer.');
});
