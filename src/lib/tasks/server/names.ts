import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { templateTexts } from '../template-texts.ts';

/** What these tasks are called for staff, by id: the school's own title, else the template's name. One query. */
export async function namesOfTasks(
	db: Reader,
	schoolId: string,
	taskIds: readonly string[],
	locale: Locale,
): Promise<Map<string, string>> {
	if (taskIds.length === 0) return new Map();
	const { task } = db.t;
	const rows = await db
		.select({ id: task.id, template: task.template, title: task.title })
		.from(task)
		.where(and(eq(task.schoolId, schoolId), inArray(task.id, [...taskIds])));
	return new Map(
		rows.map(({ id, template, title }) => [id, title ?? templateTexts[template].name({ locale })]),
	);
}
