import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { baseLocale, isLocale, type Locale } from '#lib/translation/locale.ts';

export interface Recipient {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	/** What they get messages in: chosen, else as the school listed, else Dutch. */
	locale: Locale;
}

/** The guardians to write to, by id, each with the language that they read. */
export async function findRecipients(
	db: Reader,
	schoolId: string,
	guardianIds: string[],
): Promise<Map<string, Recipient>> {
	if (guardianIds.length === 0) return new Map();
	const { guardian } = db.t;
	const rows = await db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			locale: guardian.locale,
			writtenLanguage: guardian.writtenLanguage,
		})
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, guardianIds)));
	return new Map(
		rows.map(({ guardianId, name, locale, writtenLanguage }) => [
			guardianId,
			{ guardianId, name, locale: [locale, writtenLanguage].find(isKnown) ?? baseLocale },
		]),
	);
}

function isKnown(tag: string | null): tag is Locale {
	return tag !== null && isLocale(tag);
}
