// "I can't come": as easy to say as yes, and as easy to take back.
import { and, eq, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { kinds } from '../kinds.ts';
import { findMoment, isFor, mayKnow } from './find-moment.ts';

export type DeclineResult =
	{ ok: true } | { ok: false; refusal: 'not_found' | 'not_yours' | 'information_only' | 'signed_up' };

interface Which {
	momentId: string;
	childId: string;
	now: Date;
}

/** The guardian can't come to any slot of a moment. Twice is once. `signed_up`: the sign-up must be cancelled first. */
export function decline(
	store: Store,
	parent: ParentActor,
	{ momentId, childId, now }: Which,
): Promise<DeclineResult> {
	return store.transact(async (tx): Promise<DeclineResult> => {
		const { schoolId, guardianId } = parent;
		const moment = await findMoment(tx, schoolId, momentId);
		if (!mayKnow(moment, parent)) return { ok: false, refusal: 'not_found' };
		const child = parent.children.get(childId);
		if (!child || !isFor(moment, child)) return { ok: false, refusal: 'not_yours' };
		if (child.level !== 'full') return { ok: false, refusal: 'information_only' };
		const { signUp, slot } = tx.t;
		const once = kinds[moment.kind].comeFor === 'family';
		const [own] = await tx
			.select({ id: signUp.id })
			.from(signUp)
			.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
			.where(
				and(
					eq(signUp.schoolId, schoolId),
					eq(signUp.momentId, momentId),
					eq(signUp.guardianId, guardianId),
					once ? undefined : eq(signUp.childId, childId),
					isNull(slot.cancelledAt),
				),
			)
			.limit(1);
		if (own) return { ok: false, refusal: 'signed_up' };
		const [added] = await tx
			.insert(tx.t.decline)
			.values({ schoolId, momentId, childId, guardianId, at: now })
			.onConflictDoNothing()
			.returning({ at: tx.t.decline.at });
		if (added) await audit(tx, parent, 'moments.declined', { momentId, childId }, now);
		return { ok: true };
	});
}

/** Takes an "I can't come" back. Taking back what was not said changes nothing. */
export async function undoDecline(
	store: Store,
	parent: ParentActor,
	{ momentId, childId, now }: Which,
): Promise<void> {
	await store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const { decline } = tx.t;
		const [gone] = await tx
			.delete(decline)
			.where(
				and(
					eq(decline.schoolId, schoolId),
					eq(decline.momentId, momentId),
					eq(decline.guardianId, guardianId),
					eq(decline.childId, childId),
				),
			)
			.returning({ at: decline.at });
		if (gone) await audit(tx, parent, 'moments.decline_undone', { momentId, childId }, now);
	});
}
