import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';

/** True when both records have a claim on the same shift: one would count twice. */
export async function bothHelp(db: Reader, schoolId: string, pair: [string, string]): Promise<boolean> {
	const { claim } = db.t;
	const rows = await db
		.select({ shiftId: claim.shiftId })
		.from(claim)
		.where(and(eq(claim.schoolId, schoolId), inArray(claim.guardianId, pair)));
	return new Set(rows.map(({ shiftId }) => shiftId)).size < rows.length;
}

/** Claims of one record go to the other. Ask `bothHelp` before, in the same transaction. */
export async function moveClaims(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { claim, taskAsk, taskInterest, certificate, thanks } = tx.t;
	await tx
		.update(claim)
		.set({ guardianId: to })
		.where(and(eq(claim.schoolId, schoolId), eq(claim.guardianId, from)));
	// the one that lasts longer is what staff saw last of this person
	const seen = await tx
		.delete(certificate)
		.where(and(eq(certificate.schoolId, schoolId), inArray(certificate.guardianId, [from, to])))
		.returning();
	const [longest] = seen.sort((a, b) => b.until.localeCompare(a.until));
	if (longest) await tx.insert(certificate).values({ ...longest, guardianId: to });
	const interests = await tx
		.delete(taskInterest)
		.where(and(eq(taskInterest.schoolId, schoolId), eq(taskInterest.guardianId, from)))
		.returning();
	if (interests.length > 0)
		await tx
			.insert(taskInterest)
			.values(interests.map((one) => ({ ...one, guardianId: to })))
			.onConflictDoNothing({
				target: [taskInterest.schoolId, taskInterest.taskId, taskInterest.guardianId],
			});
	const thanked = await tx
		.delete(thanks)
		.where(and(eq(thanks.schoolId, schoolId), eq(thanks.guardianId, from)))
		.returning();
	if (thanked.length > 0)
		await tx
			.insert(thanks)
			.values(thanked.map((one) => ({ ...one, guardianId: to })))
			.onConflictDoNothing({
				target: [thanks.schoolId, thanks.guardianId, thanks.aboutKind, thanks.aboutId],
			});
	const asks = await tx
		.delete(taskAsk)
		.where(and(eq(taskAsk.schoolId, schoolId), eq(taskAsk.guardianId, from)))
		.returning();
	if (asks.length > 0)
		await tx
			.insert(taskAsk)
			.values(asks.map((one) => ({ ...one, guardianId: to })))
			.onConflictDoNothing({ target: [taskAsk.schoolId, taskAsk.taskId, taskAsk.guardianId] });
}
