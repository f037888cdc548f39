// Each parent in the own language and no other: all pages, push messages, mails with their calendar files, what the school
// wrote included.
import { expect, test } from '@playwright/test';
import { and, eq, inArray } from 'drizzle-orm';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { SHOWN_FROM } from '#lib/buddies/key-parent.ts';
import { noteToCoordinator } from '#lib/buddies/server/key-parent-notes.ts';
import { agreeKeyParent, askKeyParent, countCame, ownKeyParent } from '#lib/buddies/server/key-parents.ts';
import { openStore, type Store } from '#lib/database/store.ts';
import { ownTexts } from '#lib/moments/own-texts.ts';
import { moveSlot } from '#lib/moments/server/change.ts';
import { renewOwnFeed } from '#lib/moments/server/own-feed.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { subscribe } from '#lib/notifications/server/subscriptions.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { findRound } from '#lib/talks/server/find-round.ts';
import { familyOffers } from '#lib/talks/server/pick.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { drawDue } from '#lib/talks/server/run-draw.ts';
import { giveWishes } from '#lib/talks/server/wishes.ts';
import { baseLocale, directionOf, locales, type Locale } from '#lib/translation/locale.ts';
import { addMoment, at } from '../support/moments.ts';
import { startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';
import { foreignIn, plainCalendar, saidInCalendar, wordsOf } from '../support/own-language.ts';
import { asParent, asStaff, schoolId, today, type GuardianName } from '../support/people.ts';
import { startPushReceiver, type PushReceiver } from '../support/push-receiver.ts';
import { addRound, details, roundId } from '../support/talks.ts';
import { addTask, taskId } from '../support/tasks.ts';
import { listenForMail, type MailReceiver } from '../support/smtp-receiver.ts';
import {
	addReaders,
	readers,
	translated,
	translateMoment,
	writeCard,
	writeDayOff,
	writeJobTitle,
	writeNotes,
	writtenIn,
} from '../support/written-in-all.ts';

const cookies = {} as Record<Locale, string>;
const signUps = {} as Record<Locale, string>;
const feeds = {} as Record<Locale, string>;
let server: NamedSchoolServer;
let mails: MailReceiver;
let pushes: PushReceiver;
/** The database beside the running server: what staff do later is done here. */
let file = '';
const lotsRound = 'round-lots-00000';
const drawnRound = 'round-drawn-0000';

test.beforeAll(async () => {
	mails = await listenForMail();
	pushes = await startPushReceiver();
	server = await startNamedSchool(prepare, mails.url, {
		PUSH_HOSTS: pushes.host,
		NODE_EXTRA_CA_CERTS: path.resolve('tests/support/certificate/certificate.pem'),
	});
});
test.afterAll(async () => {
	await server.stop();
	await mails.close();
	await pushes.close();
});

async function prepare(store: Store, dataDir: string): Promise<void> {
	file = path.join(dataDir, 'schoolbrug.db');
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
	await addTask(store, { groups: ['school'], marks: ['certificate', 'with_child'], languages: ['uk'] });
	const role = { taskId: 'task-role-0000', template: 'class_parent', repeat: 'standing', marks: [] } as const;
	await addTask(store, { ...role, marks: [], groups: ['school'] });
	await addRound(store, { child: 'welcome', childAsks: true });
	await makeKeyParents(store);
	await addLots(store);
	// the one mail that is looked at below is the confirmation
	const { notice } = store.t;
	await store.transact((tx) =>
		tx
			.delete(notice)
			.where(
				and(
					eq(notice.schoolId, schoolId),
					inArray(notice.kind, [
						'tasks.invited',
						'talks.invited',
						'talks.drawn',
						'talks.drew_nothing',
						'buddies.key_asked',
					]),
				),
			),
	);
	await writeCard(store);
	await writeDayOff(store);
	await writeJobTitle(store);
	for (const locale of locales) {
		const { id, childId } = readers[locale];
		const wish = { slotId: 'look-1', childId, adults: 1, interpreter: null, note: null, wait: false };
		const result = await signUp(store, await asParent(store, id as GuardianName), { ...wish, now: today });
		if (!result.ok) throw new Error(result.refusal);
		signUps[locale] = result.signUpId;
		feeds[locale] = await renewOwnFeed(store, await asParent(store, id as GuardianName), today);
		const { id: sessionId, cookie } = await store.transact((tx) =>
			startSession(tx, {
				...{ schoolId, person: { guardianId: id }, strength: 'confirmed', passkey: true },
				...{ device: 'Chrome, Android', now: today },
			}),
		);
		cookies[locale] = `session=${cookie}`;
		const { endpoint, ...keys } = pushes.subscribe(`phone-${locale}`);
		const owner = { ...(await asParent(store, id as GuardianName)), sessionId };
		await subscribe(store, owner, { endpoint, keys }, { hosts: [pushes.host], now: today });
	}
}

/** Everybody who reads is a key parent of the own language, through whom some came. */
async function makeKeyParents(store: Store): Promise<void> {
	const naima = await asStaff(store, 'naima');
	for (const locale of locales) {
		const { id: guardianId } = readers[locale];
		await askKeyParent(store, naima, { guardianId, now: today });
		const parent = await asParent(store, guardianId as GuardianName);
		const yes = { relation: 'parent', languages: [locale], shares: 'gate', phone: '', now: today } as const;
		await agreeKeyParent(store, parent, { ...yes, languages: [locale] });
		await noteToCoordinator(store, parent, { note: 'family_needs', now: today });
		const own = await ownKeyParent(store.read, parent, '2026-10-06');
		const guest = { schoolId, guardianId: 'somebody else' };
		for (let came = 0; came < SHOWN_FROM; came++)
			await store.transact((tx) => countCame(tx, guest, { code: own?.code ?? '', momentId: 'look' }));
	}
}

/** A round by lots in which wishes are asked, and one that is drawn: everybody wished for the first time that is free. */
async function addLots(store: Store): Promise<void> {
	await addRound(store, { roundId: lotsRound, way: 'lots', drawsOn: '2026-10-16' });
	await addRound(store, { roundId: drawnRound, way: 'lots', drawsOn: '2026-10-14' });
	const round = await findRound(store.read, schoolId, drawnRound);
	for (const { id } of Object.values(readers)) {
		const [offer] = round ? await familyOffers(store.read, round, id, { now: today }) : [];
		const replier = asReplier(await asParent(store, id as GuardianName));
		const wish = { roundId: drawnRound, wishes: offer ? [offer.talks] : [], details, now: today };
		const given = await giveWishes(store, replier, wish);
		if (!given.ok) throw new Error(given.refusal);
	}
	if ((await drawDue(store, at('2026-10-14', '20:00'))) !== 1) throw new Error('nothing was drawn');
}

const pages = [
	'/start',
	'/join',
	'/join/look',
	'/join/machine',
	'/join/tasks',
	'/join/tasks/year',
	`/join/tasks/${taskId}`,
	'/join/tasks/task-role-0000',
	`/join/talks/${roundId}`,
	`/easy/talks/${roundId}`,
	`/join/talks/${lotsRound}`,
	`/easy/talks/${lotsRound}`,
	`/join/talks/${drawnRound}`,
	`/easy/talks/${drawnRound}`,
	`/join/talks/${drawnRound}/draw.txt`,
	'/contact',
	'/school',
	'/school/card',
	'/school/absence',
	'/school/words',
	'/me',
	'/me/languages',
	'/me/notifications',
	'/me/notifications/all',
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
	'/easy/tasks',
	`/easy/tasks/${taskId}`,
	`/easy/tasks/${taskId}?help`,
	'/easy/tasks/task-role-0000',
	'/contact/key-parent',
	'/contact/key-parent?moment=look',
	'/easy/key-parent',
	'/easy/key-parent?moment=look',
	'/easy/key-parent?step=say',
	'/easy/key-parent?step=relation',
	'/easy/key-parent?step=stop',
	'/easy/buddy',
	'/easy/buddy?step=times&role=wish&languages=nl',
	'/easy/choose',
	'/m/share-look',
	'/privacy',
	'/api/mail/none',
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
		for (const text of [own.cardTitle, own.cardText, own.dayOff, own.number, own.gymGroup, own.jobTitle])
			expect(card).toContain(text);
		for (const address of ['/contact', '/easy/contact'])
			expect(await open(address), address).toContain(own.jobTitle);

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
		const { html = '', subject = '', attachments = [], headers = [] } = mine()?.email ?? {};
		expect(html).toContain(own.title);
		expect(foundIn([subject, wordsOf(html, locale)].join('\n'))).toEqual([]);
		const stop = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
		const choice = await open(/\/api\/mail\/[^>]+/.exec(stop)?.[0] ?? '');
		expect(choice).toContain('OBS De Vuurvogel'); // an address that leads nowhere names no school
		expect(foundIn(wordsOf(choice, locale))).toEqual([]);
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

test('a push message, its mail and its calendar file are in the language of who gets them, in all', async () => {
	// six readers, one after the other
	test.setTimeout(120_000);
	const store = await openStore({ engine: 'sqlite', file });
	const before = mails.mails.length;
	const moveTo = async (day: string) => {
		const moved = { slotId: 'look-1', day, from: '09:00', till: '09:30', now: today };
		const result = await moveSlot(store, await asStaff(store, 'marieke'), moved);
		expect(result).toMatchObject({ ok: true, told: locales.length });
	};
	const pushed = async (locale: Locale, nth: number) => {
		const mine = () => pushes.pushes.filter(({ browser }) => browser === `phone-${locale}`);
		await expect.poll(() => mine().length, { timeout: 20_000 }).toBe(nth);
		const { notification } = JSON.parse(mine()[nth - 1]?.text ?? '') as {
			notification: Record<string, string>;
		};
		expect(notification, locale).toMatchObject({ lang: locale, dir: directionOf(locale) });
		expect(notification.title, locale).toMatch(/\p{L}/u);
		const said = `${notification.title}\n${notification.body ?? ''}`;
		expect(foreignIn(locale)(said), locale).toEqual([]);
		return said;
	};
	try {
		// the lock screen says little, unless the parent chose otherwise
		await moveTo('2026-10-20');
		for (const locale of locales) expect(await pushed(locale, 1)).not.toContain(writtenIn[locale].place);
		const chosen = locales.map((locale) => ({
			...{ schoolId, guardianId: readers[locale].id, discreet: false, changedAt: today },
		}));
		await store.transact((tx) => tx.insert(tx.t.preference).values(chosen));
		await moveTo('2026-10-21');
		for (const locale of locales) expect(await pushed(locale, 2)).toContain(writtenIn[locale].place);
	} finally {
		await store.close();
	}
	for (const locale of locales) {
		const own = writtenIn[locale];
		const foundIn = foreignIn(locale);
		const mailed = () => mails.mails.slice(before).find(({ to }) => to.includes(readers[locale].email));
		await expect.poll(mailed, { timeout: 20_000 }).toBeDefined();
		const { html = '', subject = '', attachments = [] } = mailed()?.email ?? {};
		expect(foundIn([subject, wordsOf(html, locale)].join('\n')), locale).toEqual([]);
		const calendar = plainCalendar(attachments.map(({ content }) => String(content)).join(''));
		expect(calendar, locale).toContain(own.title);
		expect(foundIn(saidInCalendar(calendar)), locale).toEqual([]);
	}
});

test('the office mends the name of a day off in another language; the parent reads it on the card', async ({
	page,
}) => {
	const value = server.cookies.office.slice('session='.length);
	await page.context().addCookies([{ name: 'session', value, url: server.origin }]);
	await page.goto(`${server.origin}/staff/card?edit=holidays`, { waitUntil: 'networkidle' });
	const day = page.locator('details', { hasText: writtenIn.nl.dayOff }).first();
	await day.locator('summary').first().click();
	const polish = day.locator('form', { has: page.locator('input[name=language][value=pl]') });
	await polish.locator('summary').click();
	await expect(polish.locator('input[name=title]')).toHaveValue(writtenIn.pl.dayOff);
	await polish.locator('input[name=title]').fill('Zupa i rozmowy');
	await polish.getByRole('button').click();
	const parent = async () =>
		(await fetch(`${server.origin}/school/card`, { headers: { cookie: cookies.pl } })).text();
	await expect.poll(parent).toContain('Zupa i rozmowy');
	expect(await parent()).not.toContain(writtenIn.pl.dayOff);
});
