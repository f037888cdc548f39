export type Direction = 'ltr' | 'rtl';

interface Row {
	/** Its own name, as on a button that changes the language. */
	name: string;
	/** Which way a page in it runs; ltr where nothing is said. Own table: Intl says "ltr" for several of the others. */
	direction?: Direction;
	/**
	 * How the app's own texts came about. Where nothing is said they were drafted by software: until a native speaker
	 * has read them all. docs/languages.md says how; who changes it to `person` names that reader there.
	 */
	texts?: 'original' | 'person';
}

/**
 * The languages that the app has texts in, in the order in which a chooser lists them. Small: every page loads it; all
 * else about a language stands in languages.ts. `npm run language` adds a row.
 */
const table = {
	nl: { name: 'Nederlands', texts: 'original' },
	en: { name: 'English' },
	tr: { name: 'Türkçe' },
	ar: { name: 'العربية', direction: 'rtl' },
	pl: { name: 'Polski' },
	uk: { name: 'Українська' },
} satisfies Record<string, Row>;

export type Locale = keyof typeof table;
const rows: Record<Locale, Row> = table;
export const locales = Object.keys(table) as readonly Locale[];

/** The language of the schools themselves; texts written by staff are in it. */
export const baseLocale: Locale = 'nl';

/** Own names. */
export const localeNames = Object.fromEntries(locales.map((locale) => [locale, rows[locale].name])) as Record<
	Locale,
	string
>;

export function isLocale(tag: unknown): tag is Locale {
	return (locales as readonly unknown[]).includes(tag);
}

/** Which way a page in this language runs. For a language that the app has no texts in: `directionOf` in languages.ts. */
export function directionOf(locale: Locale): Direction {
	return rows[locale].direction ?? 'ltr';
}

/** How the app's own texts came about in it. */
export function textsOf(locale: Locale): 'original' | 'person' | 'drafted' {
	return rows[locale].texts ?? 'drafted';
}
