import { and, eq, inArray } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';

export interface MyChild {
	childId: string;
	givenName: string;
	level: 'full' | 'information';
	/** Names of the groups of this child, the class first. */
	groups: string[];
}

/** The children of the guardian who asks, with their groups. */
export async function myChildren(db: Reader, parent: ParentActor): Promise<MyChild[]> {
	const groupIds = [...new Set([...parent.children.values()].flatMap((child) => child.groupIds))];
	const { group } = db.t;
	const groups = groupIds.length
		? await db
				.select({ id: group.id, name: group.name, kind: group.kind })
				.from(group)
				.where(and(eq(group.schoolId, parent.schoolId), inArray(group.id, groupIds)))
				.orderBy(group.kind, group.sortKey)
		: [];
	return [...parent.children.values()].map(({ childId, givenName, level, groupIds: own }) => ({
		childId,
		givenName,
		level,
		groups: groups
			.filter(({ id }) => own.includes(id))
			.sort((a, b) => Number(a.kind === 'across') - Number(b.kind === 'across'))
			.map(({ name }) => name),
	}));
}
