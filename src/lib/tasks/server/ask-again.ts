// Asking once more those who might help: by language, and first who was asked and helped least.
import { and, eq, gte, inArray, or, isNull, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { inviteAt } from '#lib/moments/server/hours.ts';
import { findInvitees } from '#lib/moments/server/invitees.ts';
import { placesLeft } from '#lib/moments/slots.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { tellingMarks } from '../marks.ts';
import { ASK_DAYS, whoToAsk } from '../who-to-ask.ts';
import { taskToRun } from './run.ts';
import { clearedFor } from './cleared.ts';
import type { FoundTask } from './find-task.ts';
import { invited } from './notices.ts';
import { shiftsToCome } from './plan.ts';

/** When the first question reaches parents, if that is still to come: until then nobody is asked once more. */
export function firstQuestionAt(
	{ publishedAt, school }: Pick<FoundTask, 'publishedAt' | 'school'>,
	first: { startsAt: Date } | undefined,
	now: Date,
): Date | null {
	const calm = inviteAt(publishedAt, school.timeZone);
	const late = first && calm >= first.startsAt;
	return !late && now < calm ? calm : null;
}

/** Whom a tap would ask now: who may help, did not claim, and was not asked once more too lately. */
export async function candidates(db: Reader, task: FoundTask, now: Date): Promise<Candidate[]> {
	const { schoolId, timeZone } = task.school;
	const invitees = await findInvitees(db, task, dayOf(now, timeZone));
	const ids = invitees.map(({ guardianId }) => guardianId);
	const shifts = await shiftsToCome(db, schoolId, task.taskId, now);
	const free = shifts.reduce((sum, shift) => sum + placesLeft(shift), 0);
	const last = shifts.at(-1);
	if (!last || ids.length === 0 || free === 0) return [];
	const { claim, taskAsk, task: tasks } = db.t;
	const telling = tellingMarks.filter((mark) => task.marks.includes(mark));
	const since = new Date(now.getTime() - ASK_DAYS * 86_400_000);
	const asks = new Map<string, number>();
	const helps = new Map<string, number>();
	const suits = new Set<string>();
	const cleared = new Set<string>();
	const out = new Set<string>();
	for (const part of chunks(ids)) {
		const asked = await db
			.select({ guardianId: taskAsk.guardianId, taskId: taskAsk.taskId })
			.from(taskAsk)
			.where(
				and(
					eq(taskAsk.schoolId, schoolId),
					inArray(taskAsk.guardianId, part),
					or(gte(taskAsk.askedAt, since), eq(taskAsk.taskId, task.taskId)),
				),
			);
		for (const { guardianId, taskId } of asked) {
			asks.set(guardianId, (asks.get(guardianId) ?? 0) + 1);
			if (taskId === task.taskId) out.add(guardianId);
		}
		const own = await db
			.select({ guardianId: claim.guardianId, marks: tasks.marks })
			.from(claim)
			.innerJoin(tasks, and(eq(tasks.schoolId, claim.schoolId), eq(tasks.id, claim.taskId)))
			.where(
				and(
					eq(claim.schoolId, schoolId),
					inArray(claim.guardianId, part),
					or(isNull(claim.helped), ne(claim.helped, false)),
				),
			);
		for (const { guardianId, marks } of own) {
			helps.set(guardianId, (helps.get(guardianId) ?? 0) + 1);
			if (telling.some((mark) => marks.includes(mark))) suits.add(guardianId);
		}
		const here = await db
			.select({ guardianId: claim.guardianId })
			.from(claim)
			.where(
				and(eq(claim.schoolId, schoolId), eq(claim.taskId, task.taskId), inArray(claim.guardianId, part)),
			);
		for (const { guardianId } of here) out.add(guardianId);
		for (const guardianId of await clearedFor(db, task, last, part)) cleared.add(guardianId);
	}
	const people = invitees
		.filter(({ guardianId }) => !out.has(guardianId))
		.map(({ guardianId, locale }) => ({
			...{ guardianId, locale },
			asked: asks.get(guardianId) ?? 0,
			helped: helps.get(guardianId) ?? 0,
			suits: suits.has(guardianId),
			cleared: cleared.has(guardianId),
		}));
	return whoToAsk(people, { free, languages: task.languages });
}

type Candidate = Parameters<typeof whoToAsk>[0][number] & { locale: FoundInvitee['locale'] };
type FoundInvitee = Awaited<ReturnType<typeof findInvitees>>[number];

export type AskResult =
	| { ok: true; asked: number }
	/**
	 * `nobody`: all who might were asked, or there are no free places, or it is closed, or the first question has not gone
	 * out yet.
	 */
	| { ok: false; refusal: 'not_found' | 'nobody' };

/** Asks them, each in their language, and remembers that they were asked. */
export function askAgain(
	store: Store,
	staff: StaffActor,
	{ taskId, now }: { taskId: string; now: Date },
): Promise<AskResult> {
	return store.transact(async (tx): Promise<AskResult> => {
		const { schoolId } = staff;
		const task = await taskToRun(tx, staff, taskId);
		if (!task) return { ok: false, refusal: 'not_found' };
		if (task.cancelledAt || task.closedAt) return { ok: false, refusal: 'nobody' };
		const people = await candidates(tx, task, now);
		const toCome = await shiftsToCome(tx, schoolId, taskId, now);
		if (firstQuestionAt(task, toCome[0], now)) return { ok: false, refusal: 'nobody' };
		const free = toCome.filter((one) => placesLeft(one) > 0);
		const [from] = free;
		const till = free.at(-1);
		if (people.length === 0 || !from || !till) return { ok: false, refusal: 'nobody' };
		const rows = people.map(({ guardianId }) => ({ schoolId, taskId, guardianId, askedAt: now }));
		await tx
			.insert(tx.t.taskAsk)
			.values(rows)
			.onConflictDoNothing({ target: [tx.t.taskAsk.schoolId, tx.t.taskAsk.taskId, tx.t.taskAsk.guardianId] });
		const calm = inviteAt(now, task.school.timeZone);
		const dueAt = calm < from.startsAt ? calm : now;
		const notices = people.map((to) =>
			invited({ task, to, from, till, count: free.length, now, dueAt, again: true }),
		);
		await queueNotices(tx, notices, now);
		await audit(tx, staff, 'tasks.asked_again', { taskId, asked: people.length }, now);
		return { ok: true, asked: people.length };
	});
}
