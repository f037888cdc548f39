// A parent interprets for another one: from the wish and the offer to the yes, and back; parents without JavaScript.
import { expect, test, type Browser } from '@playwright/test';
import { addMoment } from '../support/moments.ts';
import { startNamedSchool, type ActorName, type NamedSchoolServer } from '../support/named-school-server.ts';
import { visit } from '../support/visits.ts';

test.describe.configure({ timeout: 120_000 });

let server: NamedSchoolServer;
test.beforeAll(async () => {
	server = await startNamedSchool((store) => addMoment(store));
});
test.afterAll(() => server.stop());

const plain = (browser: Browser, as: ActorName) => visit(browser, server, as, { javaScriptEnabled: false });

test('who wishes agrees, a parent offers, the teacher asks, the first yes has it and can be given back', async ({
	browser,
}) => {
	// Johan reads Dutch and speaks Turkish too
	const helper = await plain(browser, 'parent of another group');
	await helper.page.goto('/me/languages');
	await helper.page.getByRole('link', { name: 'Tolken voor andere ouders' }).click();
	await helper.page.getByLabel('Nog een taal').selectOption('tr');
	await helper.page.getByRole('button', { name: 'Ja, ik wil helpen' }).click();
	await expect(helper.page.getByText('Dank u wel! De school kan u nu vragen.')).toBeVisible();

	const wisher = await plain(browser, 'parent of the child');
	await wisher.page.goto('/join/look?child=elif');
	const form = wisher.page.locator('form[action="?/signUp"]');
	await form.locator('input[name="slotId"]').first().check({ force: true });
	// asked only of who wishes for an interpreter
	await expect(form.locator('input[name="mayAskParent"]')).toBeHidden();
	await form.locator('input[name="interpreter"]').check();
	await form.locator('input[name="mayAskParent"]').check();
	await form.locator('button:not([type="button"])').last().click();
	await expect(wisher.page.getByText('Okul sizin için tercüman arıyor')).toBeVisible();

	const teacher = await visit(browser, server, 'teacher of the group', {
		viewport: { width: 1440, height: 1000 },
	});
	await teacher.page.goto('/staff/moments/look');
	await teacher.page.getByText('Een tolk regelen').click();
	await expect(teacher.page.getByRole('checkbox', { name: 'Johan de Wit' })).toBeChecked();
	await teacher.page.getByRole('button', { name: 'Vragen', exact: true }).click();
	await expect(teacher.page.getByText('gevraagd, nog geen antwoord')).toBeVisible();

	await helper.page.goto('/start');
	await expect(helper.page.getByRole('heading', { name: 'Kunt u tolken?' })).toBeVisible();
	await helper.page.getByRole('link', { name: 'Antwoord geven' }).click();
	// whose family it is comes with the yes
	await expect(helper.page.getByText('Plaats')).toHaveCount(0);
	await expect(helper.page.locator('main')).not.toContainText(/Zonnebloem|Ay.e|Elif/);
	await helper.page.getByRole('button', { name: 'Ja, ik kan tolken' }).click();
	await expect(helper.page.getByRole('heading', { name: 'U komt tolken. Dank u wel!' })).toBeVisible();
	await expect(helper.page.locator('main')).toContainText('Voor: Ayşe');
	const file = await helper.page.getByRole('link', { name: /agenda/ }).getAttribute('href');
	const calendar = await helper.page.request.get(new URL(file ?? '', helper.page.url()).href);
	expect(await calendar.text()).toContain('Tolken');

	await wisher.page.reload();
	await expect(wisher.page.getByText('Tercümanınız: Johan')).toBeVisible();
	await teacher.page.reload();
	await expect(teacher.page.getByText('Johan tolkt')).toBeVisible();

	// the same in the easy view
	await helper.page.goto(helper.page.url().replace('/me/', '/easy/'));
	await helper.page.getByRole('link', { name: 'Ik kan toch niet' }).click();
	await helper.page.getByRole('button', { name: 'Ik kan toch niet' }).click();
	await expect(helper.page.getByText('De school zoekt iemand anders.')).toBeVisible();
	await teacher.page.reload();
	await expect(teacher.page.getByText('nog niemand', { exact: true })).toBeVisible();
	await wisher.page.reload();
	await expect(wisher.page.getByText('Okul sizin için tercüman arıyor')).toBeVisible();
});

test('in the easy view the offer is three taps, and ended with one', async ({ browser }) => {
	const { page } = await plain(browser, 'information only');
	await page.goto('/easy/join');
	await page.getByRole('link', { name: 'Tolken voor andere ouders' }).click();
	await page.goto('/easy/interpreting?language=tr');
	await page.getByRole('button', { name: 'Allebei kan' }).click();
	await expect(page.getByRole('heading', { name: 'Dank u wel! De school kan u nu vragen.' })).toBeVisible();
	await page.getByRole('button', { name: 'Stoppen met tolken' }).click();
	await expect(page.getByRole('heading', { name: 'U bent gestopt. Dank u wel voor uw hulp.' })).toBeVisible();
});
