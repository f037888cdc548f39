// Dutch school words: explained where they stand, and on the page of all words where there is no script.
import { expect, test, type Page } from '@playwright/test';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

async function openMoment(page: Page) {
	await page.goto('/join');
	const moment = await page.locator('a[href^="/join/"]').first().getAttribute('href');
	await page.goto(moment ?? 'no moment');
	return page.locator('a.school-word').first();
}

test('one tap explains a word in the reader’s language; Escape goes back to it', async ({
	page,
	context,
}) => {
	await signInAs(page, 'Ayşe Yıldırım');
	for (const [locale, says] of [
		['tr', 'Çocuğunuzun nasıl çalıştığını'],
		['ar', 'تأتون إلى الصف'],
	] as const) {
		await speak(context, locale, originOf());
		const box = page.getByRole('dialog', { name: 'kijkmoment' });
		const word = page.locator('a.school-word').first();
		// before the scripts have come the word is a link, and leads away
		await expect(async () => {
			await openMoment(page);
			await page.waitForLoadState('networkidle');
			await word.press('Enter');
			await expect(box).toBeVisible({ timeout: 5000 });
		}).toPass();
		await expect(box).toContainText(says);
		await page.keyboard.press('Escape');
		await expect(box).toBeHidden();
		await expect(word).toBeFocused();
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the word leads to its place on the page of all words', async ({ page, context }) => {
		await signInAs(page, 'Ayşe Yıldırım');
		await speak(context, 'ar', originOf());
		await (await openMoment(page)).click();
		await expect(page).toHaveURL(/\/school\/words\?word=kijkmoment#kijkmoment$/);
		await expect(page.getByText('تأتون إلى الصف')).toBeVisible();
		await page.goto('/school/words?q=gymtas');
		await expect(page.locator('main li')).toHaveCount(1);
		await expect(page.getByText('حقيبة فيها ملابس')).toBeVisible();
	});
});
