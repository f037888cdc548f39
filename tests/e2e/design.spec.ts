// The design system, looked at in its gallery: every component in every state, in both directions, light and dark.
import { expect, test, type Page } from '@playwright/test';
import { colourViolations, violations } from '../support/axe.ts';

const GALLERIES = ['/demo/gallery', '/demo/gallery/staff'];

for (const path of GALLERIES)
	for (const locale of ['nl-NL', 'ar-SY'])
		for (const colorScheme of ['light', 'dark'] as const)
			test(`${path} can be used by all: ${locale}, ${colorScheme}`, async ({ browser, baseURL }) => {
				const context = await browser.newContext({ baseURL, locale, colorScheme, reducedMotion: 'reduce' });
				const page = await context.newPage();
				await page.goto(path);
				for (const width of [390, 1440]) {
					await page.setViewportSize({ width, height: 900 });
					// the dark changes nothing but colours
					const find = colorScheme === 'light' ? violations : colourViolations;
					expect(await find(page)).toEqual([]);
				}
				await context.close();
			});

test('what opens over the page can be used by all too', async ({ page }) => {
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	await page.locator('summary', { hasText: 'Nederlands' }).click();
	await expect(page.getByRole('button', { name: 'العربية' })).toBeVisible();
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'العربية' })).toBeHidden();
	await page.getByRole('button', { name: 'Afspraak afzeggen', exact: true }).click();
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Afspraak afzeggen?' }).click();
	await expect(page.getByRole('dialog', { name: 'Afspraak afzeggen?' })).toBeVisible();
	expect(await violations(page)).toEqual([]);
});

for (const locale of ['nl-NL', 'ar-SY'])
	test(`nothing is wider than the screen, and everything to press is 44 pixels: ${locale}`, async ({
		browser,
		baseURL,
	}) => {
		const context = await browser.newContext({ baseURL, locale });
		const page = await context.newPage();
		for (const path of GALLERIES) {
			await page.goto(path, { waitUntil: 'networkidle' });
			for (const width of [320, 390, 1100, 1440]) {
				await page.setViewportSize({ width, height: 800 });
				expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
				expect(await tooSmall(page)).toEqual([]);
			}
			await page.setViewportSize({ width: 640, height: 800 });
			await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
		}
		await context.close();
	});

/** What one can press, is less than 44 by 44, and is no link in a sentence. */
async function tooSmall(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		// a box with a label round it is pressed by its label; the switch has a border of its own to press on
		const size = (element: Element) => {
			const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
			return element.getAttribute('role') === 'switch'
				? Math.min(width, height + 16)
				: Math.min(width, height);
		};
		return [
			...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary'),
		]
			.filter((element) => element.checkVisibility({ visibilityProperty: true }))
			.filter((element) => !element.closest('p') && getComputedStyle(element).clipPath === 'none')
			.filter((element) => size(element) < 43.5)
			.map((element) => element.outerHTML.slice(0, 120));
	});
}

test('without JavaScript one can count, fold and choose a language; what needs it is not there', async ({
	browser,
	baseURL,
}) => {
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	await expect(page.getByLabel('Hoeveel volwassenen?')).toHaveAttribute('type', 'number');
	await expect(page.getByRole('button', { name: 'Eén meer' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Deurlijst printen' })).toBeHidden();
	await page.locator('summary', { hasText: 'Schooltijden' }).click();
	await expect(page.locator('details', { hasText: 'Schooltijden' })).toHaveAttribute('open', '');
	await page.locator('summary', { hasText: 'Nederlands' }).click();
	await page.getByRole('button', { name: 'العربية' }).click();
	await expect(page).toHaveURL('/demo/gallery');
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await context.close();
});

test('the number stays between its ends, by button and by key', async ({ page }) => {
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	const number = page.getByLabel('Hoeveel volwassenen?', { exact: true });
	const more = page.getByRole('button', { name: 'Eén meer' });
	await more.click();
	await expect(number).toHaveValue('3');
	await more.click();
	await expect(number).toHaveValue('4');
	await expect(more).toHaveAttribute('aria-disabled', 'true');
	await more.click({ force: true });
	await expect(number).toHaveValue('4');
	await number.fill('0');
	await number.blur();
	await expect(number).toHaveValue('1');
});

test('a date of birth can be pasted as a whole, and typed in Arabic digits', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	const part = (name: string) => page.locator(`[name="birth_${name}"]`);
	await page.evaluate(() => navigator.clipboard.writeText('2019-03-12'));
	await part('day').focus();
	await page.keyboard.press('Control+V');
	await expect(part('day')).toHaveValue('12');
	await expect(part('month')).toHaveValue('03');
	await expect(part('year')).toHaveValue('2019');
	await part('day').fill('٢٤');
	await expect(part('day')).toHaveValue('24');
});

test('a dialog asks, Escape leaves everything as it was and gives the focus back', async ({ page }) => {
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	const opener = page.getByRole('button', { name: 'Afspraak afzeggen?' });
	await opener.click();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(opener).toBeFocused();
	await opener.click();
	await expect(dialog).toBeVisible();
	await dialog.getByRole('button', { name: 'Sluiten' }).click();
	await expect(dialog).toBeHidden();
});

test('what was done is said, and can be undone', async ({ page }) => {
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: 'Afspraak afzeggen', exact: true }).click();
	const said = page.getByRole('status').filter({ hasText: 'De afspraak is afgezegd.' });
	await expect(said).toBeVisible();
	await said.getByRole('button', { name: 'Toch komen' }).click();
	await expect(said).toBeHidden();
	await expect(page.getByRole('status').filter({ hasText: 'Uw afspraak staat.' })).toBeVisible();
});

test('on paper a folded section is open, and menus and buttons to press are gone', async ({ page }) => {
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	const folded = page.locator('details', { hasText: 'Schooltijden' }).getByText('8.30 tot 9.00 uur');
	await expect(folded).toBeHidden();
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	await expect(folded).toBeVisible();
	await expect(page.getByRole('navigation', { name: 'Hoofdmenu' })).toBeHidden();
	expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
		'rgb(255, 255, 255)',
	);
	expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(26, 34, 46)');
});

/** Chromium here has no voices: these stand in for the device's, and note what they are asked to read. */
async function giveVoices(page: Page, voices: { lang: string; localService: boolean }[]): Promise<void> {
	await page.addInitScript((given) => {
		const spoken: { text: string; voice: string | undefined }[] = [];
		let found: object[] = [];
		const synthesis = Object.assign(new EventTarget(), {
			getVoices: () => found,
			speak: ({ text, voice }: { text: string; voice: { lang: string } | null }) =>
				spoken.push({ text, voice: voice?.lang }),
			cancel: () => spoken.push({ text: '(stop)', voice: undefined }),
		});
		class Utterance {
			voice: object | null = null;
			text: string;
			constructor(text: string) {
				this.text = text;
			}
		}
		Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
		Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
		Object.defineProperty(window, 'spoken', { value: spoken });
		Object.defineProperty(window, 'findVoices', {
			value: () => {
				found = given.map((voice) => ({ ...voice, default: false, name: voice.lang }));
				synthesis.dispatchEvent(new Event('voiceschanged'));
			},
		});
	}, voices);
}
const findVoices = (page: Page) =>
	page.evaluate(() => (window as unknown as { findVoices(): void }).findVoices());
const spoken = (page: Page) => page.evaluate(() => (window as unknown as { spoken: unknown[] }).spoken);

// in the gallery a button that looks the same stands in both bands: the one that reads is there once more
const listenButtons = (page: Page) => page.getByRole('button', { name: 'Voorlezen' });

test('a page is read aloud by a voice of its own language, as soon as the device has found it, and stops', async ({
	page,
}) => {
	await giveVoices(page, [
		{ lang: 'pl-PL', localService: true },
		{ lang: 'nl-NL', localService: true },
	]);
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	await expect(listenButtons(page)).toHaveCount(2);
	await findVoices(page);
	await expect(listenButtons(page)).toHaveCount(3);
	await listenButtons(page).nth(1).click();
	// the reader comes with the first tap
	await expect
		.poll(() => spoken(page))
		.toContainEqual({ text: 'Kom kijken in de klas van Elif', voice: 'nl-NL' });
	await page.getByRole('group', { name: 'Voorlezen' }).getByRole('button', { name: 'Stop' }).click();
	expect((await spoken(page)).at(-1)).toEqual({ text: '(stop)', voice: undefined });
	await expect(listenButtons(page)).toHaveCount(3);
});

test('no voice of another language reads, nor one that sends the text away', async ({ page }) => {
	await giveVoices(page, [
		{ lang: 'de-DE', localService: true },
		{ lang: 'nl-NL', localService: false },
	]);
	await page.goto('/demo/gallery', { waitUntil: 'networkidle' });
	await findVoices(page);
	await expect(listenButtons(page)).toHaveCount(2);
});
