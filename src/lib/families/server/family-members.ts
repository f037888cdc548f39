import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { familiesOf } from '../family.ts';

/** For each guardian all of the family: who shares a child, directly or through another; who is barred from it too. */
export async function findFamilyMembers(db: Reader, schoolId: string): Promise<Map<string, Set<string>>> {
	const { guardianship } = db.t;
	const pairs = await db
		.select({ childId: guardianship.childId, guardianId: guardianship.guardianId })
		.from(guardianship)
		.where(eq(guardianship.schoolId, schoolId))
		.orderBy(guardianship.childId, guardianship.guardianId);
	return new Map(
		familiesOf(pairs).flatMap((members) => {
			const family = new Set(members);
			return members.map((guardianId) => [guardianId, family] as const);
		}),
	);
}
