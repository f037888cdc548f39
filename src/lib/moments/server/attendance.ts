// Marking who came.
import { and, eq, gt } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findMoment } from './find-moment.ts';
import { findGroupsOfChild } from './groups-of-child.ts';
import { mayActForChild } from './policy.ts';

/** A mark that was kept longer than this counts as of now. */
const DAY = 24 * 60 * 60 * 1000;

export type AttendanceResult =
	| { ok: true }
	/** `too_early`: before the day itself; `waiting`: has no place. */
	| { ok: false; refusal: 'not_found' | 'too_early' | 'waiting' };

/**
 * Marks that someone came, or did not; null takes the mark away. From the day itself on, and later as well. `at`: when it
 * was tapped, where it was sent later; of two marks the one that was tapped last stays, whichever arrives first.
 */
export function markAttendance(
	store: Store,
	staff: StaffActor,
	{ signUpId, came, at, now }: { signUpId: string; came: boolean | null; at?: Date; now: Date },
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
		const tapped = at && at < now && now.getTime() - at.getTime() < DAY ? at : now;
		const [newer] = await tx
			.select({ at: attendance.at })
			.from(attendance)
			.where(
				and(eq(attendance.schoolId, schoolId), eq(attendance.signUpId, signUpId), gt(attendance.at, tapped)),
			);
		if (newer) return { ok: true };
		if (came === null)
			await tx
				.delete(attendance)
				.where(and(eq(attendance.schoolId, schoolId), eq(attendance.signUpId, signUpId)));
		else
			await tx
				.insert(attendance)
				.values({ schoolId, signUpId, came, markedBy: staff.staffId, at: tapped })
				.onConflictDoUpdate({
					target: [attendance.schoolId, attendance.signUpId],
					set: { came, markedBy: staff.staffId, at: tapped },
				});
		await audit(tx, staff, 'moments.attendance_marked', { signUpId, came }, now);
		return { ok: true };
	});
}
