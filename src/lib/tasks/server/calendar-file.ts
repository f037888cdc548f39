// The calendar file of one own shift, for the button "put it in my calendar".
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { calendarFile } from '#lib/notifications/server/calendar.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { taskPath } from '../paths.ts';
import { findTask } from './find-task.ts';
import { calendarOf } from './notices.ts';
import { findOwnClaims } from './own-claims.ts';
import { taskTranslations } from './translations.ts';

/** The file's text in the language of the page; undefined when it is not an own, confirmed shift with a time. */
export async function ownShiftFile(
	store: Store,
	parent: ParentActor,
	one: { taskId: string; claimId: string; locale: Locale; origin: string; now: Date },
): Promise<string | undefined> {
	const { taskId, claimId, locale, origin, now } = one;
	const task = await findTask(store.read, parent.schoolId, taskId);
	const own = task && (await findOwnClaims(store.read, parent, now, taskId));
	const mine = own?.find((claim) => claim.claimId === claimId && claim.taskId === taskId);
	if (!task || !mine || mine.cancelled || mine.status !== 'confirmed' || task.flexible) return undefined;
	const translations = (await taskTranslations(store.read, parent.schoolId, [task])).get(taskId);
	const to = { guardianId: parent.guardianId, locale };
	return calendarFile(
		calendarOf({ task, to, shifts: [mine], now, texts: { translations } }, `${origin}${taskPath(taskId)}`),
	);
}
