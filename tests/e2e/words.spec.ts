// Each parent in the own language and no other: all pages, a mail with its calendar file, what the school wrote included.
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startSession } from '#lib/accounts/server/sessions.ts';
import type { Store } from '#lib/database/store.ts';
import { ownTexts } from '#lib/moments/own-texts.ts';
import { renewOwnFeed } from '#lib/moments/server/own-feed.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { baseLocale, locales, type Locale } from '#lib/translation/locale.ts';
import { addMoment } from '../support/moments.ts';
import { startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';
import { foreignIn, plainCalendar, saidInCalendar, wordsOf } from '../support/own-language.ts';
import { asParent, schoolId, today, type GuardianName } from '../support/people.ts';
import { listenForMail, type MailReceiver } from '../support/smtp-receiver.ts';
import {
	addReaders,
	readers,
	translated,
	translateMoment,
	writeCard,
	writeDayOff,
	writeNotes,
	writtenIn,
} from '../support/written-in-all.ts';

const cookies = {} as Record<Locale, string>;
const signUps = {} as Record<Locale, string>;
const feeds = {} as Record<Locale, string>;
let server: NamedSchoolServer;
let mails: MailReceiver;

test.beforeAll(async () => {
	mails = await listenForMail();
	server = await startNamedSchool(prepare, mails.url);
});
test.afterAll(async () => {
	await server.stop();
	await mails.close();
});

async function prepare(store: Store): Promise<void> {
	await addReaders(store, { entered: true });
	for (const id of ['look', 'machine', 'none'])
		await addMoment(store, {
			id,
			places: 20,
			title: writtenIn.nl.title,
			place: writtenIn.nl.place,
			slots: { [`${id}-1`]: [`2026-10-${12 + id.length}`, '08:30'] },
		});
	await writeNotes(store);
	await translateMoment(store, 'look');
	const { translation } = store.t;
	await store.transact((tx) =>
		tx.insert(translation).values(
			translated.flatMap((language) =>
				ownTexts.map((field) => ({
					...{ schoolId, id: newId(), aboutKind: 'moment', aboutId: 'machine', field, language },
					...{
						state: 'machine' as const,
						text: writtenIn[language][field],
						of: writtenIn.nl[field],
						from: 'nl',
					},
					...{ provider: 'deepl', at: today },
				})),
			),
		),
	);
	await writeCard(store);
	await writeDayOff(store);
	for (const locale of locales) {
		const { id, childId } = readers[locale];
		const wish = { slotId: 'look-1', childId, adults: 1, interpreter: null, note: null, wait: false };
		const result = await signUp(store, await asParent(store, id as GuardianName), { ...wish, now: today });
		if (!result.ok) throw new Error(result.refusal);
		signUps[locale] = result.signUpId;
		feeds[locale] = await renewOwnFeed(store, await asParent(store, id as GuardianName), today);
		const { cookie } = await store.transact((tx) =>
			startSession(tx, {
				...{ schoolId, person: { guardianId: id }, strength: 'confirmed', passkey: true },
				...{ device: 'Chrome, Android', now: today },
			}),
		);
		cookies[locale] = `session=${cookie}`;
	}
}

const pages = [
	'/start',
	'/join',
	'/join/look',
	'/join/machine',
	'/contact',
	'/school',
	'/school/card',
	'/school/absence',
	'/school/words',
	'/me',
	'/me/languages',
	'/me/notifications',
	'/me/devices',
	'/me/consents',
	'/me/seen',
	'/me/bring-along',
	'/messages',
	'/easy',
	'/easy/join',
	'/easy/join/look',
	'/easy/contact',
	'/easy/card',
	'/easy/news',
	'/easy/ill',
	'/easy/choose',
	'/m/share-look',
	'/privacy',
];

for (const locale of locales) {
	const open = async (address: string, cookie = cookies[locale], language: Locale = locale) => {
		const response = await fetch(`${server.origin}${address}`, {
			headers: { cookie, accept: 'text/html', 'accept-language': language },
		});
		expect(response.status, address).toBe(200);
		return response.text();
	};
	const own = writtenIn[locale];

	test(`who reads ${locale} reads nothing else, on no page, in no mail and in no calendar`, async () => {
		const foundIn = foreignIn(locale);
		// what is looked for is found where it is: on the page of who reads another language
		const other = locales.find((one) => one !== locale) ?? baseLocale;
		expect(foundIn(wordsOf(await open('/join/look', cookies[other], other), other)).length).toBeGreaterThan(
			3,
		);
		const foreign = new Map<string, string[]>();
		for (const address of pages) foreign.set(address, foundIn(wordsOf(await open(address), locale)));
		for (let at = 2, card = await open('/easy/card'); card.includes(`"/easy/card/${at}"`); at++) {
			card = await open(`/easy/card/${at}`);
			foreign.set(`/easy/card/${at}`, foundIn(wordsOf(card, locale)));
		}
		expect(foreign.size).toBeGreaterThan(pages.length + 5);
		expect([...foreign].filter(([, words]) => words.length > 0)).toEqual([]);
		expect(await open('/start')).toContain(own.title);
		expect(await open('/join')).toContain(own.place);
		expect(await open('/join/look')).toContain(own.note);
		const card = await open('/school/card');
		for (const text of [own.cardTitle, own.cardText, own.dayOff]) expect(card).toContain(text);

		expect(await open('/school')).toContain(own.dayOff);
		const feed = plainCalendar(await open(`/api/calendar/${feeds[locale]}.ics`));
		expect(feed).toContain(own.dayOff);
		expect(foundIn(saidInCalendar(feed))).toEqual([]);

		const calendar = plainCalendar(await open(`/join/look/${signUps[locale]}.ics`));
		expect(calendar).toContain(own.title);
		expect(foundIn(saidInCalendar(calendar))).toEqual([]);

		const { email } = readers[locale];
		const mine = () => mails.mails.find(({ to }) => to.includes(email));
		await expect.poll(mine, { timeout: 20_000 }).toBeDefined();
		const { html = '', subject = '', attachments = [] } = mine()?.email ?? {};
		expect(html).toContain(own.title);
		expect(foundIn([subject, wordsOf(html, locale)].join('\n'))).toEqual([]);
		const attached = plainCalendar(attachments.map(({ content }) => String(content)).join(''));
		expect(attached).toContain(own.title);
		expect(foundIn(saidInCalendar(attached))).toEqual([]);
	});

	if (locale !== baseLocale)
		test(`who reads ${locale} is told how a text came about`, async () => {
			const texts = JSON.parse(readFileSync(`messages/${locale}/momentnotices.json`, 'utf8')) as Record<
				string,
				string
			>;
			const told = {
				look: texts.momentnotices_text_person,
				machine: texts.momentnotices_text_machine,
				none: texts.momentnotices_text_none,
			};
			for (const [momentId, how] of Object.entries(told)) {
				const page = (await open(`/join/${momentId}`)).replace(/<!--.*?-->/gs, '');
				expect(page, momentId).toContain(how);
				for (const [other, words] of Object.entries(told))
					if (other !== momentId) expect(page, `${momentId} as ${other}`).not.toContain(words);
				// what the school wrote stands there too, and says which language it is
				expect(page).toMatch(new RegExp(`lang="nl"[^>]*>[^<]*${writtenIn.nl.note}`));
			}
		});
}

test('staff put a text into a language; the parent reads it', async ({ page }) => {
	await page.context().addCookies([
		{
			name: 'session',
			value: server.cookies['teacher of the group'].slice('session='.length),
			url: server.origin,
		},
	]);
	await page.goto(`${server.origin}/staff/moments/none/languages`);
	const polish = page.locator('#t-pl');
	await polish.locator('summary').click();
	await polish.locator('textarea[name=note]').fill('Proszę nie zapomnieć o książce.');
	await polish.getByRole('button', { name: 'Opslaan' }).click();
	await expect(page).toHaveURL(/saved=pl/);
	await expect(polish.locator('textarea[name=note]')).toHaveValue('Proszę nie zapomnieć o książce.');
	const parent = await fetch(`${server.origin}/join/none`, { headers: { cookie: cookies.pl } });
	expect(await parent.text()).toContain('Proszę nie zapomnieć o książce.');
});
