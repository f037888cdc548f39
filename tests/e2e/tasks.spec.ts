// Tasks: asked by staff from a template, found and taken by a parent without scripts, given back, and marked.
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

test('staff ask for help from a template, in five taps', async ({ browser }) => {
	const staff = await (await browser.newContext()).newPage();
	await signInAs(staff, 'Marieke Koster');
	await staff.goto('/staff/tasks');
	await staff.getByRole('link', { name: 'Hulp vragen' }).click();
	await staff.getByRole('link', { name: 'Helpen bij een feest' }).click();
	await expect(staff.getByText('1 keer, helpers per keer: 6')).toBeVisible();
	const group = staff.getByText('Groep 1/2 Zonnebloem', { exact: true });
	if (!(await staff.getByRole('checkbox', { name: 'Groep 1/2 Zonnebloem' }).isChecked())) await group.click();
	await staff.getByRole('button', { name: 'Publiceren en vragen' }).click();
	await expect(staff.getByText('De taak is gepubliceerd')).toBeVisible();
	await expect(staff.getByText(/\d+ ouders krijgen er een bericht over\./)).toBeVisible();
	await staff.goto('/staff/tasks');
	await expect(staff.getByRole('link', { name: /Helpen bij een feest.*Nog 6 nodig/ })).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('a task is kept as a draft that is not whole, gone on with, published, and another thrown away', async ({
		browser,
	}) => {
		const staff = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signInAs(staff, 'Marieke Koster');
		await staff.goto('/staff/tasks?template=garden');
		await staff.getByRole('checkbox', { name: 'Groep 1/2 Zonnebloem' }).check();
		await staff.getByText('Eigen woorden en contactpersoon').click();
		await staff.getByLabel('Naam van de taak').fill('Bollen planten');
		await staff.getByLabel('Dag', { exact: true }).fill('');
		await staff.getByRole('button', { name: 'Bewaar als concept' }).click();
		await expect(staff.getByText('Het concept is bewaard')).toBeVisible();
		// nothing of it is there for parents
		const parent = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signInAs(parent, 'Sanne de Groot');
		await parent.goto('/join/tasks');
		await expect(parent.locator('main')).not.toContainText('Bollen planten');
		await staff.getByRole('link', { name: /Bollen planten/ }).click();
		await expect(staff.getByLabel('Naam van de taak')).toHaveValue('Bollen planten');
		await staff.getByRole('button', { name: 'Publiceren en vragen' }).click();
		// no day yet: said, and what was typed is still there
		await expect(staff.getByLabel('Naam van de taak')).toHaveValue('Bollen planten');
		await staff.getByLabel('Dag', { exact: true }).fill('2026-11-12');
		await staff.getByRole('button', { name: 'Publiceren en vragen' }).click();
		await expect(staff.getByText('De taak is gepubliceerd')).toBeVisible();
		await parent.reload();
		await expect(parent.locator('main')).toContainText('Bollen planten');
		// what it says is changed once it is published
		await staff.getByText('Gegevens wijzigen').click();
		await staff.getByLabel(/^Waar/).fill('achter de gymzaal');
		await staff.getByRole('button', { name: 'Opslaan' }).click();
		await expect(staff.getByText('De gegevens zijn gewijzigd')).toBeVisible();
		await parent.getByRole('link', { name: /Bollen planten/ }).click();
		await expect(parent.locator('main')).toContainText('achter de gymzaal');
		await staff.goto('/staff/tasks?template=garden');
		await staff.getByRole('button', { name: 'Bewaar als concept' }).click();
		const draft = staff.getByRole('listitem').filter({ hasText: /Werken in de schooltuin.*Concept/ });
		await draft.getByRole('link', { name: 'Concept weggooien' }).click();
		await staff.getByRole('button', { name: 'Concept weggooien' }).click();
		await expect(staff.getByText('Het concept is weg')).toBeVisible();
		await expect(staff.getByRole('link', { name: /Werken in de schooltuin.*Concept/ })).toHaveCount(0);
	});
	test('a parent looks by what suits, helps twice, finds it among the appointments, and cancels', async ({
		page,
	}) => {
		await signInAs(page, 'Sanne de Groot');
		await page.goto('/join');
		await page.getByRole('link', { name: /Meehelpen op school/ }).click();
		await page.getByRole('checkbox', { name: 'Kan thuis' }).check();
		await page.getByRole('button', { name: 'Toon', exact: true }).click();
		await expect(page.getByRole('article')).toHaveCount(1);
		await page.getByRole('link', { name: 'Toon alles' }).click();
		await page.getByRole('link', { name: /Helpen in de bibliotheek/ }).click();
		await expect(page.locator('main')).not.toContainText('Vermeulen');
		for (const day of ['dinsdag 27 oktober', 'dinsdag 10 november'])
			await page.getByRole('checkbox', { name: day }).check();
		await page.getByRole('button', { name: 'Ik help mee' }).click();
		await expect(page.getByText('Fijn dat u helpt!')).toBeVisible();
		const calendar = await page
			.getByRole('link', { name: /agenda/ })
			.first()
			.getAttribute('href');
		const file = await page.request.get(calendar ?? '');
		expect(await file.text()).toContain('SUMMARY:Helpen in de bibliotheek');
		await page.goto('/start');
		const own = page.getByRole('article').filter({ hasText: 'Helpen in de bibliotheek' });
		await expect(own).toHaveCount(2);
		await own
			.first()
			.getByRole('link', { name: /Helpen in de bibliotheek/ })
			.click();
		const shift = page.getByRole('article').filter({ hasText: 'dinsdag 27 oktober' });
		await expect(shift).toContainText('Afzeggen kan tot maandag 26 oktober');
		await shift.getByRole('button', { name: 'Afzeggen' }).click();
		await expect(page.getByText('U hebt afgezegd')).toBeVisible();
		await expect(page.getByRole('article')).toHaveCount(1);
	});
	test('a year to keep: what a parent takes an interest in stands on a page of its own, and only theirs', async ({
		browser,
	}) => {
		const year = async (name: string, interested: boolean) => {
			const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
			await signInAs(page, name);
			if (interested) {
				await page.goto('/join/tasks');
				await page.locator('#roles ~ .roles a').first().click();
				await page.locator('form[action="?/interest"] button[value="yes"]').click();
			}
			await page.goto('/join/tasks/year');
			return page.locator('main');
		};
		const own = await year('Sanne de Groot', true);
		await expect(own.getByRole('heading', { name: 'Hier hebt u interesse in' })).toBeVisible();
		await expect(own.getByRole('listitem')).toHaveCount(1);
		await expect(await year('Fatima Benali', false)).not.toContainText('Medezeggenschap');
	});
	test('thanks after a moment: one tap by who runs it, read in Arabic by who came', async ({ browser }) => {
		const staff = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signInAs(staff, 'Marieke Koster');
		await openPastMoment(staff, 'Fatima al Haddad');
		await staff.getByRole('button', { name: 'Fijn dat u er was' }).click();
		await expect(staff.getByText(/ouder krijgt uw dank|ouders krijgen uw dank/)).toBeVisible();
		await expect(staff.getByRole('button', { name: 'Fijn dat u er was' })).toHaveCount(0);
		const context = await browser.newContext({ javaScriptEnabled: false });
		await speak(context, 'ar', originOf());
		const parent = await context.newPage();
		await signInAs(parent, 'Fatima al Haddad');
		await parent.goto('/join/tasks/year');
		const thanks = parent.getByRole('region', { name: 'شكرتكم المدرسة' });
		await expect(thanks.getByRole('listitem')).toHaveCount(1);
		await expect(thanks).toContainText('سعدنا بحضوركم. هذا يعني الكثير للأطفال.');
		// nobody who was not there
		const other = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signInAs(other, 'Sanne Jansen');
		await other.goto('/join/tasks/year');
		await expect(other.locator('main')).not.toContainText('Fijn dat u er was');
	});
	test('in the easy view: by picture to a time, "is this right?", and given back', async ({ page }) => {
		await signInAs(page, 'Selam Tesfay');
		const main = page.locator('main');
		// a message names the normal page
		await page.goto('/join/tasks');
		await expect(page).toHaveURL('/easy/tasks');
		await main.getByRole('link', { name: /Werken in de schooltuin/ }).click();
		await expect(main).toContainText('U plant, veegt of snoeit');
		await main.getByRole('link', { name: /^Ik help mee/ }).click();
		await expect(page.getByRole('heading', { name: 'Klopt dit?' })).toBeVisible();
		await main.getByRole('button', { name: 'Ik help mee' }).click();
		await expect(main).toContainText('Fijn dat u helpt!');
		await page.goto('/easy/join');
		await main.getByRole('link', { name: /Werken in de schooltuin/ }).click();
		await main.getByRole('link', { name: 'Afzeggen' }).click();
		await main.getByRole('button', { name: 'Ja, afzeggen' }).click();
		await expect(main).toContainText('U hebt afgezegd');
	});
	test('a shift is handed over by a link: the other says yes, and neither reads a name', async ({
		browser,
	}) => {
		const [sanne, fatima] = await Promise.all(
			['Sanne de Groot', 'Fatima Benali'].map(async (name) => {
				const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
				await signInAs(page, name);
				return page;
			}),
		);
		if (!sanne || !fatima) throw new Error('both sign in');
		await sanne.goto('/join/tasks');
		await sanne.getByRole('link', { name: /Werken in de schooltuin/ }).click();
		await sanne.getByRole('button', { name: 'Ik help mee' }).click();
		await sanne.getByRole('button', { name: 'Overdragen aan iemand' }).click();
		await expect(sanne.getByText('Stuur deze link naar een andere ouder')).toBeVisible();
		const link = await sanne.locator('main .link').textContent();
		await fatima.goto(link ?? '');
		await expect(fatima.locator('main')).not.toContainText('Sanne');
		await fatima.locator('form[action="?/takeOver"] button').click();
		await expect(fatima.locator('main article')).toHaveCount(1);
		await sanne.goto(link ?? '');
		await expect(sanne.getByText('Deze link werkt niet meer.')).toBeVisible();
		await expect(sanne.locator('main')).not.toContainText('Fatima');
		await expect(sanne.getByRole('article')).toHaveCount(0);
	});
});

test('thanks with a drawing: said who is on it, seen by who helped and by nobody else, taken away again', async ({
	browser,
}) => {
	const staff = await (await browser.newContext()).newPage();
	await signInAs(staff, 'Joke');
	await staff.goto('/staff/tasks');
	await staff
		.getByRole('link', { name: /Helpen in de bibliotheek/ })
		.first()
		.click();
	const past = staff.getByRole('region', { name: 'Geweest' });
	const shift = past
		.getByRole('article')
		.filter({ has: staff.getByRole('link', { name: 'Met een tekening' }) });
	const helper = (await shift.first().locator('li strong').first().textContent()) ?? '';
	await shift.first().getByRole('link', { name: 'Met een tekening of foto' }).click();
	await staff.getByRole('button', { name: 'Bedanken' }).click();
	// nothing was said yet: beside each field
	await expect(staff.locator('main .error')).toHaveCount(4);
	await staff.getByRole('radio', { name: /De kinderen hebben ervan genoten/ }).check({ force: true });
	await staff.getByRole('radio', { name: 'Een foto' }).check({ force: true });
	const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#e9a23b' } })
		.jpeg()
		.toBuffer();
	await staff
		.locator('input[type=file]')
		.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: bytes });
	await expect(staff.getByText('Het bestand staat klaar')).toBeVisible();
	await staff.getByRole('radio', { name: 'Ja, een of meer kinderen' }).check({ force: true });
	await staff.getByText('Groep 1/2 Zonnebloem', { exact: true }).click();
	// who has no consent for a photo can't be ticked
	await expect(staff.getByText('Geen toestemming').first()).toBeVisible();
	await staff.getByRole('radio', { name: 'Nee, niemand' }).check({ force: true });
	await staff.getByRole('button', { name: 'Bedanken' }).click();
	await expect(staff.getByText(/ouder krijgt uw dank|ouders krijgen uw dank/)).toBeVisible();
	const seen = async (name: string) => {
		const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signInAs(page, name);
		await page.goto('/join/tasks/year');
		return page;
	};
	const parent = await seen(helper);
	const picture = parent.locator('main img[src*="/files/"]');
	await expect(picture).toHaveCount(1);
	await expect(picture).not.toHaveAttribute('alt', '');
	const file = (await picture.getAttribute('src')) ?? '';
	const answer = await parent.request.get(file);
	expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/webp']);
	const other = await seen('Sanne van den Berg');
	await expect(other.locator('main img[src*="/files/"]')).toHaveCount(0);
	expect((await other.request.get(file)).status()).toBe(404);
	await staff.getByRole('button', { name: 'Weghalen' }).click();
	await expect(staff.getByText('De tekening of foto is weg')).toBeVisible();
	expect((await parent.request.get(file)).status()).toBe(404);
	await parent.reload();
	await expect(picture).toHaveCount(0);
	await expect(parent.locator('main')).toContainText(/./);
});

/** Opens the past moment to which this parent came: other tests leave past moments of their own. */
async function openPastMoment(staff: Page, who: string): Promise<void> {
	await staff.goto('/staff/moments');
	const links = staff.locator('.past a[href^="/staff/moments/"]');
	const paths = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
	for (const path of new Set(paths)) {
		await staff.goto(path);
		const button = staff.getByRole('button', { name: 'Fijn dat u er was' });
		if ((await button.count()) > 0 && (await staff.locator('main').textContent())?.includes(who)) return;
	}
	throw new Error(`${who} came to no past moment that was not thanked for`);
}
