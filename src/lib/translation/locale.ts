/** The languages that the app has texts in, in the order in which a chooser lists them. Small: every page loads it. */
export const locales = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'] as const;
export type Locale = (typeof locales)[number];

/** The language of the schools themselves; texts written by staff are in it. */
export const baseLocale: Locale = 'nl';

export type Direction = 'ltr' | 'rtl';

const directions: Record<Locale, Direction> = {
	nl: 'ltr',
	en: 'ltr',
	tr: 'ltr',
	ar: 'rtl',
	pl: 'ltr',
	uk: 'ltr',
};

/** Own names, as on a button that changes the language. */
export const localeNames: Record<Locale, string> = {
	nl: 'Nederlands',
	en: 'English',
	tr: 'Türkçe',
	ar: 'العربية',
	pl: 'Polski',
	uk: 'Українська',
};

export function isLocale(tag: unknown): tag is Locale {
	return (locales as readonly unknown[]).includes(tag);
}

/**
 * Which way a page in this language runs; an own table, because Intl says "ltr" for several right-to-left languages.
 * For a language that the app has no texts in: `directionOf` in languages.ts.
 */
export function directionOf(locale: Locale): Direction {
	return directions[locale];
}

/** Languages whose readers read one of ours: Moroccan Arabic has no written standard of its own, its readers read Arabic. */
const readAs: Record<string, Locale> = { ary: 'ar' };

/**
 * The first of our languages that the browser asks for (RFC 9110 section 12.5.4), else `fallback`. A language that we
 * lack is passed over, not replaced by a neighbour: a Kurdish browser that also lists English gets English, not Turkish.
 */
export function localeFor(acceptLanguage: string | null | undefined, fallback: Locale = baseLocale): Locale {
	const wishes = (acceptLanguage ?? '')
		.slice(0, 500)
		.split(',')
		.map((part, order) => ({ ...readWish(part), order }))
		.filter((wish) => wish.weight > 0)
		.sort((a, b) => b.weight - a.weight || a.order - b.order);
	for (const { language } of wishes) {
		const locale = readAs[language] ?? language;
		if (isLocale(locale)) return locale;
	}
	return fallback;
}

function readWish(part: string): { language: string; weight: number } {
	const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
	const quality = parameters.map((p) => /^\s*q\s*=\s*(.*)$/.exec(p)?.[1]).find((q) => q !== undefined);
	const weight =
		quality === undefined ? 1 : /^(0(\.\d{1,3})?|1(\.0{1,3})?)\s*$/.test(quality) ? Number(quality) : 0;
	return { language: tag.split('-')[0] ?? '', weight };
}
