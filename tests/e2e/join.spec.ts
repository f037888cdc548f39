// A parent finds a moment, signs up, changes and cancels; and what happens when things go wrong meanwhile.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { signInAs } from '../support/demo-people.ts';
import { startDemoServer, windowOf, type DemoServer } from '../support/running-demo.ts';

test.use({ serviceWorkers: 'allow' });

/** To the first moment that can be chosen, from Start. */
async function toNextMoment(page: Page) {
	await page.goto('/start');
	await page.getByRole('link', { name: 'Dag kiezen' }).click();
	await expect(page.getByRole('heading', { name: 'Welke dag komt u?' })).toBeVisible();
}
const freeTimes = (page: Page) => page.locator('label:has(input[name="slotId"])');

test('sign up in three taps, see it everywhere, change it, cancel it', async ({ page }) => {
	await signInAs(page, 'Sanne van Dijk');
	await toNextMoment(page);
	await freeTimes(page).first().click();
	await page.getByRole('button', { name: 'Afspraak maken' }).click();
	await expect(page.getByText('U komt!')).toBeVisible();

	const calendar = await page.request.get(
		(await page.getByRole('link', { name: 'Zet in agenda' }).getAttribute('href')) ?? '',
	);
	expect(calendar.headers()['content-type']).toContain('text/calendar');
	expect(await calendar.text()).toContain('BEGIN:VEVENT');

	await page.getByText('Afspraak wijzigen').click();
	await page.getByRole('button', { name: 'Eén meer' }).click();
	await page.getByRole('button', { name: 'Wijziging opslaan' }).click();
	await expect(page.getByText('Uw wijziging is opgeslagen.')).toBeVisible();

	await page.goto('/start');
	await expect(page.getByRole('heading', { name: 'Mijn afspraken' })).toBeVisible();
	await page.getByRole('link', { name: /Kijkmoment/ }).click();
	await page.getByText('Afspraak afzeggen').click();
	await page.getByRole('button', { name: 'Ja, afzeggen' }).click();
	await expect(page.getByText('Uw afspraak is afgezegd.')).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('signing up, saying no and taking it back work all the same', async ({ page }) => {
		await signInAs(page, 'Sanne Visser');
		await page.goto('/start');
		await page.getByRole('button', { name: 'Ik kan niet komen' }).click();
		await expect(page.getByText('We hebben doorgegeven dat u niet kunt komen.')).toBeVisible();
		await page.getByRole('button', { name: 'Ik kan toch komen' }).click();
		await freeTimes(page).first().click();
		await page.getByRole('button', { name: 'Afspraak maken' }).click();
		await expect(page.getByText('U komt!')).toBeVisible();
	});
});

test('a full time is honest: the waiting list has a number', async ({ page }) => {
	await signInAs(page, 'Sanne Vermeulen');
	await toNextMoment(page);
	await page.getByRole('button', { name: /Zet mij op de wachtlijst/ }).click();
	await expect(page.getByText('U staat op de wachtlijst')).toBeVisible();
	await expect(page.getByText(/Wachtlijst, nummer \d+/)).toBeVisible();
});

test('nothing chosen: the page says so and keeps what was typed', async ({ page }) => {
	await signInAs(page, 'Berivan Baran');
	await toNextMoment(page);
	await page.getByRole('textbox').fill('Ik kom met de baby.');
	await page.getByRole('button', { name: 'Afspraak maken' }).click();
	await expect(page.getByText('Kies eerst een tijd.')).toBeVisible();
	await expect(page.getByRole('textbox')).toHaveValue('Ik kom met de baby.');
});

test('a double tap signs up once', async ({ page }) => {
	await signInAs(page, 'Desislava Petrova');
	await toNextMoment(page);
	await freeTimes(page).first().click();
	await page.getByRole('button', { name: 'Afspraak maken' }).dblclick();
	await expect(page.getByText('U komt!')).toBeVisible();
	await expect(page.getByText('U komt', { exact: true })).toHaveCount(1);
});

test('back, forward and reload after signing up show the appointment, and make no other', async ({
	page,
}) => {
	await signInAs(page, 'Elena Popescu');
	await toNextMoment(page);
	await freeTimes(page).first().click();
	await page.getByRole('button', { name: 'Afspraak maken' }).click();
	await expect(page.getByText('U komt!')).toBeVisible();
	await page.goBack();
	await page.goForward();
	await page.reload();
	await expect(page.getByText('U komt', { exact: true })).toHaveCount(1);
});

test('two tabs: the same time again is the same appointment', async ({ page, context }) => {
	await signInAs(page, 'Shanella Martina');
	await toNextMoment(page);
	const second = await context.newPage();
	await second.goto(page.url());
	for (const tab of [page, second]) {
		await freeTimes(tab).first().click();
		await tab.getByRole('button', { name: 'Afspraak maken' }).click();
		await expect(tab.getByText('U komt', { exact: true })).toHaveCount(1);
	}
});

test('the session ended while typing: nothing is half done, and the page says how to go on', async ({
	page,
	context,
}) => {
	await signInAs(page, 'Wei Chen');
	await toNextMoment(page);
	await freeTimes(page).first().click();
	await context.clearCookies({ name: 'session' });
	await page.getByRole('button', { name: 'Afspraak maken' }).click();
	await expect(page).toHaveURL(/\/sign-in\?next=/);
	await expect(page.getByText('Log in, dan gaat u verder waar u was.')).toBeVisible();
});

test.describe('while a parent reads', () => {
	test.describe.configure({ mode: 'serial', timeout: 120_000 });
	let server: DemoServer;
	test.beforeAll(async () => {
		server = await startDemoServer('2026-10-06T09:00:00+02:00');
	});
	test.afterAll(() => server.stop());

	/** The parent's own class, open at the last time, and the teacher's page of the same moment. */
	async function reading(browser: Browser, who: string) {
		const parent = await windowOf(server, browser, who);
		await toNextMoment(parent);
		await freeTimes(parent).last().click();
		const slotId = await parent.locator('input[name="slotId"]:checked').getAttribute('value');
		const momentPath = new URL(parent.url()).pathname.replace('/join/', '/staff/moments/');
		return { parent, momentPath, slotId };
	}

	test('the time fills: the page says so, and what is still possible', async ({ browser }) => {
		const { parent, momentPath, slotId } = await reading(browser, 'Sanne Vermeulen');
		const staff = await windowOf(server, browser, 'Marieke Koster');
		await staff.goto(`${momentPath}/slots/${slotId}`);
		await staff.getByRole('spinbutton', { name: 'Plaatsen' }).fill('1');
		await staff.getByRole('button', { name: 'Plaatsen opslaan' }).click();
		const other = await windowOf(server, browser, 'Agnieszka Kowalczyk');
		await other.goto(new URL(parent.url()).pathname);
		await other.locator(`label:has(input[value="${slotId}"])`).click();
		await other.locator('form[action="?/signUp"] button:not([type="button"])').last().click();
		await expect(other).toHaveURL(/done=confirmed/);

		await parent.getByRole('button', { name: 'Afspraak maken' }).click();
		await expect(
			parent.getByText('Deze tijd is net vol. Kies een andere tijd, of ga op de wachtlijst.'),
		).toBeVisible();
		await expect(parent.getByRole('button', { name: /Zet mij op de wachtlijst/ }).first()).toBeVisible();
	});

	test('the server starts again: what was chosen is still there, and is sent', async ({ browser }) => {
		const { parent } = await reading(browser, 'Sanne van Dijk');
		await server.restart();
		await freeTimes(parent).first().click();
		await parent.getByRole('button', { name: 'Afspraak maken' }).click();
		await expect(parent.getByText('U komt!')).toBeVisible();
	});

	test('the school calls it off: nobody signs up for what is off', async ({ browser }) => {
		const { parent, momentPath } = await reading(browser, 'Mark van den Berg');
		const staff = await windowOf(server, browser, 'Marieke Koster');
		// the question opens over the page: with scripts
		await staff.goto(momentPath, { waitUntil: 'networkidle' });
		await staff.getByRole('link', { name: 'Moment afgelasten' }).click();
		await staff.getByRole('dialog').getByRole('button', { name: 'Moment afgelasten' }).click();
		await expect(staff.getByText('Dit moment is afgelast')).toBeVisible();

		await parent.getByRole('button', { name: 'Afspraak maken' }).click();
		await expect(parent.getByText('Dit gaat niet door', { exact: false }).first()).toBeVisible();
		await expect(parent.getByText('U komt!')).toBeHidden();
	});
});
