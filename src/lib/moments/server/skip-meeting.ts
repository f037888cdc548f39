// "Not this one time": who is in a series says it of one meeting, and takes it back as easily. The place stays theirs.
import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { findOverlap, isSeries, type OwnSignUp } from '../slots.ts';
import { findMoment, mayKnow } from './find-moment.ts';
import { noInterpreter } from './asked.ts';
import { findMine, findOwnSignUps } from './own-sign-ups.ts';
import { lockSlot } from './slot-lock.ts';

export type SkipResult =
	| { ok: true }
	| {
			ok: false;
			/** `not_found`: not their meeting of a series (404); `overlaps`: they took another appointment at that time. */
			refusal: 'not_found' | 'started' | 'cancelled' | 'overlaps';
			own?: OwnSignUp;
	  };

/**
 * The guardian doesn't come to this meeting (`skips`), or does after all. No reminder of it goes out, another appointment
 * at its time can be made, and staff see it. Twice is once. Nobody is sent a message: it stands on the page.
 */
export function skipMeeting(
	store: Store,
	parent: ParentActor,
	{ slotId, signUpId, skips, now }: { slotId: string; signUpId: string; skips: boolean; now: Date },
): Promise<SkipResult> {
	return store.transact(
		async (tx): Promise<SkipResult> => {
			const { schoolId, guardianId } = parent;
			const slot = await lockSlot(tx, schoolId, slotId);
			const own = await findMine(tx, parent, signUpId);
			const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
			if (!slot || !mayKnow(moment, parent) || !isSeries(moment)) return { ok: false, refusal: 'not_found' };
			if (own?.slotId !== slotId || own.status !== 'confirmed') return { ok: false, refusal: 'not_found' };
			if (slot.cancelledAt || moment.cancelledAt) return { ok: false, refusal: 'cancelled' };
			if (now >= slot.startsAt) return { ok: false, refusal: 'started' };
			const all = await findOwnSignUps(tx, { schoolId, guardianId, momentId: moment.momentId, now });
			const before = all.find((one) => one.signUpId === signUpId);
			if (before?.skips === skips) return { ok: true };
			const clash =
				!skips &&
				findOverlap(
					slot,
					all.filter((one) => one.slotId !== slotId),
				);
			if (clash) return { ok: false, refusal: 'overlaps', own: clash };
			const { signUp } = tx.t;
			await tx
				.update(signUp)
				.set({ skipsAt: skips ? now : null })
				.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId)));
			if (skips) await noInterpreter(tx, moment, [signUpId], now);
			const action = skips ? 'moments.meeting_skipped' : 'moments.meeting_skip_undone';
			await audit(tx, parent, action, { signUpId, slotId, childId: own.childId }, now);
			return { ok: true };
		},
		{ key: slotId },
	);
}
