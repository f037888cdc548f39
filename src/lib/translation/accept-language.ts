import { languageOf } from './languages.ts';
import { baseLocale, isLocale, type Locale } from './locale.ts';

/** Languages whose readers read one of ours: Moroccan Arabic has no written standard of its own, its readers read Arabic. */
const readAs: Record<string, string> = { ary: 'ar' };

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
	for (const { tag } of wishes) {
		const found = languageOf(tag)?.tag ?? '';
		const locale = readAs[found] ?? found;
		if (isLocale(locale)) return locale;
	}
	return fallback;
}

function readWish(part: string): { tag: string; weight: number } {
	const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
	const quality = parameters.map((p) => /^\s*q\s*=\s*(.*)$/.exec(p)?.[1]).find((q) => q !== undefined);
	const weight =
		quality === undefined ? 1 : /^(0(\.\d{1,3})?|1(\.0{1,3})?)\s*$/.test(quality) ? Number(quality) : 0;
	return { tag: tag.trim(), weight };
}
