// What the school writes of a task (title, place, a line), in the languages of those who read it.
import type { Reader, Tx } from '#lib/database/store.ts';
import type { MomentTranslations, OwnText } from '#lib/moments/own-texts.ts';
import { findReaders } from '#lib/moments/server/readers.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { translationsOf, wantTranslations } from '#lib/translation/server/content.ts';
import type { FoundTask } from './find-task.ts';
import { KIND } from './text-kinds.ts';

/** Asks for the texts of a task in the languages of those who may help, in the transaction that writes it. */
export async function wantTaskTexts(tx: Tx, task: FoundTask, now: Date): Promise<void> {
	const { taskId, school, groups } = task;
	const texts = { title: task.title, place: task.place, note: task.note };
	if (!Object.values(texts).some(Boolean)) return;
	const forWhom = { groupIds: groups.map(({ groupId }) => groupId), childIds: null };
	const readers = await findReaders(tx, school.schoolId, forWhom, dayOf(now, school.timeZone));
	const written = (text: string | null) => (text ? { text, language: baseLocale } : null);
	await wantTranslations(tx, school.schoolId, {
		about: { kind: KIND, id: taskId },
		texts: { title: written(texts.title), place: written(texts.place), note: written(texts.note) },
		languages: readers.languages.map(({ tag }) => tag),
		now,
	});
}

/** What there is of the school's own texts of these tasks in other languages, by task. One query; none where there are none. */
export async function taskTranslations(
	db: Reader,
	schoolId: string,
	tasks: readonly ({ taskId: string } & Partial<Record<OwnText, string | null>>)[],
): Promise<Map<string, MomentTranslations>> {
	const ids = new Set(
		tasks.flatMap(({ taskId, title, place, note }) => ((title ?? place ?? note) ? taskId : [])),
	);
	const stored = await translationsOf(db, schoolId, KIND, [...ids]);
	return new Map(
		[...stored].map(([taskId, rows]) => {
			const of = (name: OwnText) => rows.filter(({ field }) => field === name);
			return [taskId, { title: of('title'), place: of('place'), note: of('note') }];
		}),
	);
}
