import { and, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { groupsForStaff, type StaffGroup } from '#lib/families/server/overview.ts';

/** The groups that this member of staff may plan for, with their year groups. Two queries. */
export async function groupsToPlan(
	db: Reader,
	staff: StaffActor,
	now: Date,
): Promise<(StaffGroup & { yearGroups: string[] })[]> {
	const groups = await groupsForStaff(db, staff, now);
	if (groups.length === 0) return [];
	const { group } = db.t;
	const ids = groups.map(({ id }) => id);
	const rows = await db
		.select({ id: group.id, yearGroups: group.yearGroups })
		.from(group)
		.where(and(eq(group.schoolId, staff.schoolId), inArray(group.id, ids)));
	const years = new Map(rows.map(({ id, yearGroups }) => [id, yearGroups]));
	return groups.map((one) => ({ ...one, yearGroups: years.get(one.id) ?? [] }));
}
