import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

/** Notices and devices of one record go to the other; of the choices and the lost ways, those of the record that stays. */
export async function moveNotices(tx: Tx, schoolId: string, from: string, to: string): Promise<void> {
	for (const table of [tx.t.notice, tx.t.pushSubscription])
		await tx
			.update(table)
			.set({ guardianId: to })
			.where(and(eq(table.schoolId, schoolId), eq(table.guardianId, from)));
}
