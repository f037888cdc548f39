// One set of options for the build, the type check and the tests, so that all see the same messages; and compiled once for all.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '@inlang/paraglide-js';
import type { Plugin } from 'vite';

export const paraglideOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	// the locale of a request is found in hooks.server.ts; these are Paraglide's own last resorts
	strategy: ['baseLocale'] as ['baseLocale'],
	outputStructure: 'locale-modules' as const,
	emitTsDeclarations: false,
};

/** What the output is made from; the versions of the compiler and its plugins stand in the lock file. */
const SOURCES = [
	'messages/**/*.json',
	'project.inlang/settings.json',
	'package-lock.json',
	'build-tools/paraglide.ts',
];

/**
 * Compiles messages/ into src/lib/paraglide, when it is not the output of these sources already: the compiler reads every
 * text into a database of its own, which takes half a minute on a slow machine. True when it compiled.
 */
export async function compileMessages(): Promise<boolean> {
	const stamp = path.join(paraglideOptions.outdir, '.made-of');
	if (readIfThere(stamp) === digest()) return false;
	await compile(paraglideOptions);
	writeFileSync(stamp, digest());
	return true;
}

/** The messages of a build. The dev server has Paraglide's own plugin, which compiles again when a text changes. */
export function compiledMessages(): Plugin {
	return {
		name: 'schoolbrug:compiled-messages',
		apply: 'build',
		enforce: 'pre',
		buildStart: async () => void (await compileMessages()),
	};
}

/** Of the output too: a dev server writes it anew and says nothing here. */
function digest(): string {
	const hash = createHash('sha256').update(JSON.stringify(paraglideOptions));
	const made = path.join(paraglideOptions.outdir, '**/*.js');
	for (const file of [...SOURCES, made].flatMap((pattern) => globSync(pattern)).sort())
		hash.update(`${file}\n`).update(readFileSync(file));
	return hash.digest('hex');
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
