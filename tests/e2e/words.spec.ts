// Each parent in the own language and no other: all pages, a mail with its calendar file, what the school wrote included.
import { expect, test } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startSession } from '#lib/accounts/server/sessions.ts';
import type { Store } from '#lib/database/store.ts';
import { addOwnSection, setNote } from '#lib/info-card/edit.ts';
import { editDraft, publishCard } from '#lib/info-card/server/draft.ts';
import { keepCardWords } from '#lib/info-card/server/keep-words.ts';
import { ownTexts } from '#lib/moments/own-texts.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { keepMomentTranslations } from '#lib/moments/server/translations.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { baseLocale, locales, type Locale } from '#lib/translation/locale.ts';
import { addMoment } from '../support/moments.ts';
import { startNamedSchool, type NamedSchoolServer } from '../support/named-school-server.ts';
import { asParent, asStaff, schoolId, today, type GuardianName } from '../support/people.ts';
import { listenForMail, type MailReceiver } from '../support/smtp-receiver.ts';

type Translated = Exclude<Locale, 'nl'>;

/** Who reads what; those whom the named families lack are added, as carers of Ilyas. */
const readers: Record<Locale, { id: string; childId: string }> = {
	nl: { id: 'jan', childId: 'ilyas' },
	en: { id: 'john', childId: 'ilyas' },
	tr: { id: 'ayse', childId: 'elif' },
	ar: { id: 'fatima', childId: 'ilyas' },
	pl: { id: 'agnieszka', childId: 'zuzia' },
	uk: { id: 'olena', childId: 'ilyas' },
};
const added = ['nl', 'en', 'uk'] as const;

const dutch = {
	title: 'Kom kijken bij het voorlezen',
	place: 'het lokaal naast de gymzaal',
	note: 'Neem een boek van thuis mee.',
};
const inOther: Record<Translated, typeof dutch> = {
	en: { title: 'Come and see us read', place: 'the room next to the gym', note: 'Bring a book from home.' },
	tr: {
		title: 'Okuma saatimizi görün',
		place: 'spor salonunun yanındaki oda',
		note: 'Evden bir kitap getirin.',
	},
	ar: { title: 'تعالوا لمشاهدة القراءة', place: 'القاعة بجانب الصالة', note: 'أحضروا كتابًا من البيت.' },
	pl: {
		title: 'Zobacz, jak czytamy',
		place: 'sala obok sali gimnastycznej',
		note: 'Proszę przynieść książkę.',
	},
	uk: { title: 'Побачте, як ми читаємо', place: 'кімната біля спортзалу', note: 'Візьміть книжку з дому.' },
};
const cardDutch = { title: 'Met de fiets', text: 'Zet de fiets in het rek bij de poort.' };
const cardOther: Record<Translated, typeof cardDutch> = {
	en: { title: 'By bike', text: 'Put the bike in the rack at the gate.' },
	tr: { title: 'Bisikletle', text: 'Bisikleti kapıdaki yere koyun.' },
	ar: { title: 'بالدراجة', text: 'ضعوا الدراجة في مكانها عند البوابة.' },
	pl: { title: 'Rowerem', text: 'Rower stoi w stojaku przy bramie.' },
	uk: { title: 'На велосипеді', text: 'Поставте велосипед біля воріт.' },
};
const others = locales.filter((locale): locale is Translated => locale !== baseLocale);

const cookies = {} as Record<Locale, string>;
const signUps = {} as Record<Locale, string>;
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
	await addReaders(store);
	for (const id of ['look', 'machine', 'none'])
		await addMoment(store, {
			id,
			places: 20,
			title: dutch.title,
			place: dutch.place,
			slots: { [`${id}-1`]: [`2026-10-${12 + id.length}`, '08:30'] },
		});
	const { moment, translation } = store.t;
	await store.transact((tx) => tx.update(moment).set({ note: dutch.note }).where(ofSchool(tx)));
	const marieke = await asStaff(store, 'marieke');
	for (const language of others)
		await keepMomentTranslations(store, marieke, {
			momentId: 'look',
			language,
			texts: ownTexts.map((field) => ({ field, text: inOther[language][field], of: dutch[field] })),
			now: today,
		});
	await store.transact((tx) =>
		tx.insert(translation).values(
			others.flatMap((language) =>
				ownTexts.map((field) => ({
					...{ schoolId, id: newId(), aboutKind: 'moment', aboutId: 'machine', field, language },
					...{ state: 'machine' as const, text: inOther[language][field], of: dutch[field], from: 'nl' },
					...{ provider: 'deepl', at: today },
				})),
			),
		),
	);
	await writeCard(store);
	for (const locale of locales) {
		const { id, childId } = readers[locale];
		const wish = { slotId: 'look-1', childId, adults: 1, interpreter: null, note: null, wait: false };
		const result = await signUp(store, await asParent(store, id as GuardianName), { ...wish, now: today });
		if (!result.ok) throw new Error(result.refusal);
		signUps[locale] = result.signUpId;
		const { cookie } = await store.transact((tx) =>
			startSession(tx, {
				...{ schoolId, person: { guardianId: id }, strength: 'confirmed', passkey: true },
				...{ device: 'test', now: today },
			}),
		);
		cookies[locale] = `session=${cookie}`;
	}
}

function ofSchool({ t }: Pick<Store, 't'>) {
	return eq(t.moment.schoolId, schoolId);
}

async function addReaders(store: Store): Promise<void> {
	await store.transact(async (tx) => {
		const { guardian, guardianship } = tx.t;
		for (const locale of added) {
			const { id, childId } = readers[locale];
			const email = `${id}@ouders.example`;
			await tx.insert(guardian).values({
				...{ schoolId, id, name: `${id} Bakkali`, email, emailKey: email, locale },
				...{ enteredAt: today, createdAt: today },
			});
			await tx.insert(guardianship).values({
				...{ schoolId, guardianId: id, childId, level: 'full', position: 3 },
			});
		}
	});
}

async function writeCard(store: Store): Promise<void> {
	const joke = await asStaff(store, 'joke');
	const at = { yearId: '2026', now: today };
	await editDraft(store, joke, at, (sections) =>
		addOwnSection(setNote(sections, 'food', cardDutch.text), { id: 'bike', icon: 'bike', words: cardDutch }),
	);
	for (const [sectionId, name, of] of [
		['bike', 'own', cardDutch],
		['food', 'note', { title: '', text: cardDutch.text }],
	] as const)
		await keepCardWords(store, joke, {
			...{ ...at, sectionId, name, of },
			translations: Object.fromEntries(
				others.map((tag) => [tag, { title: of.title && cardOther[tag].title, text: cardOther[tag].text }]),
			),
		});
	const published = await publishCard(store, joke, at);
	if (!published.ok) throw new Error(published.refusal);
}

/** Every sentence of the app in a language, forms of plurals too. */
function textsOf(locale: Locale): string[] {
	const folder = path.join('messages', locale);
	return readdirSync(folder).flatMap((file) =>
		Object.values(
			JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>,
		).flatMap((value) =>
			typeof value === 'string'
				? value
				: Array.isArray(value)
					? Object.values((value[0] as { match: Record<string, string> }).match)
					: [],
		),
	);
}

/** Sentences of other languages: long enough to be nobody's name, and not said in this one too. */
function foreignTexts(locale: Locale): string[] {
	const own = textsOf(locale).join('\n');
	const found = locales
		.filter((other) => other !== locale)
		.flatMap(textsOf)
		.filter((text) => text.length >= 12 && text.includes(' ') && !text.includes('{') && !own.includes(text));
	const ofSchool =
		locale === baseLocale
			? others.flatMap((tag) => Object.values(inOther[tag]))
			: [...Object.values(dutch), ...Object.values(cardDutch)];
	return [...new Set([...found, ...ofSchool])];
}

/** What a page says, without what it says to be in another language: the original one tap away. */
function wordsOf(html: string, locale: Locale): string {
	let text = html.replace(/<(script|style|template)\b.*?<\/\1>/gs, ' ').replace(/<!--.*?-->/gs, '');
	for (const tag of locales)
		if (tag !== locale)
			text = text.replace(new RegExp(`<(\\w+)\\b(?=[^>]*\\slang="${tag}")[^>]*>.*?</\\1>`, 'gs'), ' ');
	const said = [...text.matchAll(/\s(?:aria-label|title|alt|placeholder|value)="([^"]*)"/g)].map(
		([, it]) => it,
	);
	return [text.replace(/<[^>]+>/g, '\n'), ...said]
		.join('\n')
		.replaceAll('&#39;', "'")
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}

/** A calendar file without its folds and escapes. */
function plain(calendar: string): string {
	return calendar.replace(/\r?\n /g, '').replace(/\\([\\;,])/g, '$1');
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
	const own = { ...inOther, nl: dutch }[locale];
	const ownCard = { ...cardOther, nl: cardDutch }[locale];

	test(`who reads ${locale} reads nothing else, on no page, in no mail and in no calendar`, async () => {
		const foreign = foreignTexts(locale);
		const foundIn = (text: string) => foreign.filter((one) => text.includes(one));
		// what is looked for is found where it is: on the page of who reads another language
		const other = locales.find((one) => one !== locale) ?? baseLocale;
		expect(foundIn(wordsOf(await open('/join/look', cookies[other], other), other)).length).toBeGreaterThan(
			3,
		);
		for (const address of pages) expect(foundIn(wordsOf(await open(address), locale)), address).toEqual([]);
		expect(await open('/start')).toContain(own.title);
		expect(await open('/join')).toContain(own.place);
		expect(await open('/join/look')).toContain(own.note);
		const card = await open('/school/card');
		for (const text of Object.values(ownCard)) expect(card).toContain(text);

		const calendar = plain(await open(`/join/look/${signUps[locale]}.ics`));
		expect(calendar).toContain(own.title);
		expect(foundIn(calendar)).toEqual([]);

		const { id } = readers[locale];
		const mine = () => mails.mails.find(({ to }) => to.some((address) => address.startsWith(id)));
		await expect.poll(mine, { timeout: 20_000 }).toBeDefined();
		const { html = '', subject = '', attachments = [] } = mine()?.email ?? {};
		expect(html).toContain(own.title);
		expect(foundIn([subject, wordsOf(html, locale)].join('\n'))).toEqual([]);
		const attached = plain(attachments.map(({ content }) => String(content)).join(''));
		expect(attached).toContain(own.title);
		expect(foundIn(attached)).toEqual([]);
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
				expect(page).toMatch(new RegExp(`lang="nl"[^>]*>[^<]*${dutch.note}`));
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
