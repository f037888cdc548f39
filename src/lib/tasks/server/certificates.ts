// Certificates of conduct: on which day staff saw one, who, and until when it counts. Never the document.
import { and, eq, gt, gte, inArray, lt } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { placesLeft } from '#lib/moments/slots.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { ChangeResult } from './change.ts';
import { taskToRun } from './run.ts';
import { findHelpers, findTask } from './find-task.ts';
import { promoted } from './notices.ts';
import { lockShifts, saveCounts } from './shift-lock.ts';
import { closeOffers, givePlaces, tellPlaces, type FoundPlace } from './waiting-list.ts';

/** `past`: it counts no more already. */
export type SeeResult = ChangeResult | { ok: false; refusal: 'past' };

/**
 * Staff saw the certificate of who claimed or waits in a task that asks for it. It counts for all tasks of the school; where
 * they wait for a place that is free, the place is theirs now. Seen again, the new day counts.
 */
export function seeCertificate(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; claimId: string; until: string; now: Date },
): Promise<SeeResult> {
	return store.transact(async (tx): Promise<SeeResult> => {
		const { schoolId, staffId: seenBy } = staff;
		const { until, now } = one;
		const found = await claimToRun(tx, staff, one);
		if (!found) return { ok: false, refusal: 'not_found' };
		const { guardianId } = found;
		const seenOn = dayOf(now, found.task.school.timeZone);
		if (until < seenOn) return { ok: false, refusal: 'past' };
		const { certificate } = tx.t;
		await tx
			.insert(certificate)
			.values({ schoolId, guardianId, seenOn, seenBy, until })
			.onConflictDoUpdate({
				target: [certificate.schoolId, certificate.guardianId],
				set: { seenOn, seenBy, until },
			});
		await audit(tx, staff, 'tasks.certificate_seen', { guardianId, until }, now);
		await giveWaitingPlaces(tx, schoolId, guardianId, now);
		return { ok: true };
	});
}

/** It was noted by mistake: gone. Places that they have stay theirs, until staff take them off. */
export function forgetCertificate(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; claimId: string; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const found = await claimToRun(tx, staff, one);
		if (!found) return { ok: false, refusal: 'not_found' };
		const { guardianId } = found;
		const { certificate } = tx.t;
		await tx
			.delete(certificate)
			.where(and(eq(certificate.schoolId, staff.schoolId), eq(certificate.guardianId, guardianId)));
		await audit(tx, staff, 'tasks.certificate_removed', { guardianId }, one.now);
		return { ok: true };
	});
}

/** Staff say that somebody may help this time without it, where a place is free. `not_found`: also where none is. */
export function letIn(
	store: Store,
	staff: StaffActor,
	one: { taskId: string; claimId: string; now: Date },
): Promise<ChangeResult> {
	return store.transact(async (tx): Promise<ChangeResult> => {
		const { schoolId } = staff;
		const { claimId, now } = one;
		const found = await claimToRun(tx, staff, one);
		const [shift] = found ? await lockShifts(tx, schoolId, [found.shiftId]) : [];
		const here = found && (await claimToRun(tx, staff, one));
		if (!found || !shift || here?.status !== 'waiting') return { ok: false, refusal: 'not_found' };
		const { task, guardianId } = here;
		const over = now >= (task.flexible ? shift.endsAt : shift.startsAt);
		if (over || shift.cancelledAt || task.cancelledAt || placesLeft(shift) === 0)
			return { ok: false, refusal: 'not_found' };
		const helpers = await findHelpers(tx, task, [guardianId], dayOf(now, task.school.timeZone));
		const to = helpers.get(guardianId);
		if (!to) return { ok: false, refusal: 'not_found' };
		const { claim } = tx.t;
		await tx
			.update(claim)
			.set({ status: 'confirmed', offeredAt: null })
			.where(and(eq(claim.schoolId, schoolId), eq(claim.id, claimId)));
		const after = { ...shift, taken: shift.taken + 1, waiting: shift.waiting - 1 };
		await saveCounts(tx, schoolId, after);
		await closeOffers(tx, schoolId, after, now);
		await audit(tx, staff, 'tasks.let_in', { claimId, shiftId: shift.shiftId, taskId: task.taskId }, now);
		await queueNotices(tx, [promoted({ task, to, shifts: [{ ...shift, claimId }], now })], now);
		return { ok: true };
	});
}

/** A claim in a task that asks for a certificate and that this member of staff runs. */
async function claimToRun(
	tx: Tx,
	staff: StaffActor,
	{ taskId, claimId }: { taskId: string; claimId: string },
) {
	const task = await taskToRun(tx, staff, taskId);
	if (!task?.marks.includes('certificate')) return undefined;
	const { claim } = tx.t;
	const [found] = await tx
		.select({ guardianId: claim.guardianId, shiftId: claim.shiftId, status: claim.status })
		.from(claim)
		.where(and(eq(claim.schoolId, staff.schoolId), eq(claim.id, claimId), eq(claim.taskId, taskId)));
	return found && { ...found, task };
}

/** In every task of the school that waited for it. */
async function giveWaitingPlaces(tx: Tx, schoolId: string, guardianId: string, now: Date): Promise<void> {
	const { claim, shift } = tx.t;
	const waits = await tx
		.select({ shiftId: claim.shiftId })
		.from(claim)
		.innerJoin(shift, and(eq(shift.schoolId, claim.schoolId), eq(shift.id, claim.shiftId)))
		.where(
			and(
				eq(claim.schoolId, schoolId),
				eq(claim.guardianId, guardianId),
				eq(claim.status, 'waiting'),
				gt(shift.endsAt, now),
			),
		);
	const ids = waits.map(({ shiftId }) => shiftId);
	// one message for each task, also where it gives several shifts
	for (const [taskId, own] of Map.groupBy(await lockShifts(tx, schoolId, ids), (one) => one.taskId)) {
		const task = await findTask(tx, schoolId, taskId);
		if (!task?.marks.includes('certificate')) continue;
		const found: FoundPlace[] = [];
		for (const one of own) found.push(...(await givePlaces(tx, task, one, now)));
		await tellPlaces(tx, task, found, now);
	}
}

export interface SeenCertificate {
	seenOn: string;
	/** Null: who saw it has left. */
	by: string | null;
	until: string;
}

/** What is noted of these guardians that still counts. One query. */
export async function findCertificates(
	db: Reader,
	schoolId: string,
	guardianIds: readonly string[],
	today: string,
): Promise<Map<string, SeenCertificate>> {
	if (guardianIds.length === 0) return new Map();
	const { certificate, staffMember } = db.t;
	const rows = await db
		.select({
			guardianId: certificate.guardianId,
			seenOn: certificate.seenOn,
			by: staffMember.name,
			until: certificate.until,
		})
		.from(certificate)
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, certificate.schoolId), eq(staffMember.id, certificate.seenBy)),
		)
		.where(
			and(
				eq(certificate.schoolId, schoolId),
				inArray(certificate.guardianId, [...guardianIds]),
				gte(certificate.until, today),
			),
		);
	return new Map(rows.map(({ guardianId, ...seen }) => [guardianId, seen]));
}

/** Nothing stays of what counts no more. */
export async function forgetPastCertificates(tx: Tx, schoolId: string, today: string): Promise<void> {
	const { certificate } = tx.t;
	await tx.delete(certificate).where(and(eq(certificate.schoolId, schoolId), lt(certificate.until, today)));
}
