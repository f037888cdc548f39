import type { Reader } from '#lib/database/store.ts';
import { translationsOf, type TranslationRow } from '#lib/translation/server/content.ts';
import type { NoticeContent, SchoolText } from '../content.ts';
import { filled, type FilledContent } from './written.ts';

/** A notice of a school, and the language that its reader reads. */
interface Unfilled {
	schoolId: string;
	content: NoticeContent;
	reads: string | null;
}

/**
 * Notices with the school's own texts put in, as there is of them now. A query for each school and kind of thing that texts
 * are of; none where there are none.
 */
export async function fillNotices<T extends Unfilled>(
	db: Reader,
	notices: readonly T[],
): Promise<(Omit<T, 'content'> & { content: FilledContent })[]> {
	const stored = new Map<string, TranslationRow[]>();
	const texts = notices.flatMap(({ schoolId, content }) =>
		(content.written ?? []).map((text) => ({ schoolId, ...text })),
	);
	for (const same of Map.groupBy(texts, ({ schoolId, kind }) => `${schoolId} ${kind}`).values()) {
		const [{ schoolId, kind } = { schoolId: '', kind: '' }] = same;
		const ids = [...new Set(same.map(({ id }) => id))];
		for (const [id, rows] of await translationsOf(db, schoolId, kind, ids))
			stored.set(`${schoolId} ${kind} ${id}`, rows);
	}
	return notices.map((notice) => {
		const storedOf = ({ kind, id, field }: SchoolText) =>
			(stored.get(`${notice.schoolId} ${kind} ${id}`) ?? []).filter((one) => one.field === field);
		return { ...notice, content: filled(notice.content, storedOf, notice.reads) };
	});
}
