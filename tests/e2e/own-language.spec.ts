// From the letter to the easy view in the own language and no other: every page on the way, what comes by mail and as push
// message, the calendar file, what is printed. Over HTTP, in all languages: words.spec.ts.
import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { openStore, type Store } from '#lib/database/store.ts';
import { sendMessage } from '#lib/messages/server/send.ts';
import { moveSlot } from '#lib/moments/server/change.ts';
import { directionOf, type Locale } from '#lib/translation/locale.ts';
import { addMoment } from '../support/moments.ts';
import { startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';
import {
	foreignIn,
	messagesOf,
	plainCalendar,
	saidInCalendar,
	wordsOf,
	wordsShown,
} from '../support/own-language.ts';
import { asStaff, today } from '../support/people.ts';
import { ANDROID } from '../support/phone.ts';
import { givePushService } from '../support/push-in-browser.ts';
import { startPushReceiver, type PushReceiver } from '../support/push-receiver.ts';
import { listenForMail, type MailReceiver } from '../support/smtp-receiver.ts';
import { fillBirthDate, printLetter, visit } from '../support/visits.ts';
import {
	addReaders,
	readers,
	translateMoment,
	writeCard,
	writeDayOff,
	writeJobTitle,
	writeNotes,
	writtenIn,
} from '../support/written-in-all.ts';

test.describe.configure({ timeout: 120_000 });

const birthDates = { nl: ['19', '12', '2021'], ar: ['19', '12', '2021'], pl: ['25', '4', '2022'] } as const;

let server: NamedSchoolServer;
let mails: MailReceiver;
let pushes: PushReceiver;
/** The database beside the running server: what staff do is done here. */
let store: Store;

test.beforeAll(async () => {
	mails = await listenForMail();
	pushes = await startPushReceiver();
	let file = '';
	server = await startNamedSchool(
		async (store, dataDir) => {
			file = path.join(dataDir, 'schoolbrug.db');
			await addReaders(store, { entered: false });
			for (const id of ['look', 'easy'])
				await addMoment(store, {
					...{ id, places: 20, title: writtenIn.nl.title, place: writtenIn.nl.place },
					slots: {
						[`${id}-nl`]: ['2026-10-13', '08:30'],
						[`${id}-ar`]: ['2026-10-14', '08:30'],
						[`${id}-pl`]: ['2026-10-15', '08:30'],
					},
				});
			await writeNotes(store);
			for (const id of ['look', 'easy']) await translateMoment(store, id);
			await writeCard(store);
			await writeDayOff(store);
			await writeJobTitle(store);
		},
		mails.url,
		{
			PUSH_HOSTS: pushes.host,
			NODE_EXTRA_CA_CERTS: path.resolve('tests/support/certificate/certificate.pem'),
		},
	);
	store = await openStore({ engine: 'sqlite', file });
});
test.afterAll(async () => {
	await store.close();
	await server.stop();
	await mails.close();
	await pushes.close();
});

for (const locale of ['nl', 'ar', 'pl'] as const)
	test(`who reads ${locale}: from the letter to the easy view`, async ({ browser }) => {
		const foundIn = foreignIn(locale);
		const say = messagesOf(locale);
		const own = writtenIn[locale];
		const seen: string[] = [];
		/** Nothing here is in another language. */
		const look = async (page: Page, where: string) => {
			const words = await wordsShown(page);
			expect(foundIn(words), where).toEqual([]);
			await expect(page.locator('html'), where).toHaveAttribute('lang', locale);
			await expect(page.locator('html'), where).toHaveAttribute('dir', directionOf(locale));
			seen.push(where);
			return words;
		};
		const { id, email } = readers[locale];

		const letter = await printLetter(browser, server, id, async (page) => {
			await page.emulateMedia({ media: 'print' });
			const sheet = page.locator('article.sheet');
			await expect(sheet).toHaveAttribute('lang', locale);
			expect(foundIn(await wordsShown(page, 'article.sheet'))).toEqual([]);
		});
		const { context, page } = await visit(browser, server, 'signed out', {
			...{ userAgent: ANDROID, serviceWorkers: 'allow', viewport: { width: 390, height: 844 } },
		});
		await givePushService(context, server.origin, pushes.subscribe(`phone-${locale}`));

		// coming in. On the page of another language, what is looked for is found
		const other: Locale = locale === 'nl' ? 'pl' : 'nl';
		await page.goto(`${letter}?language=${other}`);
		expect(foundIn(await wordsShown(page)).length).toBeGreaterThan(5);
		await page.goto(letter);
		await look(page, 'letter');
		const [day, month, year] = birthDates[locale];
		await fillBirthDate(page, day, month, year);
		await page.waitForURL('**/coming-in/language');
		await look(page, 'language');
		await page.locator('main form button').first().click();
		await page.waitForURL('**/coming-in/school-sees');
		await look(page, 'school sees');
		await page.locator('main form button').first().click();
		await page.waitForURL('**/coming-in/back-again');
		await look(page, 'back again');
		await page.getByRole('link', { name: say.app_button_skip }).click();
		await page.waitForURL('**/coming-in/home-screen');
		await look(page, 'home screen');
		const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
		const installed = (await (await context.request.get(manifest ?? '')).json()) as {
			lang: string;
			dir: string;
		};
		expect(installed).toMatchObject({ lang: locale, dir: directionOf(locale) });
		expect(foundIn(saidInManifest(installed).join('\n'))).toEqual([]);

		// what is personal opens with a code by mail
		await page.goto('/confirm?next=%2Fme%2Fnotifications');
		await look(page, 'confirm');
		await page.locator('main form button').first().click();
		await page.waitForURL('**/confirm/code*');
		await look(page, 'code');
		await page.locator('[name=code]').fill(await codeMailedTo(email));
		await page.locator('main form button').first().click();
		await page.waitForURL('**/me/notifications');
		await look(page, 'notifications');
		await page.getByRole('switch', { name: say.notices_discreet_label }).click();
		await page.getByRole('button', { name: say.app_button_save, exact: true }).click();
		await expect(page.getByText(say.notices_saved ?? '')).toBeVisible();
		await page.getByRole('button', { name: say.notices_device_turn_on }).click();
		await expect(page.getByText(say.notices_device_on ?? '')).toBeVisible();
		await look(page, 'notifications on');

		// signing up
		await page.goto('/start');
		expect(await look(page, 'start')).toContain(own.title);
		await page.goto('/join');
		expect(await look(page, 'join')).toContain(own.place);
		await page.goto('/join/look');
		expect(await look(page, 'moment')).toContain(own.note);
		await page.locator(`label:has(input[value="look-${locale}"])`).click();
		await page.locator('form[action="?/signUp"] button').last().click();
		await page.waitForURL('**done=confirmed*');
		await look(page, 'signed up');
		const href = await page.locator('a[href$=".ics"]').first().getAttribute('href');
		const calendar = await (await context.request.get(href ?? '')).text();
		expect(plainCalendar(calendar)).toContain(own.title);
		expect(foundIn(saidInCalendar(calendar))).toEqual([]);

		// what staff do afterwards comes as a push message
		const marieke = await asStaff(store, 'marieke');
		const moved = { slotId: `look-${locale}`, day: '2026-10-20', from: '09:00', till: '09:30', now: today };
		expect(await moveSlot(store, marieke, moved)).toMatchObject({ ok: true, told: 1 });
		const parts = [{ phrase: 'closed_day', filled: { day: '2026-10-09' } }];
		const sent = await sendMessage(store, marieke, {
			about: { kind: 'group', id: 'zonnebloem' },
			...{ parts, text: '', language: 'nl', wait: 'now', formKey: `form-${locale}`, now: today },
		});
		if (!sent.ok) throw new Error(sent.refusal);
		const mine = () => pushes.pushes.filter(({ browser }) => browser === `phone-${locale}`);
		await expect.poll(() => mine().length, { timeout: 20_000 }).toBe(2);
		for (const { text } of mine()) {
			const { notification } = JSON.parse(text) as { notification: Record<string, string> };
			expect(notification).toMatchObject({ lang: locale, dir: directionOf(locale) });
			expect(notification.body).not.toBe('');
			expect(foundIn(`${notification.title}\n${notification.body}`)).toEqual([]);
		}
		expect(mine().some(({ text }) => text.includes(own.place))).toBe(true);

		// the card, the contact, notices, messages
		await page.goto('/school/card');
		expect(await look(page, 'card')).toContain(own.cardText);
		await page.emulateMedia({ media: 'print' });
		const paper = await look(page, 'card on paper');
		for (const text of [own.dayOff, own.number, own.gymGroup, own.jobTitle]) expect(paper).toContain(text);
		await page.emulateMedia({ media: 'screen' });
		for (const address of ['/contact', '/school', '/me/notifications', '/messages', '/me']) {
			await page.goto(address);
			await look(page, address);
		}
		await page.goto(`/messages/${sent.messageId}`);
		await look(page, 'message');

		// cancelling
		await page.goto('/join/look');
		await page.getByText(say.join_cancel_title ?? '', { exact: true }).click();
		await look(page, 'cancel?');
		await page.getByRole('button', { name: say.join_cancel_button }).click();
		await page.waitForURL('**done=cancelled*');
		await look(page, 'cancelled');

		// the easy view, from the choice to an appointment
		await page.goto('/easy/choose');
		await look(page, 'easy choose');
		await page.getByRole('button', { name: say.easy_choose_yes }).click();
		await page.waitForURL('**/easy');
		await look(page, 'easy');
		await page.goto('/easy/join/easy');
		expect(await look(page, 'easy moment')).toContain(own.note);
		await page.getByRole('link', { name: say.easy_come }).click();
		await page.waitForURL('**come=1*');
		for (;;) {
			const words = await look(page, page.url());
			if (words.includes(say.easy_right ?? '')) break;
			const before = page.url();
			await page.locator('main a').first().click();
			await page.waitForURL((url) => url.href !== before);
		}
		await page.locator('main form button').click();
		await page.waitForURL('**done=confirmed*');
		await look(page, 'easy signed up');
		for (const address of [
			'/easy/join',
			'/easy/contact',
			'/easy/news',
			'/easy/ill',
			`/easy/messages/${sent.messageId}`,
		]) {
			await page.goto(address);
			await look(page, address);
		}
		await page.goto('/easy/card');
		await look(page, 'easy card');
		await page.locator('nav').getByRole('link', { name: say.app_button_next }).click();
		await page.waitForURL('**/easy/card/2');
		await look(page, 'easy card 2');
		expect(seen.length).toBeGreaterThan(35);
		await context.close();

		const got = mails.mails.filter(({ to }) => to.includes(email));
		expect(got.length).toBeGreaterThanOrEqual(3); // the code, the appointment, that it is off
		for (const { email: mail } of got) {
			const files = (mail.attachments ?? []).map(({ content }) => saidInCalendar(String(content)));
			const text = withoutOriginal(mail.text ?? '', say.momentnotices_text_wrote ?? '');
			const said = [mail.subject, text, wordsOf(mail.html ?? '', locale), ...files].join('\n');
			expect(foundIn(said), mail.subject).toEqual([]);
		}
	});

/** What an installed app says of itself, shortcuts too. */
function saidInManifest(value: unknown): string[] {
	if (!value || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
		typeof one === 'string' ? (/name$|^description$|^label$/.test(key) ? one : []) : saidInManifest(one),
	);
}

/** A mail's text without what it says to be the school's own words, which stand last. */
function withoutOriginal(text: string, label: string): string {
	const at = text.lastIndexOf(`\n${label}`);
	return at === -1 ? text : text.slice(0, at) + text.slice(text.indexOf('\n-- ', at));
}

/** The newest code that came by mail. */
async function codeMailedTo(address: string): Promise<string> {
	const code = () =>
		mails.mails
			.filter(({ to }) => to.includes(address))
			.flatMap(({ email }) => /\d{6}/.exec(email.subject ?? '')?.[0] ?? [])
			.at(-1);
	await expect.poll(code, { timeout: 20_000 }).toBeDefined();
	return code() ?? '';
}
