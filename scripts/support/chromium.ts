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
	return set || [...inPath(NAMES), ...PLACES, chromium.executablePath()].find(starts);
}

/**
 * Chromium's headless shell: the same pages for a quarter less processor time, as it has no windows, no push messages
 * and no installed apps to look after. A browser that was set is taken for everything. Undefined where there is none:
 * `findChromium` does all that it does.
 */
export function findHeadlessShell(): string | undefined {
	const set = process.env.CHROMIUM_SHELL || process.env.CHROMIUM;
	return set || inPath(['chromium-headless-shell', 'chrome-headless-shell']).find(starts);
}

/**
 * The same, and takes it from Debian where that may be done without asking, of the version of Debian's Chromium that is there:
 * a test changes nobody's browser. Undefined when there is none to be had.
 */
export function ensureHeadlessShell(): string | undefined {
	const found = findHeadlessShell();
	if (found || process.getuid?.() !== 0) return found;
	const installed = spawnSync('dpkg-query', ['-W', '-f=${Version}', 'chromium'], { encoding: 'utf8' });
	if (installed.status !== 0) return undefined;
	return installDebians(`chromium-headless-shell=${installed.stdout.trim()}`, findHeadlessShell, 60);
}

/** A Chromium as people have it; installs one where there is none. Throws when that fails. */
export function ensureChromium(): string {
	return findChromium() ?? installPlaywrights() ?? installDebians('chromium', findChromium, 300) ?? fail();
}

function inPath(names: string[]): string[] {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

// a stub that only tells how to install the real one exists on some systems: ask it something
function starts(file: string): boolean {
	return (
		existsSync(file) && spawnSync(file, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0
	);
}

function installPlaywrights(): string | undefined {
	console.log("No Chromium on this system: trying Playwright's …");
	runFor(300, 'playwright', 'install', 'chromium');
	const file = chromium.executablePath();
	return starts(file) ? file : undefined;
}

/** `seconds`: for each of its two steps; what one can do without is not worth waiting for a network that is not there. */
function installDebians(name: string, find: () => string | undefined, seconds: number): string | undefined {
	console.log(`Not on this system: trying its package ${name} …`);
	const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	runFor(seconds, ...sudo, 'apt-get', 'update', '-qq');
	runFor(seconds, ...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', name);
	return find();
}

function runFor(seconds: number, ...[program = '', ...args]: string[]): void {
	spawnSync(program, args, {
		timeout: seconds * 1000,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}

function fail(): never {
	throw new Error('no Chromium found or installed: set CHROMIUM to one');
}
