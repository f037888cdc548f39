// Roles that last (class parent, councils): no shifts; a guardian lets the school know that they are interested.
import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { MomentTranslations } from '#lib/moments/own-texts.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { isRole, roleNames, type TemplateName } from '../templates.ts';
import { findTask, levelAt } from './find-task.ts';
import { taskTranslations } from './translations.ts';

export type InterestResult =
	| { ok: true }
	/** `not_found`: for this guardian there is no such role (404). `closed`: the school looks for nobody any more. */
	| { ok: false; refusal: 'not_found' | 'information_only' | 'closed' };

/** "I am interested", or no longer; said twice, it is said once. Taking it back is always possible. */
export function showInterest(
	store: Store,
	parent: ParentActor,
	{ taskId, interested, now }: { taskId: string; interested: boolean; now: Date },
): Promise<InterestResult> {
	return store.transact(async (tx): Promise<InterestResult> => {
		const { schoolId, guardianId } = parent;
		const task = await findTask(tx, schoolId, taskId);
		const level = task && levelAt(task, parent);
		if (!task || !level || !isRole(task.template)) return { ok: false, refusal: 'not_found' };
		const { taskInterest } = tx.t;
		if (!interested) {
			const gone = await tx
				.delete(taskInterest)
				.where(
					and(
						eq(taskInterest.schoolId, schoolId),
						eq(taskInterest.taskId, taskId),
						eq(taskInterest.guardianId, guardianId),
					),
				)
				.returning();
			if (gone.length > 0) await audit(tx, parent, 'tasks.interest_withdrawn', { taskId }, now);
			return { ok: true };
		}
		if (level !== 'full') return { ok: false, refusal: 'information_only' };
		if (task.closedAt || task.cancelledAt) return { ok: false, refusal: 'closed' };
		const added = await tx
			.insert(taskInterest)
			.values({ schoolId, taskId, guardianId, createdAt: now })
			.onConflictDoNothing({
				target: [taskInterest.schoolId, taskInterest.taskId, taskInterest.guardianId],
			})
			.returning();
		if (added.length > 0) await audit(tx, parent, 'tasks.interest_shown', { taskId }, now);
		return { ok: true };
	});
}

export interface RoleInList {
	taskId: string;
	template: TemplateName;
	title: string | null;
	mine: boolean;
	translations?: MomentTranslations;
	/** The language that the guardian reads; null: not known. */
	written: string | null;
}

/** Roles of a school year that are open to a guardian, and those that they are interested in. Two queries, or three. */
export async function rolesForParent(
	db: Reader,
	parent: ParentActor,
	schoolYearId: string,
): Promise<RoleInList[]> {
	const { schoolId, guardianId } = parent;
	const { task, taskGroup, taskInterest, guardian } = db.t;
	const rows = await db
		.select({
			task,
			groupId: taskGroup.groupId,
			interested: taskInterest.guardianId,
			written: guardian.writtenLanguage,
		})
		.from(task)
		.innerJoin(guardian, and(eq(guardian.schoolId, task.schoolId), eq(guardian.id, guardianId)))
		.leftJoin(taskGroup, and(eq(taskGroup.schoolId, task.schoolId), eq(taskGroup.taskId, task.id)))
		.leftJoin(
			taskInterest,
			and(
				eq(taskInterest.schoolId, task.schoolId),
				eq(taskInterest.taskId, task.id),
				eq(taskInterest.guardianId, guardianId),
			),
		)
		.where(
			and(
				eq(task.schoolId, schoolId),
				eq(task.schoolYearId, schoolYearId),
				inArray(task.template, [...roleNames]),
				isNull(task.cancelledAt),
			),
		)
		.orderBy(asc(task.publishedAt), asc(task.id));
	const found = [...Map.groupBy(rows, (row) => row.task.id)].flatMap(([taskId, ofTask]) => {
		const [head] = ofTask;
		const groups = ofTask.flatMap(({ groupId }) => (groupId ? [{ groupId }] : []));
		if (!head || levelAt({ ...head.task, groups }, parent) !== 'full') return [];
		const mine = head.interested !== null;
		if (head.task.closedAt && !mine) return [];
		const { template, title } = head.task;
		return [{ taskId, template, title, mine, written: head.written }];
	});
	const translations = await taskTranslations(db, schoolId, found);
	return found.map((one) => ({ ...one, translations: translations.get(one.taskId) }));
}

/** How many roles are open in which a guardian has not said to be interested. */
export async function openRoles(db: Reader, parent: ParentActor, now: Date): Promise<number> {
	const year = await findSchoolYear(db, parent.schoolId, dayOf(now, parent.school.timeZone));
	const roles = year ? await rolesForParent(db, parent, year.id) : [];
	return roles.filter(({ mine }) => !mine).length;
}

/** Whether a guardian let the school know of their interest. */
export async function isInterested(
	db: Reader,
	{ schoolId, guardianId }: ParentActor,
	taskId: string,
): Promise<boolean> {
	const { taskInterest } = db.t;
	const of = and(eq(taskInterest.schoolId, schoolId), eq(taskInterest.taskId, taskId));
	return (await db.$count(taskInterest, and(of, eq(taskInterest.guardianId, guardianId)))) > 0;
}

/** How many are interested, by role. One query. */
export async function countInterested(db: Reader, schoolId: string): Promise<Map<string, number>> {
	const { taskInterest } = db.t;
	const rows = await db
		.select({ taskId: taskInterest.taskId, times: count() })
		.from(taskInterest)
		.where(eq(taskInterest.schoolId, schoolId))
		.groupBy(taskInterest.taskId);
	return new Map(rows.map(({ taskId, times }) => [taskId, Number(times)]));
}

/** In which roles a guardian is interested, newest first: exactly this is shown to the guardian under Me. */
export async function interestTheSchoolSees(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
): Promise<{ taskId: string; template: TemplateName; createdAt: Date }[]> {
	const { taskInterest, task } = db.t;
	return db
		.select({ taskId: task.id, template: task.template, createdAt: taskInterest.createdAt })
		.from(taskInterest)
		.innerJoin(task, and(eq(task.schoolId, taskInterest.schoolId), eq(task.id, taskInterest.taskId)))
		.where(and(eq(taskInterest.schoolId, schoolId), eq(taskInterest.guardianId, guardianId)))
		.orderBy(desc(taskInterest.createdAt), asc(task.id));
}
