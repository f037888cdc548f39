import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { fromInserted, inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { StoredTranslation, WrittenText } from '../content.ts';
import { languageOf } from '../languages.ts';

/** Which thing texts belong to: `{ kind: 'moment', id }`. */
export interface About {
	kind: string;
	id: string;
}

/** A stored translation, for who mends it. */
export interface TranslationRow extends StoredTranslation {
	field: string;
	byStaffId: string | null;
	at: Date;
}

/** Everything that there is of the texts of these things, by id. One query. */
export async function translationsOf(
	db: Reader,
	schoolId: string,
	kind: string,
	ids: readonly string[],
): Promise<Map<string, TranslationRow[]>> {
	if (ids.length === 0) return new Map();
	const { translation: t } = db.t;
	const rows = await db
		.select({
			aboutId: t.aboutId,
			field: t.field,
			language: t.language,
			state: t.state,
			text: t.text,
			of: t.of,
			byStaffId: t.byStaffId,
			at: t.at,
		})
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, kind), inArray(t.aboutId, [...ids])));
	return Map.groupBy(rows, ({ aboutId }) => aboutId);
}

export interface Wanted {
	about: About;
	/** The texts as they are now, by field; a text that is empty or left out has no translation any more. */
	texts: Record<string, WrittenText | null>;
	/** The languages of those who read it. */
	languages: readonly string[];
	/** Texts of the thing that are not named are others, not gone: what there is of them stays. */
	keepOthers?: boolean;
	now: Date;
}

/**
 * Asks a service to translate these texts, in the transaction that changes them. What it made of an older text is
 * forgotten; what a person made is kept, and shown as out of date. A text of which a person made a translation as it is
 * now is not asked for.
 */
export async function wantTranslations(tx: Tx, schoolId: string, wanted: Wanted): Promise<void> {
	const { translation, translationWish } = tx.t;
	const { about, now } = wanted;
	const texts = Object.entries(wanted.texts).flatMap(([field, written]) =>
		written && written.text.trim() !== '' ? [{ field, ...written }] : [],
	);
	await dropWishes(tx, schoolId, about);
	const rows = (await translationsOf(tx, schoolId, about.kind, [about.id])).get(about.id) ?? [];
	if (!wanted.keepOthers)
		await forgetFields(
			tx,
			schoolId,
			about,
			texts.map(({ field }) => field),
		);
	const stale = rows.filter(
		({ state, field, of }) =>
			state === 'machine' && texts.some((text) => text.field === field && text.text !== of),
	);
	for (const { field, language } of stale)
		await tx
			.delete(translation)
			.where(
				and(isTextOf(translation, schoolId, { about, field, language }), eq(translation.state, 'machine')),
			);
	const tags = new Set(wanted.languages.flatMap((tag) => languageOf(tag)?.tag ?? []));
	const wishes = texts.flatMap(({ field, text, language: from }) =>
		[...tags]
			.filter((tag) => tag !== from)
			.filter((tag) => !rows.some((row) => row.field === field && row.language === tag && row.of === text))
			.map((language) => ({
				schoolId,
				id: newId(),
				aboutKind: about.kind,
				aboutId: about.id,
				field,
				language,
				text,
				from,
				tries: 0,
				dueAt: now,
			})),
	);
	await inParts(wishes, (part) => tx.insert(translationWish).values(part));
}

export interface OwnTranslation {
	about: About;
	field: string;
	language: string;
	/** An empty text takes the person's translation away. */
	text: string;
	/** The text that it translates. */
	of: WrittenText;
	staffId: string;
	now: Date;
}

/** Keeps what a person made of a text; it comes before whatever a machine made, and no machine replaces it. */
export async function keepTranslation(tx: Tx, schoolId: string, own: OwnTranslation): Promise<void> {
	const { translation: t, translationWish: wish } = tx.t;
	const { about, field, language, of } = own;
	const text = own.text.trim();
	const its = { schoolId, aboutKind: about.kind, aboutId: about.id, field, language };
	if (text === '') {
		await tx.delete(t).where(and(isTextOf(t, schoolId, own), eq(t.state, 'person')));
		return;
	}
	await tx
		.insert(t)
		.values({
			...its,
			id: newId(),
			state: 'person',
			text,
			of: of.text,
			from: of.language,
			byStaffId: own.staffId,
			provider: null,
			at: own.now,
		})
		.onConflictDoUpdate({
			target: [t.schoolId, t.aboutKind, t.aboutId, t.field, t.language, t.state],
			set: fromInserted('text', 'of', 'from', 'byStaffId', 'at'),
		});
	await tx.delete(wish).where(isTextOf(wish, schoolId, own));
}

/**
 * What a person made of the same text of another thing of this kind holds for these too, the newest of each language; it takes
 * the place of what a person made of an earlier text of theirs.
 */
export async function takeOverTranslations(
	tx: Tx,
	schoolId: string,
	kind: string,
	things: readonly { id: string; text: string }[],
): Promise<void> {
	const texts = [...new Set(things.map(({ text }) => text))];
	if (texts.length === 0) return;
	const { translation: t } = tx.t;
	const rows = await tx
		.select()
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, kind), eq(t.state, 'person'), inArray(t.of, texts)))
		.orderBy(asc(t.at), asc(t.id));
	const copies = things.flatMap(({ id, text }) => {
		const same = rows.filter(({ of }) => of === text);
		const own = new Set(same.flatMap(({ aboutId, language }) => (aboutId === id ? [language] : [])));
		const newest = new Map(same.map((row) => [row.language, row]));
		return [...newest.values()]
			.filter(({ language }) => !own.has(language))
			.map((row) => ({ ...row, id: newId(), aboutId: id }));
	});
	await inParts(copies, (part) =>
		tx
			.insert(t)
			.values(part)
			.onConflictDoUpdate({
				target: [t.schoolId, t.aboutKind, t.aboutId, t.field, t.language, t.state],
				set: fromInserted('text', 'of', 'from', 'byStaffId', 'at'),
			}),
	);
}

/** The things of a school whose texts a service is still to translate. One query. */
export async function wishedThings(db: Reader, schoolId: string): Promise<About[]> {
	const { translationWish: wish } = db.t;
	return db
		.selectDistinct({ kind: wish.aboutKind, id: wish.aboutId })
		.from(wish)
		.where(eq(wish.schoolId, schoolId));
}

/** Forgets all translations of things that are no more. */
export async function dropTranslations(
	tx: Tx,
	schoolId: string,
	kind: string,
	ids: readonly string[],
): Promise<void> {
	for (const t of [tx.t.translation, tx.t.translationWish])
		await inParts(ids, (part) =>
			tx.delete(t).where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, kind), inArray(t.aboutId, part))),
		);
}

async function dropWishes(tx: Tx, schoolId: string, about: About): Promise<void> {
	const { translationWish: wish } = tx.t;
	await tx
		.delete(wish)
		.where(and(eq(wish.schoolId, schoolId), eq(wish.aboutKind, about.kind), eq(wish.aboutId, about.id)));
}

/** One text in one language, in either table. */
function isTextOf(
	t: Tx['t']['translation'] | Tx['t']['translationWish'],
	schoolId: string,
	{ about, field, language }: { about: About; field: string; language: string },
) {
	return and(
		eq(t.schoolId, schoolId),
		eq(t.aboutKind, about.kind),
		eq(t.aboutId, about.id),
		eq(t.field, field),
		eq(t.language, language),
	);
}

/** A text that was taken away takes its translations along. */
async function forgetFields(tx: Tx, schoolId: string, about: About, kept: string[]): Promise<void> {
	const { translation: t } = tx.t;
	const its = and(eq(t.schoolId, schoolId), eq(t.aboutKind, about.kind), eq(t.aboutId, about.id));
	await tx.delete(t).where(kept.length > 0 ? and(its, notInArray(t.field, kept)) : its);
}
