// Staff find an interpreter for who wished for one: another parent is asked, or it is noted who else does it.
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { InterpreterWay } from '../interpreting.ts';
import { closeAsks, findAsked } from './asked.ts';
import { findConcerned } from './concerned.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { findGroupsOfChild } from './groups-of-child.ts';
import { findWhoMayBeAsked } from './interpreter-wishes.ts';
import { interpreterAsked, interpreterLost } from './interpreter-notices.ts';
import { mayActForChild } from './policy.ts';
import { lockSlot, type LockedSlot } from './slot-lock.ts';

/**
 * Notes that the interpreter of a sign-up is found (`by`: the interpreter telephone, or somebody of the family), or not
 * after all. Parents who were asked are told that it is no longer needed. Twice is once. `not_found`: no such sign-up, none
 * wished for, or not theirs to act for (404).
 */
export function markInterpreter(
	store: Store,
	staff: StaffActor,
	{
		signUpId,
		found,
		by = null,
		now,
	}: { signUpId: string; found: boolean; by?: Exclude<InterpreterWay, 'parent'> | null; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' }> {
	return store.transact(async (tx) => {
		const { schoolId } = staff;
		const { signUp } = tx.t;
		const wish = await findWish(tx, staff, signUpId);
		if (!wish) return { ok: false, refusal: 'not_found' as const };
		const { moment, slot } = wish;
		await closeAsks(tx, moment, [signUpId], now);
		await tx
			.update(signUp)
			.set({ interpreterFoundAt: found ? now : null, interpreterBy: found ? by : null })
			.where(and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId)));
		if (!found && wish.by === 'parent' && now < slot.startsAt) {
			const today = dayOf(now, moment.school.timeZone);
			const all = await findConcerned(tx, schoolId, [slot.slotId], today);
			const to = all.find((one) => one.signUpId === signUpId);
			const { language } = wish;
			if (to) await queueNotices(tx, [interpreterLost({ moment, slot, to, language, now })], now);
		}
		await audit(tx, staff, 'moments.interpreter_marked', { signUpId, found, by }, now);
		return { ok: true as const };
	});
}

export type AskInterpretersResult =
	| { ok: true; asked: number }
	| {
			ok: false;
			/** `arranged`: one is found. `nobody`: none of these can be asked (any more). `over`: it began, or is called off. */
			refusal: 'not_found' | 'not_agreed' | 'arranged' | 'over' | 'nobody';
	  };

/**
 * Asks guardians who offered it to interpret for a sign-up: the first who says yes has it. Each is told without the name of
 * the family, its group or its child. Who can't be asked (any more) is left out.
 */
export function askInterpreters(
	store: Store,
	staff: StaffActor,
	{ signUpId, guardianIds, now }: { signUpId: string; guardianIds: readonly string[]; now: Date },
): Promise<AskInterpretersResult> {
	return store.transact(async (tx): Promise<AskInterpretersResult> => {
		const { schoolId } = staff;
		const wish = await findWish(tx, staff, signUpId);
		if (!wish) return { ok: false, refusal: 'not_found' };
		const { moment, slot } = wish;
		if (slot.cancelledAt || moment.cancelledAt || now >= slot.startsAt) return { ok: false, refusal: 'over' };
		if (!wish.mayAskParent) return { ok: false, refusal: 'not_agreed' };
		if (wish.found) return { ok: false, refusal: 'arranged' };
		const may = await findWhoMayBeAsked(tx, schoolId, [{ ...slot, ...wish, signUpId }], now);
		const chosen = (may.get(signUpId) ?? []).filter(({ guardianId }) => guardianIds.includes(guardianId));
		if (chosen.length === 0) return { ok: false, refusal: 'nobody' };
		const { interpreterAsk: asks } = tx.t;
		const again = await tx
			.delete(asks)
			.where(
				and(
					eq(asks.schoolId, schoolId),
					eq(asks.signUpId, signUpId),
					inArray(
						asks.guardianId,
						chosen.map(({ guardianId }) => guardianId),
					),
				),
			)
			.returning({ id: asks.id, guardianId: asks.guardianId });
		const before = new Map(again.map(({ id, guardianId }) => [guardianId, id]));
		const rows = chosen.map(({ guardianId, atSchool }) => ({
			schoolId,
			// who is asked again finds it at the same address
			id: before.get(guardianId) ?? newId(),
			signUpId,
			slotId: slot.slotId,
			guardianId,
			language: wish.language,
			byPhone: !atSchool,
			state: 'asked' as const,
			askedAt: now,
			byStaffId: staff.staffId,
		}));
		await tx.insert(asks).values(rows);
		const ids = new Set(rows.map(({ id }) => id));
		const told = (await findAsked(tx, schoolId, { signUpIds: [signUpId] }, ['asked'])).filter(({ askId }) =>
			ids.has(askId),
		);
		await queueNotices(
			tx,
			told.map((to) => interpreterAsked({ moment, to, now })),
			now,
		);
		await audit(tx, staff, 'moments.interpreters_asked', { signUpId, asked: rows.length }, now);
		return { ok: true, asked: rows.length };
	});
}

/** A wish that this member of staff may act for; the sign-up is locked by its slot. */
async function findWish(
	tx: Tx,
	staff: StaffActor,
	signUpId: string,
): Promise<
	| {
			moment: FoundMoment;
			slot: LockedSlot;
			guardianId: string;
			language: string;
			mayAskParent: boolean;
			found: boolean;
			by: InterpreterWay | null;
	  }
	| undefined
> {
	const { schoolId } = staff;
	const { signUp } = tx.t;
	const of = and(eq(signUp.schoolId, schoolId), eq(signUp.id, signUpId), isNotNull(signUp.interpreter));
	const [at] = await tx.select({ slotId: signUp.slotId }).from(signUp).where(of);
	const slot = at && (await lockSlot(tx, schoolId, at.slotId));
	const [wish] = await tx
		.select({
			childId: signUp.childId,
			guardianId: signUp.guardianId,
			language: signUp.interpreter,
			mayAskParent: signUp.mayAskParent,
			foundAt: signUp.interpreterFoundAt,
			by: signUp.interpreterBy,
		})
		.from(signUp)
		.where(of);
	const moment = slot && (await findMoment(tx, schoolId, slot.momentId));
	if (!wish?.language || !slot || !moment) return undefined;
	const groups = moment.groups.map(({ groupId }) => groupId);
	if (!mayActForChild(staff, groups, await findGroupsOfChild(tx, schoolId, wish.childId))) return undefined;
	const { guardianId, language, mayAskParent, by } = wish;
	return { moment, slot, guardianId, language, mayAskParent, by, found: wish.foundAt !== null };
}
