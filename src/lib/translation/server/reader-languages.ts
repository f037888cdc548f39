import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { readingLanguages } from '../content.ts';
import { languageOf } from '../languages.ts';
import { baseLocale, type Locale } from '../locale.ts';
import { translationsOf, type TranslationRow } from './content.ts';

/** What the guardians of a school read; of whom it is not known, the language of their app. One query. */
export async function languagesOfGuardians(db: Reader, schoolId: string): Promise<string[]> {
	const { guardian } = db.t;
	const rows = await db
		.selectDistinct({ locale: guardian.locale, written: guardian.writtenLanguage })
		.from(guardian)
		.where(eq(guardian.schoolId, schoolId));
	return [
		...new Set(rows.flatMap(({ locale, written }) => languageOf(written ?? locale ?? baseLocale)?.tag ?? [])),
	].sort();
}

/**
 * All that there is of the texts of these things, by id, with the languages that a guardian reads, best first. Two queries; none
 * where there are no things.
 */
export async function translationsToRead(
	db: Reader,
	{ schoolId, guardianId }: { schoolId: string; guardianId: string },
	{ kind, ids, locale }: { kind: string; ids: readonly string[]; locale: Locale },
): Promise<{ found: Map<string, TranslationRow[]>; reads: string[] }> {
	if (ids.length === 0) return { found: new Map(), reads: [locale] };
	const { guardian } = db.t;
	const [found, [reader]] = await Promise.all([
		translationsOf(db, schoolId, kind, ids),
		db
			.select({ written: guardian.writtenLanguage })
			.from(guardian)
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId))),
	]);
	return { found, reads: readingLanguages(reader?.written, locale) };
}
