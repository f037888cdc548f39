import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { languageOf } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { familiesOf } from '../family.ts';

export interface FamiliesInApp {
	families: number;
	/** Families of which no guardian was ever in the app. */
	never: number;
	/** By the language that the first guardian reads; those with most families outside the app first. */
	languages: { tag: string; families: number; never: number }[];
}

/**
 * How many families were ever in the app, of those groups that this member of staff may open. Guardians who may see
 * nothing of the child don't count. One query.
 */
export async function familiesInApp(
	db: Reader,
	staff: StaffActor,
	groupIds: readonly string[],
	today: string,
): Promise<FamiliesInApp> {
	const own = groupIds.filter((groupId) => worksWithGroup(staff, groupId));
	const rows = own.length === 0 ? [] : await findGuardians(db, staff, own, today);
	const guardians = new Map(rows.map((row) => [row.guardianId, row]));
	const families = familiesOf(rows).map((ids) => {
		const members = ids.flatMap((id) => guardians.get(id) ?? []);
		const [first] = members;
		return {
			tag: languageOf(first?.written ?? first?.locale)?.tag ?? baseLocale,
			never: members.every(({ enteredAt }) => enteredAt === null),
		};
	});
	const outside = (of: typeof families) => of.filter(({ never }) => never).length;
	return {
		families: families.length,
		never: outside(families),
		languages: [...Map.groupBy(families, ({ tag }) => tag)]
			.map(([tag, of]) => ({ tag, families: of.length, never: outside(of) }))
			.sort((a, b) => b.never - a.never || a.families - b.families || a.tag.localeCompare(b.tag)),
	};
}

function findGuardians(db: Reader, staff: StaffActor, groupIds: readonly string[], today: string) {
	const { groupChild, child, guardianship, guardian } = db.t;
	return db
		.selectDistinct({
			childId: child.id,
			sortKey: child.sortKey,
			position: guardianship.position,
			guardianId: guardian.id,
			written: guardian.writtenLanguage,
			locale: guardian.locale,
			enteredAt: guardian.enteredAt,
		})
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, child.schoolId),
				eq(guardianship.childId, child.id),
				inArray(guardianship.level, ['full', 'information']),
			),
		)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(
			and(
				eq(groupChild.schoolId, staff.schoolId),
				inArray(groupChild.groupId, [...groupIds]),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id), asc(guardianship.position));
}
