// The production server on a demo school of its own, for benches and for browser tests that plan, stop it or move its clock.
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface DemoServer {
	origin: string;
	dataDir: string;
	/** Cookie header of a demo person's own session. */
	signIn(find: (person: DemoPerson) => boolean): Promise<string>;
	/** Stops the process and starts another on the same data and port, with its clock at `clock`. */
	restart(clock?: string): Promise<void>;
	stop(): Promise<void>;
}
export interface DemoPerson {
	id: string;
	name: string;
	role: string;
	locale: string;
}

/** Makes a demo school in a temporary folder and serves the build; `npm run build` must have run. `options` are Node's. */
export async function startDemoServer(
	clock = process.env.CLOCK_START,
	options: string[] = [],
): Promise<DemoServer> {
	if (!existsSync('build/handler.js')) throw new Error('no build: run `npm run build` first');
	const dataDir = mkdtempSync(path.join(tmpdir(), 'schoolbrug-bench-'));
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const env = {
		...process.env,
		SCHOOLBRUG_DEMO: '1',
		DATA_DIR: dataDir,
		PORT: String(port),
		LOG_LEVEL: 'warn',
		...(clock ? { CLOCK_START: clock } : {}),
	};
	makeSchool(env);
	const start = async (at?: string) => {
		const started = spawn(process.execPath, [...options, 'server.js'], {
			env: { ...env, ...(at ? { CLOCK_START: at } : {}) },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await listening(started);
		return started;
	};
	const end = async (running: ChildProcess) => {
		running.kill('SIGTERM');
		await new Promise((done) => running.once('exit', done));
	};
	let server = await start();
	return {
		origin,
		dataDir,
		signIn: (find) => signIn(origin, find),
		async restart(at) {
			await end(server);
			server = await start(at);
		},
		async stop() {
			await end(server);
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

/** A copy of the school that the browser tests began with, where it is of the same hour: making one takes seconds. */
function makeSchool(env: NodeJS.ProcessEnv & { DATA_DIR: string }): void {
	const { DEMO_SCHOOL, DEMO_SCHOOL_CLOCK, CLOCK_START, DATA_DIR } = env;
	if (DEMO_SCHOOL && CLOCK_START === DEMO_SCHOOL_CLOCK && existsSync(DEMO_SCHOOL))
		return cpSync(DEMO_SCHOOL, DATA_DIR, { recursive: true });
	const made = spawnSync(process.execPath, ['scripts/demo-school.ts'], { env, encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`no demo school: ${made.stderr}`);
}

async function listening(server: ChildProcess): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.stdout?.on('data', (text: Buffer) => text.includes('Listening') && resolve());
		server.once('exit', (code) => reject(new Error(`the server stopped with ${code}`)));
	});
}

async function signIn(origin: string, find: (person: DemoPerson) => boolean): Promise<string> {
	const people = (await (await fetch(`${origin}/demo/people.json`)).json()) as DemoPerson[];
	const person = people.find(find);
	if (!person) throw new Error('no such demo person');
	const response = await fetch(`${origin}/demo/sign-in`, {
		method: 'POST',
		body: new URLSearchParams({ person: person.id }),
		headers: { origin },
		redirect: 'manual',
	});
	return response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
	const address = probe.address();
	await new Promise((done) => probe.close(done));
	if (!address || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

/** A browser window of one of the demo's people, by the beginning of the name, in their own language. */
export async function windowOf(
	server: DemoServer,
	browser: Browser,
	who: string,
	width = 390,
	options: BrowserContextOptions = {},
): Promise<Page> {
	let locale = 'nl';
	const cookie = await server.signIn((person) => {
		if (!person.name.startsWith(who)) return false;
		locale = person.locale;
		return true;
	});
	const context = await browser.newContext({
		baseURL: server.origin,
		viewport: { width, height: 844 },
		locale: 'nl-NL',
		timezoneId: 'Europe/Amsterdam',
		serviceWorkers: 'block',
		...options,
	});
	const pairs = cookie.split('; ').map((pair) => pair.split('='));
	await context.addCookies([
		...pairs.map(([name = '', value = '']) => ({ name, value, url: server.origin })),
		{ name: 'language', value: locale, url: server.origin },
	]);
	return context.newPage();
}
