// What the school does at a round of talks, without scripts.
import { expect, test } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

test.use({ javaScriptEnabled: false });

test('a draft is changed: what can’t be is said beside the field, what was typed stays, and parents’ message is shown', async ({
	page,
}) => {
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/talks');
	await page.getByRole('link', { name: /Hoe gaat het nu/ }).click();
	await page.getByRole('link', { name: 'Concept veranderen' }).click();
	const note = page.getByLabel('Woord vooraf aan de ouders');
	const opens = page.getByLabel('Antwoorden kan vanaf');
	await note.fill('We zijn benieuwd naar uw kind.');
	await opens.fill('2020-01-01');
	await page.getByRole('button', { name: 'Opslaan' }).click();
	await expect(page.getByText('Dat moment is al voorbij')).toHaveCount(2);
	await expect(opens).toHaveAttribute('aria-invalid', 'true');
	await expect(note).toHaveValue('We zijn benieuwd naar uw kind.');
	await opens.fill('');
	await page.getByRole('button', { name: 'Opslaan' }).click();
	await expect(page.getByText('Het concept is veranderd')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Zo komt het bij ouders aan' })).toBeVisible();
	await expect(page.locator('main')).toContainText('We zijn benieuwd naar uw kind.');
	// what is asked first is asked on the tab where it was pressed
	await page.getByRole('link', { name: 'Tijden', exact: true }).click();
	await page.locator('main a[href*="ask=publish"]').click();
	await expect(page.locator('form[action="?/publish"]')).toBeVisible();
	await expect(page.locator('main a[aria-current]')).toHaveText('Tijden');
	await page.locator('main').getByRole('link', { name: 'Terug' }).last().click();
	await expect(page.locator('form[action="?/publish"]')).toHaveCount(0);
	await expect(page.locator('main a[aria-current]')).toHaveText('Tijden');
});

test('an interpreter of a round: languages, times that don’t overlap', async ({ page }) => {
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/talks');
	await page
		.getByRole('link', { name: /Startgesprek/ })
		.first()
		.click();
	await page.getByRole('link', { name: 'Tolken' }).click();
	await page.locator('summary', { hasText: 'Tolk toevoegen' }).click();
	await page.getByRole('button', { name: 'Opslaan' }).first().click();
	const name = page.getByLabel('Naam', { exact: true });
	await expect(name).toHaveAttribute('aria-invalid', 'true');
	await name.fill('Deniz Aksoy');
	await page.locator('select[name=languages]').first().selectOption('tr');
	await page.getByRole('button', { name: 'Opslaan' }).first().click();
	const deniz = page.getByRole('article').filter({ hasText: 'Deniz Aksoy' });
	await expect(deniz).toContainText('Turks');
	await deniz.getByRole('button', { name: 'Tijd toevoegen' }).click();
	await expect(deniz.getByRole('listitem')).toHaveCount(1);
	await deniz.getByLabel('Vanaf').fill('16:30');
	await deniz.getByRole('button', { name: 'Tijd toevoegen' }).click();
	await expect(deniz.getByText('Deze tolk is er dan al.').first()).toBeVisible();
	await expect(deniz.getByLabel('Vanaf')).toHaveValue('16:30');
	await expect(deniz.getByRole('listitem')).toHaveCount(1);
});

test('what a parent says by phone is written down: an address that is missing, then a time', async ({
	page,
}) => {
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/talks');
	await page
		.getByRole('link', { name: /Huisbezoek/ })
		.first()
		.click();
	await page.getByRole('link', { name: 'Wie heeft geantwoord' }).click();
	const talks = page.locator('main').getByText('Heeft een gesprek');
	const before = await talks.count();
	await page.getByRole('link', { name: 'Antwoord opschrijven' }).first().click();
	await page.locator('input[name=pick]').first().check({ force: true });
	await page.getByRole('button', { name: 'Afspreken en bericht sturen' }).click();
	await expect(page.getByText('Voor een huisbezoek is het adres nodig.').first()).toBeVisible();
	await expect(page.locator('input[name=pick]').first()).toBeChecked();
	await page.getByLabel('Adres voor het huisbezoek').fill('Dorpsstraat 1, Brugstad');
	await page.getByRole('button', { name: 'Afspreken en bericht sturen' }).click();
	await expect(page.getByText('Opgeschreven. De ouder krijgt bericht')).toBeVisible();
	await expect(talks).toHaveCount(before + 1);
});

test('times that a parent can, by phone', async ({ page }) => {
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/talks');
	await page
		.getByRole('link', { name: /Startgesprek/ })
		.first()
		.click();
	await page.getByRole('link', { name: 'Wie heeft geantwoord' }).click();
	await page.getByRole('link', { name: 'Antwoord opschrijven' }).first().click();
	await page.getByRole('button', { name: 'Tijden opslaan en bericht sturen' }).click();
	await expect(page.getByText('Kies ten minste één tijd.')).toBeVisible();
	await page.locator('input[name=can]').first().check({ force: true });
	await page.getByRole('button', { name: 'Tijden opslaan en bericht sturen' }).click();
	await expect(page.getByText('Opgeschreven. De ouder krijgt bericht')).toBeVisible();
	await expect(page.getByText('Opgeschreven door de school').first()).toBeVisible();
});
