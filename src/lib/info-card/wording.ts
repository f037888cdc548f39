import type { Locale } from '#lib/translation/locale.ts';
import type { Wording, Words } from './sections.ts';

/** How a text of the school came to the reader's language. `not_yet`: it is shown in Dutch. */
export type HowWritten = 'original' | 'person' | 'not_yet';

export interface Worded extends Words {
	how: HowWritten;
}

/** A school's text for a reader. A translation of an older Dutch text does not count: it may say something else. */
export function wordsFor(wording: Wording, locale: Locale): Worded {
	if (locale === 'nl') return { ...wording.nl, how: 'original' };
	const translation = wording.others[locale];
	if (!translation || !sameWords(translation.of, wording.nl)) return { ...wording.nl, how: 'not_yet' };
	return { title: translation.title, text: translation.text, how: 'person' };
}

export function sameWords(a: Words, b: Words): boolean {
	return a.title === b.title && a.text === b.text;
}

/** True when there is nothing to read. */
export function isEmpty({ title, text }: Words): boolean {
	return title === '' && text === '';
}

/** The same text with new Dutch words; translations stay, but count only for the words that they were made of. */
export function withDutch(wording: Wording | null | undefined, nl: Words): Wording | null {
	return isEmpty(nl) ? null : { nl, others: wording?.others ?? {} };
}

/** The same text with a person's translation; empty words take it away. */
export function withTranslation(wording: Wording, locale: Exclude<Locale, 'nl'>, words: Words): Wording {
	const { [locale]: _, ...others } = wording.others;
	return {
		...wording,
		others: isEmpty(words) ? others : { ...others, [locale]: { ...words, of: wording.nl } },
	};
}
