// A message in one language: ready sentences said in it, words of one's own as far as there is a translation.
import { shownText, type ShownText, type StoredTranslation } from '#lib/translation/content.ts';
import { languageOf } from '#lib/translation/languages.ts';
import {
	baseLocale,
	directionOf,
	isLocale,
	locales,
	type Direction,
	type Locale,
} from '#lib/translation/locale.ts';
import { phraseText } from '#lib/translation/server/phrase-text.ts';
import { stateOfAppTexts, type TranslationState } from '#lib/translation/state.ts';
import type { ReadyPart } from '../message.ts';

/** What was written, and what there is of the own words in other languages. */
export interface Written {
	parts: readonly ReadyPart[];
	text: string | null;
	language: string;
}

export interface Said {
	/** The ready sentences one after the other; null without. */
	ready: {
		text: string;
		language: Locale;
		direction: Direction;
		state: TranslationState;
		dutch: string;
	} | null;
	/** The words of the writer's own; null without. */
	own: ShownText | null;
}

/** Of who reads `tag` and has the app in `locale`. */
export function sayFor(
	{ parts, text, language }: Written,
	stored: readonly StoredTranslation[],
	{ tag, locale }: { tag: string; locale: Locale },
): Said {
	const spoken = isLocale(tag) ? tag : locale;
	return {
		ready:
			parts.length > 0
				? {
						text: sentences(parts, spoken),
						language: spoken,
						direction: directionOf(spoken),
						state: stateOfAppTexts(spoken),
						dutch: sentences(parts, baseLocale),
					}
				: null,
		own: text ? honest(shownText({ text, language }, stored, [...new Set([tag, locale])]), tag) : null,
	};
}

/** Whose language the app lacks, and who has it in the language of the text, still does not have it in their own. */
function honest(shown: ShownText, tag: string): ShownText {
	return shown.state === 'original' && languageOf(shown.language)?.tag !== languageOf(tag)?.tag
		? { ...shown, state: 'none' }
		: shown;
}

/** Blanks are checked before a message is kept: one that can't be said any more is left out. */
function sentences(parts: readonly ReadyPart[], locale: Locale): string {
	return parts
		.flatMap(({ phrase, filled }) => {
			const said = phraseText(phrase, filled, locale);
			return said.ok ? [said.text] : [];
		})
		.join(' ');
}

/** Tags of the languages in which all of the message is there. */
export function tagsIn({ parts, text, language }: Written, stored: readonly StoredTranslation[]): string[] {
	if (!text) return [...locales];
	const own = [language, ...stored.filter(({ of }) => of === text).map((one) => one.language)];
	return [...new Set(own)].filter((tag) => parts.length === 0 || isLocale(tag));
}
