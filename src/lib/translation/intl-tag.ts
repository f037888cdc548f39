/**
 * Where the tag to hand to `Intl` differs from the language's own: a chosen region, another name for it, or none at
 * all in CLDR. `Intl` would silently take the machine's language for these.
 */
const differing: Record<string, string> = {
	en: 'en-GB',
	pt: 'pt-PT',
	kmr: 'ku',
	prs: 'fa-AF',
	sr: 'sr-Latn',
	ary: 'ar',
	// the language that its speakers meet dates in at school
	rif: 'nl',
	pap: 'nl',
};

/** The tag under which `Intl` knows a language of ours. */
export function intlTagOf(tag: string): string {
	return differing[tag] ?? tag;
}
