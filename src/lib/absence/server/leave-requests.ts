import { and, asc, desc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import {
	leaveProblem,
	schoolDays,
	type LeaveAnswer,
	type LeaveAsked,
	type LeaveGround,
	type LeaveProblem,
} from '../rules.ts';
import { schoolCalendar } from './calendar.ts';
import { leaveAnswered } from './notices.ts';
import { mayDecideLeave, maySayAbsent } from './policy.ts';
import { absenceSettings } from './settings.ts';

/** `already`: this guardian asked for days that are among these. */
export type LeaveRefusal = 'not_allowed' | 'off' | 'already' | LeaveProblem;

/** Asks for leave for one child. The answer comes from the office or the head. */
export async function askLeave(
	store: Store,
	parent: ParentActor,
	{ childId, now, ...asked }: LeaveAsked & { childId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: LeaveRefusal }> {
	if (!maySayAbsent(parent, childId)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId, guardianId } = parent;
	const today = dayOf(now, parent.school.timeZone);
	const refuse = (refusal: LeaveRefusal) => ({ ok: false as const, refusal });
	return store.transact(async (tx) => {
		if (!(await absenceSettings(tx, schoolId)).leaveRequests) return refuse('off');
		const calendar = await schoolCalendar(tx, schoolId, today);
		if (!calendar) return refuse('outside_year');
		const problem = leaveProblem(asked, { today, ...calendar });
		if (problem) return refuse(problem);
		const { leaveRequest } = tx.t;
		const earlier = await tx
			.select({ firstDay: leaveRequest.firstDay, lastDay: leaveRequest.lastDay })
			.from(leaveRequest)
			.where(
				and(
					eq(leaveRequest.schoolId, schoolId),
					eq(leaveRequest.childId, childId),
					eq(leaveRequest.guardianId, guardianId),
				),
			);
		if (earlier.some(({ firstDay, lastDay }) => firstDay <= asked.lastDay && asked.firstDay <= lastDay))
			return refuse('already');
		const id = newId();
		await tx.insert(leaveRequest).values({
			schoolId,
			id,
			childId,
			guardianId,
			ground: asked.ground,
			firstDay: asked.firstDay,
			lastDay: asked.lastDay,
			createdAt: now,
		});
		await audit(tx, parent, 'absence.leave_asked', { request: id, child: childId }, now);
		return { ok: true as const };
	});
}

/** Takes a request back that has no answer yet. */
export async function withdrawLeave(
	store: Store,
	parent: ParentActor,
	{ requestId, now }: { requestId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_there' }> {
	if (parent.strength !== 'confirmed') return { ok: false, refusal: 'not_there' };
	return store.transact(async (tx) => {
		const { leaveRequest } = tx.t;
		const [gone] = await tx
			.delete(leaveRequest)
			.where(
				and(
					eq(leaveRequest.schoolId, parent.schoolId),
					eq(leaveRequest.id, requestId),
					eq(leaveRequest.guardianId, parent.guardianId),
					isNull(leaveRequest.answer),
				),
			)
			.returning({ id: leaveRequest.id });
		if (!gone) return { ok: false as const, refusal: 'not_there' as const };
		await audit(tx, parent, 'absence.leave_withdrawn', { request: gone.id }, now);
		return { ok: true as const };
	});
}

export interface OwnRequest extends LeaveAsked {
	requestId: string;
	childId: string;
	answer: LeaveAnswer | null;
}

/** What this guardian asked for children whom they may still speak for, newest days first. One query. */
export async function ownLeaveRequests(db: Reader, parent: ParentActor): Promise<OwnRequest[]> {
	const { leaveRequest } = db.t;
	const rows = await db
		.select({
			requestId: leaveRequest.id,
			childId: leaveRequest.childId,
			ground: leaveRequest.ground,
			firstDay: leaveRequest.firstDay,
			lastDay: leaveRequest.lastDay,
			answer: leaveRequest.answer,
		})
		.from(leaveRequest)
		.where(and(eq(leaveRequest.schoolId, parent.schoolId), eq(leaveRequest.guardianId, parent.guardianId)))
		.orderBy(desc(leaveRequest.firstDay), asc(leaveRequest.id));
	return rows.filter(({ childId }) => maySayAbsent(parent, childId));
}

export interface LeaveToDecide extends LeaveAsked {
	requestId: string;
	childId: string;
	childName: string;
	group: string | null;
	/** Null when the school gave no name. */
	guardianName: string | null;
	askedAt: Date;
	/** School days among the days asked for. */
	days: number;
	/** School days of this ground that were allowed for this child in this school year before. */
	before: number;
	answer: LeaveAnswer | null;
	answeredAt: Date | null;
}

/** The requests of this school year: those without an answer first, by their first day. None for who may not decide. */
export async function leaveToDecide(db: Reader, staff: StaffActor, today: string): Promise<LeaveToDecide[]> {
	if (!mayDecideLeave(staff)) return [];
	const { schoolId } = staff;
	const calendar = await schoolCalendar(db, schoolId, today);
	if (!calendar) return [];
	const { leaveRequest, child, guardian, groupChild, group } = db.t;
	const rows = await db
		.select({
			requestId: leaveRequest.id,
			ground: leaveRequest.ground,
			firstDay: leaveRequest.firstDay,
			lastDay: leaveRequest.lastDay,
			askedAt: leaveRequest.createdAt,
			answer: leaveRequest.answer,
			answeredAt: leaveRequest.answeredAt,
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			guardianName: guardian.name,
		})
		.from(leaveRequest)
		.innerJoin(child, and(eq(child.schoolId, leaveRequest.schoolId), eq(child.id, leaveRequest.childId)))
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, leaveRequest.schoolId), eq(guardian.id, leaveRequest.guardianId)),
		)
		.where(and(eq(leaveRequest.schoolId, schoolId), gte(leaveRequest.lastDay, calendar.year.startsOn)))
		.orderBy(asc(leaveRequest.firstDay), asc(leaveRequest.id));
	if (rows.length === 0) return [];
	const classes = await db
		.select({ childId: groupChild.childId, name: group.name })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				eq(group.schoolYearId, calendar.year.id),
				eq(group.kind, 'class'),
				inArray(groupChild.childId, [...new Set(rows.map(({ childId }) => childId))]),
			),
		);
	const groupOf = new Map(classes.map(({ childId, name }) => [childId, name]));
	const withDays = rows.map((row) => ({
		...row,
		days: schoolDays(row.firstDay, row.lastDay, calendar.free).length,
	}));
	return withDays
		.map(({ givenName, prefix, surname, ...row }) => ({
			...row,
			childName: [givenName, prefix, surname].filter(Boolean).join(' '),
			group: groupOf.get(row.childId) ?? null,
			before: withDays
				.filter(
					(other) =>
						other.requestId !== row.requestId &&
						other.childId === row.childId &&
						other.ground === row.ground &&
						other.answer === 'allowed',
				)
				.reduce((sum, { days }) => sum + days, 0),
		}))
		.sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null));
}

/**
 * Answers a request; who asked hears it at once, with the rule, in their own language. `changed`: it was taken back, or
 * somebody answered before.
 */
export async function answerLeave(
	store: Store,
	staff: StaffActor,
	{
		requestId,
		answer,
		headDays,
		now,
	}: { requestId: string; answer: LeaveAnswer; headDays: number; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' | 'changed' }> {
	if (!mayDecideLeave(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const { leaveRequest, child } = tx.t;
		const [answered] = await tx
			.update(leaveRequest)
			.set({ answer, answeredAt: now, answeredBy: staff.staffId })
			.where(
				and(eq(leaveRequest.schoolId, schoolId), eq(leaveRequest.id, requestId), isNull(leaveRequest.answer)),
			)
			.returning();
		if (!answered) return { ok: false as const, refusal: 'changed' as const };
		await audit(tx, staff, 'absence.leave_answered', { request: requestId, answer }, now);
		const { guardianId, childId, firstDay, lastDay } = answered;
		const ground: LeaveGround = answered.ground;
		const [of] = await tx
			.select({ givenName: child.givenName })
			.from(child)
			.where(and(eq(child.schoolId, schoolId), eq(child.id, childId)));
		const to = (await findRecipients(tx, schoolId, [guardianId])).get(guardianId);
		if (of && to)
			await queueNotices(
				tx,
				[
					leaveAnswered({
						schoolId,
						requestId,
						guardianId,
						childId,
						childName: of.givenName,
						locale: to.locale,
						ground,
						firstDay,
						lastDay,
						answer,
						headDays,
					}),
				],
				now,
			);
		return { ok: true as const };
	});
}
