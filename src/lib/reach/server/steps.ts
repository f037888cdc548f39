import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { NextStep } from '../next-step.ts';

/** What somebody does, or did, to reach a guardian. */
export interface Step {
	stepId: string;
	step: NextStep;
	/** Who will do it, or did. */
	staffId: string | null;
	who: string | null;
	plannedAt: Date;
	doneAt: Date | null;
}

/** The newest step of each guardian who has one, by id. One query. */
export async function newestSteps(db: Reader, schoolId: string, only?: string): Promise<Map<string, Step>> {
	const { reachStep: t, staffMember } = db.t;
	const rows = await db
		.select({
			guardianId: t.guardianId,
			stepId: t.id,
			step: t.step,
			staffId: t.staffId,
			who: staffMember.name,
			plannedAt: t.plannedAt,
			doneAt: t.doneAt,
		})
		.from(t)
		.leftJoin(staffMember, and(eq(staffMember.schoolId, t.schoolId), eq(staffMember.id, t.staffId)))
		.where(and(eq(t.schoolId, schoolId), only === undefined ? undefined : eq(t.guardianId, only)))
		.orderBy(desc(t.plannedAt), desc(t.id));
	const newest = new Map<string, Step>();
	for (const { guardianId, ...step } of rows) if (!newest.has(guardianId)) newest.set(guardianId, step);
	return newest;
}

/** Who can be asked to do a step: everybody who works here, by name. */
export async function colleagues(db: Reader, schoolId: string): Promise<{ staffId: string; name: string }[]> {
	const { staffMember } = db.t;
	return db
		.select({ staffId: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.status, 'active')))
		.orderBy(staffMember.name, staffMember.id);
}

/**
 * Says what will be done and by whom; instead of what was planned and not done yet. Whether the guardian is theirs to see,
 * the caller knows.
 */
export function planStep(
	store: Store,
	staff: StaffActor,
	{ guardianId, step, staffId, now }: { guardianId: string; step: NextStep; staffId: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'nobody' }> {
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const those = await colleagues(tx, schoolId);
		if (!those.some((one) => one.staffId === staffId)) return { ok: false, refusal: 'nobody' };
		const { reachStep: t } = tx.t;
		await tx.delete(t).where(and(eq(t.schoolId, schoolId), eq(t.guardianId, guardianId), isNull(t.doneAt)));
		const row = { guardianId, step, staffId, plannedBy: staff.staffId, plannedAt: now };
		await tx.insert(t).values({ schoolId, id: newId(), ...row });
		await audit(tx, staff, 'reach.step_planned', { guardianId, step, staffId }, now);
		return { ok: true };
	});
}

/** The step of this guardian was done, or was not after all. False when there is none that could be. */
export function markStep(
	store: Store,
	staff: StaffActor,
	{ guardianId, stepId, done, now }: { guardianId: string; stepId: string; done: boolean; now: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { reachStep: t } = tx.t;
		const changed = await tx
			.update(t)
			.set(done ? { doneAt: now, doneBy: staff.staffId } : { doneAt: null, doneBy: null })
			.where(and(eq(t.schoolId, staff.schoolId), eq(t.guardianId, guardianId), eq(t.id, stepId)))
			.returning({ step: t.step });
		const [one] = changed;
		if (one) await audit(tx, staff, 'reach.step_done', { guardianId, step: one.step, done }, now);
		return one !== undefined;
	});
}

/** Steps to reach one record count for the other. */
export async function moveSteps(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { reachStep: t } = tx.t;
	await tx
		.update(t)
		.set({ guardianId: to })
		.where(and(eq(t.schoolId, schoolId), eq(t.guardianId, from)));
}

const MONTHS = 12;

/** Deletes steps that were planned more than a year ago. */
export async function forgetSteps(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { reachStep: t } = tx.t;
	const before = new Date(now);
	before.setUTCMonth(before.getUTCMonth() - MONTHS);
	await tx.delete(t).where(and(eq(t.schoolId, schoolId), lt(t.plannedAt, before)));
}
