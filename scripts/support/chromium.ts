// A Chromium for the browser tests: by setting, from the system, else Playwright's, else Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** Names under which systems know it; Google's Chrome will do. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium that starts, without installing anything. Throws when CHROMIUM names one that does not. */
export function findChromium(): string | undefined {
	const set = process.env.CHROMIUM;
	if (set && !starts(set)) throw new Error(`CHROMIUM is "${set}", which does not start`);
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	const named = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return set || [...named, ...PLACES, chromium.executablePath()].find(starts);
}

/** The same, and installs one where there is none. Throws when that fails. */
export function ensureChromium(): string {
	return findChromium() ?? installPlaywrights() ?? installDebians() ?? fail();
}

// a stub that only tells how to install the real one exists on some systems: ask it something
function starts(file: string): boolean {
	return (
		existsSync(file) && spawnSync(file, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0
	);
}

function installPlaywrights(): string | undefined {
	console.log("No Chromium on this system: trying Playwright's …");
	run('playwright', 'install', 'chromium');
	const file = chromium.executablePath();
	return starts(file) ? file : undefined;
}

function installDebians(): string | undefined {
	console.log("Playwright's does not work here: trying the system's package …");
	const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	run(...sudo, 'apt-get', 'update', '-qq');
	run(...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
	return findChromium();
}

function run(...[program = '', ...args]: string[]): void {
	spawnSync(program, args, {
		timeout: 300_000,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}

function fail(): never {
	throw new Error('no Chromium found or installed: set CHROMIUM to one');
}
