import { baseLocale } from '#lib/translation/locale.ts';
import type { Wording, Words } from './sections.ts';

/** How a text of the school came to the reader's language. `not_yet`: it is shown in Dutch. */
export type HowWritten = 'original' | 'person' | 'machine' | 'not_yet';

export interface Worded extends Words {
	how: HowWritten;
	/** The language that it is in. */
	language: string;
}

/**
 * A school's text for who reads these languages, best first. A translation of an older Dutch text does not count: it may say
 * something else, and a card is what people act by.
 */
export function wordsFor({ nl, others }: Wording, reads: readonly string[]): Worded {
	for (const language of reads) {
		if (language === baseLocale) return { ...nl, how: 'original', language };
		const made = others[language];
		if (!made || !sameWords(made.of, nl)) continue;
		return { title: made.title, text: made.text, how: made.state ?? 'person', language };
	}
	return { ...nl, how: 'not_yet', language: baseLocale };
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
