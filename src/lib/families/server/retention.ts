import { and, eq, lt } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Deletes files that were read for an import and not applied within a day. */
export async function forgetImportDrafts(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { importDraft } = tx.t;
	const limit = new Date(now.getTime() - DAY);
	await tx
		.delete(importDraft)
		.where(and(eq(importDraft.schoolId, schoolId), lt(importDraft.createdAt, limit)));
}
