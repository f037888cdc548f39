// Undo of publishing, as long as nobody can have acted on it.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { withdrawNotices } from '#lib/notifications/server/withdraw.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { findMoment } from './find-moment.ts';
import { invitationGoesOut } from './invitation-time.ts';
import { findInvitees } from './invitees.ts';
import { invitationKey } from './notices.ts';
import { mayRun } from './policy.ts';

export type TakeBackRefusal =
	/** For this member of staff there is no such moment, or it is not theirs to run (404). */
	| 'not_found'
	/** Somebody has a place, or waits for one. */
	| 'signed_up'
	/** The invitations went out: what parents were told is called off, not taken back. */
	| 'invited'
	| 'cancelled';

/** Makes a published moment a draft again, and takes back its invitations. Sent twice, it is done once. */
export function takeBack(
	store: Store,
	staff: StaffActor,
	{ momentId, now }: { momentId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: TakeBackRefusal }> {
	return store.transact(async (tx): Promise<{ ok: true } | { ok: false; refusal: TakeBackRefusal }> => {
		const { schoolId } = staff;
		const moment = await findMoment(tx, schoolId, momentId);
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!moment || !mayRun(staff, groups)) return { ok: false, refusal: 'not_found' };
		if (moment.cancelledAt) return { ok: false, refusal: 'cancelled' };
		if (!moment.publishedAt) return { ok: true };
		const { moment: moments, slot, signUp, decline } = tx.t;
		const [someone] = await tx
			.select({ id: signUp.id })
			.from(signUp)
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.momentId, momentId)))
			.limit(1);
		if (someone) return { ok: false, refusal: 'signed_up' };
		const [first] = await tx
			.select({ startsAt: slot.startsAt })
			.from(slot)
			.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, momentId), isNull(slot.cancelledAt)))
			.orderBy(asc(slot.startsAt))
			.limit(1);
		const { timeZone } = moment.school;
		if (!first || invitationGoesOut(first, moment, timeZone, moment.publishedAt) <= now)
			return { ok: false, refusal: 'invited' };
		const invitees = await findInvitees(tx, moment, dayOf(now, timeZone));
		const keys = invitees.map(({ guardianId }) => invitationKey(momentId, guardianId));
		await withdrawNotices(tx, schoolId, keys, now);
		await tx.delete(decline).where(and(eq(decline.schoolId, schoolId), eq(decline.momentId, momentId)));
		await tx
			.update(moments)
			.set({ publishedAt: null })
			.where(and(eq(moments.schoolId, schoolId), eq(moments.id, momentId)));
		await audit(tx, staff, 'moments.taken_back', { momentId }, now);
		return { ok: true };
	});
}
