import {
	readingLanguages,
	shownText,
	type ShownText,
	type StoredTranslation,
} from '#lib/translation/content.ts';
import { baseLocale } from '#lib/translation/locale.ts';

/** The texts of a moment that the school writes itself; all others are there in every language. */
export const ownTexts = ['title', 'place', 'note'] as const;
export type OwnText = (typeof ownTexts)[number];

export type MomentTranslations = Record<OwnText, StoredTranslation[]>;

/** What the school wrote of a moment (Dutch), what there is of it in other languages, and what the guardian reads. */
export type OwnTexts = Partial<Record<OwnText, string | null>> & {
	translations?: MomentTranslations;
	/** The language that the guardian reads; null: not known. */
	written?: string | null;
};

/** A text of the school's own as the guardian can read it best; null where the school wrote none. */
export function ownText(of: OwnTexts, field: OwnText, page: string): ShownText | null {
	const text = of[field];
	if (!text) return null;
	return shownText(
		{ text, language: baseLocale },
		of.translations?.[field] ?? [],
		readingLanguages(of.written, page),
	);
}
