import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/**
 * What one record answered counts for the other, whose own answer stays unless this one said no: two records of one
 * person can only take consent away. The links to the children must be there already.
 */
export async function moveConsents(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { consent } = tx.t;
	const own = await tx
		.delete(consent)
		.where(and(eq(consent.schoolId, schoolId), eq(consent.guardianId, from)))
		.returning();
	if (own.length === 0) return;
	const target = [consent.schoolId, consent.childId, consent.guardianId, consent.kind, consent.purpose];
	const [yes, no] = [own.filter(({ given }) => given), own.filter(({ given }) => !given)].map((rows) =>
		rows.map((row) => ({ ...row, guardianId: to })),
	);
	if (yes?.length) await tx.insert(consent).values(yes).onConflictDoNothing();
	if (no?.length)
		await tx
			.insert(consent)
			.values(no)
			.onConflictDoUpdate({ target, set: { given: false } });
}
