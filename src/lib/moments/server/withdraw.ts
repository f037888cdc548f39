// Sign-ups of guardians who lost the right: their place goes to others.
import { and, eq, gt, isNull, lt, ne, or } from 'drizzle-orm';
import { audit, type SystemActor } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { findMoment } from './find-moment.ts';
import { mayAskNow } from './hours.ts';
import { release } from './sign-up-rows.ts';
import { lockSlot } from './slot-lock.ts';

/**
 * Takes off the lists, before their slot starts, whom the school barred from the child or gave no say any more, and
 * children that left. Lists and messages leave them out at once; this frees the place, in the last week before it and not
 * at night, because it moves the waiting list. Called every minute. Nobody is told: the school speaks with them. Gives
 * how many were taken off.
 */
export async function withdrawUnentitled(store: Store, now: Date): Promise<number> {
	const { signUp, slot, guardianship, child, school } = store.t;
	const inAWeek = new Date(now.getTime() + 7 * 24 * 60 * 60 * 1000);
	const today = now.toISOString().slice(0, 10);
	const rows = await acrossSchools('one worker serves all schools', () =>
		store.read
			.select({
				schoolId: signUp.schoolId,
				signUpId: signUp.id,
				slotId: signUp.slotId,
				timeZone: school.timeZone,
			})
			.from(school)
			.innerJoin(slot, and(eq(slot.schoolId, school.id), gt(slot.startsAt, now), lt(slot.startsAt, inAWeek)))
			.innerJoin(signUp, and(eq(signUp.schoolId, slot.schoolId), eq(signUp.slotId, slot.id)))
			.innerJoin(child, and(eq(child.schoolId, signUp.schoolId), eq(child.id, signUp.childId)))
			.leftJoin(
				guardianship,
				and(
					eq(guardianship.schoolId, signUp.schoolId),
					eq(guardianship.guardianId, signUp.guardianId),
					eq(guardianship.childId, signUp.childId),
				),
			)
			.where(or(isNull(guardianship.level), ne(guardianship.level, 'full'), lt(child.leftOn, today))),
	);
	const due = rows.filter(({ timeZone }) => mayAskNow(now, timeZone));
	for (const { schoolId, signUpId, slotId } of due)
		await store.transact(
			async (tx) => {
				const locked = await lockSlot(tx, schoolId, slotId);
				const moment = locked && (await findMoment(tx, schoolId, locked.momentId));
				if (!locked || !moment) return;
				const gone = await release(tx, moment, locked, { signUpId }, now);
				const actor: SystemActor = { kind: 'system', schoolId };
				if (gone) await audit(tx, actor, 'moments.withdrawn', { signUpId, slotId }, now);
			},
			{ key: slotId },
		);
	return due.length;
}
