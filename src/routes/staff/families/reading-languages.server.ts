import { canBeRead, languageName, languagesByName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** The languages that one can read in, by their name in the reader's language. */
export function readingLanguages(locale: Locale): { value: string; label: string }[] {
	return languagesByName(locale)
		.filter(({ tag }) => canBeRead(tag))
		.map(({ tag }) => ({ value: tag, label: languageName(tag, locale) }));
}
