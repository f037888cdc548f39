// Finding an interpreter for who wished for one.
import { and, eq, isNotNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { findMoment } from './find-moment.ts';
import { findGroupsOfChild } from './groups-of-child.ts';
import { mayActForChild } from './policy.ts';

/**
 * Notes that the interpreter of a sign-up is found, or not after all. Twice is once. `not_found`: no such sign-up, none
 * wished for, or not theirs to act for (404).
 */
export function markInterpreter(
	store: Store,
	staff: StaffActor,
	{ signUpId, found, now }: { signUpId: string; found: boolean; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' }> {
	return store.transact(async (tx) => {
		const { schoolId } = staff;
		const { signUp } = tx.t;
		const [wish] = await tx
			.select({ childId: signUp.childId, momentId: signUp.momentId })
			.from(signUp)
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId), isNotNull(signUp.interpreter)));
		const moment = wish && (await findMoment(tx, schoolId, wish.momentId));
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		const may = moment && mayActForChild(staff, groups, await findGroupsOfChild(tx, schoolId, wish.childId));
		if (!may) return { ok: false, refusal: 'not_found' as const };
		await tx
			.update(signUp)
			.set({ interpreterFoundAt: found ? now : null })
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId)));
		await audit(tx, staff, 'moments.interpreter_marked', { signUpId, found }, now);
		return { ok: true as const };
	});
}
