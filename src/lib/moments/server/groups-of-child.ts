import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** Ids of the groups that a child is in. */
export async function findGroupsOfChild(db: Reader, schoolId: string, childId: string): Promise<string[]> {
	const { groupChild } = db.t;
	const rows = await db
		.select({ groupId: groupChild.groupId })
		.from(groupChild)
		.where(and(eq(groupChild.schoolId, schoolId), eq(groupChild.childId, childId)));
	return rows.map(({ groupId }) => groupId);
}
