// Drafts of tasks: kept apart from tasks, so that nothing that parents see can find one.
import { and, desc, eq, inArray } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { changedMeanwhile } from '#lib/moments/server/revision.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import type { DraftForm } from '../draft-form.ts';
import { WHOLE_SCHOOL } from '../plan-form.ts';
import type { TemplateName } from '../templates.ts';
import { findTask } from './find-task.ts';

export interface TaskDraft {
	taskId: string;
	template: TemplateName;
	form: DraftForm;
	revision: number;
	/** Who began it. */
	createdBy: string;
	/** Who saved it last, and when. */
	changedBy: string;
	by: string;
	changedAt: Date;
}

export type DraftResult =
	| { ok: true }
	| {
			ok: false;
			/** `not_allowed`: groups that are not theirs, or a draft that is not; `published`: it is a task by now. */
			refusal: 'not_allowed' | 'published';
	  }
	/** Somebody else saved it since this page was read: who, and the revision that saving again would replace. */
	| { ok: false; refusal: 'changed'; by: string; revision: number };

function groupsIn({ groups }: DraftForm): string[] {
	return [...new Set([groups].flat())];
}

/** Whether a draft for these groups is somebody's to write: as with the task that it becomes. */
function mayWrite(staff: StaffActor, groups: readonly string[]): boolean {
	return mayRun(staff, groups.includes(WHOLE_SCHOOL) ? [] : groups);
}

/** Who began it, and, once it says for whom it is, who would run the task. Who sees all families may go on with every one. */
function isTheirs(staff: StaffActor, one: { createdBy: string; form: DraftForm }): boolean {
	return (staff.passkey && one.createdBy === staff.staffId) || mayWrite(staff, groupsIn(one.form));
}

/** Keeps what was typed; saving it again replaces it. It may be for no group yet, not for a group of others. */
export function saveTaskDraft(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; template: TemplateName; revision: number; form: DraftForm; now: Date },
): Promise<DraftResult> {
	return store.transact(async (tx): Promise<DraftResult> => {
		const { schoolId, staffId } = staff;
		const { taskId, template, form, now } = one;
		const groups = groupsIn(form);
		if (!staff.passkey || (groups.length > 0 && !mayWrite(staff, groups)))
			return { ok: false, refusal: 'not_allowed' };
		if (!(await areHere(tx, schoolId, groups))) return { ok: false, refusal: 'not_allowed' };
		if (await findTask(tx, schoolId, taskId)) return { ok: false, refusal: 'published' };
		const before = await draftRow(tx, schoolId, taskId);
		if (before && !isTheirs(staff, before)) return { ok: false, refusal: 'not_allowed' };
		if (before && changedMeanwhile(before, one.revision, staffId))
			return { ok: false, refusal: 'changed', by: before.by, revision: before.revision };
		const year = await findSchoolYear(tx, schoolId, dayOf(now, staff.school.timeZone));
		if (!year) return { ok: false, refusal: 'not_allowed' };
		const { taskDraft } = tx.t;
		const written = { form, template, changedBy: staffId, changedAt: now };
		if (before)
			await tx
				.update(taskDraft)
				.set({ ...written, revision: before.revision + 1 })
				.where(and(eq(taskDraft.schoolId, schoolId), eq(taskDraft.id, taskId)));
		else
			await tx.insert(taskDraft).values({
				...{ schoolId, id: taskId, schoolYearId: year.id, createdBy: staffId, revision: 1 },
				...written,
			});
		await audit(tx, staff, 'tasks.drafted', { taskId, template }, now);
		return { ok: true };
	});
}

async function areHere(tx: Tx, schoolId: string, groups: readonly string[]): Promise<boolean> {
	const { group } = tx.t;
	const ids = groups.filter((one) => one !== WHOLE_SCHOOL);
	if (ids.length === 0) return true;
	return (await tx.$count(group, and(eq(group.schoolId, schoolId), inArray(group.id, ids)))) === ids.length;
}

function draftRows(db: Reader) {
	const { taskDraft, staffMember } = db.t;
	return db
		.select({
			taskId: taskDraft.id,
			template: taskDraft.template,
			form: taskDraft.form,
			revision: taskDraft.revision,
			createdBy: taskDraft.createdBy,
			changedBy: taskDraft.changedBy,
			changedAt: taskDraft.changedAt,
			by: staffMember.name,
		})
		.from(taskDraft)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, taskDraft.schoolId), eq(staffMember.id, taskDraft.changedBy)),
		);
}

async function draftRow(db: Reader, schoolId: string, taskId: string) {
	const { taskDraft } = db.t;
	const [row] = await draftRows(db).where(and(eq(taskDraft.schoolId, schoolId), eq(taskDraft.id, taskId)));
	return row;
}

/** One draft, for who may go on with it; undefined for all others (404). One query. */
export async function taskDraft(
	db: Reader,
	staff: StaffActor,
	taskId: string,
): Promise<TaskDraft | undefined> {
	const row = await draftRow(db, staff.schoolId, taskId);
	return row && isTheirs(staff, row) ? row : undefined;
}

/** The drafts that a member of staff may go on with, the newest change first. One query. */
export async function taskDrafts(db: Reader, staff: StaffActor): Promise<TaskDraft[]> {
	const { taskDraft } = db.t;
	const rows = await draftRows(db)
		.where(eq(taskDraft.schoolId, staff.schoolId))
		.orderBy(desc(taskDraft.changedAt), desc(taskDraft.id));
	return rows.filter((row) => isTheirs(staff, row));
}

/**
 * Those that ask something of a member of staff today: what they began, and what is for their groups; who has no groups and
 * looks after all sees all. One query.
 */
export async function taskDraftsOfToday(db: Reader, staff: StaffActor): Promise<TaskDraft[]> {
	const isMine = ({ createdBy, form }: TaskDraft) =>
		createdBy === staff.staffId ||
		(staff.groupIds.size === 0
			? seesAllFamilies(staff)
			: groupsIn(form).some((groupId) => staff.groupIds.has(groupId)));
	return (await taskDrafts(db, staff)).filter(isMine);
}

/** Throws a draft away. `not_found`: there is none, or it is not theirs. */
export function deleteTaskDraft(
	store: Store,
	staff: StaffActor,
	{ taskId, now }: { taskId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' }> {
	return store.transact(async (tx) => {
		const before = await draftRow(tx, staff.schoolId, taskId);
		if (!before || !isTheirs(staff, before)) return { ok: false, refusal: 'not_found' as const };
		await dropDraft(tx, staff.schoolId, taskId);
		await audit(tx, staff, 'tasks.draft_deleted', { taskId }, now);
		return { ok: true as const };
	});
}

/** It is a task now, or nothing any more. */
export async function dropDraft(tx: Tx, schoolId: string, taskId: string): Promise<void> {
	const { taskDraft } = tx.t;
	await tx.delete(taskDraft).where(and(eq(taskDraft.schoolId, schoolId), eq(taskDraft.id, taskId)));
}

/**
 * Why a draft can't be published from a page that was read at `revision`: it is not theirs, or somebody else saved it since.
 * Undefined where there is no draft.
 */
export async function draftStops(
	tx: Tx,
	staff: StaffActor,
	{ taskId, revision = 0 }: { taskId: string; revision?: number },
): Promise<Exclude<DraftResult, { ok: true }> | undefined> {
	const before = await draftRow(tx, staff.schoolId, taskId);
	if (!before) return undefined;
	if (!isTheirs(staff, before)) return { ok: false, refusal: 'not_allowed' };
	return changedMeanwhile(before, revision, staff.staffId)
		? { ok: false, refusal: 'changed', by: before.by, revision: before.revision }
		: undefined;
}

/** Drafts for a group that became part of another are for that one. */
export async function moveDrafts(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { taskDraft } = tx.t;
	const rows = await tx
		.select({ id: taskDraft.id, form: taskDraft.form })
		.from(taskDraft)
		.where(eq(taskDraft.schoolId, schoolId));
	for (const { id, form } of rows) {
		const groups = groupsIn(form);
		if (!groups.includes(from)) continue;
		const moved = { ...form, groups: [...new Set(groups.map((one) => (one === from ? to : one)))] };
		await tx
			.update(taskDraft)
			.set({ form: moved })
			.where(and(eq(taskDraft.schoolId, schoolId), eq(taskDraft.id, id)));
	}
}

/** Deletes the drafts of school years that ended. */
export async function forgetDrafts(tx: Tx, schoolId: string, schoolYearIds: string[]): Promise<void> {
	const { taskDraft } = tx.t;
	if (schoolYearIds.length === 0) return;
	await tx
		.delete(taskDraft)
		.where(and(eq(taskDraft.schoolId, schoolId), inArray(taskDraft.schoolYearId, schoolYearIds)));
}
