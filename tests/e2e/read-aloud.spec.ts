// Reading aloud in a browser whose device has voices. Chromium has none here: the device is replaced, nothing of ours.
import { expect, test, type Page } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';

interface Said {
	text: string;
	lang: string;
	rate: number;
}
interface Device {
	said: Said[];
	cancelled: number;
	/** The voice came to the end of the sentence. */
	end(): void;
}

/** A device with these voices, which it finds a little later, as most do. */
async function withVoices(page: Page, langs: string[]) {
	await page.addInitScript((tags) => {
		class Utterance {
			voice: unknown;
			lang = '';
			rate = 1;
			onend?: () => void;
			readonly text: string;
			constructor(text: string) {
				this.text = text;
			}
		}
		let now: Utterance | undefined;
		const device: Device = { said: [], cancelled: 0, end: () => now?.onend?.() };
		let voices: unknown[] = [];
		const speechSynthesis = Object.assign(new EventTarget(), {
			getVoices: () => voices,
			speak(utterance: Utterance) {
				if (!utterance.text) return;
				now = utterance;
				device.said.push({ text: utterance.text, lang: utterance.lang, rate: utterance.rate });
			},
			cancel: () => void (device.cancelled += 1),
		});
		addEventListener('load', () => {
			voices = tags.map((lang) => ({ lang, localService: true, default: false, name: lang }));
			speechSynthesis.dispatchEvent(new Event('voiceschanged'));
		});
		Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis });
		Object.assign(window, { SpeechSynthesisUtterance: Utterance, device });
	}, langs);
}
const device = (page: Page) =>
	page.evaluate(() => {
		const { said, cancelled } = (window as unknown as { device: Device }).device;
		return { said, cancelled };
	});
const end = (page: Page) => page.evaluate(() => (window as unknown as { device: Device }).device.end());
const marked = (page: Page) =>
	page.evaluate(() =>
		[...(CSS.highlights.get('reading') ?? [])].map(String).join('').replace(/\s+/g, ' ').trim(),
	);

test('each text in the voice of its own language, sentence by sentence, slower if wanted, silent when one leaves', async ({
	page,
}) => {
	await withVoices(page, ['nl-NL', 'ar-SA']);
	await signInAs(page, 'Fatima Benali');
	await page.goto('/school/card');
	const section = page.locator('.section', { has: page.locator('[id$="-words"] [lang="nl"]') }).first();
	if (
		!(await section
			.locator('details')
			.first()
			.evaluate((fold: HTMLDetailsElement) => fold.open))
	)
		await section.locator('summary').first().click();
	const dutch = (await section.locator('[id$="-words"] [lang="nl"]').allTextContents())
		.join(' ')
		.replace(/\s+/g, ' ');
	await section.getByRole('button', { name: 'استماع' }).click();
	await expect.poll(async () => (await device(page)).said.length).toBe(1);
	expect(await marked(page)).toBe((await device(page)).said[0]?.text);

	for (let sentences = 1; sentences < 60; sentences++) {
		await end(page);
		if ((await device(page)).said.length === sentences) break;
	}
	const { said } = await device(page);
	expect(said.length).toBeGreaterThan(1);
	for (const { text, lang } of said) expect(lang, text).toBe(dutch.includes(text) ? 'nl-NL' : 'ar-SA');
	expect(said.some(({ lang }) => lang === 'nl-NL')).toBe(true);
	expect(await marked(page)).toBe('');

	await section.getByRole('button', { name: 'استماع' }).click();
	await page.getByRole('button', { name: 'ببطء' }).click();
	const [before, after] = (await device(page)).said.slice(-2);
	expect(after).toEqual({ ...before, rate: after?.rate });
	expect(after?.rate).toBeLessThan(before?.rate ?? 0);
	await page.getByRole('link', { name: 'رجوع' }).click();
	await expect(page).toHaveURL('/school');
	const { cancelled } = await device(page);
	expect(await marked(page)).toBe('');
	expect(cancelled).toBeGreaterThan(2);
});

test('a device without a voice in the language shows no button, and a Dutch voice reads no other language', async ({
	page,
}) => {
	await withVoices(page, ['nl-NL', 'fa-IR']);
	await signInAs(page, 'Fatima Benali');
	await page.goto('/school/card');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByRole('button', { name: 'استماع' })).toHaveCount(0);
});
