// The school's own names of days off ("Kletsmiddag"), in the languages of its readers.
import { and, eq, gte } from 'drizzle-orm';
import { runsOffice, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import type { StoredTranslation } from '#lib/translation/content.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import {
	dropTranslations,
	keepTranslation,
	takeOverTranslations,
	translationsOf,
	wantTranslations,
} from '#lib/translation/server/content.ts';
import { languagesOfGuardians, translationsToRead } from '#lib/translation/server/reader-languages.ts';
import type { NamedDayOff } from '../day-off-words.ts';
import type { DayOff } from '../days-off.ts';

/** What the names of days off are kept under in `translation`. */
const KIND = 'day_off';
const FIELD = 'name';

interface Kept extends DayOff {
	id: string | null;
}
type Named<D> = D & Pick<NamedDayOff, 'translations'>;

const isNamed = ({ kind, name }: DayOff) => kind === 'other' && Boolean(name);

const idsOf = (days: readonly Kept[]) =>
	days.flatMap((day) => (day.id !== null && isNamed(day) ? [day.id] : []));

/** Days off with all that there is of their own names. One query; none where the school named none itself. */
export async function withNames<D extends Kept>(
	db: Reader,
	schoolId: string,
	days: readonly D[],
): Promise<Named<D>[]> {
	return put(days, await translationsOf(db, schoolId, KIND, idsOf(days)));
}

/**
 * The same for one guardian, with the languages that they read, best first. Two queries; none where the school named none
 * itself.
 */
export async function withNamesFor<D extends Kept>(
	db: Reader,
	parent: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	days: readonly D[],
	locale: Locale,
): Promise<{ daysOff: Named<D>[]; reads: string[] }> {
	const { found, reads } = await translationsToRead(db, parent, { kind: KIND, ids: idsOf(days), locale });
	return { daysOff: put(days, found), reads };
}

function put<D extends Kept>(
	days: readonly D[],
	found: ReadonlyMap<string, readonly StoredTranslation[]>,
): Named<D>[] {
	return days.map((day) => {
		const translations = day.id === null ? undefined : found.get(day.id);
		return translations ? { ...day, translations } : day;
	});
}

/**
 * Asks for the names of a list that is written anew, in its transaction. What a person made of the same name of another
 * day holds for a new one too; days that are no more (`gone`) take theirs along.
 */
export async function wantDayOffNames(
	tx: Tx,
	schoolId: string,
	{ days, gone, now }: { days: readonly (DayOff & { id: string })[]; gone: readonly string[]; now: Date },
): Promise<void> {
	const named = days.filter(isNamed);
	await takeOverTranslations(
		tx,
		schoolId,
		KIND,
		named.flatMap(({ id, name }) => (name ? [{ id, text: name }] : [])),
	);
	const unnamed = days.flatMap((day) => (isNamed(day) ? [] : [day.id]));
	await dropTranslations(tx, schoolId, KIND, [...gone, ...unnamed]);
	if (named.length === 0) return;
	const languages = await languagesOfGuardians(tx, schoolId);
	for (const { id, name } of named)
		await wantTranslations(tx, schoolId, {
			about: { kind: KIND, id },
			texts: { [FIELD]: name ? { text: name, language: baseLocale } : null },
			languages,
			now,
		});
}

/**
 * Asks for what is missing of the names of days that are still to come: in languages that came to the school since, and of lists
 * that were kept before names were translated.
 */
export async function renewDayOffNames(
	tx: Tx,
	schoolId: string,
	{ today, now }: { today: string; now: Date },
): Promise<void> {
	const { dayOff: t } = tx.t;
	const days = await tx
		.select({ id: t.id, kind: t.kind, name: t.name, firstDay: t.firstDay, lastDay: t.lastDay })
		.from(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.kind, 'other'), gte(t.lastDay, today)));
	await wantDayOffNames(tx, schoolId, { days, gone: [], now });
}

export interface OwnDayOffName {
	dayOffId: string;
	/** BCP 47 tag. */
	language: string;
	/** Empty: takes the person's translation away. */
	text: string;
	/** The Dutch that the page showed. */
	of: string;
	now: Date;
}

/** `changed`: the day has another name by now, and nothing is kept. */
export type DayOffNameResult = { ok: true } | { ok: false; refusal: 'not_allowed' | 'gone' | 'changed' };

/** Keeps what a person made of the name of a day off; parents read it at once. */
export function keepDayOffName(
	store: Store,
	actor: StaffActor,
	{ dayOffId, text, of, now, ...one }: OwnDayOffName,
): Promise<DayOffNameResult> {
	const { schoolId, staffId } = actor;
	return store.transact(async (tx): Promise<DayOffNameResult> => {
		if (!runsOffice(actor)) return { ok: false, refusal: 'not_allowed' };
		const { dayOff } = tx.t;
		const [day] = await tx
			.select({ kind: dayOff.kind, name: dayOff.name })
			.from(dayOff)
			.where(and(eq(dayOff.schoolId, schoolId), eq(dayOff.id, dayOffId)));
		if (!day?.name || day.kind !== 'other') return { ok: false, refusal: 'gone' };
		const language = languageOf(one.language)?.tag;
		if (day.name !== of.trim()) return { ok: false, refusal: 'changed' };
		if (!language || language === baseLocale) return { ok: true };
		await keepTranslation(tx, schoolId, {
			about: { kind: KIND, id: dayOffId },
			field: FIELD,
			language,
			text,
			of: { text: day.name, language: baseLocale },
			staffId,
			now,
		});
		await audit(tx, actor, 'school.day_off_translated', { dayOff: dayOffId, language }, now);
		return { ok: true };
	});
}
