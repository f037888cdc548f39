import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings, WrongSettings } from './settings.ts';

const needed = { ORIGIN: 'https://school.example', SMTP_URL: 'smtps://mail.example:465' };
const production = (env: Record<string, string>) => readSettings(env, { production: true });
const development = (env: Record<string, string>) => readSettings(env, { production: false });

function problemsOf(env: Record<string, string>): string[] {
	try {
		production(env);
		return [];
	} catch (error) {
		if (error instanceof WrongSettings) return error.problems;
		throw error;
	}
}

test('production with what it needs', () => {
	expect(production(needed)).toMatchObject({
		origin: 'https://school.example',
		secure: true,
		host: '127.0.0.1',
		port: 3000,
		demo: false,
		smtpUrl: 'smtps://mail.example:465',
		mailFrom: 'Schoolbrug <noreply@school.example>',
		pushSubject: 'https://school.example',
		database: { engine: 'sqlite', file: path.resolve('data/schoolbrug.db') },
	});
});

test('what an SMTP server allows, and where mail comes back to', () => {
	expect(production(needed)).toMatchObject({
		smtpLimits: { connections: 6, mailsPerConnection: 100, mailsPerMinute: undefined },
		bouncesTo: undefined,
	});
	const given = {
		SMTP_CONNECTIONS: '2',
		SMTP_MAILS_PER_CONNECTION: '20',
		SMTP_MAILS_PER_MINUTE: '30',
		BOUNCES_TO: 'bounces+{id}@school.example',
	};
	expect(production({ ...needed, ...given })).toMatchObject({
		smtpLimits: { connections: 2, mailsPerConnection: 20, mailsPerMinute: 30 },
		bouncesTo: 'bounces+{id}@school.example',
	});
});

test('what is missing in production is told all at once, each with an example', () => {
	const problems = problemsOf({});
	expect(problems).toEqual([
		expect.stringMatching(/^ORIGIN is missing.*https:/),
		expect.stringMatching(/^SMTP_URL is missing.*smtps:/),
	]);
	expect(new WrongSettings(problems).message).toMatch(
		/^Schoolbrug can't start:\n {2}- ORIGIN .*\n {2}- SMTP_URL /,
	);
});

test('development and the demo do without', () => {
	expect(development({})).toMatchObject({
		origin: 'http://localhost:3000',
		secure: false,
		smtpUrl: undefined,
	});
	expect(production({ SCHOOLBRUG_DEMO: '1' })).toMatchObject({
		demo: true,
		dataDir: path.resolve('data/demo'),
	});
});

describe('what is wrong', () => {
	test.each([
		['SCHOOLBRUG_DEMO', 'yes'],
		['PORT', 'http'],
		['PORT', '70000'],
		['SMTP_CONNECTIONS', '0'],
		['SMTP_MAILS_PER_CONNECTION', 'many'],
		['SMTP_MAILS_PER_MINUTE', '5'],
		['BOUNCES_TO', 'bounces'],
		['BOUNCES_TO', 'bounces+{who}@school.example'],
		['BOUNCES_TO', 'what-comes-back-to-the-school+{id}@school.example'],
		['ORIGIN', 'school.example'],
		['ORIGIN', 'https://school.example/app'],
		['ORIGIN', 'ftp://school.example'],
		['DATABASE_URL', 'mysql://db/school'],
		['SMTP_URL', 'mail.example'],
		['CLOCK_START', '2026-10-06T08:00:00+02:00'],
	])('%s=%s', (name, value) => {
		const problems = problemsOf({ ...needed, [name]: value });
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain(name);
	});

	test('a clock that is no time, in the demo', () => {
		expect(problemsOf({ SCHOOLBRUG_DEMO: '1', CLOCK_START: 'yesterday' })).toHaveLength(1);
		expect(production({ SCHOOLBRUG_DEMO: '1', CLOCK_START: '2026-10-06T08:00:00+02:00' }).clockStart).toEqual(
			new Date('2026-10-06T06:00:00Z'),
		);
	});

	test('a password never reaches the message', () => {
		const env = {
			...needed,
			DATABASE_URL: 'mysql://me:hush@db/school',
			SMTP_URL: 'http://me:hush@mail.example',
		};
		expect(problemsOf(env).join()).not.toContain('hush');
	});
});

test('the engine follows DATABASE_URL', () => {
	const databaseOf = (url: string) => production({ ...needed, DATABASE_URL: url }).database;
	expect(databaseOf('file:/srv/school.db')).toEqual({ engine: 'sqlite', file: '/srv/school.db' });
	expect(databaseOf('file:///srv/school.db')).toEqual({ engine: 'sqlite', file: '/srv/school.db' });
	expect(databaseOf('postgres://db/school')).toEqual({ engine: 'postgres', url: 'postgres://db/school' });
	expect(databaseOf('postgresql://db/school')).toEqual({ engine: 'postgres', url: 'postgresql://db/school' });
});

test('push hosts are a list; the known ones are the default', () => {
	expect(production({ ...needed, PUSH_HOSTS: 'push.example, .other.example' }).pushHosts).toEqual([
		'push.example',
		'.other.example',
	]);
	expect(production(needed).pushHosts).toContain('fcm.googleapis.com');
});

describe('a service that translates', () => {
	const translation = (env: Record<string, string>) => production({ ...needed, ...env }).translation;

	test('none unless asked for', () => {
		expect(translation({})).toBeUndefined();
		expect(translation({ TRANSLATION: 'none', TRANSLATION_URL: 'x' })).toBeUndefined();
	});

	test.each([
		['http://localhost:5000/', false],
		['http://127.0.0.1:5000', false],
		['http://libretranslate:5000', false],
		['https://10.0.3.4', false],
		['https://translate.example.com', true],
		['https://11.0.3.4', true],
	])('LibreTranslate at %s: outside %s', (TRANSLATION_URL, outside) => {
		expect(translation({ TRANSLATION: 'libretranslate', TRANSLATION_URL })).toEqual({
			service: 'libretranslate',
			url: TRANSLATION_URL.replace(/\/$/, ''),
			key: '',
			outside,
		});
	});

	test('the school says itself what is its own', () => {
		const own = {
			TRANSLATION: 'libretranslate',
			TRANSLATION_URL: 'https://t.example',
			TRANSLATION_OUTSIDE: '0',
		};
		expect(translation(own)?.outside).toBe(false);
	});

	test('DeepL: the address goes with the key', () => {
		expect(translation({ TRANSLATION: 'deepl', TRANSLATION_KEY: 'a' })).toMatchObject({
			url: 'https://api.deepl.com',
			outside: true,
		});
		expect(translation({ TRANSLATION: 'deepl', TRANSLATION_KEY: 'a:fx' })?.url).toBe(
			'https://api-free.deepl.com',
		);
	});

	test.each([
		[{ TRANSLATION: 'google' }, /^TRANSLATION is "google"/],
		[{ TRANSLATION: 'deepl' }, /^TRANSLATION_KEY is missing/],
		[{ TRANSLATION: 'libretranslate' }, /^TRANSLATION_URL is missing/],
		[{ TRANSLATION: 'libretranslate', TRANSLATION_URL: 'localhost:5000' }, /^TRANSLATION_URL must begin/],
	])('%j', (env, problem) => {
		expect(problemsOf({ ...needed, ...env })).toEqual([expect.stringMatching(problem)]);
	});
});
