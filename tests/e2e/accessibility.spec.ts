// axe over the pages, WCAG 2.2 AA: Dutch and Arabic, light and dark; no sideways scroll on a small phone.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const pages: { who: string | undefined; paths: string[] }[] = [
	{ who: undefined, paths: ['/', '/privacy', '/sign-in', '/i', '/i/ABCDEFGHJK', '/demo', '/outbox'] },
	{
		who: 'Fatima Benali',
		paths: [
			'/start',
			'/join',
			'/contact',
			'/school',
			'/school/card',
			'/me',
			'/me/languages',
			'/me/seen',
			'/me/devices',
			'/me/notifications',
			'/coming-in/language',
			'/coming-in/school-sees',
			'/coming-in/home-screen',
		],
	},
	{
		who: 'Joke Verbeek',
		paths: [
			'/staff',
			'/staff/more',
			'/staff/families',
			'/staff/letters',
			'/staff/contacts',
			'/staff/contacts/place/school',
			'/staff/card',
			'/staff/card?edit=absence',
			'/staff/card?edit=gym&lang=ar',
			'/staff/card?edit=holidays',
			'/staff/card?edit=numbers',
			'/staff/card?edit=new',
			'/staff/devices',
			'/staff/passkeys',
		],
	},
];

for (const locale of ['nl', 'ar'])
	for (const scheme of ['light', 'dark'] as const)
		for (const { who, paths } of pages)
			test(`${who ?? 'signed out'}, ${locale}, ${scheme}`, async ({ page, context }) => {
				test.setTimeout(150_000);
				await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
				if (who) await signInAs(page, who);
				await speak(context, locale, originOf());
				for (const path of paths) await check(page, path);
				if (who === 'Joke Verbeek') {
					await page.goto('/staff/contacts');
					const profile = page.locator('a[href^="/staff/contacts/"]:not([href*="/place/"])');
					await check(page, (await profile.first().getAttribute('href')) ?? '');
				}
				if (who !== 'Fatima Benali') return;
				await page.goto('/join');
				const moment = await page.locator('a[href^="/join/"]').first().getAttribute('href');
				await check(page, moment ?? '');
			});

async function check(page: Page, path: string) {
	const response = await page.goto(path);
	expect.soft(response?.status(), path).toBe(200);
	const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
	const found = violations.map(
		({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
	);
	expect.soft(found).toEqual([]);
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
}
