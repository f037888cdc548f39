import { and, asc, eq, gte, isNull, like, or } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { fold } from '#lib/platform/fold.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { mayNameContacts } from './policy.ts';

export interface FoundChild {
	childId: string;
	name: string;
	groups: string[];
}

const MOST = 20;

/** Children whose name has all these words, to name a contact for one. Nothing for who may not. One query. */
export async function findChildren(
	db: Reader,
	actor: StaffActor,
	{ words, today }: { words: string; today: string },
): Promise<FoundChild[]> {
	// a wildcard in a name that was typed is just a letter
	const parts = fold(words)
		.replace(/[%_\\]/g, ' ')
		.split(' ')
		.filter(Boolean)
		.slice(0, 5);
	if (!mayNameContacts(actor) || parts.length === 0) return [];
	const { child, groupChild, group } = db.t;
	const rows = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			group: group.name,
		})
		.from(child)
		.leftJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			group,
			and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId), ofSchoolYear(db, today)),
		)
		.where(
			and(
				eq(child.schoolId, actor.schoolId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				...parts.map((part) => like(child.sortKey, `%${part}%`)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id))
		.limit(MOST * 3);
	const found = new Map<string, FoundChild>();
	for (const { childId, givenName, prefix, surname, group } of rows) {
		const known = found.get(childId) ?? {
			childId,
			name: [givenName, prefix, surname].filter(Boolean).join(' '),
			groups: [],
		};
		found.set(childId, known);
		if (group) known.groups.push(group);
	}
	return [...found.values()].slice(0, MOST);
}

/** The name of one child; undefined when the school has no such child, or for who may not name contacts. */
export async function childName(db: Reader, actor: StaffActor, childId: string): Promise<string | undefined> {
	if (!mayNameContacts(actor)) return undefined;
	const { child } = db.t;
	const [row] = await db
		.select({ givenName: child.givenName, prefix: child.prefix, surname: child.surname })
		.from(child)
		.where(and(eq(child.schoolId, actor.schoolId), eq(child.id, childId)));
	return row && [row.givenName, row.prefix, row.surname].filter(Boolean).join(' ');
}
