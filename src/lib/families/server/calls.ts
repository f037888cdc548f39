// Who was called about a message or an invitation that does not reach them in words.
import { and, eq } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';

/** What they were called about. */
export interface CalledAbout {
	kind: 'message' | 'moment';
	id: string;
}

/** When and by whom, by guardian. One query. */
export async function callsAbout(
	db: Reader,
	schoolId: string,
	{ kind, id }: CalledAbout,
): Promise<Map<string, { at: Date; by: string | null }>> {
	const { familyCall: t, staffMember } = db.t;
	const rows = await db
		.select({ guardianId: t.guardianId, at: t.at, by: staffMember.name })
		.from(t)
		.leftJoin(staffMember, and(eq(staffMember.schoolId, t.schoolId), eq(staffMember.id, t.byStaffId)))
		.where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, kind), eq(t.aboutId, id)));
	return new Map(rows.map(({ guardianId, at, by }) => [guardianId, { at, by }]));
}

/** Ticks a guardian off as called, or takes the tick away. Whether they may, and who is on the list, the caller knows. */
export function markCalled(
	store: Store,
	staff: StaffActor,
	one: { about: CalledAbout; guardianId: string; called: boolean; now: Date },
): Promise<void> {
	return store.transact(async (tx) => {
		const { familyCall: t } = tx.t;
		const { about, guardianId, called, now } = one;
		const row = { schoolId: staff.schoolId, aboutKind: about.kind, aboutId: about.id, guardianId };
		const changed = called
			? await tx
					.insert(t)
					.values({ ...row, byStaffId: staff.staffId, at: now })
					.onConflictDoNothing()
					.returning({ guardianId: t.guardianId })
			: await tx
					.delete(t)
					.where(
						and(
							eq(t.schoolId, row.schoolId),
							eq(t.aboutKind, about.kind),
							eq(t.aboutId, about.id),
							eq(t.guardianId, guardianId),
						),
					)
					.returning({ guardianId: t.guardianId });
		if (changed.length > 0)
			await audit(tx, staff, 'families.called', { guardianId, about: about.kind, called }, now);
	});
}

/** Calls to one record count for the other. */
export async function moveCalls(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { familyCall: t } = tx.t;
	const own = await tx
		.delete(t)
		.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)))
		.returning();
	if (own.length === 0) return;
	await tx
		.insert(t)
		.values(own.map((row) => ({ ...row, guardianId: to })))
		.onConflictDoNothing();
}

/** The thing that they were called about is no more. */
export async function forgetCalls(tx: Tx, schoolId: string, { kind, id }: CalledAbout): Promise<void> {
	const { familyCall: t } = tx.t;
	await tx.delete(t).where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, kind), eq(t.aboutId, id)));
}
