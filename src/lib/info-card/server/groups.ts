import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';

/** The groups of a school year, classes first, to say whom a section is for. One query. */
export async function groupsOfYear(
	db: Reader,
	schoolId: string,
	yearId: string,
): Promise<{ id: string; name: string }[]> {
	const { group } = db.t;
	const rows = await db
		.select({ id: group.id, name: group.name, kind: group.kind })
		.from(group)
		.where(and(eq(group.schoolId, schoolId), eq(group.schoolYearId, yearId)))
		.orderBy(asc(group.sortKey), asc(group.id));
	return [...rows]
		.sort((a, b) => Number(a.kind !== 'class') - Number(b.kind !== 'class'))
		.map(({ id, name }) => ({ id, name }));
}
