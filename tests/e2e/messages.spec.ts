// A teacher writes to a group with a ready sentence, and a parent reads it in the own language: all of it without scripts.
import { expect, test } from '@playwright/test';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

test.use({ javaScriptEnabled: false });

test('a ready sentence to a group: each step a form, and Turkish for who reads Turkish', async ({
	page,
	context,
}) => {
	await signInAs(page, 'Marieke Koster');
	await page.goto('/staff/say');
	await page.getByRole('link', { name: 'Groep 1/2 Zonnebloem' }).click();
	await page.getByRole('button', { name: 'School dicht', exact: true }).click();
	await page.locator('button[value="add:closed_day"]').click();
	// nothing is sent while a blank is open
	await page.getByRole('button', { name: 'Versturen' }).click();
	await expect(page.getByRole('alert')).toContainText('Vul eerst in wat nog open is.');
	await page.locator('input[type=date]').fill('2026-10-09');
	await page.getByRole('button', { name: 'Laat zien hoe het wordt' }).click();
	await expect(page.locator('main p[lang=tr]')).toContainText('9 Ekim');
	await expect(page.locator('main p[lang=ar]')).toContainText('9 أكتوبر');
	await page.getByRole('button', { name: 'Versturen' }).click();
	await expect(page).toHaveURL(/\/staff\/say\/[^/?]+\?done=1$/);
	await expect(page.getByRole('status').first()).toContainText('Verstuurd aan');

	await signInAs(page, 'Ayşe Yıldırım');
	await speak(context, 'tr', originOf());
	await page.goto('/messages');
	await page.locator('main a[href^="/messages/"]').first().click();
	await expect(page.locator('main p[lang=tr]')).toContainText('9 Ekim');
	await page.locator('main summary').click();
	await expect(page.locator('main p[lang=nl]')).toContainText('vrijdag 9 oktober');
});

test('school closed tomorrow: two taps from the first page, and the third is asked, with what it will say in Arabic', async ({
	page,
}) => {
	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff');
	await page.getByRole('link', { name: 'Dringend bericht' }).click();
	await page.getByRole('link', { name: 'Morgen is de school dicht.' }).click();
	await expect(page.getByText('Telefoons gaan meteen af')).toBeVisible();
	await expect(page.locator('main p[lang=ar]')).toContainText('المدرسة مغلقة غدًا');
	// not sent here: it would stand on top of everybody’s messages in the other tests
	await expect(page.getByRole('button', { name: 'Ja, nu versturen' })).toHaveCount(2);
});

test('urgent by hand is asked once more before it rings; a teacher has no such choice', async ({ page }) => {
	await signInAs(page, 'Marieke Koster');
	await page.goto('/staff/say');
	await expect(page.getByText('Dringend, aan alle ouders')).toHaveCount(0);
	await page.getByRole('link', { name: 'Groep 1/2 Zonnebloem' }).click();
	await expect(page.getByLabel('Dringend: meteen versturen')).toHaveCount(0);

	await signInAs(page, 'Joke Verbeek');
	await page.goto('/staff/say?to=school');
	await page
		.locator('textarea[name=text]')
		.evaluate((area: HTMLTextAreaElement) => (area.value = 'De brug is open.'));
	await page.getByLabel('Dringend: meteen versturen').check({ force: true });
	await page.getByRole('button', { name: 'Versturen' }).click();
	await expect(page.getByText('Telefoons gaan meteen af')).toBeVisible();
	await expect(page.locator('textarea[name=text]')).toHaveValue('De brug is open.');
	await expect(page.getByRole('button', { name: 'Ja, nu versturen' })).toHaveCount(2);
});
