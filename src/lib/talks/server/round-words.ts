import type { Reader } from '#lib/database/store.ts';
import type { MomentTranslations, OwnText } from '#lib/moments/own-texts.ts';
import { translationsOf } from '#lib/translation/server/content.ts';
import { KIND } from './text-kinds.ts';

/** What there is of the school's own texts of these rounds in other languages, by round. One query; none where there are none. */
export async function roundTranslations(
	db: Reader,
	schoolId: string,
	rounds: readonly { roundId: string; title: string | null; note: string | null }[],
): Promise<Map<string, MomentTranslations>> {
	const ids = new Set(rounds.flatMap(({ roundId, title, note }) => ((title ?? note) ? roundId : [])));
	const stored = await translationsOf(db, schoolId, KIND, [...ids]);
	return new Map(
		[...stored].map(([roundId, rows]) => {
			const of = (name: OwnText) => rows.filter(({ field }) => field === name);
			return [roundId, { title: of('title'), place: [], note: of('note') }];
		}),
	);
}
