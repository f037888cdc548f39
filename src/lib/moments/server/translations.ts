// What the school writes of a moment (title, place, a line of the teacher), in the languages of those who read it.
import { audit } from '#lib/accounts/server/audit.ts';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import {
	dropTranslations,
	keepTranslation,
	translationsOf,
	wantTranslations,
} from '#lib/translation/server/content.ts';
import { ownTexts, type MomentTranslations, type OwnText, type OwnTexts } from '../own-texts.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { mayRun } from './policy.ts';
import { findReaders } from './readers.ts';
import { KIND } from './text-kinds.ts';

/** Whether the school wrote anything of its own: else there is nothing to translate, and nothing to ask for. */
export function hasOwnTexts(moment: Record<OwnText, string | null>): boolean {
	return ownTexts.some((field) => moment[field]);
}

/** Everything that there is of a moment's texts in other languages. One query; none where it has no texts of its own. */
export async function momentTranslations(
	db: Reader,
	schoolId: string,
	moment: { momentId: string } & Record<OwnText, string | null>,
): Promise<MomentTranslations> {
	return byField(
		hasOwnTexts(moment)
			? (await translationsOf(db, schoolId, KIND, [moment.momentId])).get(moment.momentId)
			: [],
	);
}

function byField(rows: readonly (StoredTranslation & { field: string })[] = []): MomentTranslations {
	const of = (name: OwnText) => rows.filter(({ field }) => field === name);
	return { title: of('title'), place: of('place'), note: of('note') };
}

/**
 * A guardian's appointments and invitations with what there is of their titles and places in other languages. One query;
 * none where the school wrote none of them.
 */
export async function withOwnTexts<
	A extends { momentId: string; title: string | null; place: string | null },
	I extends { momentId: string; title: string | null; place: string | null },
>(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	lists: { appointments: A[]; invitations: I[] },
): Promise<{ appointments: (A & OwnTexts)[]; invitations: (I & OwnTexts)[] }> {
	const all = [...lists.appointments, ...lists.invitations];
	const own = new Set(all.flatMap(({ momentId, title, place }) => (title || place ? momentId : [])));
	if (own.size === 0) return lists;
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
		})
		.from(guardian)
		.leftJoin(t, and(eq(t.schoolId, guardian.schoolId), eq(t.aboutKind, KIND), inArray(t.aboutId, [...own])))
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	const written = rows[0]?.written ?? null;
	const stored = Map.groupBy(
		rows.flatMap((row) => (isStored(row) ? [row] : [])),
		({ aboutId }) => aboutId,
	);
	const withTexts = <T extends { momentId: string }>(one: T) => ({
		...one,
		translations: byField(stored.get(one.momentId)),
		written,
	});
	return { appointments: lists.appointments.map(withTexts), invitations: lists.invitations.map(withTexts) };
}

/** Not the row of a guardian for whom there is nothing. */
function isStored<T extends { aboutId: string | null }>(row: T): row is T & Kept {
	return row.aboutId !== null;
}

type Kept = StoredTranslation & { aboutId: string; field: string };

/** Asks for the texts of a moment in the languages of those who are invited to it, in the transaction that changes it. */
export async function wantMomentTexts(tx: Tx, moment: FoundMoment, now: Date, today: string): Promise<void> {
	const { momentId, school } = moment;
	const written = (text: string | null) => (text ? { text, language: baseLocale } : null);
	await wantTranslations(tx, school.schoolId, {
		about: { kind: KIND, id: momentId },
		texts: { title: written(moment.title), place: written(moment.place), note: written(moment.note) },
		languages: hasOwnTexts(moment) ? (await readersOf(tx, moment, today)).map(({ tag }) => tag) : [],
		now,
	});
}

/**
 * A plan was written: what a person made of the very same words of another moment holds for this one too, where there is
 * nothing yet. So planning again, or for several groups, keeps what was translated.
 */
export async function takeOverMomentTexts(
	tx: Tx,
	schoolId: string,
	moment: { momentId: string } & Record<OwnText, string | null>,
): Promise<void> {
	const texts = ownTexts.flatMap((field) => moment[field] ?? []);
	if (texts.length === 0) return;
	const { translation: t } = tx.t;
	const rows = await tx
		.select()
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, KIND), eq(t.state, 'person'), inArray(t.of, texts)))
		.orderBy(asc(t.at), asc(t.id));
	const same = rows.filter(({ field, of }) => ownTexts.some((one) => one === field && moment[one] === of));
	const newest = [...new Map(same.map((row) => [`${row.field} ${row.language}`, row])).values()];
	if (newest.length > 0)
		await tx
			.insert(t)
			.values(newest.map((row) => ({ ...row, id: newId(), aboutId: moment.momentId })))
			.onConflictDoNothing();
}

/** A moment that is thrown away takes the translations of its texts along. */
export function dropMomentTexts(tx: Tx, schoolId: string, momentId: string): Promise<void> {
	return dropTranslations(tx, schoolId, KIND, [momentId]);
}

async function readersOf(db: Reader, moment: FoundMoment, today: string) {
	const { school, groups, children } = moment;
	const forWhom = {
		groupIds: groups.map(({ groupId }) => groupId),
		childIds: children && [...children],
	};
	return (await findReaders(db, school.schoolId, forWhom, today)).languages;
}

export interface LanguageOfMoment {
	tag: string;
	/** Guardians who read it. */
	guardians: number;
	texts: {
		field: OwnText;
		/** As the school wrote it. */
		written: string;
		/** What a person made of it; empty when nobody did. */
		own: string;
		/** The Dutch that `own` translates, when that changed since. */
		of: string | null;
		/** What a service made of it, to begin from. */
		machine: string | null;
	}[];
}

/** For who mends translations: each language that is read, with what there is. Undefined: not theirs, or no such moment. */
export async function languagesOfMoment(
	db: Reader,
	staff: StaffActor,
	momentId: string,
	today: string,
): Promise<{ moment: FoundMoment; languages: LanguageOfMoment[] } | undefined> {
	const moment = await findMoment(db, staff.schoolId, momentId);
	if (
		!moment ||
		!mayRun(
			staff,
			moment.groups.map(({ groupId }) => groupId),
		)
	)
		return undefined;
	const stored = await momentTranslations(db, staff.schoolId, moment);
	const languages = languagesOf(moment, await readersOf(db, moment, today), stored);
	return { moment, languages };
}

/** Each language but Dutch that is read, with what there is of these texts. */
export function languagesOf(
	written: Record<OwnText, string | null>,
	readers: readonly { tag: string; guardians: number }[],
	stored: MomentTranslations,
): LanguageOfMoment[] {
	return readers
		.filter(({ tag }) => tag !== baseLocale)
		.map(({ tag, guardians }) => ({
			tag,
			guardians,
			texts: ownTexts.flatMap((field) => {
				const text = written[field];
				if (!text) return [];
				const by = (state: 'person' | 'machine') =>
					stored[field].find((one) => one.language === tag && one.state === state);
				const own = by('person');
				return [
					{
						field,
						written: text,
						own: own?.text ?? '',
						of: own && own.of !== text ? own.of : null,
						machine: by('machine')?.text ?? null,
					},
				];
			}),
		}));
}

export type TranslationResult = { ok: true } | { ok: false; refusal: 'not_found' | 'changed' };

/**
 * Keeps what a person made of a moment's texts in one language; an empty text takes it away. `of` is the Dutch that the
 * page showed: when that changed meanwhile, nothing is kept (`changed`), because it would be said of another text.
 */
export function keepMomentTranslations(
	store: Store,
	staff: StaffActor,
	one: {
		momentId: string;
		language: string;
		texts: { field: OwnText; text: string; of: string }[];
		now: Date;
	},
): Promise<TranslationResult> {
	return store.transact(async (tx): Promise<TranslationResult> => {
		const { momentId, now } = one;
		const moment = await findMoment(tx, staff.schoolId, momentId);
		if (!moment || !mayRun(staff, groupIdsOf(moment))) return { ok: false, refusal: 'not_found' };
		const kept = await keepOwnTexts(tx, staff, { kind: KIND, id: momentId }, moment, one);
		if (!kept.ok) return kept;
		const { language } = kept;
		await audit(tx, staff, 'moments.translated', { momentId, language }, now);
		return { ok: true };
	});
}

const groupIdsOf = ({ groups }: FoundMoment) => groups.map(({ groupId }) => groupId);

/**
 * Keeps what a person made of the texts of one thing in one language, all of them or none, because the form is one.
 * `written`: the texts as they are now.
 */
export async function keepOwnTexts(
	tx: Tx,
	staff: StaffActor,
	about: { kind: string; id: string },
	written: Record<OwnText, string | null>,
	one: { language: string; texts: readonly { field: OwnText; text: string; of: string }[]; now: Date },
): Promise<{ ok: true; language: string } | { ok: false; refusal: 'not_found' | 'changed' }> {
	const language = languageOf(one.language)?.tag;
	if (!language || language === baseLocale) return { ok: false, refusal: 'not_found' };
	if (one.texts.some(({ field, of }) => !isSame(written[field] ?? '', of)))
		return { ok: false, refusal: 'changed' };
	for (const { field, text } of one.texts) {
		const original = written[field];
		if (!original) continue;
		await keepTranslation(tx, staff.schoolId, {
			...{ about, field, language, text, now: one.now },
			of: { text: original, language: baseLocale },
			staffId: staff.staffId,
		});
	}
	return { ok: true, language };
}

/** A form sends the ends of lines in its own way. */
function isSame(a: string, b: string): boolean {
	return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}
