import { directionOf, hasTexts, languageOf } from './languages.ts';
import type { Direction } from './locale.ts';

/** A text that somebody at school wrote, in its language. */
export interface WrittenText {
	text: string;
	/** BCP 47 tag. */
	language: string;
}

/** What there is of a text in one language: by a person, or by machine. Both can be there. */
export interface StoredTranslation {
	language: string;
	state: 'person' | 'machine';
	text: string;
	/** The text of which it is the translation. When that changed meanwhile, this one is out of date. */
	of: string;
}

/**
 * The languages that somebody reads, best first, for `shownText`. Who reads a language that the app has no texts in sees
 * the app in another, and their own where somebody wrote it.
 */
export function readingLanguages(written: string | null | undefined, page: string): string[] {
	return written && !hasTexts(written) ? [written, page] : [page];
}

/** A text as one reader gets it. */
export interface ShownText {
	text: string;
	language: string;
	direction: Direction;
	/** `none`: it stands as it was written, because there is nothing of it in a language of the reader. */
	state: 'original' | 'person' | 'machine' | 'none';
	/** As it was written, one tap away; null where that is what is shown. */
	original: (WrittenText & { direction: Direction }) | null;
	/** The school changed its text after this translation was made: the original counts, and both are shown. */
	outOfDate: boolean;
}

/**
 * A text for a reader of these languages, the first of them first. What a person made comes before what a machine made; a
 * translation of an older text is shown only where there is none of the text as it is now, and says so.
 */
export function shownText(
	written: WrittenText,
	stored: readonly StoredTranslation[],
	readers: readonly string[],
): ShownText {
	const same = (tag: string) => languageOf(tag)?.tag;
	const source = { ...written, direction: directionOf(written.language) };
	for (const language of readers) {
		if (same(language) === same(written.language)) break;
		const inIt = stored.filter((one) => same(one.language) === same(language));
		const by = (state: StoredTranslation['state'], isNow: boolean) =>
			inIt.find((one) => one.state === state && (one.of === written.text) === isNow);
		const best = by('person', true) ?? by('machine', true) ?? by('person', false);
		if (!best) continue;
		return {
			text: best.text,
			language,
			direction: directionOf(language),
			state: best.state,
			original: source,
			outOfDate: best.of !== written.text,
		};
	}
	const isOwn = readers.some((tag) => same(tag) === same(written.language));
	return { ...source, state: isOwn ? 'original' : 'none', original: null, outOfDate: false };
}
