import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Clock } from '#lib/platform/server/clock.ts';
import { log } from '#lib/platform/server/log.ts';
import type { Keys } from '#lib/platform/server/keys.ts';
import type { Settings, SmtpLimits } from '#lib/platform/server/settings.ts';
import { calendarFile } from './calendar.ts';
import { CHOOSE_PATH, mailText } from './mail-text.ts';
import { keptMailFolder } from './kept-mails.ts';
import { SEND_WITHIN_MS, type Channel, type Outcome } from './outbox.ts';
import type { Parcel } from './parcels.ts';
import { evenPace } from './pace.ts';
import { returnAddress } from './returned-mail.ts';
import { unsubscribePath } from './unsubscribe.ts';

export type Mailer = Channel & { close(): void };

type MailSettings = Pick<Settings, 'smtpUrl' | 'mailFrom' | 'origin' | 'dataDir'> &
	Partial<Pick<Settings, 'smtpLimits' | 'bouncesTo'>>;
type MailKeys = Pick<Keys, 'codes'>;

/** The e-mail channel: SMTP over a few kept connections, or, without an SMTP server, files in the data folder. */
export function openMailer(settings: MailSettings, keys: MailKeys, clock: Clock): Mailer {
	const compose = (parcel: Parcel) => mailOf(parcel, settings, keys, clock.now());
	return settings.smtpUrl
		? smtpMailer(settings.smtpUrl, settings.smtpLimits, compose)
		: fileMailer(settings.dataDir, compose);
}

function smtpMailer(
	url: string,
	limits: SmtpLimits | undefined,
	compose: (parcel: Parcel) => SendMailOptions,
): Mailer {
	const transport = createTransport({
		...serverOf(url),
		pool: true,
		maxConnections: limits?.connections ?? 6,
		maxMessages: limits?.mailsPerConnection ?? 100,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 30_000,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	const waitFor = evenPace(limits?.mailsPerMinute);
	return {
		async send(parcel) {
			if (!isAddress(parcel.target)) return { did: 'failed', failure: 'bad_address', lost: true };
			const signal = AbortSignal.timeout(SEND_WITHIN_MS - 5_000);
			try {
				// the transport's own limit lets each of its connections begin at once
				await pause(waitFor(performance.now()), undefined, { signal });
				await transport.sendMail({ ...compose(parcel), signal });
				return { did: 'sent' };
			} catch (error) {
				return outcomeOf(error as SmtpError);
			}
		},
		close: () => transport.close(),
	};
}

function serverOf(url: string) {
	const { protocol, hostname, port, username, password, searchParams } = new URL(url);
	const secure = protocol === 'smtps:';
	return {
		host: hostname.replace(/^\[|\]$/g, ''),
		port: Number(port) || (secure ? 465 : 587),
		secure,
		...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
		...(searchParams.get('requireTLS') === 'true' && { requireTLS: true }),
	};
}

function fileMailer(dataDir: string, compose: (parcel: Parcel) => SendMailOptions): Mailer {
	const folder = keptMailFolder(dataDir);
	mkdirSync(folder, { recursive: true });
	const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	return {
		async send(parcel) {
			if (!isAddress(parcel.target)) return { did: 'failed', failure: 'bad_address', lost: true };
			const { message } = await transport.sendMail(compose(parcel));
			const file = path.join(folder, `${parcel.id}.eml`);
			await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
			await rename(`${file}.part`, file);
			return { did: 'sent' };
		},
		close: () => transport.close(),
	};
}

function mailOf(
	parcel: Parcel,
	{ origin, mailFrom, bouncesTo }: MailSettings,
	keys: MailKeys,
	now: Date,
): SendMailOptions {
	const { content, school } = parcel;
	const canChoose = parcel.guardianId !== null;
	const stopPath = unsubscribePath(keys.codes, parcel);
	const frame = { origin, schoolName: school.name, canChoose, stopPath };
	const { locale, subject, text, html } = mailText(content, frame);
	const sender = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom;
	return {
		from: { name: school.name, address: sender },
		to: { name: '', address: parcel.target },
		// a parent who answers a notice reaches the school, not a machine
		...(parcel.noticeId && school.email && { replyTo: { name: school.name, address: school.email } }),
		envelope: { from: bouncesTo ? returnAddress(bouncesTo, parcel.id) : sender, to: [parcel.target] },
		// the same delivery has the same id, however often it is tried: mailboxes show it once
		messageId: `<${parcel.id}@${new URL(origin).hostname}>`,
		date: now,
		subject,
		text,
		html,
		headers: {
			'Content-Language': locale,
			'Auto-Submitted': 'auto-generated',
			...(canChoose && listHeaders(origin, stopPath)),
		},
		...(content.calendar && {
			icalEvent: {
				method: content.calendar.method,
				content: calendarFile(content.calendar),
				filename: 'schoolbrug.ics',
			},
		}),
	};
}

/** RFC 8058: with one tap in the mail program, where the mail is of a sort that one can turn off; else the way to choose. */
function listHeaders(origin: string, stopPath: string | undefined): Record<string, string> {
	if (!stopPath) return { 'List-Unsubscribe': `<${origin}${CHOOSE_PATH}>` };
	return {
		'List-Unsubscribe': `<${origin}${stopPath}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
	};
}

/** One mailbox and nothing else: no list, no comment, no line break. */
function isAddress(text: string): boolean {
	return text.length <= 254 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(text);
}

interface SmtpError extends Error {
	code?: string;
	responseCode?: number;
	response?: string;
	command?: string;
}

/** The server knows no such mailbox (RFC 5321 section 4.2.3); a rule against what it takes for spam says nothing of it (RFC 3463: 5.7). */
function isNobodyThere({ responseCode = 0, command, response = '' }: SmtpError): boolean {
	return command === 'RCPT TO' && [550, 551, 553].includes(responseCode) && !/\b5\.7\.\d/.test(response);
}

function outcomeOf(error: SmtpError): Outcome {
	const { code, responseCode, command } = error;
	const failure = `smtp_${responseCode ?? code ?? 'error'}`;
	const aboutUs = code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2' || command === 'MAIL FROM';
	if (aboutUs) {
		log.error({ failure }, 'the SMTP server refuses us: check SMTP_URL and MAIL_FROM');
		return { did: 'later', failure };
	}
	if (responseCode !== undefined && responseCode >= 500)
		return { did: 'failed', failure, ...(isNobodyThere(error) && { lost: true }) };
	if (code === 'EENVELOPE' && responseCode === undefined)
		return { did: 'failed', failure: 'bad_address', lost: true };
	return { did: 'later', failure };
}
