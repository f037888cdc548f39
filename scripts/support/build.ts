import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { step, type Outcome } from './steps.ts';

/** What the build is made from. */
const SOURCES = [
	'{build-tools,messages,src,static}/**/*.*',
	'{package-lock.json,project.inlang/settings.json,svelte.config.js,tsconfig.json,vite.config.ts}',
];
const STAMP = 'build/sources.sha256';

/** Builds the app, and notes from which sources. */
export async function build({ live = false } = {}): Promise<Outcome[]> {
	const sources = digestOfSources();
	rmSync('build', { recursive: true, force: true }); // half a build must not look like a whole one
	const outcomes: Outcome[] = [];
	const env = { NODE_ENV: 'production', APP_VERSION: process.env.APP_VERSION ?? sources.slice(0, 12) };
	for (const [name, ...command] of [
		['compile messages', 'node', 'scripts/messages.ts'],
		['route types', 'svelte-kit', 'sync'],
		['build', 'vite', 'build'],
	] as [string, string, ...string[]][]) {
		outcomes.push(await step(name, command, { live, env }));
		if (!outcomes.at(-1)?.ok) return outcomes;
	}
	writeFileSync(STAMP, sources);
	return outcomes;
}

/** The build that is there was made from the sources as they are now. */
export function isBuilt(): boolean {
	try {
		return readFileSync(STAMP, 'utf8') === digestOfSources();
	} catch {
		return false;
	}
}

function digestOfSources(): string {
	const hash = createHash('sha256').update(process.env.APP_VERSION ?? '');
	const files = SOURCES.flatMap((pattern) => globSync(pattern, { withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => path.relative('.', path.join(parentPath, name)))
		.filter((file) => !file.startsWith('src/lib/paraglide/')); // generated
	for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(file));
	return hash.digest('hex');
}
