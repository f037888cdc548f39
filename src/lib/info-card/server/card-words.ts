// What the school writes on its card, in the languages of its readers. A translation belongs to a text at its place, not to a
// version of the card: what is still a draft has other texts, so that none of its translations is seen before it is
// published, and a version that was published keeps those of its own texts.
import { and, desc, eq, inArray, or } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId, sha256 } from '#lib/platform/server/ids.ts';
import { readingLanguages } from '#lib/translation/content.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { translationsOf, wantTranslations } from '#lib/translation/server/content.ts';
import { languagesOfGuardians } from '#lib/translation/server/reader-languages.ts';
import { mapWordings, partsOf, wordingsOf, type OwnName } from '../own-words.ts';
import type { Section, Translation, Wording, Words } from '../sections.ts';

/** What the texts of cards are kept under in `translation`. */
export const KIND = 'card';

/** A text at its place: the same words there again have the same translations again. */
export function fieldOf(name: OwnName, part: keyof Words, text: string): string {
	return `${placeOf(name, part)}${sha256(text).slice(0, 16)}`;
}
const placeOf = (name: OwnName, part: keyof Words) => `${name}.${part} `;

interface Row {
	aboutId: string;
	field: string;
	language: string;
	state: 'person' | 'machine';
	text: string;
	of: string;
	at: Date;
}

const idsOf = (sections: readonly Section[]) =>
	sections.filter((section) => wordingsOf(section).length > 0).map(({ id }) => id);

/** The card with all that there is of its texts. One query; none where the school wrote nothing itself. */
export async function withAllWords(
	db: Reader,
	schoolId: string,
	sections: readonly Section[],
): Promise<Section[]> {
	const found = await translationsOf(db, schoolId, KIND, idsOf(sections));
	return putWords(
		sections,
		[...found].flatMap(([aboutId, rows]) => rows.map((row) => ({ aboutId, ...row }))),
	);
}

/**
 * The same for who mends translations: where there is none of a text as it is now, the last that a person made of an earlier
 * one at its place, with the text that it says.
 */
export async function withWordsToMend(
	db: Reader,
	schoolId: string,
	sections: readonly Section[],
): Promise<Section[]> {
	const found = await translationsOf(db, schoolId, KIND, idsOf(sections));
	const rows = [...found].flatMap(([aboutId, ofOne]) => ofOne.map((row) => ({ aboutId, ...row })));
	return putWords(sections, rows, true);
}

/**
 * The card for one guardian, with the languages that they read, best first. One query; none where the school wrote nothing
 * itself.
 */
export async function withWordsFor(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	sections: readonly Section[],
	locale: Locale,
): Promise<{ sections: readonly Section[]; reads: string[] }> {
	const ids = idsOf(sections);
	if (ids.length === 0) return { sections, reads: [locale] };
	const { translation: t, guardian } = db.t;
	const rows = await db
		.select({
			written: guardian.writtenLanguage,
			aboutId: t.aboutId,
			field: t.field,
			language: t.language,
			state: t.state,
			text: t.text,
			of: t.of,
			at: t.at,
		})
		.from(guardian)
		.leftJoin(
			t,
			and(
				eq(t.schoolId, guardian.schoolId),
				eq(t.aboutKind, KIND),
				inArray(t.aboutId, ids),
				or(eq(t.language, locale), eq(t.language, guardian.writtenLanguage)),
			),
		)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	return {
		sections: putWords(
			sections,
			rows.flatMap((row) => (row.aboutId === null ? [] : [row as Row])),
		),
		reads: readingLanguages(rows[0]?.written, locale),
	};
}

function putWords(sections: readonly Section[], rows: readonly Row[], older = false): Section[] {
	const bySection = Map.groupBy(rows, ({ aboutId }) => aboutId);
	return sections.map((section) => {
		const own = bySection.get(section.id) ?? [];
		const names = wordingsOf(section).flatMap(({ name, wording }) =>
			name === 'row' ? wording.nl.title : [],
		);
		return mapWordings(section, (wording, name) => {
			const earlier = older
				? own.filter((row) => name !== 'row' || isOfRow(wording.nl.title, row, names))
				: [];
			return withRows(wording, name, own, earlier);
		});
	});
}

/** Whether a text may be what this row was called before: no row is called so now, and they begin with the same word. */
function isOfRow(name: string, { of }: Row, names: readonly string[]): boolean {
	const first = (text: string) => /[\p{L}\p{N}]+/u.exec(text)?.[0].toLowerCase();
	return !names.includes(of) && first(of) === first(name);
}

/**
 * A text with what there is of it, language by language: of all its parts, or it does not count. Where there is none, the last
 * of `earlier` at its place.
 */
function withRows(wording: Wording, name: OwnName, rows: readonly Row[], earlier: readonly Row[]): Wording {
	const parts = partsOf(wording.nl);
	const others = { ...wording.others };
	for (const [language, inIt] of Map.groupBy(rows, (row) => row.language)) {
		const found =
			together(
				parts.map(({ part, text }) => {
					const same = inIt.filter(({ field }) => field === fieldOf(name, part, text));
					return { part, row: same.find(({ state }) => state === 'person') ?? same[0] };
				}),
			) ??
			together(
				parts.map(({ part }) => ({
					part,
					row: earlier
						.filter((row) => row.language === language && row.state === 'person')
						.filter(({ field }) => field.startsWith(placeOf(name, part)))
						.sort((a, b) => b.at.getTime() - a.at.getTime())[0],
				})),
			);
		// what the card itself still has of an earlier release gives way
		if (found) others[language] = found;
	}
	return { ...wording, others };
}

function together(parts: { part: keyof Words; row: Row | undefined }[]): Translation | undefined {
	const made: Translation = { title: '', text: '', of: { title: '', text: '' } };
	for (const { part, row } of parts) {
		if (!row) return undefined;
		made[part] = row.text;
		made.of[part] = row.of;
		if (row.state === 'machine') made.state = 'machine';
	}
	return made;
}

/** Asks for the texts of a card in the languages of the school's guardians, in the transaction that publishes it. */
export async function wantCardWords(
	tx: Tx,
	schoolId: string,
	sections: readonly Section[],
	now: Date,
): Promise<void> {
	const written = sections.filter((section) => section.shown && wordingsOf(section).length > 0);
	if (written.length === 0) return;
	const languages = await languagesOfGuardians(tx, schoolId);
	for (const section of written)
		await wantTranslations(tx, schoolId, {
			about: { kind: KIND, id: section.id },
			texts: Object.fromEntries(
				wordingsOf(section).flatMap(({ name, wording }) =>
					partsOf(wording.nl).map(({ part, text }) => [
						fieldOf(name, part, text),
						{ text, language: baseLocale },
					]),
				),
			),
			languages,
			// drafts and earlier versions have texts of their own
			keepOthers: true,
			now,
		});
}

/**
 * Moves translations that a card of an earlier release holds itself to where all others are; the newest card's first. Does
 * nothing where there are none.
 */
export async function moveCardWords(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { infoCard, translation } = tx.t;
	const cards = await tx
		.select({ id: infoCard.id, sections: infoCard.sections, by: infoCard.changedBy })
		.from(infoCard)
		.where(eq(infoCard.schoolId, schoolId))
		.orderBy(desc(infoCard.changedAt), desc(infoCard.id));
	for (const { id, sections, by } of cards) {
		const own = sections.flatMap((section) =>
			wordingsOf(section).flatMap(({ name, wording }) =>
				Object.entries(wording.others).map(([language, made]) => ({ section, name, language, made })),
			),
		);
		if (own.length === 0) continue;
		const rows = own.flatMap(({ section, name, language, made }) =>
			partsOf(made.of).flatMap(({ part, text: of }) =>
				made[part]
					? [
							{
								schoolId,
								id: newId(),
								aboutKind: KIND,
								aboutId: section.id,
								field: fieldOf(name, part, of),
								language,
								state: 'person' as const,
								text: made[part],
								of,
								from: baseLocale,
								byStaffId: by,
								provider: null,
								at: now,
							},
						]
					: [],
			),
		);
		await inParts(rows, (part) => tx.insert(translation).values(part).onConflictDoNothing());
		const bare = sections.map((section) => mapWordings(section, (wording) => ({ ...wording, others: {} })));
		await tx
			.update(infoCard)
			.set({ sections: bare })
			.where(and(eq(infoCard.schoolId, schoolId), eq(infoCard.id, id)));
	}
}
