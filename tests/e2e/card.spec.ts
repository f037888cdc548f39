// The information card: what a parent reads, confirms, prints; what the school changes and what comes of it.
import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { locales } from '#lib/translation/locale.ts';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

/** A section of the card by its title. */
const section = (page: Page, title: string) =>
	page.locator('details.fold').filter({ has: page.getByRole('heading', { name: title }) });
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
const onPaper = { preferCSSPageSize: true, printBackground: true };

test('a parent finds the card, reads it and says so, once', async ({ page }) => {
	await signInAs(page, 'Sanne Jansen');
	await page.goto('/school');
	await page.getByRole('link', { name: /Informatiekaart/ }).click();
	await expect(page.getByRole('heading', { name: 'Informatiekaart', level: 1 })).toBeVisible();
	await expect(section(page, 'Ziek of te laat').getByText('Bel vóór 8.30 uur')).toBeVisible();
	await expect(page.getByRole('link', { name: /Bel \S*010\s555\s01\s00/ })).toHaveAttribute(
		'href',
		'tel:+31105550100',
	);
	await section(page, 'Vakanties').locator('summary').click();
	await expect(page.getByText('zaterdag 17 tot en met zondag 25 oktober')).toBeVisible();

	await page.getByRole('button', { name: 'Ik heb de kaart gelezen' }).click();
	await expect(page.getByText('Gelezen op dinsdag 6 oktober. Dank u wel.')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Gelezen op dinsdag 6 oktober. Dank u wel.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Ik heb de kaart gelezen' })).toHaveCount(0);
	await page.goto('/school');
	await expect(page.getByText('Gelezen op dinsdag 6 oktober')).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('sections open, and confirming works', async ({ page }) => {
		await signInAs(page, 'Sanne de Groot');
		await page.goto('/school/card');
		await section(page, 'Vrij vragen').locator('summary').click();
		await expect(page.getByText('Vraag het als het kan 8 weken van tevoren.')).toBeVisible();
		await page.getByRole('button', { name: 'Ik heb de kaart gelezen' }).click();
		await expect(page.getByText('Gelezen op dinsdag 6 oktober. Dank u wel.')).toBeVisible();
	});
});

test('in Arabic the card runs from right to left, and the Dutch one is a tap away', async ({
	page,
	context,
}) => {
	await signInAs(page, 'Fatima el Bakkali');
	await speak(context, 'ar', originOf());
	await page.goto('/school/card');
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.getByText('اتصلوا قبل')).toBeVisible();
	await page.getByRole('link', { name: 'عرض البطاقة بالهولندية' }).click();
	await expect(page.getByText('Bel vóór 8.30 uur')).toBeVisible();
	await expect(page.locator('.sections')).toHaveAttribute('lang', 'nl');
	await expect(page.locator('.sections')).toHaveAttribute('dir', 'ltr');
});

for (const locale of locales)
	test(`the card prints on one sheet of A4: ${locale}`, async ({ page, context }) => {
		await signInAs(page, 'Ayşe Yıldırım');
		await speak(context, locale, originOf());
		await page.goto('/school/card');
		await expect(page.locator('.sections')).toHaveAttribute('lang', locale);
		const pdf = await page.pdf(onPaper);
		expect(pagesOf(pdf)).toBeLessThanOrEqual(2);
		// A4 in points
		expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[456][.\d]* 84[12][.\d]*\]/);
		// nothing is folded away on paper
		await page.emulateMedia({ media: 'print' });
		await expect(page.locator('#numbers a').first()).toBeVisible();
	});

test('a barred parent has no card, and is not told of one', async ({ page, context }) => {
	await signInAs(page, 'Hakan Demir');
	await speak(context, 'nl', originOf());
	const answer = await page.goto('/school/card');
	expect(answer?.status()).toBe(403);
	await page.goto('/school');
	await expect(page.getByRole('heading', { name: 'School', level: 1 })).toBeVisible();
	await expect(page.locator('a[href="/school/card"]')).toHaveCount(0);
	await page.goto('/contact');
	await expect(page.getByText('Vragen? Bel of mail de school.')).toBeVisible();
	await expect(page.locator('a[href="/school/card"]')).toHaveCount(0);
});

test.describe('the school', () => {
	test.describe.configure({ mode: 'serial' });
	test.use({ viewport: { width: 1440, height: 900 } });

	test('sets its numbers with the card beside it, and publishes', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/card');
		await expect(page.getByText('Ouders zien nog geen kaart.')).toBeVisible();
		await page.getByRole('link', { name: /Wijzigen.*Ziek of te laat/ }).click();
		await page.getByLabel('Ouders bellen vóór').fill('08:15');
		await page.getByLabel('Ouders bellen vóór').blur();
		const preview = page.locator('.phone');
		await expect(preview.getByText('Bel vóór 8.15 uur')).toBeVisible();
		const daysIll = page.locator('.ask-row', { hasText: 'Dagen ziek: school vraagt hoe het gaat' });
		await daysIll.getByRole('button', { name: 'Eén meer' }).click();
		await expect(preview.getByText('Wij bellen na 4 dagen')).toBeVisible();

		await page.getByRole('link', { name: 'Polski' }).click();
		await expect(preview.getByText('Telefon do szkoły przed godz. 8:15')).toBeVisible();

		await page.getByRole('button', { name: /Verbergen.*Iets kwijt/ }).click();
		await expect(preview.getByRole('heading', { name: 'Zguby' })).toHaveCount(0);

		await page.getByRole('button', { name: 'Kaart publiceren' }).click();
		await expect(page.getByText('De kaart staat klaar voor ouders: versie 1.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Kaart publiceren' })).toHaveCount(0);
	});

	test('a parent reads that card', async ({ page }) => {
		await signInAs(page, 'Nora');
		await page.goto('/school/card');
		await expect(page.getByText('Bel vóór 8.15 uur')).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Iets kwijt' })).toHaveCount(0);
		await page.getByRole('button', { name: 'Ik heb de kaart gelezen' }).click();
		await expect(page.getByText('Gelezen op dinsdag 6 oktober. Dank u wel.')).toBeVisible();
	});

	test('writes a section of its own, moves it up, and somebody translates it', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/card?edit=new');
		await page.getByLabel('Titel').fill('Fietsen');
		await page.getByLabel('Tekst').fill('Zet de fiets in het rek.');
		await page.getByText('Fiets', { exact: true }).click();
		await page.getByRole('button', { name: 'Toevoegen' }).click();
		await expect(page.locator('.phone').getByRole('heading', { name: 'Fietsen' })).toBeVisible();
		await page.getByRole('button', { name: 'Omhoog: Fietsen' }).click();
		await expect(page.locator('.editor > ol > li').last()).not.toContainText('Fietsen');

		await page.getByRole('link', { name: /Wijzigen.*Fietsen/ }).click();
		await page.locator('summary', { hasText: 'Vertalingen' }).click();
		const turkish = page.locator('form').filter({ has: page.getByRole('heading', { name: 'Türkçe' }) });
		await turkish.locator('summary').click();
		await turkish.getByLabel('Titel').fill('Bisiklet');
		await turkish.getByLabel('Tekst').fill('Bisikleti rafa koyun.');
		await turkish.getByRole('button', { name: 'Vertaling opslaan' }).click();
		await expect(turkish.getByText('vertaald door een mens')).toBeVisible();
		await expect(page.getByText('Er zijn wijzigingen die ouders nog niet zien.')).toBeVisible();
		await page.getByRole('button', { name: 'Kaart publiceren' }).click();
		await expect(page.getByText('De kaart staat klaar voor ouders: versie 2.')).toBeVisible();
	});

	test('puts a paper on the card, over a line that breaks; what pretends is refused', async ({
		page,
		browser,
	}) => {
		const paper = (bytes: number) =>
			Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(bytes, 'a'), Buffer.from('\n%%EOF\n')]);
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/card?edit=lost');
		const section = page.locator('#section-lost');
		const choose = (name: string, buffer: Buffer) =>
			section.getByLabel('Bestand', { exact: true }).setInputFiles({ name, mimeType: 'text/plain', buffer });
		const ready = section.getByText('Het bestand staat klaar.');
		const add = () => section.getByRole('button', { name: 'Bestand toevoegen' }).click();

		const photo = test.info().outputPath('vakantie.jpg');
		writeFileSync(photo, Buffer.alloc(40 * 1024 * 1024, 1));
		await section.getByLabel('Bestand', { exact: true }).setInputFiles(photo);
		await expect(section.getByText('Dit bestand is te groot.')).toBeVisible();
		await choose('brief.pdf', Buffer.from('MZ: dit is een programma'));
		await expect(ready).toBeVisible();
		await add();
		await expect(section.getByText('Dit bestand is geen foto, geluid of PDF')).toBeVisible();

		let pieces = 0;
		await page.route('**/files/uploads/*', (route) =>
			route.request().method() === 'PATCH' && ++pieces === 2 ? route.abort() : route.continue(),
		);
		await choose('Plattegrond.pdf', paper(600_000));
		await expect(ready).toBeVisible();
		expect(pieces).toBeGreaterThan(3);
		await add();
		await expect(section.getByRole('link', { name: 'Plattegrond' })).toBeVisible();

		// the same form without JavaScript
		const plain = await browser.newContext({ javaScriptEnabled: false });
		const still = await plain.newPage();
		await signInAs(still, 'Henk Vos');
		await still.goto('/staff/card?edit=lost');
		await still
			.locator('#section-lost input[type=file]')
			.setInputFiles({ name: 'huisregels.pdf', mimeType: 'application/pdf', buffer: paper(900) });
		await still.locator('#section-lost').getByRole('button', { name: 'Bestand toevoegen' }).click();
		await expect(still.getByRole('link', { name: 'huisregels' })).toBeVisible();
		await still.getByRole('button', { name: /Tonen.*Iets kwijt/ }).click();
		await still.getByRole('button', { name: 'Kaart publiceren' }).click();
		await plain.close();

		await signInAs(page, 'Nora');
		await page.goto('/school/card');
		const download = page.waitForEvent('download');
		await page
			.locator('details', { hasText: 'Iets kwijt' })
			.first()
			.evaluate((fold) => fold.setAttribute('open', ''));
		await page.getByRole('link', { name: /Plattegrond/ }).click();
		expect((await download).suggestedFilename()).toBe('Plattegrond.pdf');
	});

	test('who read the earlier card sees what is new, in the words that there are', async ({
		page,
		context,
	}) => {
		await signInAs(page, 'Nora');
		await page.goto('/school/card');
		await expect(page.getByText('De kaart is veranderd nadat u hem las.')).toBeVisible();
		await expect(page.locator('summary').filter({ hasText: 'Nieuw' })).toHaveText([/Iets kwijt/, /Fietsen/]);

		await speak(context, 'tr', originOf());
		await page.goto('/school/card');
		await expect(section(page, 'Bisiklet').getByText('Okuldan biri çevirdi')).toBeVisible();
		await speak(context, 'uk', originOf());
		await page.goto('/school/card');
		const dutch = section(page, 'Fietsen');
		await expect(dutch.getByText('Переклад ще не зроблено.')).toBeVisible();
		await expect(dutch.getByText('Zet de fiets in het rek.')).toHaveAttribute('lang', 'nl');
	});

	test('changes its calendar; parents see it at once', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/card?edit=holidays');
		await expect(page.getByText('Dit zijn nu de data van regio Midden.')).toBeVisible();
		const rows = page.locator('.calendar .day');
		const row = rows.nth((await rows.count()) - 2);
		await row.getByLabel('Wat is het?').selectOption('study_day');
		await row.getByLabel('Eerste dag').fill('2026-10-09');
		await page.locator('.calendar').getByRole('button', { name: 'Opslaan' }).click();
		await expect(page.getByRole('button', { name: 'Terug naar de data van de regio' })).toBeVisible();

		await signInAs(page, 'Nora');
		await page.goto('/school');
		await expect(page.getByText('Studiedag: kinderen vrij')).toBeVisible();
		await expect(page.getByText('vrijdag 9 oktober')).toBeVisible();
	});

	test('a wrong time is told at its field, and nothing is lost', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/card?edit=times');
		// it is kept as soon as the page is awake, which the field does not show
		await expect(async () => {
			await page.getByLabel('woensdag: einde').fill('08:01');
			await page.getByLabel('woensdag: einde').fill('08:00');
			await page.getByLabel('woensdag: einde').blur();
			await expect(page.getByText('Deze tijd klopt niet.')).toBeVisible({ timeout: 2000 });
		}).toPass();
		await expect(page.getByLabel('woensdag: einde')).toHaveValue('08:00');
		await expect(page.locator('.phone').getByText('8.30 – 12.15 uur')).toBeVisible();
	});

	test('a card of many words still prints on one sheet, at most on both its sides', async ({
		page,
		context,
	}) => {
		await signInAs(page, 'Henk Vos');
		const words = 'Op de eerste dag van de maand staat de deur vroeger open voor wie dat wil. ';
		for (const nth of [1, 2, 3]) {
			await page.goto('/staff/card?edit=new');
			await page.getByLabel('Titel').fill(`Wat wij verder doen ${nth}`);
			await page.getByLabel('Tekst').fill(words.repeat(8).slice(0, 600));
			await page.getByRole('button', { name: 'Toevoegen' }).click();
			await expect(page.locator('.phone').getByRole('heading', { name: `doen ${nth}` })).toBeVisible();
		}
		await page.getByRole('button', { name: 'Kaart publiceren' }).click();
		await expect(page.getByText('De kaart staat klaar voor ouders: versie 4.')).toBeVisible();
		await signInAs(page, 'Nora');
		for (const locale of ['nl', 'ar', 'uk']) {
			await speak(context, locale, originOf());
			await page.goto('/school/card');
			expect(pagesOf(await page.pdf(onPaper))).toBeLessThanOrEqual(2);
		}
	});
});

test('a teacher writes and publishes the part of the own group, and nothing else', async ({ page }) => {
	await signInAs(page, 'Marieke');
	await page.goto('/staff/card');
	await expect(page.getByText('U schrijft het deel van uw eigen groep.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Kaart publiceren' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: /Wijzigen/ })).toHaveCount(0);
	const answer = await page.request.post('/staff/card?/discard', {
		headers: { origin: originOf(), accept: 'text/html' },
		form: {},
	});
	expect(answer.status()).toBe(403);

	await page.getByRole('link', { name: 'Onderdeel voor mijn groep' }).click();
	await page.getByLabel('Titel').fill('Reservekleren');
	await page.getByLabel('Tekst').fill('Geef een tas met reservekleren mee.');
	await page.getByRole('button', { name: 'Toevoegen' }).click();
	await expect(page.getByText('Wat u schreef, zien ouders nog niet.')).toBeVisible();
	await expect(page.getByRole('link', { name: /Wijzigen.*Reservekleren/ })).toBeVisible();
	await page.getByRole('button', { name: 'Deel van mijn groep publiceren' }).click();
	await expect(page.getByText(/De kaart staat klaar voor ouders/)).toBeVisible();

	const shown = (title: string) => page.locator('summary').filter({ hasText: title });
	await signInAs(page, 'Sanne Vermeulen'); // Saar is in that group
	await page.goto('/school/card');
	await expect(shown('Reservekleren')).toBeVisible();
	await signInAs(page, 'Ayşe Demir');
	await page.goto('/school/card');
	await expect(shown('Schooltijden').or(shown('Okul saatleri')).first()).toBeVisible();
	await expect(shown('Reservekleren')).toHaveCount(0);
});

test('the school prints it in any language, with a square that leads to the card', async ({ page }) => {
	await signInAs(page, 'Petra Smit');
	await page.goto('/staff/card');
	await page.getByRole('link', { name: 'Kaart printen in een taal' }).click();
	await page.waitForURL(/\/staff\/card\/print/);
	await page.getByRole('link', { name: 'العربية' }).click();
	await expect(page.locator('.sheet')).toHaveAttribute('dir', 'rtl');
	await expect(page.getByText('امسحوا هذا المربع لقراءة البطاقة بلغتكم')).toBeVisible();
	expect(pagesOf(await page.pdf(onPaper))).toBeLessThanOrEqual(2);
	await page.emulateMedia({ media: 'print' });
	const { width } = (await page.locator('.sheet svg').first().boundingBox()) ?? { width: 0 };
	expect(width).toBeGreaterThan(60);
});

test('two people change the same section: the second sees what changed, and chooses', async ({ browser }) => {
	const open = async (who: string) => {
		const page = await (await browser.newContext()).newPage();
		await signInAs(page, who);
		await page.goto('/staff/card?edit=lost');
		return page;
	};
	const [first, second] = [await open('Petra Smit'), await open('Joke Verbeek')];
	const note = (page: Page) => page.locator('#section-lost textarea[name=note]');
	const save = (page: Page, name: string) =>
		page.locator('#section-lost').getByRole('button', { name }).click();
	await note(first).fill('Ook op vrijdag.');
	await save(first, 'Opslaan');
	await expect(first.getByText('Opgeslagen').first()).toBeVisible();

	await note(second).fill('Ook op maandag.');
	await save(second, 'Opslaan');
	await expect(second.getByText('Petra Smit heeft dit onderdeel intussen veranderd')).toBeVisible();
	await expect(second.getByText('Ook op vrijdag.').first()).toBeVisible();
	await expect(note(second)).toHaveValue('Ook op maandag.');
	await save(second, 'Mijn tekst opslaan');
	await expect(second.getByText('Opgeslagen').first()).toBeVisible();
	await first.reload();
	await expect(note(first)).toHaveValue('Ook op maandag.');

	// telephone numbers as well: what was typed does not go past the answer by itself a moment later
	for (const page of [first, second]) await page.goto('/staff/card?edit=numbers');
	const number = (page: Page) => page.locator('#section-numbers input[name=phone_after_school]');
	const keep = (page: Page) =>
		page.locator('#section-numbers').getByRole('button', { name: 'Opslaan', exact: true }).click();
	await number(first).fill('010 111 22 33');
	await keep(first);
	await expect(first.getByText('Opgeslagen').first()).toBeVisible();
	await number(second).fill('010 999 88 77');
	await keep(second);
	await expect(second.getByText('Petra Smit heeft dit onderdeel intussen veranderd')).toBeVisible();
	await expect(second.getByText('De opvang na school (BSO): 010 111 22 33')).toBeVisible();

	// and the list of days off
	for (const page of [first, second]) await page.goto('/staff/card?edit=holidays');
	const addStudyDay = async (page: Page, day: string) => {
		const rows = page.locator('.calendar .day');
		const row = rows.nth((await rows.count()) - 2);
		await row.getByLabel('Wat is het?').selectOption('study_day');
		await row.getByLabel('Eerste dag').fill(day);
		await page.locator('.calendar').getByRole('button', { name: 'Opslaan' }).click();
	};
	await addStudyDay(first, '2026-11-04');
	await expect(first.getByRole('button', { name: 'Terug naar de data van de regio' })).toBeVisible();
	await addStudyDay(second, '2026-11-18');
	await expect(second.getByText('Petra Smit heeft dit onderdeel intussen veranderd')).toBeVisible();
	await expect(second.locator('.calendar').getByText(/woensdag 4 november/)).toBeVisible();
});

test('who has read it: by group, with what to do next', async ({ page }) => {
	await signInAs(page, 'Marieke Koster');
	await page.goto('/staff/card/readers');
	await expect(page.getByRole('heading', { name: 'Wie heeft de kaart gelezen?' })).toBeVisible();
	await page.getByRole('button', { name: /ouders? herinneren$/ }).click();
	await expect(page.getByText(/krijgt een bericht|krijgen een bericht/)).toBeVisible();
});
