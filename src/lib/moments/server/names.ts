import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { kindTexts } from '../kind-texts.ts';

/** What these moments are called for staff, by id: the kind, and the school's own title where it has one. One query. */
export async function namesOfMoments(
	db: Reader,
	schoolId: string,
	momentIds: readonly string[],
	locale: Locale,
): Promise<Map<string, string>> {
	if (momentIds.length === 0) return new Map();
	const { moment } = db.t;
	const rows = await db
		.select({ id: moment.id, kind: moment.kind, title: moment.title })
		.from(moment)
		.where(and(eq(moment.schoolId, schoolId), inArray(moment.id, [...momentIds])));
	return new Map(
		rows.map(({ id, kind, title }) => [
			id,
			[kindTexts[kind].name({ locale }), title].filter(Boolean).join(' · '),
		]),
	);
}
