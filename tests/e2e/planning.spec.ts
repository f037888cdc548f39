// The teacher's side of a moment: planned without typing, who comes, a paper slip, a new time, the list at the door.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startDemoServer, windowOf, type DemoServer } from '../support/running-demo.ts';

// one school week, from planning to who came: each test goes on where the one before ended
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: DemoServer;
/** Path of the moment that the first test plans. */
let moment: string;

test.beforeAll(async () => {
	server = await startDemoServer('2026-10-06T09:00:00+02:00');
});
test.afterAll(() => server.stop());

const open = (browser: Browser, who: string, width?: number) => windowOf(server, browser, who, width);

/** The mails of the demo's outbox: `to: subject`, newest first. */
async function mails(page: Page): Promise<string[]> {
	await page.goto('/outbox');
	const links = await page.locator('main li a').all();
	return Promise.all(
		links.map(async (link) => {
			const subject = await link.locator('strong').innerText();
			const [to = ''] = (await link.locator('.soft').innerText()).split(' · ');
			return `${to}: ${subject}`;
		}),
	);
}

test('a week of kijkmomenten: planned and published with two taps and no typing, and parents see it', async ({
	browser,
}) => {
	const selin = await open(browser, 'Selin Aydın');
	let taps = 0;
	const tap = async (name: string | RegExp) => {
		taps += 1;
		await selin.getByRole('link', { name }).or(selin.getByRole('button', { name })).first().click();
	};
	await selin.goto('/staff');
	await tap('Moment plannen');
	await expect(selin.getByRole('heading', { name: 'Week met kijkmomenten' })).toBeVisible();
	await expect(selin.getByRole('checkbox', { checked: true }).first()).toBeAttached();
	await tap(/gezinnen uitnodigen/);
	await expect(selin.getByText('Het moment is gepubliceerd')).toBeVisible();
	expect(taps).toBeLessThanOrEqual(12);
	expect(taps).toBe(2);
	moment = new URL(selin.url()).pathname.replace('/staff/moments/', '');

	const ayse = await open(browser, 'Ayşe Öztürk');
	await ayse.goto('/join');
	await expect(ayse.locator(`a[href^="/join/${moment}"]`).first()).toBeVisible();
});

test('what lies at a chosen time is said beside it, with and without JavaScript, and forbids nothing', async ({
	browser,
}) => {
	const path = '/staff/moments/plan?day=2026-10-12';
	const plain = await windowOf(server, browser, 'Marieke Koster', 1440, { javaScriptEnabled: false });
	await plain.goto(path);
	await expect(plain.getByText('Er is dan al iets anders')).toBeVisible();
	// its styles come with the page, not with a script
	await expect(plain.locator('form .grid')).toHaveCSS('display', 'grid');

	const marieke = await open(browser, 'Marieke Koster');
	await marieke.goto(path, { waitUntil: 'networkidle' });
	const warning = marieke.locator('#clashes');
	await expect(warning.getByRole('link', { name: 'Kijkmoment · Groep 1/2 Zonnebloem' })).toBeVisible();
	const ticked = marieke.getByRole('checkbox', { name: /oktober, 8.30/, checked: true });
	while (await ticked.count()) await ticked.first().click();
	await expect(warning).toBeHidden();
	await marieke.getByRole('checkbox', { name: /maandag 12 oktober, 8.30/ }).click();
	await expect(warning.getByText('Voor dezelfde ouders')).toBeVisible();
	await expect(marieke.getByRole('button', { name: /gezinnen uitnodigen/ })).toBeEnabled();
});

test('published by mistake: one tap makes it a draft again, which no parent sees', async ({ browser }) => {
	const selin = await open(browser, 'Selin Aydın');
	await selin.goto(`/staff/moments/${moment}`);
	await selin.getByRole('button', { name: 'Publiceren terugdraaien' }).click();
	await expect(selin.getByText('Het is weer een concept.', { exact: false })).toBeVisible();
	const ayse = await open(browser, 'Ayşe Öztürk');
	expect((await ayse.goto(`/join/${moment}`))?.status()).toBe(404);
	await selin.getByRole('button', { name: /gezinnen uitnodigen/ }).click();
	await expect(selin.getByText('Het moment is gepubliceerd')).toBeVisible();
	expect((await ayse.goto(`/join/${moment}`))?.status()).toBe(200);
});

test('a parent signs up, another brings a paper slip: both are in the list, and who did not answer is beside it', async ({
	browser,
}) => {
	const grace = await open(browser, 'Grace Bennett');
	await grace.goto(`/join/${moment}`);
	await grace.locator('label:has(input[name="slotId"])').first().click();
	await grace.getByRole('button', { name: 'Make the appointment' }).click();
	await expect(grace.getByText('You are coming', { exact: true })).toBeVisible();

	const selin = await open(browser, 'Selin Aydın');
	await selin.goto(`/staff/moments/${moment}`);
	await expect(selin.getByText('Grace Bennett, 1 volwassene')).toBeVisible();
	await selin.getByRole('link', { name: 'Iemand inschrijven' }).first().click();
	const griet = await selin.locator('option', { hasText: 'Griet' }).getAttribute('value');
	await selin.getByLabel('Welk kind?').selectOption(griet);
	await selin.locator('label:has(input[name="guardianId"])').last().click();
	await selin.locator('label:has(input[name="slotId"])').first().click();
	await selin.getByRole('button', { name: 'Griet: inschrijven' }).click();
	await expect(selin.getByText('Ingeschreven. De ouder krijgt een bevestiging.')).toBeVisible();
	await expect(selin.getByText('door school')).toBeVisible();
	await expect(selin.getByText(/Voor 2 van \d+ kinderen komt iemand/)).toBeVisible();
	await expect(selin.getByRole('link', { name: 'Noë: inschrijven' })).toBeVisible();
	await expect.poll(() => mails(grace)).toContainEqual(expect.stringContaining('mark.hof@ouders.example: '));
});

test('bad input stays in its field, with what is the matter beside it', async ({ browser }) => {
	const selin = await open(browser, 'Selin Aydın');
	await selin.goto(`/staff/moments/${moment}`);
	await selin.getByRole('link', { name: 'Tijd wijzigen' }).first().click();
	await selin.getByLabel('Begin').fill('10:00');
	await selin.getByLabel('Einde').fill('09:30');
	await selin.getByRole('button', { name: 'Verplaatsen' }).click();
	await expect(selin.getByLabel('Einde')).toHaveAttribute('aria-invalid', 'true');
	await expect(selin.getByLabel('Einde')).toHaveValue('09:30');
	await selin.getByLabel('Dag').fill('2026-10-01');
	await selin.getByLabel('Einde').fill('10:30');
	await selin.getByRole('button', { name: 'Verplaatsen' }).click();
	await expect(selin.getByLabel('Dag')).toHaveAttribute('aria-invalid', 'true');
	await expect(selin.getByLabel('Dag')).toHaveValue('2026-10-01');
});

test('a time is moved: those in it are told, and nobody else', async ({ browser }) => {
	const selin = await open(browser, 'Selin Aydın');
	await selin.goto(`/staff/moments/${moment}`);
	// the page lists the newest only: counted from the one that was on top
	const [newest = ''] = await mails(selin);
	const since = async () => {
		const all = await mails(selin);
		return all.slice(0, all.indexOf(newest));
	};
	await selin.goto(`/staff/moments/${moment}`);
	await selin.getByRole('link', { name: 'Tijd wijzigen' }).first().click();
	await expect(selin.getByText('2 ouders houden hun plaats', { exact: false })).toBeVisible();
	await selin.getByLabel('Begin').fill('09:00');
	await selin.getByLabel('Einde').fill('09:30');
	await selin.getByRole('button', { name: 'Verplaatsen' }).click();
	await expect(selin.getByText('De tijd is verplaatst')).toBeVisible();
	await expect(selin.getByText('9.00 – 9.30 uur')).toBeVisible();
	await expect.poll(async () => (await since()).length).toBe(2);
	expect((await since()).sort()).toEqual([
		expect.stringMatching(/^grace\.bennett@ouders\.example: .*9:00/),
		expect.stringMatching(/^mark\.hof@ouders\.example: .*9\.00/),
	]);
});

test('a time is called off: it asks once, tells those in it, and offers them another', async ({
	browser,
}) => {
	const parent = await open(browser, 'Fatima Benali');
	await parent.goto(`/join/${moment}`);
	await parent.locator('label:has(input[name="slotId"])').last().click();
	await parent.locator('form[action="?/signUp"] button:not([type="button"])').last().click();
	await expect(parent).toHaveURL(/done=confirmed/);

	const selin = await open(browser, 'Selin Aydın');
	await selin.goto(`/staff/moments/${moment}`);
	await selin.getByRole('link', { name: 'Tijd wijzigen' }).last().click();
	await selin.getByRole('link', { name: 'Tijd afgelasten' }).click();
	const dialog = selin.getByRole('dialog', { name: 'Deze tijd afgelasten?' });
	await dialog.getByRole('button', { name: 'Tijd afgelasten' }).click();
	await expect(selin.getByText('Deze tijd is afgelast')).toBeVisible();
	await expect.poll(async () => (await mails(selin))[0]).toMatch(/^fatima\.benali@ouders\.example: /);
	await parent.goto(`/join/${moment}`);
	await expect(parent.locator('label:has(input[name="slotId"])').first()).toBeVisible();
});

test('the evening before, those who come are reminded by the running server', async ({ browser }) => {
	await server.restart('2026-10-11T17:00:05+02:00');
	const grace = await open(browser, 'Grace Bennett');
	await expect
		.poll(() => mails(grace), { timeout: 30_000 })
		.toContainEqual(expect.stringMatching(/^grace\.bennett@ouders\.example: Tomorrow/));
	expect((await mails(grace)).filter((mail) => mail.startsWith('mark.hof'))[0]).toContain('Morgen');
});

test('an hour before as well; at the door one taps who came, on the phone and on paper', async ({
	browser,
}) => {
	await server.restart('2026-10-12T08:00:05+02:00');
	const selin = await open(browser, 'Selin Aydın');
	await expect
		.poll(() => mails(selin), { timeout: 30_000 })
		.toContainEqual(expect.stringMatching(/^grace\.bennett@ouders\.example: .*9:00/));

	await selin.goto(`/staff/moments/${moment}`);
	await selin.getByRole('link', { name: 'Deurlijst' }).click();
	await expect(selin.getByRole('heading', { level: 1, name: /maandag 12 oktober/i })).toBeVisible();
	const came = selin.getByRole('button', { name: /Oliver.*: gekomen$/ });
	await came.click();
	await expect(came).toHaveAttribute('aria-pressed', 'true');
	const not = selin.getByRole('button', { name: /Griet.*: niet gekomen$/ });
	await not.click();
	await expect(not).toHaveAttribute('aria-pressed', 'true');
	await selin.reload();
	await expect(came).toHaveAttribute('aria-pressed', 'true');
	await expect(selin.getByText('1 van 2', { exact: false })).toBeVisible();

	await selin.emulateMedia({ media: 'print' });
	await expect(selin.getByText('Oliver Bennett')).toBeVisible();
	await expect(selin.getByRole('navigation', { name: 'Hoofdmenu' })).toBeHidden();
});

test('all of it with the keyboard: a cell ticked, places counted, the plan kept as a draft and thrown away', async ({
	browser,
}) => {
	const selin = await open(browser, 'Selin Aydın', 1440);
	await selin.goto('/staff/moments/plan', { waitUntil: 'networkidle' });
	const cells = selin.locator('input[name="cells"]');
	const last = cells.last();
	await last.focus();
	const was = await last.isChecked();
	await selin.keyboard.press('Space');
	expect(await last.isChecked()).toBe(!was);
	await selin.getByRole('button', { name: 'Eén meer' }).first().focus();
	await selin.keyboard.press('Enter');
	await selin.getByRole('button', { name: 'Bewaar als concept' }).last().focus();
	await selin.keyboard.press('Enter');
	await expect(selin).toHaveURL(/\/staff\/moments\?saved/);
	await selin.getByRole('link', { name: 'Concept weggooien' }).focus();
	await selin.keyboard.press('Enter');
	const dialog = selin.getByRole('dialog', { name: 'Dit concept weggooien?' });
	await expect(dialog).toBeVisible();
	await selin.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await selin.keyboard.press('Enter');
	await dialog.getByRole('button', { name: 'Concept weggooien' }).focus();
	await selin.keyboard.press('Enter');
	await expect(selin.getByText('Het concept is weg')).toBeVisible();
});
