import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, findHeadlessShell } from './scripts/support/chromium.ts';
import { browserFlags } from './tests/support/browser.ts';

// this file is read again by each worker: what the first one chose is handed on by the environment
process.env.CHROMIUM_SHELL ??= findHeadlessShell() ?? findChromium();
process.env.CHROMIUM ??= findChromium();
process.env.TEST_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), 'schoolbrug-e2e-'));
/** What only a whole browser has: push messages, notifications, installing, a microphone. */
const WHOLE = /\/(push|offline|own-language|voices|contacts)\.spec\.ts$/;
// a Tuesday morning in a school week, whenever the tests run
process.env.DEMO_SCHOOL_CLOCK = '2026-10-06T09:00:00+02:00';
process.env.DEMO_SCHOOL ??= `${process.env.TEST_DATA_DIR}-as-made`;
const port = process.env.TEST_PORT ?? '4173';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	forbidOnly: Boolean(process.env.CI),
	workers: 3,
	timeout: 90_000,
	expect: { timeout: 20_000 },
	reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_REPORT ?? 'test-results/report.json' }]],
	use: {
		baseURL: `http://localhost:${port}`,
		viewport: { width: 390, height: 844 },
		locale: 'nl-NL',
		timezoneId: 'Europe/Amsterdam',
		// a trace of every test costs a sixth of the time: TRACE=1 to look into one that fails
		trace: process.env.TRACE ? 'retain-on-failure' : 'off',
		// each test has a browser profile of its own, and would fetch the whole app for offline: who needs that asks for it
		serviceWorkers: 'block',
	},
	projects: [
		{ name: 'pages', testIgnore: WHOLE, use: browser(process.env.CHROMIUM_SHELL) },
		{ name: 'app', testMatch: WHOLE, use: browser(process.env.CHROMIUM) },
	],
	webServer: {
		command: 'node tests/support/demo-server.ts',
		url: `http://localhost:${port}/api/health`,
		reuseExistingServer: false,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
		stdout: 'ignore',
		stderr: 'pipe',
		env: {
			PORT: port,
			DATA_DIR: process.env.TEST_DATA_DIR,
			SCHOOLBRUG_DEMO: '1',
			CLOCK_START: process.env.DEMO_SCHOOL_CLOCK,
			LOG_LEVEL: 'warn',
			// the push service of push.spec.ts, and its certificate
			PUSH_HOSTS: `localhost:${Number(port) + 1}`,
			NODE_EXTRA_CA_CERTS: path.resolve('tests/support/certificate/certificate.pem'),
		},
	},
});

function browser(executablePath: string | undefined) {
	return { launchOptions: { executablePath, args: browserFlags } };
}
