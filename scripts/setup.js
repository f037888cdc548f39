// `node scripts/setup.js [--production] FILE …`: makes sure that the packages are installed, then runs FILE on the
// pinned Node. With --production it does without the packages of development, as a server has them.
// This file alone must run on any Node from 20 with nothing installed; everything after it may rely on both.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'node_modules', '.bin');
const pinnedNode = path.join(
	root,
	'node_modules/node/bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

const given = process.argv.slice(2);
const production = given[0] === '--production';
const [target, ...args] = given.slice(production ? 1 : 0);
if (!target) stop('use: node scripts/setup.js [--production] FILE [arguments]');
if (Number(process.versions.node.split('.')[0]) < 20)
	stop(`needs Node 20 or newer to install its own; this is ${process.version}`);

process.chdir(root);
const started = Date.now();
if (!isInstalled()) {
	console.log('Installing the packages …');
	install();
	if (!isInstalled()) stop('the packages are still not complete; run npm ci and read what it says');
	process.env.SETUP_SECONDS = String((Date.now() - started) / 1000);
}
process.env.PATH = [bin, withoutBin()].join(path.delimiter);
await run(path.resolve(target), args);

/** All packages of the lock file are there, and the pinned Node runs. */
function isInstalled() {
	const wanted = readLock('package-lock.json');
	const found = readLock('node_modules/.package-lock.json');
	if (!wanted || !found) return false;
	const complete = Object.entries(wanted).every(
		([name, { version, optional, dev, devOptional, extraneous }]) => {
			const there = found[name];
			if (there) return there.version === version;
			const otherPlatform = optional ?? devOptional;
			return name === '' || extraneous || otherPlatform || (production && dev);
		},
	);
	const { stdout } = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });
	return complete && stdout?.trim() === `v${wanted['node_modules/node']?.version}`;
}

/** @returns {Record<string, { version?: string, optional?: boolean, dev?: boolean, devOptional?: boolean, extraneous?: boolean }> | undefined} */
function readLock(/** @type {string} */ file) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/**
 * Only the pinned Node's own install script may run: better-sqlite3 brings its binaries, and its script would want
 * a compiler. npm 10 does not know `allowScripts`, so no version of npm is trusted with the choice.
 */
function install() {
	// the warnings are of packages that want another Node than npm's own; they will run on the pinned one
	npm('ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
	npm('rebuild', 'node', '--loglevel=error');
}

/** npm must run on the Node that came with it: the pinned one is removed and placed again while it works. */
function npm(/** @type {string[]} */ ...words) {
	const { status, error } = spawnSync('npm', words, {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, PATH: withoutBin() },
		shell: process.platform === 'win32',
	});
	if (error) stop(`npm could not be started: ${error.message}`);
	if (status !== 0) stop(`npm ${words[0]} failed`);
}

function withoutBin() {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders.filter((folder) => folder && path.resolve(folder) !== bin).join(path.delimiter);
}

async function run(/** @type {string} */ file, /** @type {string[]} */ words) {
	if (fs.realpathSync(process.execPath) === fs.realpathSync(pinnedNode)) {
		process.argv.splice(1, process.argv.length - 1, file, ...words);
		await import(pathToFileURL(file).href);
		return;
	}
	const child = spawn(pinnedNode, [file, ...words], { stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
		process.on(signal, () => child.kill(signal));
	child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** @returns {never} */
function stop(/** @type {string} */ why) {
	console.error(`Schoolbrug: ${why}`);
	process.exit(1);
}
