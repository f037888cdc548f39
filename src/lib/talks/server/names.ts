import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { talkKindName } from './notices.ts';

/** What these rounds are called for staff, by id: the kind, and the school's own title where it has one. One query. */
export async function namesOfRounds(
	db: Reader,
	schoolId: string,
	roundIds: readonly string[],
	locale: Locale,
): Promise<Map<string, string>> {
	if (roundIds.length === 0) return new Map();
	const { talkRound } = db.t;
	const rows = await db
		.select({ id: talkRound.id, kind: talkRound.kind, title: talkRound.title })
		.from(talkRound)
		.where(and(eq(talkRound.schoolId, schoolId), inArray(talkRound.id, [...roundIds])));
	return new Map(
		rows.map(({ id, kind, title }) => [id, [talkKindName(kind, locale), title].filter(Boolean).join(' · ')]),
	);
}
