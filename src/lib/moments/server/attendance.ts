// Marking who came.
import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findMoment } from './find-moment.ts';
import { findGroupsOfChild } from './groups-of-child.ts';
import { mayActForChild } from './policy.ts';

export type AttendanceResult =
	| { ok: true }
	/** `too_early`: before the day itself; `waiting`: has no place. */
	| { ok: false; refusal: 'not_found' | 'too_early' | 'waiting' };

/** Marks that someone came, or did not; null takes the mark away. From the day itself on, and later as well. */
export function markAttendance(
	store: Store,
	staff: StaffActor,
	{ signUpId, came, now }: { signUpId: string; came: boolean | null; now: Date },
): Promise<AttendanceResult> {
	return store.transact(async (tx): Promise<AttendanceResult> => {
		const { schoolId } = staff;
		const { signUp, slot, attendance } = tx.t;
		const [found] = await tx
			.select({
				childId: signUp.childId,
				momentId: signUp.momentId,
				status: signUp.status,
				startsAt: slot.startsAt,
			})
			.from(signUp)
			.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId)));
		const moment = found && (await findMoment(tx, schoolId, found.momentId));
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!found || !moment) return { ok: false, refusal: 'not_found' };
		if (!mayActForChild(staff, groups, await findGroupsOfChild(tx, schoolId, found.childId)))
			return { ok: false, refusal: 'not_found' };
		if (found.status === 'waiting') return { ok: false, refusal: 'waiting' };
		const { timeZone } = moment.school;
		if (dayOf(now, timeZone) < dayOf(found.startsAt, timeZone)) return { ok: false, refusal: 'too_early' };
		if (came === null)
			await tx
				.delete(attendance)
				.where(and(eq(attendance.schoolId, schoolId), eq(attendance.signUpId, signUpId)));
		else
			await tx
				.insert(attendance)
				.values({ schoolId, signUpId, came, markedBy: staff.staffId, at: now })
				.onConflictDoUpdate({
					target: [attendance.schoolId, attendance.signUpId],
					set: { came, markedBy: staff.staffId, at: now },
				});
		await audit(tx, staff, 'moments.attendance_marked', { signUpId, came }, now);
		return { ok: true };
	});
}
