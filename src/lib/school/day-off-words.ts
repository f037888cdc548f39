// A day off in the words of one reader: our own for what every school has, the school's for another day, translated where
// there is a translation. On the server only.
import { shownText, type ShownText, type StoredTranslation } from '#lib/translation/content.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { dayOffText } from './day-off-text.ts';
import type { DayOff } from './days-off.ts';

/** A day off with what there is of its own name in other languages. */
export interface NamedDayOff extends DayOff {
	translations?: readonly StoredTranslation[];
}

/**
 * The name of a day off for who reads these languages, best first. `own`: how the school's own name came to the reader; null
 * for the names that every school has. A translation of an earlier name does not count: people plan by these days.
 */
export function dayOffWords(
	day: NamedDayOff,
	locale: Locale,
	reads: readonly string[] = [locale],
): { text: string; own: ShownText | null } {
	const { kind, name, translations = [] } = day;
	if (kind !== 'other' || !name) return { text: dayOffText(day, locale).text, own: null };
	const ofNow = translations.filter(({ of }) => of === name);
	const own = shownText({ text: name, language: baseLocale }, ofNow, reads);
	return { text: own.text, own };
}
