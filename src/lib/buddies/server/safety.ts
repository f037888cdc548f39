// What the coordinator notes so that all are safe: not together, shut out, looked after. No reason is kept anywhere.
import { and, eq, isNull, or } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { forgetProposals, removeProfile } from './profile.ts';
import { runsBuddies } from './policy.ts';

export type SafetyResult = { ok: true } | { ok: false; refusal: 'not_allowed' | 'not_there' };

/** Notes that two are never matched, or that they may be again. A proposal of the two goes; who is together stays so. */
export function noteApart(
	store: Store,
	staff: StaffActor,
	one: { guardianId: string; otherId: string; apart: boolean; now: Date },
): Promise<SafetyResult> {
	return store.transact(async (tx): Promise<SafetyResult> => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' };
		const { schoolId, staffId } = staff;
		const { buddyApart, buddyMatch } = tx.t;
		const [guardianId = '', otherId = ''] = [one.guardianId, one.otherId].sort();
		const both = await here(tx, schoolId, [guardianId, otherId]);
		if (guardianId === otherId || !both) return { ok: false, refusal: 'not_there' };
		if (one.apart) {
			await tx
				.insert(buddyApart)
				.values({ schoolId, guardianId, otherId, byStaffId: staffId, at: one.now })
				.onConflictDoNothing({ target: [buddyApart.schoolId, buddyApart.guardianId, buddyApart.otherId] });
			const pair = (newcomer: string, buddy: string) =>
				and(eq(buddyMatch.newcomerId, newcomer), eq(buddyMatch.buddyId, buddy));
			await tx
				.delete(buddyMatch)
				.where(
					and(
						eq(buddyMatch.schoolId, schoolId),
						eq(buddyMatch.state, 'proposed'),
						or(pair(guardianId, otherId), pair(otherId, guardianId)),
					),
				);
		} else
			await tx
				.delete(buddyApart)
				.where(
					and(
						eq(buddyApart.schoolId, schoolId),
						eq(buddyApart.guardianId, guardianId),
						eq(buddyApart.otherId, otherId),
					),
				);
		await audit(tx, staff, 'buddies.apart_noted', { guardianId, otherId, apart: one.apart }, one.now);
		return { ok: true };
	});
}

/**
 * Shuts a parent out, or lets them in again. Their profile and proposals go at once, the other of a match sees that it is
 * over; they can't come back by deleting their profile.
 */
export function shutOut(
	store: Store,
	staff: StaffActor,
	{ guardianId, out, now }: { guardianId: string; out: boolean; now: Date },
): Promise<SafetyResult> {
	return store.transact(async (tx): Promise<SafetyResult> => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' };
		const { schoolId, staffId } = staff;
		const { buddyBlock } = tx.t;
		if (!(await here(tx, schoolId, [guardianId]))) return { ok: false, refusal: 'not_there' };
		if (out) {
			await tx
				.insert(buddyBlock)
				.values({ schoolId, guardianId, byStaffId: staffId, at: now })
				.onConflictDoNothing({ target: [buddyBlock.schoolId, buddyBlock.guardianId] });
			await removeProfile(tx, schoolId, guardianId);
			await forgetProposals(tx, schoolId, guardianId);
		} else
			await tx
				.delete(buddyBlock)
				.where(and(eq(buddyBlock.schoolId, schoolId), eq(buddyBlock.guardianId, guardianId)));
		await audit(tx, staff, 'buddies.shut_out', { guardianId, out }, now);
		return { ok: true };
	});
}

/** What a parent let know is looked after. */
export function closeReport(
	store: Store,
	staff: StaffActor,
	{ reportId, now }: { reportId: string; now: Date },
): Promise<SafetyResult> {
	return store.transact(async (tx): Promise<SafetyResult> => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' };
		const { buddyReport } = tx.t;
		const closed = await tx
			.update(buddyReport)
			.set({ closedAt: now, closedBy: staff.staffId })
			.where(
				and(
					eq(buddyReport.schoolId, staff.schoolId),
					eq(buddyReport.id, reportId),
					isNull(buddyReport.closedAt),
				),
			)
			.returning({ id: buddyReport.id });
		if (closed.length === 0) return { ok: false, refusal: 'not_there' };
		await audit(tx, staff, 'buddies.report_closed', { reportId }, now);
		return { ok: true };
	});
}

async function here(tx: Tx, schoolId: string, ids: string[]): Promise<boolean> {
	const { guardian } = tx.t;
	const own = ids.map((id) => eq(guardian.id, id));
	return (await tx.$count(guardian, and(eq(guardian.schoolId, schoolId), or(...own)))) === ids.length;
}
