// The server of the browser tests: the built app on a new demo school, which is gone when it stops.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const { DATA_DIR } = process.env;
if (!DATA_DIR || process.env.SCHOOLBRUG_DEMO !== '1') throw new Error('playwright.config.ts starts this');

const { status } = spawnSync(process.execPath, ['scripts/demo-school.ts'], {
	stdio: ['ignore', 'inherit', 'inherit'],
});
if (status !== 0) process.exit(1);
process.on('exit', () => rmSync(DATA_DIR, { recursive: true, force: true }));
await import('../../server.js');
