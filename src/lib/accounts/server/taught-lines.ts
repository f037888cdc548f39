import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { audit, type AuditActor } from './audit.ts';

/** Somebody who teaches a group, and so sees its families. */
export interface Taught {
	staffId: string;
	groupId: string;
}

/**
 * The lines of groups that somebody got or lost, in the transaction of the change, wherever it is made. Who has no right
 * at all (an import only proposed them) leaves none: the group opens nothing to them before they are invited.
 */
export async function auditTaught(
	tx: Tx,
	by: AuditActor,
	{ given, taken }: { given: readonly Taught[]; taken: readonly Taught[] },
	now: Date,
): Promise<void> {
	const { staffRole } = tx.t;
	const people = [...new Set([...given, ...taken].map(({ staffId }) => staffId))];
	const withRights = new Set<string>();
	for (const part of chunks(people))
		for (const { staffId } of await tx
			.selectDistinct({ staffId: staffRole.staffId })
			.from(staffRole)
			.where(and(eq(staffRole.schoolId, by.schoolId), inArray(staffRole.staffId, part))))
			withRights.add(staffId);
	const lines = async (action: string, rows: readonly Taught[]) => {
		for (const { staffId, groupId } of rows)
			if (withRights.has(staffId)) await audit(tx, by, action, { staffId, groupId }, now);
	};
	await lines('accounts.group_given', given);
	await lines('accounts.group_taken', taken);
}
