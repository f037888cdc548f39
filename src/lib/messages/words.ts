// How a text of the school came about, told to who reads it.
import { m } from '#lib/paraglide/messages.js';
import type { ShownText } from '#lib/translation/content.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Direction, Locale } from '#lib/translation/locale.ts';

/** Null where it stands as it was written, in a language of the reader. */
export function howText({ state, outOfDate, language }: ShownText, locale: Locale): string | null {
	const to = { locale };
	if (outOfDate) return m.messages_how_older({}, to);
	if (state === 'person') return m.messages_how_person({}, to);
	if (state === 'machine') return m.messages_how_machine({}, to);
	return state === 'none' ? m.messages_how_none({ language: languageName(language, locale) }, to) : null;
}

/** Before the text as it was written. */
export function originalLabel(language: string, locale: Locale): string {
	return m.messages_original({ language: languageName(language, locale) }, { locale });
}

/** A paragraph of a message, as one reader sees it. */
export interface Paragraph {
	text: string;
	lang: string;
	dir: Direction;
	/** In words; null where nothing has to be said. */
	how: string | null;
	original: { label: string; text: string; lang: string; dir: Direction; open: boolean } | null;
}
