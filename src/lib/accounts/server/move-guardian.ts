import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Sessions, passkeys and hand-overs of one record go to the other: the two turned out to be one person. */
export async function moveAccount(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	for (const table of [tx.t.session, tx.t.passkey, tx.t.handOver])
		await tx
			.update(table)
			.set({ guardianId: to })
			.where(and(eq(table.schoolId, schoolId), eq(table.guardianId, from)));
}
