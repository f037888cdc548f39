// The office: from an empty database to printed letters, and files that are not what they should be.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { onTheDayOfTheTests, startBuilt, type BuiltServer } from '../support/built-server.ts';
import { giveFingerprint } from '../support/phone.ts';
import { listenForMail, type MailReceiver } from '../support/smtp-receiver.ts';

const HEAD = 'joke@school.example';
const INPUT = path.resolve('tests/support/input');
const CHILDREN = path.join(INPUT, 'edexml/vuurvogel.xml');
const GUARDIANS = path.join(INPUT, 'csv/vuurvogel-ouders.csv');
const MOST_STEPS = 30;

// one school, which fills up as the tests go
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: BuiltServer;
let post: MailReceiver;
/** What the head did so far, each one thing that a person does: type, choose, press. */
const steps: string[] = [];
/** The head's browser storage, for the tests that follow. */
let signedIn: Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

test.beforeAll(async () => {
	post = await listenForMail();
	const dataDir = mkdtempSync(path.join(tmpdir(), 'schoolbrug-office-'));
	const made = spawnSync(
		process.execPath,
		[
			...onTheDayOfTheTests.options,
			'scripts/school.ts',
			'create',
			'OBS De Vuurvogel',
			'--head',
			HEAD,
			'--brin',
			'99ZZ',
		],
		{
			env: { ...process.env, ...onTheDayOfTheTests.env, SCHOOLBRUG_DEMO: '', DATA_DIR: dataDir },
			encoding: 'utf8',
		},
	);
	steps.push('npm run school -- create');
	if (made.status !== 0) throw new Error(`no school: ${made.stderr}`);
	server = await startBuilt(dataDir, post.url);
});
test.afterAll(async () => {
	await server.stop();
	await post.close();
});

test('from an empty database to letters in at most thirty steps', async ({ browser }) => {
	const context = await browser.newContext({
		baseURL: server.origin,
		viewport: { width: 1440, height: 900 },
	});
	const page = await context.newPage();
	await giveFingerprint(context, page);
	const step = async (what: string, doing: Promise<unknown>) => {
		steps.push(what);
		await doing;
	};
	const press = (name: string | RegExp) => step(`press ${name}`, page.getByRole('button', { name }).click());
	const follow = (name: string | RegExp) =>
		step(`follow ${name}`, page.getByRole('link', { name }).first().click());
	const choose = (label: string, file: string) =>
		step(`choose ${label}`, page.getByLabel(label).setInputFiles(file));

	await step('open the address', page.goto('/sign-in?staff=1'));
	await step('type the address', page.getByRole('textbox').first().fill(HEAD));
	await page.getByRole('textbox').first().press('Enter');
	steps.push('press Enter');
	await page.waitForURL('**/sign-in/code*');
	await step('type the code', page.locator('[name=code]').fill(await mailedCode()));
	await step('press the button', page.locator('main form button').first().click());
	await page.waitForURL('**/staff/passkey*');
	await press('Nu instellen');
	await follow('Verder');

	await follow('Lijsten inlezen');
	await choose('EDEXML-bestand', CHILDREN);
	await step('look at it', button(page, 'children').click());
	await expect(page.getByText('vuurvogel.xml')).toBeVisible();
	await press('Inlezen');
	await expect(page.getByRole('heading', { name: 'Ingelezen' })).toBeVisible();
	await follow('Lees nu de ouders in');
	await choose('Excel- of CSV-bestand', GUARDIANS);
	await step('look at it', button(page, 'guardians').click());
	await page.waitForURL('**/columns');
	await press('Verder');
	await expect(page.getByRole('heading', { name: 'Kijk het na' })).toBeVisible();
	await press('Inlezen');
	await expect(page.getByRole('heading', { name: 'Ingelezen' })).toBeVisible();
	await follow('Brieven maken');
	await press('48 brieven printen');
	await expect(page.locator('article.sheet')).toHaveCount(48);
	await page.evaluate(() => {
		window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
	});
	await press('Nu printen');
	await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');

	// one A4 each: nothing stands below the edge of its sheet
	const heights = await page
		.locator('article.sheet')
		.evaluateAll((sheets) => sheets.map((sheet) => sheet.scrollHeight - sheet.clientHeight));
	expect(Math.max(...heights)).toBeLessThanOrEqual(1);
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(48);

	expect(steps.length, steps.join('\n')).toBeLessThanOrEqual(MOST_STEPS);
	signedIn = await context.storageState();
	await context.close();
});

test('the last import is taken back only while nobody works with it', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.origin, storageState: signedIn })).newPage();
	await page.goto('/staff/import');
	await page.getByText('Inlezen ongedaan maken').first().click();
	await page.getByRole('button', { name: 'Inlezen ongedaan maken' }).click();
	await expect(page.getByText('Zet eerst een vinkje.')).toBeVisible();
	await page.getByRole('checkbox', { name: 'Ja, maak dit ongedaan' }).check({ force: true });
	await page.getByRole('button', { name: 'Inlezen ongedaan maken' }).click();
	// letters were printed for them
	await expect(page.getByText('Dit kan niet meer, want hier is daarna mee gewerkt.')).toBeVisible();
	await expect(page.getByText('Fatima el Bakkali: al in gebruik')).toBeVisible();
	await page.context().close();
});

/** Name of the file, what is in it, and what the page says; on which of the two forms. */
const badFiles: [which: 'children' | 'guardians', name: string, content: Buffer, says: RegExp][] = [
	['children', 'brief.xml', Buffer.from('Beste school, hierbij de leerlingen.'), /geen EDEXML-bestand/],
	['children', 'web.xml', Buffer.from('<html><body>Hallo</body></html>'), /vinden wij geen leerlingen/],
	['children', 'leerlingen.xml', Buffer.from('PK\u0003\u0004excel'), /zip-bestand of een Excel-bestand/],
	[
		'children',
		'doctype.xml',
		Buffer.from('<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY a "b">]><EDEX/>'),
		/DOCTYPE/,
	],
	['children', 'leeg.xml', Buffer.alloc(0), /Het bestand is leeg/],
	['children', 'half.xml', readFileSync(CHILDREN).subarray(0, 5000), /beschadigd bij regel \d+/],
	['guardians', 'leeg.csv', Buffer.alloc(0), /Het bestand is leeg/],
	['guardians', 'foto.csv', Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0'), /geen lijst met kolommen/],
	['guardians', 'edex.csv', readFileSync(CHILDREN), /geen lijst met kolommen/],
];

test('each file that is something else says what to do', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.origin, storageState: signedIn })).newPage();
	for (const [which, name, buffer, says] of badFiles) {
		await page.goto('/staff/import');
		await field(page, which).setInputFiles({ name, mimeType: 'text/xml', buffer });
		await button(page, which).click();
		await expect(page.getByRole('alert'), name).toContainText(says);
		await expect(page, name).toHaveURL(/\/staff\/import\?\/|\/staff\/import$/);
	}
	await page.context().close();
});

test('without a file, the page asks for one', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.origin, storageState: signedIn })).newPage();
	await page.goto('/staff/import');
	await button(page, 'children').click();
	await expect(page.getByRole('alert')).toContainText('Kies eerst een bestand.');
	await page.context().close();
});

for (const javaScriptEnabled of [true, false])
	test(`26 MB is refused in words, ${javaScriptEnabled ? 'before it is sent' : 'without JavaScript too'}`, async ({
		browser,
	}) => {
		const context = await browser.newContext({
			baseURL: server.origin,
			storageState: signedIn,
			javaScriptEnabled,
		});
		const page = await context.newPage();
		await page.goto('/staff/import');
		const buffer = Buffer.alloc(26 * 1024 * 1024, ' ');
		await field(page, 'children').setInputFiles({ name: 'groot.xml', mimeType: 'text/xml', buffer });
		await button(page, 'children').click();
		await expect(page.getByRole('alert')).toContainText('Het bestand is te groot. Het mag 24 MB zijn.');
		await context.close();
	});

test('a list with a title above its header is read from the header on', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.origin, storageState: signedIn })).newPage();
	const list = readFileSync(path.join(INPUT, 'csv/social-schools-style.csv'), 'utf8');
	const titled = `Ouderlijst OBS De Vuurvogel 2026-2027${';'.repeat(5)}\n\n${list}`;
	await page.goto('/staff/import');
	await field(page, 'guardians').setInputFiles({
		name: 'ouders.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(titled),
	});
	await button(page, 'guardians').click();
	await page.waitForURL('**/columns');
	await expect(page.getByRole('heading', { name: 'Roepnaam' })).toBeVisible();
	await expect(page.getByText('Ouderlijst OBS')).toHaveCount(0);
	await page.context().close();
});

test('without JavaScript: the columns, the preview and applying work', async ({ browser }) => {
	const context = await browser.newContext({
		baseURL: server.origin,
		storageState: signedIn,
		javaScriptEnabled: false,
	});
	const page = await context.newPage();
	await page.goto('/staff/import');
	await field(page, 'guardians').setInputFiles(GUARDIANS);
	await button(page, 'guardians').click();
	await page.waitForURL('**/columns');
	await page.getByRole('button', { name: 'Verder' }).click();
	await expect(page.getByText('Er verandert niets')).toBeVisible();

	// a child with defects, and a question that is answered on the page
	await page.goto('/staff/import');
	await field(page, 'children').setInputFiles(path.join(INPUT, 'edexml/defects.xml'));
	await button(page, 'children').click();
	const question = page.getByRole('group').filter({ hasText: 'In welk leerjaar zit Mila?' });
	await question.getByText('Leerjaar 2', { exact: true }).click();
	await page.getByRole('button', { name: 'Inlezen' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Er zijn nog vragen' })).toBeVisible();
	await expect(page.getByText('In welk leerjaar zit Mila?')).toHaveCount(0);
	await context.close();
});

function field(page: Page, which: 'children' | 'guardians') {
	return page.locator(`form[action="?/${which}"] input[type=file]`);
}
function button(page: Page, which: 'children' | 'guardians') {
	return page.locator(`form[action="?/${which}"] button`).first();
}

/** The code of the newest mail to the head. */
async function mailedCode(): Promise<string> {
	const newest = () => post.mails.filter(({ to }) => to.includes(HEAD)).at(-1)?.email.subject ?? '';
	await expect.poll(newest, { timeout: 20_000 }).toMatch(/\d{6}/);
	return /\d{6}/.exec(newest())?.[0] ?? '';
}
