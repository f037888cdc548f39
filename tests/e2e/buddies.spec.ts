// Buddies: asked for and offered in a few taps, put together by the coordinator, answered, met and stopped, without scripts.
import { expect, test, type Page } from '@playwright/test';
import { originOf, signInAs, speak } from '../support/demo-people.ts';

test.use({ javaScriptEnabled: false });

/** A page that counts what is tapped on it. */
function tapping(page: Page) {
	let taps = 0;
	const main = page.locator('main');
	return {
		taps: () => taps,
		async to(name: string | RegExp) {
			taps++;
			await main.getByRole('link', { name }).or(main.getByRole('button', { name })).first().click();
		},
		async tick(name: string) {
			taps++;
			await main.getByRole('checkbox', { name }).check();
		},
	};
}

async function signedIn(browser: { newContext(): Promise<{ newPage(): Promise<Page> }> }, who: string) {
	const page = await (await browser.newContext()).newPage();
	await signInAs(page, who);
	return page;
}

/** From the first screen of the easy view to the saved choices. */
async function joinsEasily(page: Page, role: string) {
	const hand = tapping(page);
	// who takes part in the demo begins anew
	await page.goto('/easy/buddy?ask=delete');
	await page.locator('main').getByRole('button').click();
	await page.goto('/easy/contact');
	await hand.to(/^Een buddy/);
	await hand.to(role);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welke talen wilt u samen spreken?');
	if (!(await page.getByRole('checkbox', { name: 'Nederlands' }).isChecked())) await hand.tick('Nederlands');
	await hand.to('Verder');
	await hand.tick('Hoe de school werkt');
	await hand.tick('Samen laten spelen');
	await hand.to('Verder');
	await hand.tick('woensdag (middag)');
	await hand.tick('vrijdag (ochtend)');
	await hand.to('Verder');
	await hand.to('Dicht bij de school');
	if (role === 'Ik wil een ander helpen') await hand.to('2');
	await hand.to('Maakt niet uit');
	await expect(page.getByText('Uw keuzes zijn bewaard')).toBeVisible();
	return hand.taps();
}

test('in the easy view, without JavaScript: from choosing to meeting and stopping', async ({ browser }) => {
	test.setTimeout(300_000);
	const selam = await signedIn(browser, 'Selam Tesfay');
	expect(await joinsEasily(selam, 'Ik wil graag een buddy')).toBeLessThanOrEqual(15);
	// back keeps what was answered
	await selam.goto('/contact/buddy');
	await expect(selam).toHaveURL('/easy/buddy');
	const sanne = await signedIn(browser, 'Sanne de Groot');
	expect(await joinsEasily(sanne, 'Ik wil een ander helpen')).toBeLessThanOrEqual(15);

	const naima = await signedIn(browser, 'Naima');
	await naima.goto('/staff/buddies');
	const waiting = naima.getByRole('listitem').filter({ hasText: 'Selam Tesfay' });
	await waiting.locator('summary').click();
	const options = waiting.getByRole('option');
	const value = await options.filter({ hasText: 'Sanne de Groot' }).getAttribute('value');
	await waiting.getByLabel('Met wie?').selectOption(value);
	await waiting.getByRole('button', { name: 'Zelf koppelen' }).click();
	await naima
		.getByRole('listitem')
		.filter({ hasText: 'Selam Tesfay – Sanne de Groot' })
		.getByRole('button', { name: 'Versturen' })
		.click();

	const asked = tapping(selam);
	await selam.goto('/easy');
	await selam.goto('/easy/buddy');
	await asked.to(/We hebben een buddy voor u gevonden/);
	await expect(selam.locator('main')).not.toContainText('Sanne');
	await asked.to('Ja, graag');
	await asked.to('Bij het hek van de school');
	await expect(selam.locator('main')).toContainText('U zei ja');
	const answers = tapping(sanne);
	await sanne.goto('/easy/buddy');
	await answers.to(/Een ouder kan uw hulp goed gebruiken/);
	await expect(sanne.locator('main')).not.toContainText('Selam');
	await answers.to('Ja, graag');
	await answers.to('Bij het hek van de school');
	await answers.to('U en Selam');
	await expect(sanne.locator('main')).toContainText('Samen spreekt u: Nederlands');
	await expect(sanne.locator('main')).not.toContainText('Tesfay');

	await answers.to('Een keer afspreken?');
	await answers.to(/^woensdag/);
	await selam.goto('/easy/buddy');
	await asked.to('U en Sanne');
	await asked.to(/Sanne stelt voor/);
	await asked.to('Ja, dat past');
	await asked.to('U en Sanne');
	await expect(selam.locator('main')).toContainText('Dit is afgesproken');
	await asked.to('Stoppen met Sanne');
	await asked.to('Stoppen en melden aan de school');
	await asked.to('Iets anders');
	await expect(selam.getByText('Dit contact is voorbij').first()).toBeVisible();
	await sanne.goto('/easy/buddy');
	await expect(sanne.locator('main')).not.toContainText('Selam');
	await naima.goto('/staff/buddies');
	await expect(naima.locator('main')).toContainText('Selam Tesfay stopte met Sanne de Groot');

	await asked.to('Alles wissen en niet meer meedoen');
	await asked.to('Alles wissen en niet meer meedoen');
	await expect(selam.getByText('Alles is gewist. U doet niet meer mee.')).toBeVisible();
});

test('a question that was not answered is asked again, and back keeps what was chosen', async ({ page }) => {
	await signInAs(page, 'Selam Tesfay');
	const main = page.locator('main');
	await page.goto('/easy/buddy?step=topics&role=wish');
	await expect(main.getByText('Kies ten minste één taal.')).toBeVisible();
	await main.getByRole('button', { name: 'Nog een taal' }).click();
	await main.getByRole('link', { name: 'Somalisch' }).click();
	await expect(main.getByRole('checkbox', { name: 'Somalisch' })).toBeChecked();
	await main.getByRole('button', { name: 'Verder' }).click();
	await main.getByRole('checkbox', { name: 'Brieven van de school' }).check();
	await main.getByRole('button', { name: 'Verder' }).click();
	await page.getByRole('link', { name: 'Terug' }).click();
	await expect(main.getByRole('checkbox', { name: 'Brieven van de school' })).toBeChecked();
});

test('after two weeks both say with a face how it goes, and “not well” is read by the coordinator alone', async ({
	browser,
}) => {
	const buddy = await signedIn(browser, 'Fatima el Ouali');
	const newcomer = await signedIn(browser, 'Fatima al Haddad');
	// both read Arabic at home
	for (const page of [buddy, newcomer]) await speak(page.context(), 'nl', originOf());
	await buddy.goto('/contact/buddy');
	await expect(buddy.getByRole('heading', { name: 'Gaat het goed met Fatima?' })).toBeVisible();
	await buddy.getByRole('button', { name: 'Goed', exact: true }).click();
	await expect(buddy.getByText('Dank u wel.')).toBeVisible();
	await expect(buddy.getByRole('heading', { name: 'Gaat het goed met Fatima?' })).toHaveCount(0);

	const main = newcomer.locator('main');
	await newcomer.goto('/easy/buddy');
	await main.getByRole('link', { name: 'U en Fatima' }).click();
	await main.getByRole('link', { name: 'Gaat het goed met Fatima?' }).click();
	await main.getByRole('button', { name: 'Niet goed' }).click();
	await expect(newcomer.getByText('Dank u wel.').first()).toBeVisible();
	await buddy.goto('/contact/buddy');
	await expect(buddy.locator('main')).not.toContainText('iet goed');

	const naima = await signedIn(browser, 'Naima');
	await naima.goto('/staff/buddies');
	const attention = naima.getByRole('region', { name: 'Vraagt om aandacht' });
	const said =
		'Fatima al Haddad laat weten: het gaat niet goed. De ander is Fatima el Ouali en weet dit niet.';
	await expect(attention).toContainText(said);
	await attention.locator('.stack', { hasText: said }).getByRole('button', { name: 'Gedaan' }).click();
	await expect(naima.locator('main')).not.toContainText(said);
});
