import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** Who is meant by a guardian, as people say it: the given names of their children, by `<school>.guardian.<id>`. */
export async function childrenNames(
	db: Reader,
	guardians: { schoolId: string; id: string }[],
	now: Date,
): Promise<Map<string, string[]>> {
	const { guardianship, child } = db.t;
	const names = new Map<string, string[]>();
	for (const [schoolId, own] of Map.groupBy(guardians, (one) => one.schoolId)) {
		const rows = await db
			.select({ guardianId: guardianship.guardianId, givenName: child.givenName })
			.from(guardianship)
			.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
			.where(
				and(
					eq(guardianship.schoolId, schoolId),
					inArray(
						guardianship.guardianId,
						own.map(({ id }) => id),
					),
					inArray(guardianship.level, ['full', 'information']),
					or(isNull(child.leftOn), gte(child.leftOn, now.toISOString().slice(0, 10))),
				),
			)
			.orderBy(child.sortKey, child.id);
		for (const { guardianId, givenName } of rows) {
			const key = `${schoolId}.guardian.${guardianId}`;
			names.set(key, [...(names.get(key) ?? []), givenName]);
		}
	}
	return names;
}
