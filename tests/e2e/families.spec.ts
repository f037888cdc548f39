// Families at the office: finding them among a thousand, the page of a child, groups, consents, an import taken back.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startNamedSchool, type ActorName, type NamedSchoolServer } from '../support/named-school-server.ts';
import { addThousand } from '../support/thousand.ts';

const MOST_NODES = 3000;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: NamedSchoolServer;
test.beforeAll(async () => {
	server = await startNamedSchool((store) => addThousand(store));
});
test.afterAll(() => server.stop());

async function open(browser: Browser, as: ActorName, javaScriptEnabled = true): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled });
	const [name = '', value = ''] = server.cookies[as].split('=');
	await context.addCookies([{ name, value, url: server.origin }]);
	return context.newPage();
}

test('a thousand families: few enough nodes, page by page, and found by name', async ({ browser }) => {
	const page = await open(browser, 'office');
	await page.goto('/staff/families');
	await expect(page.getByText('1005 kinderen')).toBeVisible();
	expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThanOrEqual(MOST_NODES);
	await page.getByRole('link', { name: 'Volgende' }).click();
	await expect(page.getByText('51 tot en met 100 van 1005')).toBeVisible();
	for (const [words, link, count] of [
		['Bakkali, el', 'Ilyas el Bakkali', '1 kind'],
		['el bakkali', 'Ilyas el Bakkali', '1 kind'],
		['yildirim', 'Elif Yıldırım', '2 kinderen'],
		['Yıldırım', 'Emre Yıldırım', '2 kinderen'],
	] as const) {
		await page.getByLabel('Naam, telefoon of e-mailadres').fill(words);
		await page.getByRole('button', { name: 'Zoeken' }).click();
		await expect(page).toHaveURL((url) => url.searchParams.get('q') === words);
		await expect(page.getByText(count, { exact: true })).toBeVisible();
		await expect(page.getByRole('link', { name: link })).toBeVisible();
	}
	const file = await page.request.get('/staff/families/list.csv?q=yildirim');
	const text = await file.text();
	expect(text).toContain('Elif Yıldırım;Groep 1/2 Zonnebloem;Ayşe Yıldırım;');
	expect(text.trim().split('\r\n')).toHaveLength(6);
	await page.context().close();
});

test('no list of the staff sends more than three thousand elements, however many families there are', async ({
	browser,
}) => {
	const page = await open(browser, 'head');
	const lists = [
		'/staff',
		'/staff/families?page=2',
		'/staff/families?show=no-contact&group=groep7',
		'/staff/letters',
		'/staff/letters?group=groep7&page=3',
		'/staff/card/readers',
		'/staff/contacts',
		'/staff/audit',
		'/staff/rights',
	];
	const elements: Record<string, number> = {};
	for (const path of lists) {
		const html = await (await page.request.get(path)).text();
		elements[path] = html.match(/<[a-z][\w-]*[\s>/]/g)?.length ?? 0;
	}
	const known = Object.values(elements).every((count) => count > 50);
	const tooMany = Object.entries(elements).filter(([, count]) => count > MOST_NODES);
	expect([known, tooMany]).toEqual([true, []]);
	await page.context().close();
});

test('without JavaScript: search, add a parent, take the link away and back', async ({ browser }) => {
	const page = await open(browser, 'office', false);
	await page.goto('/staff/families?q=zuzia');
	await page.getByRole('link', { name: 'Zuzia Kowalczyk' }).click();
	await page.getByRole('link', { name: 'Ouder toevoegen' }).click();
	await page.getByRole('button', { name: 'Ouder toevoegen' }).click();
	await expect(page.getByText('Vul een naam, een e-mailadres of een telefoonnummer in.')).toBeVisible();
	await page.getByLabel('Naam', { exact: true }).fill('Piotr Kowalczyk');
	await page.getByLabel('Telefoon', { exact: true }).fill('06-12345678');
	await page.getByRole('button', { name: 'Ouder toevoegen' }).click();
	await expect(page.getByText('Piotr Kowalczyk hoort nu bij Zuzia.')).toBeVisible();

	const card = page.getByRole('region', { name: 'Piotr Kowalczyk' });
	await card.getByText('Losmaken of brief intrekken').click();
	await card.getByRole('button', { name: 'Hoort niet bij Zuzia' }).click();
	await expect(page.getByText('Piotr Kowalczyk hoort niet meer bij Zuzia.')).toBeVisible();
	await expect(card).toHaveCount(0);
	await page.getByRole('button', { name: 'Ongedaan maken' }).click();
	await expect(card).toBeVisible();
	await page.context().close();
});

test('two records of one person: looked at, then merged', async ({ browser }) => {
	const page = await open(browser, 'office');
	await page.goto('/staff/families/zuzia/agnieszka');
	await page.getByLabel('Naam, telefoon of e-mailadres').fill('piotr');
	await page.getByRole('button', { name: 'Zoeken' }).click();
	await page.getByRole('link', { name: 'Samen bekijken' }).click();
	await expect(page.getByText('De kaart van Piotr Kowalczyk verdwijnt.')).toBeVisible();
	await page.getByRole('button', { name: 'Samenvoegen' }).click();
	await expect(page.getByText('De twee kaarten zijn nu één.')).toBeVisible();
	await expect(page.getByLabel('Telefoon', { exact: true })).toHaveValue('06-12345678');
	await page.context().close();
});

test('consents: asked without JavaScript, entered from paper, one no is no', async ({ browser }) => {
	const parent = await open(browser, 'parent of the child', false);
	await parent.goto('/me');
	await parent.getByRole('link', { name: /Toestemming|İzin/ }).click();
	const elif = parent.locator('form').filter({ has: parent.locator('[name=childId][value=elif]') });
	await elif.locator('input[value="photo.app"]').check({ force: true });
	await elif.getByRole('button').click();
	await expect(parent.getByRole('status').first()).toBeVisible();
	await parent.context().close();

	const page = await open(browser, 'office');
	await page.goto('/staff/consents?group=zonnebloem');
	const row = page.getByRole('row').filter({ hasText: 'Elif' });
	await expect(row.getByRole('cell').nth(1)).toHaveText('mag');
	await page.getByRole('link', { name: 'Elif Yıldırım' }).click();
	await page.getByText('Mehmet Yıldırım').click();
	await page.locator('details[open]').getByRole('button', { name: 'Overnemen' }).click();
	await expect(page.getByText('Overgenomen.')).toBeVisible();
	await page.goto('/staff/consents?group=zonnebloem');
	await expect(row.getByRole('cell').nth(1)).toHaveText('mag niet');
	await page.context().close();
});

test('a group gets a second teacher with days; a child goes out and back in', async ({ browser }) => {
	const page = await open(browser, 'office');
	await page.goto('/staff/groups');
	await page.getByRole('link', { name: /Groep 4/ }).click();
	await page.getByLabel('Leerkracht 2', { exact: true }).selectOption({ label: 'Marieke Koster' });
	await page.locator('[name=days1][value="5"]').check({ force: true });
	await page.getByRole('button', { name: 'Groep opslaan' }).click();
	await expect(page.getByText('De groep is opgeslagen.')).toBeVisible();
	await page.getByRole('button', { name: 'Uit de groep: Emre Yıldırım' }).click();
	await page.getByRole('button', { name: 'Ongedaan maken' }).click();
	await expect(page.getByText('Emre Yıldırım zit nu in deze groep.')).toBeVisible();
	await page.goto('/staff/groups');
	await expect(page.getByText('Marieke Koster (vrijdag)')).toBeVisible();
	await page.context().close();
});
