// Who helped, and thanks for it.
import { and, count, desc, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { interpretedAtSchool } from '#lib/moments/server/interpreted.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { interpretedTalksAtSchool } from '#lib/talks/server/interpreted.ts';
import type { ChangeResult } from './change.ts';
import { minutesOf } from '../claims.ts';
import { taskToRun } from './run.ts';
import { findHelpers } from './find-task.ts';
import type { Thanks } from '../thanks-names.ts';
import { thanked } from './notices.ts';
import { refusedPicture, sendPicture, type NewPicture, type PictureRefusal } from './thanks-pictures.ts';
import { taskTranslations } from './translations.ts';

/** Staff say of a claim whether they helped; null takes it back. Not before the shift begins. */
export function markHelped(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; claimId: string; helped: boolean | null; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const { schoolId } = staff;
		const { taskId, claimId, helped, now } = one;
		if (!(await taskToRun(tx, staff, taskId))) return { ok: false, refusal: 'not_found' };
		const { claim, shift } = tx.t;
		const begun = tx
			.select({ id: shift.id })
			.from(shift)
			.where(and(eq(shift.schoolId, schoolId), eq(shift.taskId, taskId), lte(shift.startsAt, now)));
		const marked = await tx
			.update(claim)
			.set({ helped })
			.where(
				and(
					eq(claim.schoolId, schoolId),
					eq(claim.id, claimId),
					eq(claim.taskId, taskId),
					eq(claim.status, 'confirmed'),
					inArray(claim.shiftId, begun),
				),
			)
			.returning({ id: claim.id });
		if (marked.length === 0) return { ok: false, refusal: 'not_found' };
		await audit(tx, staff, 'tasks.marked', { taskId, claimId, helped }, now);
		return { ok: true };
	});
}

/**
 * Thanks all who helped in a shift that is over and were not thanked for it yet, in the same ready words in the language of
 * each; who was marked as absent is left out. Gives how many were thanked.
 */
export function thankHelpers(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; shiftId: string; thanks: Thanks; picture?: NewPicture; now: Date },
): Promise<{ ok: true; thanked: number } | ({ ok: false } & ({ refusal: 'not_found' } | PictureRefusal))> {
	return store.transact(async (tx) => {
		const { schoolId } = staff;
		const { taskId, shiftId, thanks, picture, now } = one;
		const task = await taskToRun(tx, staff, taskId);
		if (!task) return { ok: false, refusal: 'not_found' } as const;
		const refused = picture && (await refusedPicture(tx, staff, picture));
		if (refused) return { ok: false, ...refused } as const;
		const { claim, shift, task: t } = tx.t;
		const [over] = await tx
			.select({
				schoolYearId: t.schoolYearId,
				shiftId: shift.id,
				startsAt: shift.startsAt,
				endsAt: shift.endsAt,
				revision: shift.revision,
			})
			.from(shift)
			.innerJoin(t, and(eq(t.schoolId, shift.schoolId), eq(t.id, shift.taskId)))
			.where(
				and(
					eq(shift.schoolId, schoolId),
					eq(shift.id, shiftId),
					eq(shift.taskId, taskId),
					lte(shift.endsAt, now),
					isNull(shift.cancelledAt),
				),
			);
		if (!over) return { ok: false, refusal: 'not_found' } as const;
		const rows = await tx
			.update(claim)
			.set({ thankedAt: now, thanks })
			.where(
				and(
					eq(claim.schoolId, schoolId),
					eq(claim.shiftId, shiftId),
					eq(claim.status, 'confirmed'),
					isNull(claim.thankedAt),
					or(isNull(claim.helped), ne(claim.helped, false)),
				),
			)
			.returning({ claimId: claim.id, guardianId: claim.guardianId });
		const ids = rows.map(({ guardianId }) => guardianId);
		if (rows.length === 0) return { ok: true, thanked: 0 } as const;
		const about = { kind: 'shift', id: shiftId } as const;
		const { schoolYearId } = over;
		const sees = await sendPicture(tx, staff, { about, schoolYearId, picture, to: ids, now });
		const helpers = await findHelpers(tx, task, ids, dayOf(now, task.school.timeZone));
		const told = rows.flatMap(({ claimId, guardianId }) => {
			const to = helpers.get(guardianId);
			const shifts = [{ ...over, claimId }];
			return to ? [thanked({ task, to, thanks, picture: sees(guardianId), shifts, now })] : [];
		});
		await queueNotices(tx, told, now);
		const kind = picture && { picture: picture.kind };
		await audit(tx, staff, 'tasks.thanked', { taskId, shiftId, thanked: rows.length, ...kind }, now);
		return { ok: true, thanked: rows.length } as const;
	});
}

/** The task of a shift; undefined where the school has no such shift. */
export async function taskOfShift(
	db: Reader,
	schoolId: string,
	shiftId: string,
): Promise<string | undefined> {
	const { shift } = db.t;
	const [row] = await db
		.select({ taskId: shift.taskId })
		.from(shift)
		.where(and(eq(shift.schoolId, schoolId), eq(shift.id, shiftId)));
	return row?.taskId;
}

/** How often a guardian helped this school year: shifts that are over, without those of which staff say they were not there. */
export async function timesHelped(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
): Promise<number> {
	const { claim } = db.t;
	const rows = await db
		.select({ id: claim.id })
		.from(claim)
		.where(
			and(
				eq(claim.schoolId, schoolId),
				eq(claim.guardianId, guardianId),
				eq(claim.status, 'confirmed'),
				or(isNull(claim.helped), ne(claim.helped, false)),
				inArray(claim.shiftId, shiftsOver(db, schoolId, schoolYearId, now)),
			),
		);
	return rows.length;
}

/** What a guardian did this school year, newest first, with the words of thanks that the school sent for it. Counted as in `timesHelped`. */
export async function helpedWith(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
) {
	const { claim, shift, task, guardian } = db.t;
	const rows = await db
		.select({
			claimId: claim.id,
			taskId: claim.taskId,
			shiftId: claim.shiftId,
			thanks: claim.thanks,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			template: task.template,
			title: task.title,
			place: task.place,
			flexible: task.flexible,
			written: guardian.writtenLanguage,
		})
		.from(claim)
		.innerJoin(shift, and(eq(shift.schoolId, claim.schoolId), eq(shift.id, claim.shiftId)))
		.innerJoin(task, and(eq(task.schoolId, claim.schoolId), eq(task.id, claim.taskId)))
		.innerJoin(guardian, and(eq(guardian.schoolId, claim.schoolId), eq(guardian.id, claim.guardianId)))
		.where(
			and(
				eq(claim.schoolId, schoolId),
				eq(claim.guardianId, guardianId),
				eq(claim.status, 'confirmed'),
				or(isNull(claim.helped), ne(claim.helped, false)),
				inArray(claim.shiftId, shiftsOver(db, schoolId, schoolYearId, now)),
			),
		)
		.orderBy(desc(shift.startsAt), desc(claim.id));
	const translations = await taskTranslations(db, schoolId, rows);
	return rows.map((one) => ({ ...one, translations: translations.get(one.taskId) }));
}

/**
 * The same for the whole school, interpreting at moments and talks too: how often parents helped, and for how many minutes; a
 * period in which one helps when it suits has none. Never by name. Three queries.
 */
export async function helpedAtSchool(
	db: Reader,
	schoolId: string,
	{ schoolYearId, now }: { schoolYearId: string; now: Date },
): Promise<{ times: number; minutes: number }> {
	const { claim, shift, task } = db.t;
	const rows = await db
		.select({
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			flexible: task.flexible,
			helpers: count(),
		})
		.from(claim)
		.innerJoin(shift, and(eq(shift.schoolId, claim.schoolId), eq(shift.id, claim.shiftId)))
		.innerJoin(task, and(eq(task.schoolId, claim.schoolId), eq(task.id, claim.taskId)))
		.where(
			and(
				eq(claim.schoolId, schoolId),
				eq(claim.status, 'confirmed'),
				or(isNull(claim.helped), ne(claim.helped, false)),
				inArray(claim.shiftId, shiftsOver(db, schoolId, schoolYearId, now)),
			),
		)
		.groupBy(shift.id, shift.startsAt, shift.endsAt, task.flexible);
	const all = rows.map((row) => ({ ...row, helpers: Number(row.helpers) }));
	const moments = await interpretedAtSchool(db, schoolId, { schoolYearId, now });
	const talks = await interpretedTalksAtSchool(db, schoolId, { schoolYearId, now });
	return {
		times: all.reduce((sum, { helpers }) => sum + helpers, moments.times + talks.times),
		minutes: all.reduce((sum, row) => sum + row.helpers * minutesOf(row), moments.minutes + talks.minutes),
	};
}

function shiftsOver(db: Reader, schoolId: string, schoolYearId: string, now: Date) {
	const { shift, task } = db.t;
	return db
		.select({ id: shift.id })
		.from(shift)
		.innerJoin(task, and(eq(task.schoolId, shift.schoolId), eq(task.id, shift.taskId)))
		.where(
			and(
				eq(shift.schoolId, schoolId),
				eq(task.schoolYearId, schoolYearId),
				lte(shift.endsAt, now),
				isNull(shift.cancelledAt),
			),
		);
}

/** What the school sees of a guardian's help, newest first: exactly this is shown to the guardian under Me. */
export async function claimsTheSchoolSees(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
) {
	const { claim, shift, task } = db.t;
	return db
		.select({
			claimId: claim.id,
			template: task.template,
			startsAt: shift.startsAt,
			helped: claim.helped,
		})
		.from(claim)
		.innerJoin(shift, and(eq(shift.schoolId, claim.schoolId), eq(shift.id, claim.shiftId)))
		.innerJoin(task, and(eq(task.schoolId, claim.schoolId), eq(task.id, claim.taskId)))
		.where(and(eq(claim.schoolId, schoolId), eq(claim.guardianId, guardianId)))
		.orderBy(desc(shift.startsAt), desc(claim.id));
}
