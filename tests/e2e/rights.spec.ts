// Who may do what: invited and in, rights given and taken, stepping in for a day, one person at two schools, and the
// trail of it all.
import { expect, test, type Browser } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { startNamedSchool, type ActorName, type NamedSchoolServer } from '../support/named-school-server.ts';
import { otherSchoolId, schoolId, today } from '../support/people.ts';
import { giveFingerprint } from '../support/phone.ts';
import { listenForMail, type MailReceiver } from '../support/smtp-receiver.ts';
import { mailedCode, visit } from '../support/visits.ts';

test.describe.configure({ timeout: 120_000 });

let server: NamedSchoolServer;
let post: MailReceiver;

test.beforeAll(async () => {
	post = await listenForMail();
	server = await startNamedSchool(prepare, post.url);
});
test.afterAll(async () => {
	await server.stop();
	await post.close();
});

const MARIEKE = 'marieke@school.example';
const WIM = 'wim@school.example';

/** A proposed teacher; a parent of the other school who teaches here; a kijkmoment of today with one who comes. */
async function prepare(store: Store): Promise<void> {
	const now = today;
	await store.transact(async (tx) => {
		const { t } = tx;
		await tx.insert(t.staffMember).values({
			schoolId,
			id: 'wim',
			name: 'Wim Bakker',
			email: WIM,
			emailKey: WIM,
			languages: ['nl'],
			days: [],
			status: 'proposed',
			createdAt: now,
		});
		await tx.insert(t.groupTeacher).values({ schoolId, groupId: 'groep7', staffId: 'wim' });
		await tx
			.update(t.guardian)
			.set({ email: MARIEKE, emailKey: MARIEKE, locale: 'tr' })
			.where(and(eq(t.guardian.schoolId, otherSchoolId), eq(t.guardian.id, 'nora')));
		await tx.insert(t.moment).values({
			schoolId,
			id: 'today',
			schoolYearId: '2026',
			kind: 'look',
			adultsPerChild: 2,
			slotsPerChild: 1,
			interpreterOffered: false,
			closesHoursBefore: 0,
			shareToken: 'today',
			createdBy: 'marieke',
			createdAt: now,
			publishedAt: now,
		});
		await tx.insert(t.momentGroup).values({ schoolId, momentId: 'today', groupId: 'zonnebloem' });
		// it began a moment ago, so that it is today's whenever the test runs
		await tx.insert(t.slot).values({
			schoolId,
			id: 'today-slot',
			momentId: 'today',
			startsAt: new Date(now.getTime() - 1000),
			endsAt: new Date(now.getTime() + 60 * 60 * 1000),
			capacity: 4,
			taken: 1,
		});
		await tx.insert(t.signUp).values({
			schoolId,
			id: 'today-sign-up',
			momentId: 'today',
			slotId: 'today-slot',
			childId: 'ilyas',
			guardianId: 'fatima',
			ticket: 1,
			adults: 1,
			places: 1,
			status: 'confirmed',
			createdAt: now,
		});
	});
}

const open = (browser: Browser, as?: ActorName, wide = false) =>
	visit(browser, server, as, wide ? { viewport: { width: 1440, height: 1000 } } : {});

test('a teacher of the import is invited, comes in by mail, code and passkey; rights taken work at once', async ({
	browser,
}) => {
	const desk = await open(browser, 'head', true);
	await desk.page.goto('/staff/more');
	await desk.page.getByRole('link', { name: 'Medewerkers en rechten' }).click();
	await desk.page.getByRole('button', { name: 'Nodig 1 collega uit als leerkracht' }).click();
	await expect(desk.page.getByText('1 uitnodiging verstuurd')).toBeVisible();

	const invitation = () => post.mails.find((mail) => mail.to.includes(WIM));
	await expect.poll(() => invitation()?.email.subject, { timeout: 20_000 }).toContain('OBS De Vuurvogel');
	const link = /https?:\/\/\S+\/invited\/[\w-]+/.exec(invitation()?.email.text ?? '')?.[0] ?? '';
	const { context, page } = await open(browser);
	await giveFingerprint(context, page);
	for (let times = 0; times < 2; times++) await page.goto(link); // looking uses nothing up
	await expect(page.getByRole('heading', { level: 1, name: 'Welkom bij OBS De Vuurvogel' })).toBeVisible();
	await page.getByRole('button', { name: 'Stuur mij een code' }).click();
	await page.waitForURL('**/sign-in/code*');
	await page.locator('[name=code]').fill(await mailedCode(post, WIM));
	await page.locator('main form button').first().click();
	await page.waitForURL('**/staff/passkey*');
	await page.getByRole('button', { name: 'Nu instellen' }).click();
	await page.getByRole('link', { name: 'Verder' }).click();
	await page.waitForURL('**/staff');
	await page.goto('/staff/families');
	await expect(page.getByText('Sem').first()).toBeVisible();
	expect((await page.goto('/staff/rights'))?.status()).toBe(403);
	await page.goto(link);
	await expect(page.getByRole('heading', { level: 1, name: 'U bent al binnen' })).toBeVisible();

	// the head adds the care, and the next page shows every family; then takes the group away again
	await desk.page.reload();
	await desk.page.getByRole('link', { name: /Wim Bakker/ }).click();
	await desk.page.getByRole('checkbox', { name: 'Intern begeleider' }).check({ force: true });
	await desk.page.getByRole('button', { name: 'Rechten opslaan' }).click();
	await expect(desk.page.getByText('Opgeslagen. Het geldt meteen.')).toBeVisible();
	await page.goto('/staff/families/elif');
	await expect(page.getByRole('heading', { level: 1, name: /Elif/ })).toBeVisible();

	await desk.page.locator('summary', { hasText: 'Werkt hier niet meer' }).click();
	await desk.page.getByRole('button', { name: 'Toegang stoppen' }).click();
	await expect(desk.page.getByText('Wim Bakker heeft geen toegang meer')).toBeVisible();
	await page.goto('/staff/families');
	await page.waitForURL('**/sign-in*');
	await context.close();

	// the last head stays head
	await desk.page
		.locator('main')
		.getByRole('link', { name: /Joke van Dam/ })
		.click();
	await desk.page.getByRole('checkbox', { name: 'Directie' }).uncheck({ force: true });
	await desk.page.getByRole('button', { name: 'Rechten opslaan' }).click();
	await expect(desk.page.getByText('Er moet altijd iemand van de directie zijn')).toBeVisible();
	await desk.context.close();
});

test('a colleague whom no import knows is added without JavaScript; a wrong form says what to do', async ({
	browser,
}) => {
	const { context, page } = await visit(browser, server, 'head', { javaScriptEnabled: false });
	await page.goto('/staff/rights');
	await page.locator('summary', { hasText: 'Collega toevoegen' }).click();
	await page.locator('[name=name]').fill('Ada Bos');
	await page.locator('[name=email]').fill('petra@school.example');
	await page.getByRole('button', { name: 'Uitnodiging sturen' }).click();
	await expect(page.getByText('Een collega heeft dit e-mailadres al')).toBeVisible();
	await page.locator('[name=email]').fill('ada@school.example');
	await page.getByRole('button', { name: 'Uitnodiging sturen' }).click();
	await page.waitForURL(/\/staff\/rights\/[\w-]+\?sent=1/);
	await expect(page.getByText('Uitnodiging verstuurd naar ada@school.example')).toBeVisible();
	await page.getByRole('button', { name: 'Uitnodiging intrekken' }).click();
	await expect(page.getByText('De uitnodiging is ingetrokken')).toBeVisible();
	await context.close();
});

test('one sign-in for staff and parent: switched at the top, back without another touch, out of both at once', async ({
	browser,
}) => {
	const { context, page } = await open(browser);
	await giveFingerprint(context, page);
	await page.goto('/sign-in?staff=1');
	await page.locator('[name=email]').fill(MARIEKE);
	await page.locator('main form button').first().click();
	await page.waitForURL('**/sign-in/code*');
	await page.locator('[name=code]').fill(await mailedCode(post, MARIEKE));
	await page.locator('main form button').first().click();
	await page.waitForURL('**/sign-in/who*');
	await page.getByRole('button', { name: /Marieke Koster/ }).click();
	await page.waitForURL('**/staff/passkey*');
	await page.getByRole('button', { name: 'Nu instellen' }).click();
	await page.getByRole('link', { name: 'Verder' }).click();
	await page.waitForURL('**/staff');

	await page.getByRole('link', { name: 'Wisselen' }).click();
	await expect(page.getByText('Elke school ziet alleen wat van die school is')).toBeVisible();
	await page.getByRole('button', { name: /Nora van der Aa/ }).click();
	await page.waitForURL('**/start');
	await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
	await page.goto('/me');
	await expect(page.getByText('Noor').first()).toBeVisible();
	await page.goto('/staff/families'); // not both at once: one is asked, and comes out there
	await page.waitForURL('**/switch?next=*');
	await page.getByRole('button', { name: /Marieke Koster/ }).click();
	await page.waitForURL('**/staff/families');
	await expect(page.getByText('Ilyas').first()).toBeVisible();

	await page.goto('/sign-out');
	await page.locator('main form button').first().click();
	await page.waitForURL('**/sign-in?out=1*');
	await page.goto('/start');
	await page.waitForURL('**/sign-in*');
	await context.close();
});

test('a teacher is ill: two taps, and a colleague has the list of the day, marks who came, and nothing else', async ({
	browser,
}) => {
	const ill = await open(browser, 'teacher of another group');
	await ill.page.goto('/staff/moments/door');
	await expect(ill.page.getByText('Ilyas')).toHaveCount(0);

	const desk = await open(browser, 'office');
	await desk.page.goto('/staff');
	await desk.page.getByRole('link', { name: 'Groep 1/2 Zonnebloem', exact: true }).click();
	await desk.page.getByRole('button', { name: 'Selin Aydın' }).click();
	await expect(desk.page.getByText('Selin Aydın heeft vandaag de lijsten van')).toBeVisible();

	await ill.page.goto('/staff');
	await expect(ill.page.getByText('U valt vandaag in')).toBeVisible();
	await ill.page.getByRole('link', { name: 'Lijst van vandaag openen' }).click();
	await expect(ill.page.getByText('Ilyas')).toBeVisible();
	expect((await ill.page.goto('/staff/families/ilyas'))?.status()).toBe(404);
	expect((await ill.page.goto('/staff/moments/today'))?.status()).toBe(404);
	const marked = await ill.context.request.post('/staff/moments/door?/mark', {
		form: { signUpId: 'today-sign-up', came: 'yes' },
		headers: { origin: server.origin, accept: 'text/html' },
	});
	expect(marked.status()).toBe(200);

	await desk.page.getByRole('button', { name: 'Stoppen' }).click();
	await expect(desk.page.getByText('Selin Aydın heeft de lijsten van')).toBeVisible();
	await ill.page.goto('/staff/moments/door');
	await expect(ill.page.getByText('Ilyas')).toHaveCount(0);
	for (const { context } of [ill, desk]) await context.close();
});

test('the head reads who looked at a family outside own groups, filters, and takes the list out', async ({
	browser,
}) => {
	const care = await open(browser, 'care');
	await care.page.goto('/staff/families/ilyas');
	await expect(care.page.getByRole('heading', { level: 1, name: /Ilyas/ })).toBeVisible();
	const teacher = await open(browser, 'teacher of the group');
	await teacher.page.goto('/staff/families/ilyas'); // of the own group: no line

	const { context, page } = await open(browser, 'head', true);
	await page.goto('/staff/audit');
	await page.getByLabel('Wat', { exact: true }).selectOption('looks');
	await page.getByRole('button', { name: 'Laten zien' }).click();
	await page.waitForURL('**/staff/audit?*what=looks*');
	const lines = page.locator('.day li');
	await expect(lines.filter({ hasText: 'Gezin bekeken van Ilyas el Bakkali' })).toHaveCount(1);
	await expect(lines.filter({ hasText: 'Ines Pereira' })).toHaveCount(1);
	await expect(lines.filter({ hasText: 'Marieke Koster' })).toHaveCount(0);

	const href = (await page.getByRole('link', { name: 'CSV opslaan' }).getAttribute('href')) ?? '';
	const file = await context.request.get(href);
	expect(file.headers()['content-disposition']).toContain('attachment');
	expect(await file.text()).toContain('Ines Pereira;Bekeken buiten eigen groepen;Gezin bekeken van Ilyas');
	await page.getByLabel('Wat', { exact: true }).selectOption('exports');
	await page.getByRole('button', { name: 'Laten zien' }).click();
	await expect(page.locator('.day li').filter({ hasText: 'wie deed wat' })).toHaveCount(1);
	await page.getByLabel('Wie', { exact: true }).selectOption('ines');
	await page.getByRole('button', { name: 'Laten zien' }).click();
	await expect(page.getByText('Geen regels gevonden')).toBeVisible();
	for (const opened of [care, teacher, { context }]) await opened.context.close();
});
