/** One set of options for the build, the type check and the tests, so that all three see the same messages. */
export const paraglideOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	// the locale of a request is found in hooks.server.ts; these are Paraglide's own last resorts
	strategy: ['baseLocale'] as ['baseLocale'],
	outputStructure: 'locale-modules' as const,
	emitTsDeclarations: false,
};
