// The server of the browser tests: the built app on a new demo school, which is gone when it stops.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

const { DATA_DIR, DEMO_SCHOOL } = process.env;
if (!DATA_DIR || !DEMO_SCHOOL || process.env.SCHOOLBRUG_DEMO !== '1')
	throw new Error('playwright.config.ts starts this');

const { status } = spawnSync(process.execPath, ['scripts/demo-school.ts'], {
	stdio: ['ignore', 'inherit', 'inherit'],
});
if (status !== 0) process.exit(1);
// as it was made: for tests with a server of their own
cpSync(DATA_DIR, DEMO_SCHOOL, { recursive: true });
process.on('exit', () => {
	for (const folder of [DATA_DIR, DEMO_SCHOOL]) rmSync(folder, { recursive: true, force: true });
});
await import('../../server.js');
