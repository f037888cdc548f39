import { baseLocale, directionOf, type Locale } from './locale.ts';

/**
 * A name, an address or a code for a sentence: kept together in a language that is written from right to left, where
 * "5/6 (5)" would otherwise be turned round. Texts from left to right stay as they are.
 */
export function isolate(text: string, locale: Locale = baseLocale): string {
	return text !== '' && directionOf(locale) === 'rtl' ? `\u2068${text}\u2069` : text;
}
