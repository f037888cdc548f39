// Handing a shift over to another parent who agrees: by a link that the other opens signed in. Neither sees who the other is.
import { and, eq, isNotNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId, newToken, sha256 } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { decideClaim, shiftState, type ClaimRefusal } from '../claims.ts';
import { agreedBy, toHelper } from './claims.ts';
import { clearedFor } from './cleared.ts';
import { findHelpers, findTask, levelAt } from './find-task.ts';
import { confirmed, handedOver } from './notices.ts';
import { findOwnClaims } from './own-claims.ts';
import { lockShifts, saveCounts } from './shift-lock.ts';

/** `not_found`: not their own confirmed shift, or it began or is off. */
export type OfferResult = { ok: true; token: string } | { ok: false; refusal: 'not_found' };

/**
 * Makes the link by which another parent can take an own shift, until it begins; also when it is too late to step back. The
 * shift stays theirs until then. An earlier link of it stops working. Only the token's hash is kept.
 */
export function offerShift(
	store: Store,
	parent: ParentActor,
	one: { shiftId: string; claimId: string; now: Date },
): Promise<OfferResult> {
	const token = newToken();
	return store.transact(async (tx): Promise<OfferResult> => {
		const { shiftId, claimId, now } = one;
		const mine = await ownToHandOver(tx, parent, one);
		if (!mine) return { ok: false, refusal: 'not_found' };
		await setToken(tx, parent, claimId, sha256(token));
		await audit(tx, parent, 'tasks.hand_offered', { claimId, shiftId, taskId: mine.taskId }, now);
		return { ok: true, token };
	});
}

/** "I'll do it myself after all": the link stops working. */
export function keepShift(
	store: Store,
	parent: ParentActor,
	one: { shiftId: string; claimId: string; now: Date },
): Promise<void> {
	return store.transact(async (tx) => {
		const { shiftId, claimId, now } = one;
		const mine = await ownToHandOver(tx, parent, one);
		if (!mine) return;
		await setToken(tx, parent, claimId, null);
		await audit(tx, parent, 'tasks.hand_withdrawn', { claimId, shiftId, taskId: mine.taskId }, now);
	});
}

async function ownToHandOver(
	tx: Tx,
	parent: ParentActor,
	{ shiftId, claimId, now }: { shiftId: string; claimId: string; now: Date },
) {
	const [shift] = await lockShifts(tx, parent.schoolId, [shiftId]);
	const task = shift && (await findTask(tx, parent.schoolId, shift.taskId));
	const own = shift && (await findOwnClaims(tx, parent, now, shift.taskId));
	const mine = own?.find((claim) => claim.claimId === claimId && claim.shiftId === shiftId);
	if (!shift || !task || mine?.status !== 'confirmed') return undefined;
	const state = shiftState(shift, { ...task, closedAt: null }, now);
	return state === 'cancelled' || state === 'started' ? undefined : mine;
}

async function setToken(
	tx: Tx,
	parent: ParentActor,
	claimId: string,
	handHash: string | null,
): Promise<void> {
	const { claim } = tx.t;
	await tx
		.update(claim)
		.set({ handHash })
		.where(
			and(
				eq(claim.schoolId, parent.schoolId),
				eq(claim.id, claimId),
				eq(claim.guardianId, parent.guardianId),
			),
		);
}

async function findHanded(db: Reader, schoolId: string, taskId: string, token: string) {
	const { claim } = db.t;
	const [found] = await db
		.select({ claimId: claim.id, shiftId: claim.shiftId, guardianId: claim.guardianId, ticket: claim.ticket })
		.from(claim)
		.where(
			and(
				eq(claim.schoolId, schoolId),
				eq(claim.taskId, taskId),
				eq(claim.status, 'confirmed'),
				isNotNull(claim.handHash),
				eq(claim.handHash, sha256(token)),
			),
		);
	return found;
}

/** The shift that a link offers to this guardian; `own`: it is their own link. Undefined: it works no more. */
export async function handedShift(
	db: Reader,
	parent: ParentActor,
	{ taskId, token }: { taskId: string; token: string },
): Promise<{ shiftId: string; own: boolean } | undefined> {
	const found = await findHanded(db, parent.schoolId, taskId, token);
	return found && { shiftId: found.shiftId, own: found.guardianId === parent.guardianId };
}

export type TakeOverResult =
	| { ok: true }
	/** `gone`: the link works no more, or it is one's own. `no_certificate`: one is asked for, and theirs was not seen. */
	| {
			ok: false;
			refusal: Exclude<ClaimRefusal, 'full' | 'closed'> | 'already' | 'gone' | 'no_certificate' | 'not_found';
	  };

/** The other's yes: the shift is theirs from then on, and who had it is told so, without a name. */
export function takeOver(
	store: Store,
	parent: ParentActor,
	{ taskId, token, now }: { taskId: string; token: string; now: Date },
): Promise<TakeOverResult> {
	return store.transact(async (tx): Promise<TakeOverResult> => {
		const { schoolId, guardianId } = parent;
		const task = await findTask(tx, schoolId, taskId);
		const level = task && levelAt(task, parent);
		if (!task || !level) return { ok: false, refusal: 'not_found' };
		const offered = await findHanded(tx, schoolId, taskId, token);
		const [shift] = offered ? await lockShifts(tx, schoolId, [offered.shiftId]) : [];
		// another may have said yes while this one waited for the lock
		const found = await findHanded(tx, schoolId, taskId, token);
		if (!shift || !found || found.guardianId === guardianId) return { ok: false, refusal: 'gone' };
		const own = await findOwnClaims(tx, parent, now, taskId);
		const here = own.find((one) => one.shiftId === shift.shiftId);
		if (here?.status === 'confirmed') return { ok: false, refusal: 'already' };
		const others = own.filter((one) => one !== here);
		const cleared = (await clearedFor(tx, task, shift, [guardianId])).has(guardianId);
		const decision = decideClaim({
			...{ level, now, wait: false, someoneGoesFirst: false },
			// the place is there: it is the other's
			shift: { ...shift, taken: shift.taken - 1, capacity: Math.max(shift.capacity, shift.taken) },
			task: { ...task, closedAt: null },
			agreed: await agreedBy(tx, parent, others, now),
			cleared,
		});
		if (!decision.ok) {
			const { refusal } = decision;
			return { ok: false, refusal: refusal === 'full' || refusal === 'closed' ? 'gone' : refusal };
		}
		// theirs to arrange with the school first: until then it stays with who has it
		if (decision.status === 'waiting') return { ok: false, refusal: 'no_certificate' };
		const { claim } = tx.t;
		const claimId = newId();
		const gone = here ? [found.claimId, here.claimId] : [found.claimId];
		for (const id of gone) await tx.delete(claim).where(and(eq(claim.schoolId, schoolId), eq(claim.id, id)));
		await tx.insert(claim).values({
			...{ schoolId, id: claimId, shiftId: shift.shiftId, taskId, guardianId },
			...{ status: 'confirmed', ticket: shift.ticket, createdAt: now },
		});
		if (here) await saveCounts(tx, schoolId, { ...shift, waiting: shift.waiting - 1 });
		await audit(tx, parent, 'tasks.handed_over', { taskId, shiftId: shift.shiftId, claimId }, now);
		const helpers = await findHelpers(tx, task, [found.guardianId], dayOf(now, task.school.timeZone));
		const before = helpers.get(found.guardianId);
		await queueNotices(
			tx,
			[
				confirmed({ task, to: await toHelper(tx, parent), shifts: [{ ...shift, claimId }], now }),
				...(before
					? [handedOver({ task, to: before, shifts: [{ ...shift, claimId: found.claimId }], now })]
					: []),
			],
			now,
		);
		return { ok: true };
	});
}
