import type { MarkedTexts, SchoolWord } from '#lib/translation/school-word.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { markSchoolWords, schoolWord, type SchoolWordId } from '#lib/translation/server/school-words.ts';
import type { MomentKind } from '../kinds.ts';
import type { MomentView } from '../moment-words.ts';

/** What the kinds are called at a Dutch school, where that is a word of its own. */
const kindNames: Partial<Record<MomentKind, SchoolWordId>> = {
	look: 'kijkmoment',
	welcome_talk: 'welkomgesprek',
	home_visit: 'huisbezoek',
	ten_minutes: 'tienminutengesprek',
	tour: 'rondleiding',
	parent_circle: 'ouderkring',
	evening: 'ouderavond',
	coffee: 'koffieochtend',
};

/**
 * The Dutch school words on a moment's page: the name of its kind, as the school says it, and those in what it tells and
 * in the teacher's own line, as it was written and as it was translated.
 */
export function momentWords(
	kind: MomentKind,
	{ about, note }: Pick<MomentView, 'about' | 'note'>,
	locale: Locale,
): { kind: SchoolWord | null; marks: MarkedTexts } {
	const name = kindNames[kind];
	const notes = note ? [note, ...(note.original ? [note.original] : [])] : [];
	return {
		kind: name ? schoolWord(name, locale) : null,
		marks: markSchoolWords(
			[
				...notes.map(({ text, lang }) => ({ text, isDutch: lang === baseLocale })),
				...about.map(({ text }) => ({ text })),
			],
			{ locale },
		),
	};
}
