// Contacts: who a parent turns to, and how the school names them and shows who they are.
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

test('a parent sees the person of the child, with buttons that work', async ({ page }) => {
	await signInAs(page, 'Sanne van Dijk');
	await page.goto('/contact');
	await expect(page.getByText('Voor elk kind hebt u één vaste persoon.')).toBeVisible();
	const card = page.getByRole('article').first();
	await expect(card.getByRole('heading', { level: 2 })).toBeVisible();
	await expect(card.getByText(/Er op maandag/)).toBeVisible();
	await expect(card.getByRole('link', { name: /^Bel / })).toHaveAttribute('href', /^tel:\+31/);
	await expect(card.getByRole('link', { name: /^Mail / })).toHaveAttribute('href', /^mailto:.+@.+/);
	await expect(card.getByText('Bij het hek of de deur: 8.15 – 8.30 uur.')).toBeVisible();
	await expect(page.getByRole('link', { name: /Kind ziek melden/ })).toHaveAttribute(
		'href',
		'/school/absence',
	);
});

test('two children in two groups: two persons, in the parent’s own language', async ({ page, context }) => {
	await signInAs(page, 'Ayşe Yıldırım');
	await speak(context, 'tr', originOf());
	await page.goto('/contact');
	await expect(page.getByText('Elif için')).toBeVisible();
	await expect(page.getByText('Emre için')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Marieke Koster' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Selin Aydın' })).toBeVisible();
	await expect(page.getByText('Hollandaca, İngilizce, biraz Türkçe')).toBeVisible();
});

test('in Arabic nothing runs off the screen', async ({ page, context }) => {
	await signInAs(page, 'Fatima el Bakkali');
	await speak(context, 'ar', originOf());
	await page.goto('/contact');
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.getByRole('article').getByRole('heading', { level: 2 }).locator('bdi')).not.toBeEmpty();
	const { scroll, width } = await page.evaluate(() => ({
		scroll: document.documentElement.scrollWidth,
		width: innerWidth,
	}));
	expect(scroll).toBeLessThanOrEqual(width);
});

test.describe('the school', () => {
	test.describe.configure({ mode: 'serial' });

	test('a parent of a school without contacts sees the office', async ({ page }) => {
		await signInAs(page, 'Nora');
		await page.goto('/contact');
		await expect(page.getByText('Er is nog geen vaste persoon.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Bel de school' }).first()).toBeVisible();
	});

	test('fills in the teachers in one step', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/contacts');
		await expect(page.getByText('1 groep heeft nog geen contactpersoon')).toBeVisible();
		await page.getByRole('button', { name: 'Leerkrachten invullen' }).click();
		await expect(page.getByText('1 groep ingevuld')).toBeVisible();
		await expect(page.getByText('1 groep heeft nog geen contactpersoon')).toHaveCount(0);
	});

	test('shows who somebody is: name, languages, days and a portrait', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/contacts');
		await page.locator('main a', { hasText: 'Henk Vos' }).last().click();
		await page.getByLabel('Zo zegt u de naam').fill('henk VOS');
		const speaks = page.getByRole('group', { name: 'Spreekt met ouders' });
		await speaks.getByRole('checkbox', { name: 'Turks' }).check();
		for (const day of ['maandag', 'donderdag'])
			await page.getByRole('group', { name: 'Dagen op school' }).getByRole('checkbox', { name: day }).check();
		await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
		await expect(page.getByText('Opgeslagen. Ouders zien dit vanaf nu.')).toBeVisible();
		await expect(page.getByRole('article').getByText('Zo zegt u de naam: henk VOS')).toBeVisible();

		const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#b7793d' } })
			.jpeg()
			.toBuffer();
		await page
			.getByLabel('Foto', { exact: true })
			.setInputFiles({ name: 'henk.jpg', mimeType: 'image/jpeg', buffer: photo });
		await expect(page.getByRole('article').locator('img')).toHaveAttribute('src', /^\/portraits\//);
	});

	test('the parent sees it, and the portrait is of that school only', async ({ page, browser }) => {
		await signInAs(page, 'Nora');
		await page.goto('/contact');
		await expect(page.getByText('Voor Noor')).toBeVisible();
		await expect(page.getByText('Er op maandag en donderdag.')).toBeVisible();
		const src = (await page.getByRole('article').locator('img').first().getAttribute('src')) ?? '';
		const portrait = await page.request.get(src);
		expect(portrait.status()).toBe(200);
		expect(portrait.headers()['content-type']).toBe('image/webp');
		expect(portrait.headers()['content-security-policy']).toContain('sandbox');

		const other = await browser.newContext({ baseURL: originOf() });
		const stranger = await other.newPage();
		expect((await stranger.request.get(src)).status()).toBe(401);
		await signInAs(stranger, 'Sanne Jansen');
		expect((await stranger.request.get(src)).status()).toBe(404);
		await other.close();
	});

	test('who speaks the own name is heard by parents', async ({ page, context }) => {
		await context.grantPermissions(['microphone']);
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/contacts');
		await page.locator('main a', { hasText: 'Henk Vos' }).last().click();
		await page.getByRole('button', { name: 'Opnemen', exact: true }).click();
		await expect(page.getByText('De opname loopt.')).toBeVisible();
		await page.getByRole('button', { name: 'Stop met opnemen' }).click();
		await page.locator('form').filter({ hasText: 'Opnieuw opnemen' }).getByText('Opname opslaan').click();
		await expect(page.getByText('Dit horen ouders nu.')).toBeVisible();

		// what says that it is a recording and is none
		await page.getByLabel('Of kies een geluidsbestand').setInputFiles({
			name: 'naam.mp3',
			mimeType: 'audio/mpeg',
			buffer: Buffer.from('dit is geen geluid'),
		});
		await expect(page.getByText('Het bestand staat klaar.')).toBeVisible();
		await page.getByRole('button', { name: 'Opname opslaan' }).click();
		await expect(page.getByText('Dit kunnen we niet afspelen.')).toBeVisible();

		await signInAs(page, 'Nora');
		await page.goto('/contact');
		await expect(page.getByText('Zo zegt u de naam: henk VOS')).toBeVisible();
		const asked = page.waitForResponse((response) => response.url().includes('/files/'));
		await page.getByRole('button', { name: 'Hoor de naam' }).click();
		const sound = await asked;
		expect([200, 206]).toContain(sound.status());
		expect(sound.headers()['content-type']).toMatch(/^audio\//);
	});

	test('a file that is no photo is refused in plain words', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/contacts');
		await page.locator('main a', { hasText: 'Henk Vos' }).last().click();
		await page.getByLabel('Foto', { exact: true }).setInputFiles({
			name: 'brief.jpg',
			mimeType: 'image/jpeg',
			buffer: Buffer.from('dit is geen foto'),
		});
		await expect(page.getByText('Dit is geen foto die wij kunnen lezen.')).toBeVisible();
	});

	test('names somebody for one child, and takes it away again', async ({ page }) => {
		await signInAs(page, 'Henk Vos');
		await page.goto('/staff/contacts?child=noor#children');
		await page
			.getByRole('link', { name: /Noor van der Aa/ })
			.last()
			.click();
		await page.getByLabel('Contactpersoon').selectOption({ label: 'Henk Vos' });
		await page.getByRole('checkbox', { name: 'Hulp met de taal of een tolk' }).check();
		await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Contactpersonen' })).toBeVisible();
		const row = page.locator('li').filter({ hasText: 'Noor van der Aa' });
		await row.getByRole('link', { name: /Wijzigen/ }).click();
		await page.getByRole('button', { name: 'Contactpersoon weghalen' }).click();
		await expect(page.getByRole('heading', { name: 'Contactpersonen' })).toBeVisible();
		await expect(row).toHaveCount(0);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the contact page has everything', async ({ page }) => {
		await signInAs(page, 'Sanne van Dijk');
		await page.goto('/contact');
		await expect(page.getByRole('article').first().getByRole('link', { name: /^Bel / })).toBeVisible();
	});
});

test('a teacher changes the own profile only', async ({ page }) => {
	await signInAs(page, 'Marieke');
	await page.goto('/staff/contacts');
	await expect(page.getByRole('heading', { name: 'Wat ouders over u lezen' })).toBeVisible();
	await expect(page.locator('main a', { hasText: 'Selin' })).toHaveCount(0);
	const answer = await page.goto('/staff/contacts/place/school');
	expect(answer?.status()).toBe(403);
});

test('a teacher is away: the families see who helps, and until when', async ({ browser }) => {
	const office = await (await browser.newContext()).newPage();
	await signInAs(office, 'Petra Smit');
	await office.goto('/staff/contacts');
	await office.getByRole('link', { name: /Selin Aydın/ }).click();
	await office.getByRole('link', { name: /Afwezig/ }).click();
	await office.getByLabel('Laatste dag').fill('2026-10-09');
	await office.getByLabel('Wie helpt dan?').selectOption({ label: 'Naima Azzouzi, oudercoördinator' });
	await office.getByRole('button', { name: 'Afwezigheid opslaan' }).click();
	await expect(office.getByText(/Naima Azzouzi/).first()).toBeVisible();
	await expect(office.getByRole('button', { name: 'Weer aanwezig' })).toBeVisible();

	const parent = await (await browser.newContext()).newPage();
	await signInAs(parent, 'Fatima Benali');
	await speak(parent.context(), 'nl', originOf());
	await parent.goto('/contact');
	await expect(
		parent.getByText('Selin Aydın is er niet tot en met vrijdag 9 oktober. Naima Azzouzi helpt u nu.'),
	).toBeVisible();
	await office.getByRole('button', { name: 'Weer aanwezig' }).click();
	// "saved" may still stand there from before
	await expect(office.getByRole('button', { name: 'Weer aanwezig' })).toBeHidden();
	await parent.reload();
	await expect(parent.getByRole('heading', { name: 'Selin Aydın' })).toBeVisible();
});
