// The coordinator's switch: without it parents see nothing of buddies.
import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { forgetWaysOfEnded } from './answers.ts';
import { runsBuddies } from './policy.ts';

/** Whether parents of this school can find a buddy. One query. */
export async function buddiesAreOn(db: Reader, schoolId: string): Promise<boolean> {
	const { school } = db.t;
	const [found] = await db.select({ settings: school.settings }).from(school).where(eq(school.id, schoolId));
	return found?.settings.buddies === true;
}

/**
 * Turns it on or off. Off: proposals go, and who was asked is asked no more, and the numbers that they gave go; who is together stays so, and can stop or report
 * as before. Coordinator and head only.
 */
export function switchBuddies(
	store: Store,
	staff: StaffActor,
	{ on, now }: { on: boolean; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' }> {
	return store.transact(async (tx) => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' as const };
		const { school, buddyMatch } = tx.t;
		const { schoolId } = staff;
		const [found] = await tx
			.select({ settings: school.settings })
			.from(school)
			.where(eq(school.id, schoolId));
		if (!found) throw new Error('a member of staff without a school');
		await tx
			.update(school)
			.set({ settings: { ...found.settings, buddies: on } })
			.where(eq(school.id, schoolId));
		if (!on) {
			const ofSchool = eq(buddyMatch.schoolId, schoolId);
			await tx.delete(buddyMatch).where(and(ofSchool, eq(buddyMatch.state, 'proposed')));
			await tx
				.update(buddyMatch)
				.set({ state: 'ended', endedAt: now, endedBecause: 'off' })
				.where(and(ofSchool, eq(buddyMatch.state, 'asked')));
			await forgetWaysOfEnded(tx, schoolId);
		}
		await audit(tx, staff, 'buddies.switched', { on }, now);
		return { ok: true as const };
	});
}
