// What each language's readers will see of a message, and who will not understand it, before it is sent and after.
import { familiesOf } from '#lib/families/family.ts';
import { notUnderstood, type NotUnderstood } from '#lib/families/understanding.ts';
import type { GuardianOf } from '#lib/families/server/guardians-of.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { directionOf, languageName } from '#lib/translation/languages.ts';
import { baseLocale, type Direction, type Locale } from '#lib/translation/locale.ts';
import type { TranslationState } from '#lib/translation/state.ts';
import { sayFor, tagsIn, type Written } from './said.ts';

/** `coming`: a service will put it into this language before it goes. */
export type PreviewState = TranslationState | 'coming';

export interface Preview {
	/** Tag of the language that they read. */
	tag: string;
	/** Its name, in the language of the page. */
	name: string;
	dir: Direction;
	/** Families with a reader of it. */
	families: number;
	state: PreviewState;
	/** What they see, paragraph by paragraph. */
	texts: { text: string; lang: string; dir: Direction }[];
}

export interface Previews {
	families: number;
	guardians: number;
	/** Dutch first, then by how many families read it. */
	languages: Preview[];
	notUnderstood: (NotUnderstood & { name: string })[];
}

/** From the least understood to what needs no word. */
const order: readonly PreviewState[] = ['none', 'coming', 'machine', 'drafted', 'person', 'original'];

/** `coming`: languages into which a service will put it; `heard`: those in which somebody said it aloud. */
export function previewsOf(
	written: Written,
	stored: readonly StoredTranslation[],
	audience: readonly GuardianOf[],
	{ coming, heard = [], locale }: { coming: readonly string[]; heard?: readonly string[]; locale: Locale },
): Previews {
	const byTag = Map.groupBy(audience, ({ reads }) => reads);
	// the sender sees the Dutch also where nobody reads it
	if (!byTag.has(baseLocale)) byTag.set(baseLocale, []);
	const languages = [...byTag].map(([tag, readers]): Preview => {
		const inLocale = readers[0]?.inLocale ?? baseLocale;
		const { ready, own } = sayFor(written, stored, { tag, locale: inLocale });
		const willCome = own?.state === 'none' && coming.includes(tag);
		const states: PreviewState[] = [
			...(ready ? [ready.language === tag ? ready.state : ('none' as const)] : []),
			...(own ? [willCome ? ('coming' as const) : own.state] : []),
		];
		return {
			tag,
			name: languageName(tag, locale),
			dir: directionOf(tag),
			families: familiesOf(readers).length,
			state: order.find((one) => states.includes(one)) ?? 'original',
			texts: [
				...(ready ? [{ text: ready.text, lang: ready.language, dir: ready.direction }] : []),
				...(own ? [{ text: own.text, lang: own.language, dir: own.direction }] : []),
			],
		};
	});
	const nothing = written.parts.length === 0 && !written.text;
	const inWriting = [...tagsIn(written, stored), ...(written.parts.length === 0 ? coming : [])];
	return {
		families: familiesOf(audience).length,
		guardians: new Set(audience.map(({ guardianId }) => guardianId)).size,
		languages: languages.sort(
			(a, b) =>
				Number(b.tag === baseLocale) - Number(a.tag === baseLocale) ||
				b.families - a.families ||
				(a.tag < b.tag ? -1 : 1),
		),
		notUnderstood: nothing
			? []
			: notUnderstood(audience, { inWriting, heard }).map((one) => ({
					...one,
					name: languageName(one.tag, locale),
				})),
	};
}
