import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** What one record read counts for the other. */
export async function moveReading(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { acknowledgement } = tx.t;
	const own = await tx
		.delete(acknowledgement)
		.where(and(eq(acknowledgement.schoolId, schoolId), eq(acknowledgement.guardianId, from)))
		.returning();
	if (own.length === 0) return;
	await tx
		.insert(acknowledgement)
		.values(own.map((row) => ({ ...row, guardianId: to })))
		.onConflictDoNothing();
}
