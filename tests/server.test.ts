// What server.js says when it can't start; how it serves is in tests/e2e/house.spec.ts.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function start(env: Record<string, string>, ...options: string[]) {
	const { PATH = '' } = process.env;
	const { status, stdout, stderr } = spawnSync(process.execPath, [...options, 'server.js'], {
		env: { PATH, ...env },
		encoding: 'utf8',
		timeout: 15_000,
	});
	return { status, said: stdout + stderr };
}

test('settings that are missing or wrong are told plainly, all at once, without a stack', () => {
	const { status, said } = start({ PORT: 'http' });
	expect(status).toBe(1);
	expect(said.trimEnd().split('\n')).toEqual([
		"Schoolbrug can't start:",
		expect.stringMatching(/^ {2}- PORT is "http"/),
		expect.stringMatching(/^ {2}- ORIGIN is missing/),
		expect.stringMatching(/^ {2}- SMTP_URL is missing/),
	]);
});

test.each(['20.19.0', '22.1.0', '25.0.0'])('on Node %s it says in one line what it needs', (version) => {
	const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
	const { status, said } = start({}, '--import', `data:text/javascript,${encodeURIComponent(pretend)}`);
	expect(status).toBe(1);
	expect(said).toMatch(/^Schoolbrug needs Node 24, .*npm start\n$/);
});
