// Absence: a child reported ill, what the parent reads of it, and leave that is asked for and answered.
import { expect, test } from '@playwright/test';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

test('a child is ill: reported in one tap, seen by the school, ticked off', async ({ browser }) => {
	const parent = await (await browser.newContext()).newPage();
	await signInAs(parent, 'Sanne van Dijk');
	await parent.goto('/contact');
	await parent.getByRole('link', { name: /Kind ziek melden/ }).click();
	await parent.getByRole('button', { name: 'Fleur is vandaag ziek' }).click();
	await expect(parent.getByText('De melding is verstuurd. Beterschap voor Fleur!')).toBeVisible();
	await expect(
		parent.getByText(/Gemeld om 9\.\d\d uur\. De school kijkt ernaar vóór 10\.30 uur\./),
	).toBeVisible();

	const office = await (await browser.newContext()).newPage();
	await signInAs(office, 'Petra Smit');
	await office.goto('/staff/absence');
	await expect(office.getByText('Fleur van Dijk', { exact: true })).toBeVisible();
	await office.getByRole('button', { name: /meldingen? gezien$/ }).click();
	await expect(office.getByText('De ouders zien nu dat u het gezien hebt.')).toBeVisible();
	const tick = office.getByRole('button', { name: /^Staat in ons systeem.*Fleur van Dijk$/ });
	await tick.click();
	await expect(tick).toHaveAttribute('aria-pressed', 'true');

	await parent.goto('/school/absence');
	await expect(parent.getByText(/De school heeft dit gezien, 9\.\d\d uur\./)).toBeVisible();
	await expect(parent.getByRole('button', { name: 'Toch niet ziek' })).toBeHidden();
});

test('leave: asked with the rule beside it, answered by the office, told to the parent', async ({
	browser,
}) => {
	const parent = await (await browser.newContext()).newPage();
	await signInAs(parent, 'Agnieszka Kowalczyk');
	await speak(parent.context(), 'nl', originOf());
	await parent.goto('/school/absence/leave');
	const fill = async (first: string, last: string) => {
		await parent.locator('[name=firstDay]').fill(first);
		await parent.locator('[name=lastDay]').fill(last);
	};
	await parent
		.locator('label')
		.filter({ has: parent.locator('[value=important]') })
		.click();
	await fill('2026-10-19', '2026-10-20');
	await parent.locator('main form button').last().click();
	await expect(parent.getByRole('alert')).toBeVisible(); // the autumn holiday: nothing to ask
	await fill('2026-11-09', '2026-11-10');
	await parent.locator('main form button').last().click();
	await expect(parent).toHaveURL(/\/school\/absence\?done=asked/);

	const office = await (await browser.newContext()).newPage();
	await signInAs(office, 'Petra Smit');
	await office.goto('/staff/absence');
	const request = office.getByRole('article').filter({ hasText: 'Zuzia' });
	await expect(request).toContainText('2 schooldagen');
	await expect(request).toContainText('De directeur mag tot 10 schooldagen per jaar vrij geven.');
	await request.getByRole('button', { name: /^Vrij geven/ }).click();
	await expect(office.getByText('Het antwoord is verstuurd, in de taal van de ouder.')).toBeVisible();

	await parent.goto('/school/absence');
	await expect(parent.getByText('Ja, uw kind krijgt vrij.')).toBeVisible();
});

test('signed out: to the sign-in page, and nothing is told', async ({ page }) => {
	await page.goto('/school/absence');
	await expect(page).toHaveURL(/\/sign-in/);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('a child is reported ill and taken back', async ({ page }) => {
		await signInAs(page, 'Sanne de Groot');
		await page.goto('/school/absence');
		await page
			.getByRole('button', { name: /is vandaag ziek$/ })
			.first()
			.click();
		await expect(page.getByText(/De melding is verstuurd/)).toBeVisible();
		await page.getByRole('button', { name: 'Toch niet ziek' }).click();
		await expect(page.getByText('De melding is weg.')).toBeVisible();
	});
});
