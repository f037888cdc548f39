import { baseLocale, locales } from '#lib/paraglide/runtime.js';

/** A language that the app has texts in. */
export type Locale = (typeof locales)[number];

export { baseLocale, locales };

export function isLocale(tag: string): tag is Locale {
	return (locales as readonly string[]).includes(tag);
}

/** The best of the app's languages for an Accept-Language header (RFC 9110), else the base language. */
export function localeFor(acceptLanguage: string | null): Locale {
	const wanted = (acceptLanguage ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().split(';');
			const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
			return { tag: tag.toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
		})
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality);
	for (const { tag } of wanted) {
		const base = tag.split('-')[0] ?? '';
		if (isLocale(base)) return base;
	}
	return baseLocale;
}

/** Reading direction of an app language. An own table: Intl says "ltr" for several right-to-left languages. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
	return locale === 'ar' ? 'rtl' : 'ltr';
}
