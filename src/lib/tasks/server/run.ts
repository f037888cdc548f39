import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { findTask, type FoundTask } from './find-task.ts';

/** A task that this member of staff runs; undefined for all others. */
export async function taskToRun(
	db: Reader,
	staff: StaffActor,
	taskId: string,
): Promise<FoundTask | undefined> {
	const task = await findTask(db, staff.schoolId, taskId);
	const groupIds = task?.groups.map(({ groupId }) => groupId) ?? [];
	// a task whose groups are all gone is the office's: it is for nobody any more
	return task && mayRun(staff, groupIds) ? task : undefined;
}
