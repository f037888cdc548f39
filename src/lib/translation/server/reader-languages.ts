import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { languageOf } from '../languages.ts';
import { baseLocale } from '../locale.ts';

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
