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
});
