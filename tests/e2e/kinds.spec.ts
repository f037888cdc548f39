// Every kind of contact moment; messages about one, two people at one draft, the door without network, the year plan.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { momentKindNames } from '#lib/moments/kinds.ts';
import { startDemoServer, windowOf, type DemoServer } from '../support/running-demo.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: DemoServer;
test.beforeAll(async () => {
	server = await startDemoServer('2026-10-06T09:00:00+02:00');
});
test.afterAll(() => server.stop());

const open = (browser: Browser, who: string, width?: number) => windowOf(server, browser, who, width);

/** Plans what is proposed, and gives the moment's id. */
async function plan(page: Page, query: string): Promise<string> {
	await page.goto(`/staff/moments/plan?${query}`);
	await page.getByRole('button', { name: /gezinnen uitnodigen/ }).click();
	await expect(page.getByText('Het moment is gepubliceerd')).toBeVisible();
	return new URL(page.url()).pathname.replace('/staff/moments/', '');
}
async function join(page: Page, momentId: string, which: 'first' | 'last' = 'last') {
	await page.goto(`/join/${momentId}`);
	const times = page.locator('label:has(input[name="slotId"])');
	await times[which]().click();
	await page.locator('form[action="?/signUp"] button:not([type="button"])').last().click();
	await expect(page).toHaveURL(/done=confirmed/);
}

for (const kind of momentKindNames)
	test(`${kind}: planned with its defaults, joined by a parent, printed for the door`, async ({
		browser,
	}) => {
		const joke = await open(browser, 'Joke Verbeek', 1440);
		const momentId = await plan(joke, `kind=${kind}`);
		const mark = await open(browser, 'Mark de Groot');
		await join(mark, momentId);
		await expect(mark.getByText('U komt!')).toBeVisible();
		await joke.goto(`/staff/moments/${momentId}`);
		// of a series once for each meeting
		await expect(joke.getByText('Mark de Groot, 1 volwassene').first()).toBeVisible();
		await joke.getByRole('link', { name: 'Deurlijst' }).click();
		await expect(joke.getByRole('button', { name: 'Deurlijst printen' })).toBeVisible();
		const last = joke.locator('nav a.day').last();
		await last.click();
		await expect(last).toHaveAttribute('aria-current', 'page');
		await joke.emulateMedia({ media: 'print' });
		await expect(joke.getByText('Mark de Groot')).toBeVisible();
		await expect(joke.getByRole('navigation', { name: 'Hoofdmenu' })).toBeHidden();
	});

test('a message to those who did not answer: a ready text, sent once a day, and the page says to whom', async ({
	browser,
}) => {
	const marieke = await open(browser, 'Marieke Koster');
	const momentId = await plan(marieke, 'kind=look');
	await marieke.getByRole('link', { name: 'Bericht sturen' }).click();
	await expect(marieke.getByText(/ouders die nog niet reageerden/)).toBeVisible();
	await marieke.getByLabel('Wilt u er iets bij schrijven?').fill('We hebben nog veel plaats.');
	await marieke.getByRole('button', { name: 'Nu versturen' }).click();
	await expect(marieke.getByText('Uw bericht is verstuurd')).toBeVisible();
	const sent = marieke.locator('details', { hasText: 'Komt u ook?' });
	await sent.locator('summary').click();
	await expect(sent.getByText('Ayşe Yıldırım')).toBeVisible();
	await marieke.goto(`/staff/moments/${momentId}/message?to=again`);
	await marieke.getByRole('button', { name: 'Nu versturen' }).click();
	await expect(marieke.getByText('Dit bericht ging vandaag al weg.', { exact: false })).toBeVisible();
	await expect(async () => {
		await marieke.goto('/outbox'); // the worker sends in its own time
		await expect(marieke.getByText('Siz de geliyor musunuz? Sınıf ziyareti').first()).toBeVisible({
			timeout: 1000,
		});
	}).toPass();

	const list = await marieke.request.get(`/staff/moments/${momentId}/list.csv`);
	expect(list.headers()['content-type']).toContain('text/csv');
	expect(await list.text()).toContain('Dag;Tijd;Kind;Ouder;Volwassenen');
	const silent = await marieke.request.get(`/staff/moments/${momentId}/list.csv?list=silent`);
	expect(await silent.text()).toContain('Elif Yıldırım');
	await marieke.goto(`/staff/moments/${momentId}/lists?list=silent`);
	await expect(marieke.getByRole('heading', { name: 'Kinderen zonder aanmelding' })).toBeVisible();
	await expect(marieke.getByRole('table').getByText('Elif Yıldırım')).toBeVisible();
	await expect(marieke.getByRole('heading', { name: 'Wie komt' })).toBeHidden();
});

test('an evening: parents send topics beforehand and second others’, without names; the school sees what most want', async ({
	browser,
}) => {
	const joke = await open(browser, 'Joke Verbeek');
	const momentId = await plan(joke, 'kind=evening');
	const sanne = await open(browser, 'Sanne van Dijk');
	await sanne.goto(`/join/${momentId}`);
	await sanne.getByLabel('Uw vraag of onderwerp').fill('Hoe gaat het met rekenen?');
	await sanne.getByRole('button', { name: 'Versturen' }).click();
	await expect(sanne.getByRole('button', { name: 'Weghalen' })).toBeVisible();
	await sanne.getByLabel('Uw vraag of onderwerp').fill('Hm');
	await sanne.getByRole('button', { name: 'Versturen' }).click();
	await expect(sanne.getByLabel('Uw vraag of onderwerp')).toHaveAttribute('aria-invalid', 'true');

	const grace = await open(browser, 'Grace Bennett');
	await grace.goto(`/join/${momentId}`);
	await expect(grace.getByText('Hoe gaat het met rekenen?')).toBeVisible();
	await expect(grace.getByText('Sanne van Dijk')).toBeHidden();
	await grace.getByRole('button', { name: 'I want this too' }).click();
	await expect(grace.getByText('1 parent wants this too')).toBeVisible();

	await joke.goto(`/staff/moments/${momentId}`);
	const topics = joke.getByRole('region', { name: 'Vragen en onderwerpen van ouders' });
	await expect(topics.getByText('1 ouder wil dit ook')).toBeVisible();
	await topics.getByRole('button', { name: 'Niet tonen' }).click();
	await expect(topics.getByText('ouders zien dit niet')).toBeVisible();
	await grace.reload();
	await expect(grace.getByText('Hoe gaat het met rekenen?')).toBeHidden();
});

test('first for who was not at school yet: both see the rule, and a last day after the start is refused beside its field', async ({
	browser,
}) => {
	const marieke = await open(browser, 'Marieke Koster');
	await marieke.goto('/staff/moments/plan?kind=look', { waitUntil: 'networkidle' });
	await marieke.getByText('Meer instellen').click();
	const closes = marieke.getByLabel('Aanmelden kan tot en met');
	await closes.fill('2026-10-30');
	await marieke.getByRole('button', { name: /gezinnen uitnodigen/ }).click();
	await expect(
		marieke.getByText('De laatste dag om aan te melden is na de eerste tijd.').last(),
	).toBeVisible();
	await expect(closes).toHaveAttribute('aria-invalid', 'true');
	await closes.fill('');
	await marieke.getByLabel('Eerst wie dit jaar nog niet kwam').fill('2026-10-08');
	await marieke.getByRole('button', { name: /gezinnen uitnodigen/ }).click();
	await expect(marieke.getByText('Het moment is gepubliceerd')).toBeVisible();
	const momentId = new URL(marieke.url()).pathname.replace('/staff/moments/', '');
	// Hodan was there in September; Mark van den Berg was not
	const rule = 'Eerst zijn de plaatsen voor ouders die dit schooljaar nog niet bij een moment waren.';
	const hodan = await open(browser, 'Hodan Abdullahi');
	await hodan.goto(`/join/${momentId}`);
	await expect(hodan.getByText('Aanmelden kan vanaf vrijdag 9 oktober')).toBeVisible();
	await expect(hodan.getByText(rule, { exact: false })).toBeVisible();
	await expect(hodan.locator('input[name="slotId"]')).toHaveCount(0);
	const mark = await open(browser, 'Mark van den Berg');
	await mark.goto(`/join/${momentId}`);
	await expect(mark.getByText('U kunt zich nu al aanmelden')).toBeVisible();
	await expect(mark.getByText(rule, { exact: false })).toBeVisible();
});

test('two people write one draft: the second sees what changed, and nothing is lost', async ({ browser }) => {
	const marieke = await open(browser, 'Marieke Koster');
	await marieke.goto('/staff/moments/plan?kind=welcome_talk', { waitUntil: 'networkidle' });
	await marieke.getByRole('button', { name: 'Bewaar als concept' }).last().click();
	await expect(marieke).toHaveURL(/saved/);
	const draft = marieke.getByRole('link', { name: /Welkomgesprek/ }).first();
	const path = (await draft.getAttribute('href')) ?? '';
	const naima = await open(browser, 'Naima Azzouzi');
	for (const page of [marieke, naima]) {
		await page.goto(path, { waitUntil: 'networkidle' });
		await page.getByText('Meer instellen').click();
	}
	await naima.locator('input[name="place"]').fill('gymzaal');
	await naima.getByRole('button', { name: 'Bewaar als concept' }).last().click();
	await expect(naima).toHaveURL(/saved/);
	await marieke.locator('input[name="place"]').fill('aula');
	await marieke.getByRole('button', { name: 'Bewaar als concept' }).last().click();
	await expect(marieke.getByText('Naima Azzouzi heeft dit net gewijzigd')).toBeVisible();
	await expect(marieke.getByText('Nu staat er: gymzaal')).toBeVisible();
	await expect(marieke.locator('input[name="place"]')).toHaveValue('aula');
	await marieke.getByRole('button', { name: 'Bewaar als concept' }).last().click();
	await expect(marieke).toHaveURL(/saved/);
	await marieke.goto(path);
	await expect(marieke.locator('input[name="place"]')).toHaveValue('aula');
});

test('two people change a moment that parents see: the second sees what changed, and only writes over it knowingly', async ({
	browser,
}) => {
	const marieke = await open(browser, 'Marieke Koster');
	const naima = await open(browser, 'Naima Azzouzi');
	await marieke.goto('/staff/moments');
	const path = await marieke
		.getByRole('link', { name: /Kijkmoment/ })
		.first()
		.getAttribute('href');
	for (const page of [marieke, naima]) {
		await page.goto(path ?? '', { waitUntil: 'networkidle' });
		await page.locator('summary', { hasText: 'Gegevens wijzigen' }).click();
	}
	await naima.locator('input[name="place"]').fill('gymzaal');
	await naima.locator('input[name="title"]').fill('Kijken in de klas');
	await naima.getByRole('button', { name: 'Opslaan' }).click();
	await expect(naima).toHaveURL(/done=details/);
	await marieke.locator('input[name="place"]').fill('aula');
	await marieke.getByRole('button', { name: 'Opslaan' }).click();
	await expect(marieke.getByText('Naima Azzouzi heeft dit net gewijzigd')).toBeVisible();
	await expect(marieke.getByText('Nu staat er: gymzaal')).toBeVisible();
	await expect(marieke.locator('input[name="place"]')).toHaveValue('aula');
	// what she left alone is as Naima wrote it
	await expect(marieke.locator('input[name="title"]')).toHaveValue('Kijken in de klas');
	await marieke.getByRole('button', { name: 'Opslaan' }).click();
	await expect(marieke).toHaveURL(/done=details/);
	await expect(marieke.getByRole('heading', { name: 'Kijken in de klas' })).toBeVisible();
});

test('only for a family by name; a plan is kept as a template and begins the next one', async ({
	browser,
}) => {
	const marieke = await open(browser, 'Marieke Koster');
	await marieke.goto('/staff/moments/plan?kind=home_visit', { waitUntil: 'networkidle' });
	await marieke.getByText('Alleen voor gezinnen die u kiest').click();
	await marieke.getByRole('checkbox', { name: 'Ilyas el Bakkali' }).check();
	await expect(marieke.getByText('1 kind gekozen')).toBeVisible();
	await marieke.getByText('Eigen sjablonen van de school').click();
	await marieke.getByLabel('Naam van het sjabloon').fill('Bezoek thuis');
	await marieke.getByRole('button', { name: 'Bewaar als sjabloon' }).click();
	await expect(marieke.getByText('Het sjabloon is bewaard.')).toBeVisible();
	await marieke.getByRole('button', { name: '1 gezin uitnodigen' }).click();
	await expect(marieke.getByText('Alleen voor 1 gekozen kind')).toBeVisible();
	const path = new URL(marieke.url()).pathname.replace('/staff/moments/', '/join/');
	const sanne = await open(browser, 'Sanne de Groot');
	expect((await sanne.goto(path))?.status()).toBe(404);

	const selin = await open(browser, 'Selin Aydın');
	await selin.goto('/staff/moments/plan', { waitUntil: 'networkidle' });
	await selin.getByText('Eigen sjablonen van de school').click();
	await selin.getByRole('link', { name: 'Bezoek thuis' }).click();
	await expect(selin.getByText('Gemaakt met het sjabloon Bezoek thuis', { exact: false })).toBeVisible();
	await expect(selin.getByRole('heading', { level: 1, name: 'Huisbezoek' })).toBeVisible();
});

test('the same week for several groups: one tap for a year, each group its own', async ({ browser }) => {
	const joke = await open(browser, 'Joke Verbeek');
	await joke.goto('/staff/moments/plan?kind=ten_minutes', { waitUntil: 'networkidle' });
	await joke.locator('label', { hasText: 'Groep 4' }).first().click();
	await expect(joke.getByText('2 groepen krijgen elk een eigen moment', { exact: false })).toBeVisible();
	await joke.getByRole('button', { name: /gezinnen uitnodigen/ }).click();
	await expect(joke.getByText('2 momenten zijn gepubliceerd')).toBeVisible();
});

test('the year plan: by month, as a list, by group; clashes are shown, and a calendar can follow it', async ({
	browser,
}) => {
	const joke = await open(browser, 'Joke Verbeek', 1440);
	await joke.goto('/staff/moments');
	await joke.getByRole('link', { name: 'Jaarplan' }).click();
	await expect(joke.getByRole('heading', { name: 'oktober 2026' })).toBeVisible();
	await expect(joke.getByText('Herfstvakantie').first()).toBeVisible();
	await expect(joke.getByText(/keer valt iets samen/)).toBeVisible();
	await joke.getByRole('link', { name: 'Maand later' }).click();
	await expect(joke.getByRole('heading', { name: 'november 2026' })).toBeVisible();
	await joke.getByRole('link', { name: 'Per groep' }).click();
	await expect(joke.getByRole('heading', { name: 'Groep 1/2 Zonnebloem' })).toBeVisible();
	await joke.getByRole('link', { name: 'Als lijst' }).click();
	await expect(joke.getByText('Kerstvakantie')).toBeVisible();

	await joke.getByRole('button', { name: 'Adres maken' }).click();
	const address = (await joke.locator('.address').innerText()).trim();
	const nobody = await (await browser.newContext()).request.get(address);
	expect(nobody.headers()['content-type']).toContain('text/calendar');
	expect(await nobody.text()).toContain('SUMMARY:Koffieochtend');
	await joke.getByRole('button', { name: 'Nieuw adres maken' }).click();
	await expect(joke.locator('.address')).not.toHaveText(address);
	expect((await joke.request.get(address)).status()).toBe(404);
});

test('on the day: somebody without an appointment is let in; the rest is called off in one tap', async ({
	browser,
}) => {
	const before = await open(browser, 'Selin Aydın');
	const momentId = await plan(before, 'kind=ten_minutes');
	const grace = await open(browser, 'Grace Bennett');
	await join(grace, momentId, 'last');
	await server.restart('2026-10-12T14:30:00+02:00');

	const selin = await open(browser, 'Selin Aydın');
	await selin.goto(`/staff/moments/${momentId}/door?day=2026-10-12`);
	await selin.getByRole('link', { name: 'Iemand zonder afspraak' }).last().click();
	const griet = await selin.locator('option', { hasText: 'Griet' }).getAttribute('value');
	await selin.getByLabel('Welk kind?').selectOption(griet);
	await selin.getByRole('button', { name: 'Griet: is gekomen' }).click();
	await expect(selin.getByText('Ingeschreven en aangevinkt.')).toBeVisible();
	await expect(selin.getByRole('button', { name: /Griet.*: gekomen$/ })).toHaveAttribute(
		'aria-pressed',
		'true',
	);

	await selin.goto('/staff/moments/door?day=2026-10-12');
	await selin.getByRole('link', { name: 'Alles van deze dag afgelasten' }).click();
	await selin.getByRole('dialog').getByRole('button', { name: 'Alles van deze dag afgelasten' }).click();
	await expect(selin.getByText(/tijden zijn afgelast/)).toBeVisible();
	await selin.goto(`/staff/moments/${momentId}`);
	const sent = selin.locator('details', { hasText: 'Tijd afgelast' });
	await sent.locator('summary').first().click();
	await expect(sent.getByText('Grace Bennett')).toBeVisible();
});

test('the first-week welcome: from the start page to the parents of a new child, once, in their language', async ({
	browser,
}) => {
	const joke = await open(browser, 'Joke Verbeek', 1440);
	await joke.goto('/staff');
	const fresh = joke.getByRole('region', { name: 'Nieuw op school' });
	await expect(fresh.getByRole('listitem').filter({ hasText: 'Yousef' })).toContainText('Welkom gestuurd');
	await fresh.getByRole('link', { name: 'Welkom sturen' }).click();
	// the others had theirs; the text is shown before it is sent, in the language of who gets it
	await expect(joke.getByRole('checkbox')).toHaveCount(1);
	await expect(joke.getByRole('checkbox', { name: 'Oliver Bennett' })).toBeChecked();
	await joke.getByRole('button', { name: 'Welkom sturen' }).click();
	await expect(joke).toHaveURL(/told=1$/);
	await expect(joke.getByRole('link', { name: 'Oliver Bennett' })).toBeVisible();
	await expect(joke.getByRole('checkbox')).toHaveCount(0);
	await expect(async () => {
		await joke.goto('/outbox'); // the worker sends in its own time
		const mail = joke.getByRole('link').filter({ hasText: 'grace.bennett@ouders.example' });
		await expect(mail.filter({ hasText: 'Welcome to OBS De Vuurvogel' })).toHaveCount(1, { timeout: 500 });
	}).toPass();
});

test('from the number of free places to the times that have them', async ({ browser }) => {
	const joke = await open(browser, 'Joke Verbeek', 390);
	await joke.goto('/staff?week=2026-10-12');
	const number = joke.getByRole('link', { name: /^Er zijn nog .* vrij\.$/ });
	const words = await number.textContent();
	await number.click();
	await expect(joke.getByRole('heading', { level: 1, name: words ?? '' })).toBeVisible();
	await joke.getByRole('main').getByRole('listitem').first().getByRole('link').click();
	await expect(joke).toHaveURL(/\/staff\/moments\/[^/]+#/);
});
