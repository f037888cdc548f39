import { and, eq, inArray } from 'drizzle-orm';
import { isOfYearOf } from '#lib/database/of-year.ts';
import type { Reader } from '#lib/database/store.ts';
import type { ChildAccess } from './actors.ts';

interface ChildRow {
	level: 'full' | 'information' | 'nothing' | null;
	childId: string | null;
	givenName: string | null;
	childKey: string | null;
	leftOn: string | null;
	groupId: string | null;
	groupName: string | null;
	groupKind: string | null;
}

/** The children of a guardian by name, without those who left before `today`; each class before groups across classes. */
export function byChild(rows: readonly ChildRow[], today: string): Map<string, ChildAccess> {
	const inOrder = rows
		.filter(({ childId, leftOn }) => childId !== null && (leftOn === null || leftOn >= today))
		.map((row) => ({
			...row,
			order: `${row.childKey}\u0000${row.childId}\u0000${row.groupKind === 'across'}`,
		}))
		.sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
	const children = new Map<string, ChildAccess>();
	for (const [childId, ofChild] of Map.groupBy(inOrder, (row) => row.childId ?? ''))
		children.set(childId, {
			childId,
			givenName: ofChild[0]?.givenName ?? '',
			level: ofChild[0]?.level === 'full' ? 'full' : 'information',
			groupIds: ofChild.flatMap(({ groupId }) => groupId ?? []),
			groupNames: ofChild.flatMap(({ groupName }) => groupName ?? []),
		});
	return children;
}

/** The children whom a guardian may know of on a day of the school, as a session of theirs would have them. */
export async function childrenOf(
	db: Reader,
	{ schoolId, guardianId }: { schoolId: string; guardianId: string },
	today: string,
): Promise<ReadonlyMap<string, ChildAccess>> {
	const { guardianship, child, groupChild, group } = db.t;
	const rows = await db
		.select({
			level: guardianship.level,
			childId: child.id,
			givenName: child.givenName,
			childKey: child.sortKey,
			leftOn: child.leftOn,
			groupId: group.id,
			groupName: group.name,
			groupKind: group.kind,
		})
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.leftJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			group,
			and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId), isOfYearOf(db, today)),
		)
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				eq(guardianship.guardianId, guardianId),
				inArray(guardianship.level, ['full', 'information']),
			),
		);
	return byChild(rows, today);
}
