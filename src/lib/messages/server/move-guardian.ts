import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** What one record got, the other got. */
export async function moveMessages(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	const { messageRecipient } = tx.t;
	const own = await tx
		.delete(messageRecipient)
		.where(and(eq(messageRecipient.schoolId, schoolId), eq(messageRecipient.guardianId, from)))
		.returning();
	if (own.length === 0) return;
	await tx
		.insert(messageRecipient)
		.values(own.map((row) => ({ ...row, guardianId: to })))
		.onConflictDoNothing();
}
