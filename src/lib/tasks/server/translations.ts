// What the school writes of a task (title, place, a line), in the languages of those who read it.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import type { MomentTranslations, OwnText } from '#lib/moments/own-texts.ts';
import {
	keepOwnTexts,
	languagesOf,
	type LanguageOfMoment,
	type TranslationResult,
} from '#lib/moments/server/translations.ts';
import { findReaders } from '#lib/moments/server/readers.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { translationsOf, wantTranslations } from '#lib/translation/server/content.ts';
import type { FoundTask } from './find-task.ts';
import { taskToRun } from './run.ts';
import { KIND } from './text-kinds.ts';

/** Asks for the texts of a task in the languages of those who may help, in the transaction that writes it. */
export async function wantTaskTexts(tx: Tx, task: FoundTask, now: Date): Promise<void> {
	const { taskId, school } = task;
	const texts = { title: task.title, place: task.place, note: task.note };
	const any = Object.values(texts).some(Boolean);
	const languages = any ? await readersOf(tx, task, dayOf(now, school.timeZone)) : [];
	const written = (text: string | null) => (text ? { text, language: baseLocale } : null);
	await wantTranslations(tx, school.schoolId, {
		about: { kind: KIND, id: taskId },
		texts: { title: written(texts.title), place: written(texts.place), note: written(texts.note) },
		languages: languages.map(({ tag }) => tag),
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

async function readersOf(db: Reader, { school, groups }: FoundTask, today: string) {
	const forWhom = { groupIds: groups.map(({ groupId }) => groupId), childIds: null };
	return (await findReaders(db, school.schoolId, forWhom, today)).languages;
}

/** For who mends translations: each language that is read, with what there is. Undefined: not theirs, or no such task. */
export async function languagesOfTask(
	db: Reader,
	staff: StaffActor,
	taskId: string,
	now: Date,
): Promise<{ task: FoundTask; languages: LanguageOfMoment[] } | undefined> {
	const task = await taskToRun(db, staff, taskId);
	if (!task) return undefined;
	const stored = (await taskTranslations(db, staff.schoolId, [task])).get(taskId);
	const readers = await readersOf(db, task, dayOf(now, task.school.timeZone));
	return { task, languages: languagesOf(task, readers, stored ?? { title: [], place: [], note: [] }) };
}

/** Keeps what a person made of a task's texts in one language, as `keepMomentTranslations` does. */
export function keepTaskTranslations(
	store: Store,
	staff: StaffActor,
	one: {
		taskId: string;
		language: string;
		texts: { field: OwnText; text: string; of: string }[];
		now: Date;
	},
): Promise<TranslationResult> {
	return store.transact(async (tx): Promise<TranslationResult> => {
		const { taskId, now } = one;
		const task = await taskToRun(tx, staff, taskId);
		if (!task) return { ok: false, refusal: 'not_found' };
		const kept = await keepOwnTexts(tx, staff, { kind: KIND, id: taskId }, task, one);
		if (!kept.ok) return kept;
		await audit(tx, staff, 'tasks.translated', { taskId, language: kept.language }, now);
		return { ok: true };
	});
}
