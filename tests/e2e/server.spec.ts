// The server as a process: what it refuses to start on, and how it stops.
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DEMO = { SCHOOLBRUG_DEMO: '1' };
const REAL = { ORIGIN: 'https://school.example', SMTP_URL: 'smtp://127.0.0.1:1' };

let folder: string;
test.beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-server-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of the project on the folder of this test; `until` resolves with what it said so far. */
function run(file: string, env: Record<string, string>) {
	const { PATH = '' } = process.env;
	const child = spawn(process.execPath, [file], {
		env: { PATH, DATA_DIR: folder, LOG_LEVEL: 'warn', ...env },
	});
	let said = '';
	child.stdout.on('data', (part: Buffer) => (said += part.toString()));
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
		child.on('close', (code) => resolve({ code, said })),
	);
	const listening = new Promise<void>((resolve, reject) => {
		child.stdout.on('data', () => said.includes('Listening on') && resolve());
		child.on('close', () => reject(new Error(said)));
	});
	listening.catch(() => {});
	return { child, ended, listening };
}

async function freePort(): Promise<string> {
	const probe = createServer();
	await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
	const { port } = probe.address() as AddressInfo;
	await new Promise((done) => probe.close(done));
	return String(port);
}

test('the demo refuses a database that it did not make', async () => {
	const PORT = await freePort();
	const real = run('server.js', { ...REAL, PORT });
	await real.listening;
	real.child.kill('SIGTERM');
	await real.ended;

	const { code, said } = await run('server.js', { ...DEMO, PORT }).ended;
	expect(code).toBe(1);
	expect(said).toMatch(/^SCHOOLBRUG_DEMO=1, but this database was not made by the demo\./);
	expect(said).not.toMatch(/\n\s+at /);
});

test('a real school refuses the demo’s database, and has no demo pages', async () => {
	const PORT = await freePort();
	expect(await run('scripts/demo-school.ts', DEMO).ended).toMatchObject({ code: 0 });
	const { code, said } = await run('server.js', { ...REAL, PORT }).ended;
	expect(code).toBe(1);
	expect(said).toMatch(/^This is a demo database with made-up people\./);

	const real = run('server.js', { ...REAL, PORT, DATA_DIR: path.join(folder, 'real') });
	await real.listening;
	for (const page of ['/demo', '/demo/people.json'])
		expect((await fetch(`http://127.0.0.1:${PORT}${page}`)).status).toBe(404);
	const signIn = await fetch(`http://127.0.0.1:${PORT}/demo/sign-in`, {
		method: 'POST',
		body: new URLSearchParams({ person: 'x' }),
		headers: { origin: REAL.ORIGIN },
	});
	expect(signIn.status).toBe(404);
	real.child.kill('SIGTERM');
	await real.ended;
});

test('a port that is taken is told plainly', async () => {
	const taken = createServer();
	await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
	const { port } = taken.address() as AddressInfo;
	const { code, said } = await run('server.js', { ...REAL, PORT: String(port) }).ended;
	expect(code).toBe(1);
	expect(said).toBe(`Another program already uses port ${port} of 127.0.0.1. Set PORT.\n`);
	await new Promise((done) => taken.close(done));
});

test('it stops by itself when asked, and leaves its database closed', async () => {
	const PORT = await freePort();
	const server = run('server.js', { ...REAL, PORT });
	await server.listening;
	const answer = await fetch(`http://127.0.0.1:${PORT}/api/health`);
	expect(answer.status).toBe(200);
	await answer.text();
	server.child.kill('SIGTERM');
	expect(await server.ended).toMatchObject({ code: 0 });
	expect(server.child.signalCode).toBeNull();
	const { globSync } = await import('node:fs');
	// a connection that closes last takes its write-ahead log away
	expect(globSync(`${folder}/*.db*`).map((file) => path.basename(file))).toEqual(['schoolbrug.db']);
});
