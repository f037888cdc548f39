import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fixedClock } from '#lib/platform/server/clock.ts';
import type { SmtpLimits } from '#lib/platform/server/settings.ts';
import { directionOf, localeNames, locales } from '#lib/translation/locale.ts';
import { startMailReceiver } from '../../../../tests/support/mail-receiver.ts';
import { mailKey } from '../../../../tests/support/outbox.ts';
import { parcelOf } from '../../../../tests/support/parcel.ts';
import type { CalendarEntry } from '../calendar.ts';
import type { NoticeContent } from '../content.ts';
import { calendarFile } from './calendar.ts';
import { listKeptMails, readKeptMail } from './kept-mails.ts';
import { openMailer } from './mail.ts';
import type { Parcel } from './parcels.ts';

const clock = fixedClock('2026-10-06T08:00:00+02:00');
const origin = 'https://school.example';
const entry = (method: CalendarEntry['method']): CalendarEntry => ({
	method,
	stamp: Date.UTC(2026, 9, 6),
	appointments: [
		{
			signUpId: 'one',
			revision: 0,
			startsAt: Date.UTC(2026, 9, 12, 6, 30),
			endsAt: Date.UTC(2026, 9, 12, 7),
			summary: 'Kijkmoment',
			location: 'Brugstad',
			description: 'Groep 4',
		},
	],
});

function parcel(changes: Partial<Parcel> = {}, text: Partial<NoticeContent> = {}): Parcel {
	const one = parcelOf(changes);
	return { ...one, content: { ...one.content, ...text } };
}

const noLimits: SmtpLimits = { connections: 6, mailsPerConnection: 100, mailsPerMinute: undefined };

async function withReceiver(
	change: { url?: (url: string) => string; options?: object; limits?: Partial<SmtpLimits> } = {},
) {
	const receiver = await startMailReceiver(change.options);
	const smtpUrl = change.url?.(receiver.url) ?? receiver.url;
	const mailer = openMailer(
		{
			smtpUrl,
			mailFrom: 'Schoolbrug <noreply@school.example>',
			origin,
			dataDir: '',
			smtpLimits: { ...noLimits, ...change.limits },
		},
		{ codes: mailKey },
		clock,
	);
	onTestFinished(() => mailer.close());
	const received = () => {
		const mail = receiver.mails.at(-1);
		if (!mail) throw new Error('no mail came');
		return { ...mail, header: (name: string) => mail.email.headers.find(({ key }) => key === name)?.value };
	};
	return { receiver, mailer, received };
}

test('a mail says who it is from, where it leads, and how to get fewer', async () => {
	const { mailer, received } = await withReceiver();
	expect(await mailer.send(parcel())).toEqual({ did: 'sent' });
	const { email, to, header } = received();
	expect(to).toEqual(['ayse@ouders.example']);
	expect(email.from).toMatchObject({ name: 'OBS De Vuurvogel', address: 'noreply@school.example' });
	expect(email.replyTo?.[0]).toMatchObject({ address: 'info@school.example' });
	expect(email.subject).toBe('U komt kijken in de klas van Elif');
	expect(email.messageId).toBe('<delivery-one@school.example>');
	expect(email.date).toBe('2026-10-06T06:00:00.000Z');
	expect(header('auto-submitted')).toBe('auto-generated');
	expect(header('list-unsubscribe')).toMatch(
		/^<https:\/\/school\.example\/api\/mail\/vuurvogel\.notice-one\.appointments\.[\w-]{22}>$/,
	);
	expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
	expect(email.text).toContain('Meld u bij de balie.');
	expect(email.text).toContain('Afspraak bekijken:\nhttps://school.example/join/abc');
	expect(email.html).toContain('<a href="https://school.example/join/abc"');
	expect(email.html).toContain('Meld u bij de balie.');
});

test.each(locales)('in %s the mail has its language and direction, in header and HTML', async (locale) => {
	const { mailer, received } = await withReceiver();
	const title = `Één ${localeNames[locale]}`;
	await mailer.send(parcel({}, { locale, title, lines: [`${title} 1`, `${title} 2`] }));
	const { email, header, raw } = received();
	expect(header('content-language')).toBe(locale);
	expect(email.subject).toBe(title);
	expect(email.text).toContain(`${title} 2`);
	expect(email.html).toContain(`<html lang="${locale}" dir="${directionOf(locale)}">`);
	expect(email.html).toContain(title);
	expect(Buffer.from(raw).every((byte) => byte < 0x80)).toBe(true);
});

test('the words of the mail itself are in the language of the reader', async () => {
	const { mailer, received } = await withReceiver();
	const footers = new Set<string>();
	for (const locale of locales) {
		await mailer.send(parcel({}, { locale }));
		footers.add(received().email.text?.split('-- ')[1]?.replaceAll('OBS De Vuurvogel', '') ?? '');
	}
	expect(footers.size).toBe(locales.length);
});

test('a mail loads nothing and reports nothing: no picture, no script, no stylesheet, no address of another host', async () => {
	const { mailer, received } = await withReceiver();
	await mailer.send(parcel());
	const { email } = received();
	expect(email.html).not.toMatch(
		/<(img|script|link|style|iframe|object|video|audio)\b|url\(|@import|background=/i,
	);
	const addresses = [...(email.html ?? '').matchAll(/https?:\/\/[^"'\s<)]+/g)].map(
		([address]) => new URL(address).origin,
	);
	expect(new Set(addresses)).toEqual(new Set([origin]));
});

test('a calendar file comes along, as attachment and as a part that calendars read', async () => {
	const { mailer, received } = await withReceiver();
	await mailer.send(parcel({}, { calendar: entry('CANCEL') }));
	const { email, raw } = received();
	const parts = email.attachments.filter(({ content }) => String(content).startsWith('BEGIN:VCALENDAR'));
	expect(parts.map(({ mimeType, method }) => [mimeType, method])).toContainEqual(['text/calendar', 'CANCEL']);
	expect(parts.map(({ filename }) => filename)).toContain('schoolbrug.ics');
	expect(raw).toMatch(/text\/calendar; charset=utf-8; method=CANCEL/i);
});

test('names that try to add headers, recipients or markup stay text', async () => {
	const { mailer, received } = await withReceiver();
	const nasty = 'Elif\r\nBcc: all@ouders.example\r\n\r\n<script>alert(1)</script>';
	await mailer.send(
		parcel(
			{ school: { name: `${nasty}", <evil@x.example>`, email: 'info@school.example' } },
			{ title: nasty, lines: [nasty], action: { label: nasty, path: '//evil.example/"><b>' } },
		),
	);
	const { email, to, header } = received();
	expect(to).toEqual(['ayse@ouders.example']);
	expect(header('bcc')).toBeUndefined();
	expect(email.to).toHaveLength(1);
	expect(email.from).toMatchObject({ address: 'noreply@school.example' });
	expect(email.subject).toBe('Elif Bcc: all@ouders.example <script>alert(1)</script>');
	expect(email.html).not.toContain('<script>');
	expect(email.html).not.toContain('evil.example"');
	expect(email.html).toContain(`<a href="${origin}"`);
});

test.each([
	'a@x.example, b@x.example',
	'a@x.example\r\nRCPT TO:<b@x.example>',
	'no address',
	'<a@x.example>',
	'a@b@c',
])('%j is no address: nothing is sent', async (target) => {
	const { mailer, receiver } = await withReceiver();
	expect(await mailer.send(parcel({ target }))).toEqual({
		did: 'failed',
		failure: 'bad_address',
		lost: true,
	});
	expect(receiver.mails).toEqual([]);
});

test('long lines arrive whole and no line on the wire is longer than SMTP allows', async () => {
	const { mailer, received } = await withReceiver();
	const long = 'ёж'.repeat(3000);
	const plain = 'a'.repeat(5000);
	await mailer.send(parcel({}, { title: `Über ${'x'.repeat(400)}`, lines: [long, plain] }));
	const { email, raw } = received();
	expect(Math.max(...raw.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
	expect(email.text).toContain(long);
	expect(email.html).toContain(plain);
	expect(email.subject).toBe(`Über ${'x'.repeat(400)}`);
});

test('a sign-in code is large, and brings no link to choose messages', async () => {
	const { mailer, received } = await withReceiver();
	await mailer.send(
		parcel({ noticeId: null, guardianId: null, route: null }, { lines: ['Uw code:', '042137'] }),
	);
	const { email, header } = received();
	expect(email.html).toMatch(/font-size:34px[^>]*>042137</);
	expect(email.text).toContain('042137');
	expect(header('list-unsubscribe')).toBeUndefined();
	expect(email.html).not.toContain('/me/notifications');
});

test('what the server says decides: no such person fails, busy comes later', async () => {
	const { mailer, receiver } = await withReceiver();
	receiver.refuse(550, 'rcpt');
	expect(await mailer.send(parcel())).toEqual({ did: 'failed', failure: 'smtp_550', lost: true });
	receiver.refuse(451, 'rcpt');
	expect(await mailer.send(parcel())).toEqual({ did: 'later', failure: 'smtp_451' });
	receiver.refuse(452, 'data');
	expect(await mailer.send(parcel())).toEqual({ did: 'later', failure: 'smtp_452' });
	receiver.refuse(554, 'data');
	expect(await mailer.send(parcel())).toEqual({ did: 'failed', failure: 'smtp_554' });
	expect(await mailer.send(parcel())).toEqual({ did: 'sent' });
	expect(receiver.mails).toHaveLength(1);
});

test('a wrong password or a server that is away is no reason to give a mail up', async () => {
	const { mailer } = await withReceiver({
		url: (url) => url.replace('//', '//user:wrong@'),
		options: {
			onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) => done(new Error('no')),
		},
	});
	expect(await mailer.send(parcel())).toMatchObject({ did: 'later', failure: 'smtp_535' });
	const away = openMailer(
		{ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'noreply@school.example', origin, dataDir: '' },
		{ codes: mailKey },
		clock,
	);
	onTestFinished(() => away.close());
	expect(await away.send(parcel())).toMatchObject({ did: 'later' });
});

test('without an SMTP server mails are kept as files, once however often they are sent', async () => {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'schoolbrug-mail-'));
	onTestFinished(() => rm(dataDir, { recursive: true }));
	const mailer = openMailer(
		{ smtpUrl: undefined, mailFrom: 'noreply@school.example', origin, dataDir },
		{ codes: mailKey },
		clock,
	);
	const one = parcel({}, { locale: 'ar', title: 'مكان', calendar: entry('PUBLISH') });
	expect(await mailer.send(one)).toEqual({ did: 'sent' });
	expect(await mailer.send(one)).toEqual({ did: 'sent' });
	expect(readdirSync(path.join(dataDir, 'outbox'))).toEqual(['delivery-one.eml']);
	const [kept] = await listKeptMails(dataDir);
	expect(kept).toMatchObject({
		id: 'delivery-one',
		to: 'ayse@ouders.example',
		subject: 'مكان',
		link: 'https://school.example/join/abc',
		attachments: [{ name: 'schoolbrug.ics', text: calendarFile(entry('PUBLISH')) }],
	});
	expect(await readKeptMail(dataDir, '../keys')).toBeUndefined();
	expect(await readKeptMail(dataDir, 'other')).toBeUndefined();
});

test('no more connections at once than the setting allows, and each is made anew after so many mails', async () => {
	const { mailer, receiver } = await withReceiver({ limits: { connections: 2, mailsPerConnection: 3 } });
	let open = 0;
	let most = 0;
	receiver.onMail = async () => {
		most = Math.max(most, (open += 1));
		await Promise.resolve();
		open -= 1;
	};
	const sent = await Promise.all(
		Array.from({ length: 12 }, (_, nth) => mailer.send(parcel({ id: `d${nth}` }))),
	);
	expect(sent).toEqual(Array(12).fill({ did: 'sent' }));
	expect(most).toBeLessThanOrEqual(2);
	const byConnection = Map.groupBy(receiver.mails, ({ connection }) => connection);
	expect(byConnection.size).toBeGreaterThanOrEqual(4);
	expect(Math.max(...[...byConnection.values()].map((mails) => mails.length))).toBeLessThanOrEqual(3);
});
