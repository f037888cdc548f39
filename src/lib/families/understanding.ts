// Who will not understand a text, before it goes out: by the languages that guardians read, speak and would rather hear.
import { proposeLanguage } from '#lib/translation/language-words.ts';
import { canBeRead, languageOf } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { familiesOf } from './family.ts';

/** A guardian with one of the children through whom a text comes to them. */
export interface TextReader {
	guardianId: string;
	childId: string;
	written: string | null;
	spoken: string | null;
	/** As the school's list has it. */
	listed: string | null;
	/** Language of the app. */
	locale: string | null;
	likesListening: boolean;
	/** `information`: the other parent has the say, and mostly another home. Left out: full. */
	level?: 'full' | 'information' | 'nothing';
}

/**
 * `no_text`: there is nothing in the language that they read; `spoken_only`: theirs is hardly ever written; `listens`:
 * there is a text, but they would rather hear it, and devices have no voice for it.
 */
export type WhyNot = 'no_text' | 'spoken_only' | 'listens';

export interface NotUnderstood {
	/** Tag of their language. */
	tag: string;
	why: WhyNot;
	/** Families in which nobody else who gets it understands it either. */
	families: number;
	guardianIds: string[];
}

/** The tag of the language that somebody reads, as far as is known; of whom nothing is known: Dutch. */
export function readsIn({
	written,
	spoken,
	listed,
	locale,
}: Omit<TextReader, 'guardianId' | 'childId' | 'likesListening'>): string {
	const proposed = listed ? proposeLanguage(listed)?.tag : undefined;
	return languageOf(written ?? locale ?? proposed ?? spoken)?.tag ?? baseLocale;
}

/**
 * The families that will not understand a text, by language, most first. `inWriting`: tags that there is a text in;
 * `heard`: tags in which somebody recorded it. A family in which one of those who have the say understands it is left
 * out. Nothing is guessed from a name or a country.
 */
export function notUnderstood(
	readers: readonly TextReader[],
	{ inWriting, heard = [] }: { inWriting: Iterable<string>; heard?: Iterable<string> },
): NotUnderstood[] {
	const texts = new Set(inWriting);
	const voices = new Set(heard);
	const found = new Map<string, { tag: string; why: WhyNot } | null>();
	for (const reader of readers)
		if (!found.has(reader.guardianId)) found.set(reader.guardianId, reasonOf(reader, texts, voices));
	const withSay = new Set(
		readers.flatMap(({ guardianId, level }) => (level === 'information' ? [] : [guardianId])),
	);
	const left = familiesOf(readers).flatMap((members) => {
		const having = members.filter((id) => withSay.has(id));
		// who has no say lives elsewhere: the other parent does not hear it from them
		const counted = having.length > 0 ? having : members;
		const guardianIds = members.filter((id) => found.get(id));
		const first = found.get(counted[0] ?? '');
		return first && counted.every((id) => found.get(id)) ? [{ ...first, guardianIds }] : [];
	});
	return [...Map.groupBy(left, ({ tag, why }) => `${tag} ${why}`).values()]
		.flatMap((same) => {
			const [first] = same;
			if (!first) return [];
			const guardianIds = same.flatMap((family) => family.guardianIds);
			return [{ tag: first.tag, why: first.why, families: same.length, guardianIds }];
		})
		.sort((a, b) => b.families - a.families || (a.tag < b.tag ? -1 : 1));
}

function reasonOf(reader: TextReader, texts: ReadonlySet<string>, voices: ReadonlySet<string>) {
	const tag = readsIn(reader);
	const spoken = languageOf(reader.spoken)?.tag;
	if (voices.has(tag) || (spoken && voices.has(spoken))) return null;
	if (!canBeRead(tag)) return { tag, why: 'spoken_only' as const };
	if (!texts.has(tag)) return { tag, why: 'no_text' as const };
	if (!reader.likesListening) return null;
	return languageOf(tag)?.systemVoice === 'none' ? { tag, why: 'listens' as const } : null;
}
