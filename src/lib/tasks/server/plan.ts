// Planning a task: what staff filled in becomes a task with shifts, published at once, and parents are asked.
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { inviteAt } from '#lib/moments/server/hours.ts';
import { findInvitees } from '#lib/moments/server/invitees.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf, instantOf, spanOfDay } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { WHOLE_SCHOOL, type TaskPlan } from '../plan-form.ts';
import { MOST_SHIFTS, shiftDays } from '../shift-days.ts';
import { isRole } from '../templates.ts';
import { draftStops, dropDraft } from './drafts.ts';
import { findTask, type FoundTask } from './find-task.ts';
import { invited, roleOpen } from './notices.ts';
import { wantTaskTexts } from './translations.ts';

export type PlanRefusal =
	/** A group that is not theirs to plan for, or no such group. */
	| 'not_allowed'
	/** A task of the school's own needs a name. */
	| 'no_title'
	/** All shifts would be over already, on days off, or the last day is before the first. */
	| 'no_shifts'
	| 'too_many_shifts'
	/** Later than the school year. */
	| 'after_year'
	| 'no_contact';

export type PlanResult =
	| { ok: true; invited: number }
	| { ok: false; refusal: PlanRefusal }
	/** It was a draft that somebody else saved since: who, and its revision now. */
	| { ok: false; refusal: 'changed'; by: string; revision: number };

/**
 * Writes and publishes a task; a draft with its id is gone with that. Parents get one message, when school is out. Sent
 * twice, it is done once.
 */
export async function planTask(
	store: Store,
	staff: StaffActor,
	plan: TaskPlan,
	now: Date,
): Promise<PlanResult> {
	const calendar = await planCalendar(store.read, staff, now);
	return store.transact(async (tx): Promise<PlanResult> => {
		const { schoolId } = staff;
		const { taskId } = plan;
		const known = await findTask(tx, schoolId, taskId);
		if (known) return { ok: true, invited: 0 };
		const stops = await draftStops(tx, staff, plan);
		if (stops?.refusal === 'changed') return stops;
		if (stops) return { ok: false, refusal: 'not_allowed' };
		const wholeSchool = plan.groups.includes(WHOLE_SCHOOL);
		const groupIds = wholeSchool ? [] : [...new Set(plan.groups)];
		const refusal = await refuse(tx, staff, plan, groupIds, calendar.lastDay);
		if (refusal) return { ok: false, refusal };
		const spans = spansOf(plan, calendar.daysOff, staff.school.timeZone).filter(({ endsAt }) => endsAt > now);
		const role = isRole(plan.template);
		if (role !== (plan.repeat === 'standing')) return { ok: false, refusal: 'no_shifts' };
		if (spans.length === 0 && !role) return { ok: false, refusal: 'no_shifts' };
		if (spans.length > MOST_SHIFTS) return { ok: false, refusal: 'too_many_shifts' };
		const year = await findSchoolYear(tx, schoolId, dayOf(now, staff.school.timeZone));
		if (!year) return { ok: false, refusal: 'not_allowed' };
		const { task, taskGroup, shift } = tx.t;
		await tx.insert(task).values({
			schoolId,
			id: taskId,
			schoolYearId: year.id,
			template: plan.template,
			wholeSchool,
			title: plan.title,
			place: plan.place,
			note: plan.note,
			marks: plan.marks,
			seats: plan.marks.includes('car') && plan.seats ? plan.seats : null,
			languages: plan.languages.flatMap((tag) => languageOf(tag)?.tag ?? []),
			contactId: plan.contactId,
			stepBackHours: plan.stepBackHours,
			flexible: plan.repeat === 'period',
			createdBy: staff.staffId,
			publishedAt: now,
		});
		await inParts(groupIds, (part) =>
			tx.insert(taskGroup).values(part.map((groupId) => ({ schoolId, taskId, groupId }))),
		);
		const shifts = spans.map((span) => ({ schoolId, id: newId(), taskId, capacity: plan.places, ...span }));
		await inParts(shifts, (part) => tx.insert(shift).values(part));
		await dropDraft(tx, schoolId, taskId);
		const written = await findTask(tx, schoolId, taskId);
		if (!written) throw new Error('a task that was just written is not there');
		await wantTaskTexts(tx, written, now);
		const told = role ? await inviteToRole(tx, written, now) : await invite(tx, written, spans, now);
		const about = { taskId, template: plan.template, shifts: shifts.length, invited: told };
		await audit(tx, staff, 'tasks.published', about, now);
		return { ok: true, invited: told };
	});
}

async function refuse(
	tx: Tx,
	staff: StaffActor,
	plan: TaskPlan,
	groupIds: string[],
	yearEnds: string,
): Promise<PlanRefusal | undefined> {
	const { group, staffMember } = tx.t;
	if (!mayRun(staff, groupIds)) return 'not_allowed';
	const here = await tx
		.select({ id: group.id })
		.from(group)
		.where(and(eq(group.schoolId, staff.schoolId), inArray(group.id, groupIds)));
	if (here.length !== groupIds.length) return 'not_allowed';
	if (plan.template === 'other' && !plan.title) return 'no_title';
	if (plan.firstDay > yearEnds || plan.lastDay > yearEnds) return 'after_year';
	const [contact] = await tx
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(
			and(
				eq(staffMember.schoolId, staff.schoolId),
				eq(staffMember.id, plan.contactId),
				eq(staffMember.status, 'active'),
			),
		);
	return contact ? undefined : 'no_contact';
}

function spansOf(
	plan: TaskPlan,
	daysOff: readonly { firstDay: string; lastDay: string }[],
	timeZone: string,
): { startsAt: Date; endsAt: Date }[] {
	const { repeat, firstDay, time, minutes } = plan;
	const lastDay = plan.lastDay || firstDay;
	if (repeat === 'period')
		return lastDay < firstDay
			? []
			: [{ startsAt: spanOfDay(firstDay, timeZone).from, endsAt: spanOfDay(lastDay, timeZone).till }];
	return shiftDays({ repeat, firstDay, lastDay, daysOff }).map((day) => {
		const startsAt = instantOf(day, time, timeZone);
		return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
	});
}

async function invite(
	tx: Tx,
	task: FoundTask,
	spans: readonly { startsAt: Date; endsAt: Date }[],
	now: Date,
): Promise<number> {
	const { timeZone } = task.school;
	const [from] = spans;
	const till = spans.at(-1);
	if (!from || !till) return 0;
	const calm = inviteAt(now, timeZone);
	const dueAt = calm < from.startsAt ? calm : now;
	const invitees = await findInvitees(tx, task, dayOf(now, timeZone));
	const notices = invitees.map((to) => invited({ task, to, from, till, count: spans.length, now, dueAt }));
	await queueNotices(tx, notices, now);
	return notices.length;
}

async function inviteToRole(tx: Tx, task: FoundTask, now: Date): Promise<number> {
	const { timeZone } = task.school;
	const invitees = await findInvitees(tx, task, dayOf(now, timeZone));
	const dueAt = inviteAt(now, timeZone);
	await queueNotices(
		tx,
		invitees.map((to) => roleOpen({ task, to, dueAt })),
		now,
	);
	return invitees.length;
}

/** The shifts of a task that did not begin and are not called off, in order of time. */
export async function shiftsToCome(db: Reader, schoolId: string, taskId: string, now: Date) {
	const { shift } = db.t;
	return db
		.select({
			shiftId: shift.id,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			capacity: shift.capacity,
			taken: shift.taken,
		})
		.from(shift)
		.where(
			and(
				eq(shift.schoolId, schoolId),
				eq(shift.taskId, taskId),
				gt(shift.endsAt, now),
				isNull(shift.cancelledAt),
			),
		)
		.orderBy(asc(shift.startsAt), asc(shift.id));
}
