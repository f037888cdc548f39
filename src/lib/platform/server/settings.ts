import path from 'node:path';
import { RefusedStart } from './refused-start.ts';

export interface Settings {
	/** Made-up school, people who sign in with one tap. Never on real data. */
	demo: boolean;
	production: boolean;
	host: string;
	port: number;
	/** The address that people see, without a slash at the end; links in mails and letters begin with it. */
	origin: string;
	/** True when `origin` was set and is https: cookies are `__Host-` and Secure. */
	secure: boolean;
	dataDir: string;
	database: { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string };
	/** Undefined: mails are kept in the data folder and shown on the outbox page (development, demo). */
	smtpUrl: string | undefined;
	mailFrom: string;
	/** What the SMTP server allows. */
	smtpLimits: SmtpLimits;
	/** Where mail comes back to, with `{id}` where the delivery's id goes; undefined: to the sender's address. */
	bouncesTo: string | undefined;
	/** VAPID subject, `mailto:` or `https:` (RFC 8292 section 2.1). */
	pushSubject: string;
	/** Hosts that a push endpoint may have; a leading dot allows subdomains. */
	pushHosts: string[];
	/** Demo and tests only: the clock starts here. */
	clockStart: Date | undefined;
	/** A service that translates what the school writes; undefined: nobody but people do. */
	translation: TranslationSettings | undefined;
}

export interface SmtpLimits {
	/** Connections at once. */
	connections: number;
	/** Mails before a connection is made anew. */
	mailsPerConnection: number;
	/** Undefined: as fast as it takes them. */
	mailsPerMinute: number | undefined;
}

export interface TranslationSettings {
	service: 'libretranslate' | 'deepl';
	/** Without a slash at the end. */
	url: string;
	key: string;
	/** Somebody else's machine: what is about a child goes there only where the head allows it. */
	outside: boolean;
}

export class WrongSettings extends RefusedStart {
	readonly problems: string[];
	constructor(problems: string[]) {
		super(`Schoolbrug can't start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
		this.problems = problems;
	}
}

const PUSH_HOSTS = [
	'.push.apple.com',
	'fcm.googleapis.com',
	'updates.push.services.mozilla.com',
	'.notify.windows.com',
];

type Environment = Record<string, string | undefined>;

/**
 * Reads the settings from the environment. Throws `WrongSettings` with one line for each that is missing or wrong.
 * In production ORIGIN and SMTP_URL must be set; the demo and development do without.
 */
export function readSettings(env: Environment, { production }: { production: boolean }): Settings {
	const problems: string[] = [];
	const demo = flag(env, 'SCHOOLBRUG_DEMO', problems);
	const port = portOf(env, problems);
	const dataDir = path.resolve(env.DATA_DIR || (demo ? 'data/demo' : 'data'));
	const origin = originOf(env, port, problems);
	const strict = production && !demo;
	if (strict && !env.ORIGIN)
		problems.push('ORIGIN is missing: the address that people open, such as https://school.example');
	if (strict && !env.SMTP_URL)
		problems.push(
			'SMTP_URL is missing: where e-mail goes out, such as smtps://user:password@mail.example:465',
		);
	if (env.CLOCK_START && !demo) problems.push('CLOCK_START only works in the demo (SCHOOLBRUG_DEMO=1)');

	const settings: Settings = {
		demo,
		production,
		host: env.HOST || '127.0.0.1',
		port,
		origin,
		secure: origin.startsWith('https:'),
		dataDir,
		database: databaseOf(env, dataDir, problems),
		smtpUrl: smtpOf(env, problems),
		mailFrom: env.MAIL_FROM || `Schoolbrug <noreply@${new URL(origin).hostname}>`,
		smtpLimits: {
			connections: numberOf(env, 'SMTP_CONNECTIONS', 6, { from: 1, to: 50 }, problems),
			mailsPerConnection: numberOf(env, 'SMTP_MAILS_PER_CONNECTION', 100, { from: 1, to: 100_000 }, problems),
			// slower than this, a sign-in code would wait too long behind a dozen mails
			mailsPerMinute: env.SMTP_MAILS_PER_MINUTE
				? numberOf(env, 'SMTP_MAILS_PER_MINUTE', 0, { from: 30, to: 60_000 }, problems)
				: undefined,
		},
		bouncesTo: bouncesOf(env, problems),
		pushSubject:
			env.PUSH_SUBJECT || (origin.startsWith('https:') ? origin : 'mailto:beheer@schoolbrug.example'),
		pushHosts: env.PUSH_HOSTS ? env.PUSH_HOSTS.split(/[\s,]+/).filter(Boolean) : PUSH_HOSTS,
		clockStart: clockOf(env, problems),
		translation: translationOf(env, problems),
	};
	if (problems.length > 0) throw new WrongSettings(problems);
	return settings;
}

function flag(env: Environment, name: string, problems: string[]): boolean {
	const value = env[name] ?? '';
	if (!['', '0', '1'].includes(value)) problems.push(`${name} is "${value}": use 1 for yes, or leave it out`);
	return value === '1';
}

function portOf(env: Environment, problems: string[]): number {
	const port = Number(env.PORT || 3000);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	problems.push(`PORT is "${env.PORT}": use a number from 1 to 65535`);
	return 3000;
}

function originOf(env: Environment, port: number, problems: string[]): string {
	const fallback = `http://localhost:${port}`;
	if (!env.ORIGIN) return fallback;
	const url = URL.canParse(env.ORIGIN) ? new URL(env.ORIGIN) : undefined;
	if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin;
	problems.push(`ORIGIN is "${env.ORIGIN}": use scheme and host only, such as https://school.example`);
	return fallback;
}

function databaseOf(env: Environment, dataDir: string, problems: string[]): Settings['database'] {
	const url = env.DATABASE_URL;
	if (!url) return { engine: 'sqlite', file: path.join(dataDir, 'schoolbrug.db') };
	if (url.startsWith('file:'))
		return { engine: 'sqlite', file: path.resolve(url.replace(/^file:(\/\/)?/, '')) };
	if (!/^postgres(ql)?:\/\//.test(url))
		problems.push('DATABASE_URL must begin with file: (SQLite) or postgres:// (PostgreSQL)');
	return { engine: 'postgres', url };
}

function smtpOf(env: Environment, problems: string[]): string | undefined {
	const url = env.SMTP_URL;
	if (url && !/^smtps?:\/\/\S+/.test(url)) problems.push('SMTP_URL must begin with smtp:// or smtps://');
	return url || undefined;
}

function numberOf(
	env: Environment,
	name: string,
	usual: number,
	{ from, to }: { from: number; to: number },
	problems: string[],
): number {
	const value = Number(env[name] || usual);
	if (Number.isInteger(value) && value >= from && value <= to) return value;
	problems.push(`${name} is "${env[name]}": use a whole number from ${from} to ${to}`);
	return usual;
}

/** A delivery's id is forty characters there, and what stands before the @ may have 64 (RFC 5321 section 4.5.3.1.1). */
const LONGEST_BEFORE_AT = 64 - 40;

function bouncesOf(env: Environment, problems: string[]): string | undefined {
	const template = env.BOUNCES_TO;
	if (!template) return undefined;
	const [local = ''] = template.replace('{id}', '').split('@');
	if (
		/^[\w.+={}-]+@[\w.-]+$/.test(template) &&
		!/[{}]/.test(template.replace('{id}', '')) &&
		local.length <= LONGEST_BEFORE_AT
	)
		return template;
	problems.push(
		`BOUNCES_TO is "${template}": use an address such as bounces+{id}@school.example, with at most ${LONGEST_BEFORE_AT} letters besides {id} before the @`,
	);
	return undefined;
}

const DEEPL = 'https://api.deepl.com';
/** Keys of DeepL's free plan end so, and have an address of their own. */
const DEEPL_FREE = { ending: ':fx', url: 'https://api-free.deepl.com' };

function translationOf(env: Environment, problems: string[]): TranslationSettings | undefined {
	const service = env.TRANSLATION || 'none';
	if (service === 'none') return undefined;
	if (service !== 'libretranslate' && service !== 'deepl') {
		problems.push(`TRANSLATION is "${service}": use none, libretranslate or deepl`);
		return undefined;
	}
	const key = env.TRANSLATION_KEY ?? '';
	if (service === 'deepl' && !key) problems.push('TRANSLATION_KEY is missing: the key of your DeepL account');
	const given = env.TRANSLATION_URL?.replace(/\/+$/, '');
	if (service === 'libretranslate' && !given)
		problems.push(
			'TRANSLATION_URL is missing: the address of your LibreTranslate, such as http://localhost:5000',
		);
	const url = given || (key.endsWith(DEEPL_FREE.ending) ? DEEPL_FREE.url : DEEPL);
	if (!/^https?:\/\/\S+$/.test(url)) problems.push('TRANSLATION_URL must begin with http:// or https://');
	const outside = env.TRANSLATION_OUTSIDE
		? flag(env, 'TRANSLATION_OUTSIDE', problems)
		: service === 'deepl' || !isOwnMachine(url);
	return { service, url, key, outside };
}

/** This machine, or one beside it in a network of one's own. */
function isOwnMachine(url: string): boolean {
	const host = URL.canParse(url) ? new URL(url).hostname : '';
	return (
		host === 'localhost' ||
		/^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host) ||
		host === '[::1]' ||
		(host !== '' && !host.includes('.') && !host.startsWith('['))
	);
}

function clockOf(env: Environment, problems: string[]): Date | undefined {
	if (!env.CLOCK_START) return undefined;
	const start = new Date(env.CLOCK_START);
	if (Number.isNaN(start.getTime()))
		problems.push(`CLOCK_START is "${env.CLOCK_START}": use 2026-10-06T08:00:00+02:00`);
	return start;
}
