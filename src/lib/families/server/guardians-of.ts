// The guardians of children, with what one needs to write to them, to see who understands it, and to call them.
import { and, asc, eq, gte, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { baseLocale, isLocale, type Locale } from '#lib/translation/locale.ts';
import { readsIn, type TextReader } from '../understanding.ts';

export interface GuardianOf extends TextReader {
	level: 'full' | 'information';
	/** Null when the school gave none. */
	name: string | null;
	childName: string;
	phone: string | null;
	/** Language tag that they read, as far as is known. */
	reads: string;
	/** The language of the app's own texts for them. */
	inLocale: Locale;
}

/** Which children: one, those of groups, of a year group, or of the whole school. */
export type Children =
	| { childId: string }
	| { groupIds: readonly string[]; childIds?: ReadonlySet<string> | null }
	| { yearGroup: string }
	| 'all';

/**
 * A row for each guardian and child, by child: who may know of the child (`full` or `information`), of children who are
 * at this school on `today`. One query.
 */
export async function guardiansOf(
	db: Reader,
	schoolId: string,
	children: Children,
	today: string,
): Promise<GuardianOf[]> {
	const { guardianship, guardian, child, groupChild, group } = db.t;
	const rows = await db
		.select({
			guardianId: guardian.id,
			childId: child.id,
			level: guardianship.level,
			position: guardianship.position,
			name: guardian.name,
			childName: child.givenName,
			sortKey: child.sortKey,
			phone: guardian.phone,
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			listed: guardian.listedLanguage,
			locale: guardian.locale,
			likesListening: guardian.likesListening,
			yearGroup: child.yearGroup,
			yearGroups: group.yearGroups,
		})
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				inArray(guardianship.level, ['full', 'information']),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				ofSchoolYear(db, today),
				which(db, children),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id), asc(guardianship.position), asc(guardian.id));
	const found = new Map<string, GuardianOf>();
	for (const { position: _, sortKey: __, yearGroup, yearGroups, ...row } of rows) {
		const key = `${row.guardianId} ${row.childId}`;
		if (found.has(key) || !isOf(children, { childId: row.childId, yearGroup, yearGroups })) continue;
		found.set(key, {
			...row,
			level: row.level === 'full' ? 'full' : 'information',
			reads: readsIn(row),
			inLocale: [row.locale, row.written].find(isKnown) ?? baseLocale,
		});
	}
	return [...found.values()];
}

function which(db: Reader, children: Children): SQL | undefined {
	if (children === 'all' || 'yearGroup' in children) return undefined;
	if ('childId' in children) return eq(db.t.child.id, children.childId);
	return children.groupIds.length > 0 ? inArray(db.t.group.id, [...children.groupIds]) : undefined;
}

/** A combined group holds several year groups: then what the school says of the child itself counts. */
function isOf(
	children: Children,
	one: { childId: string; yearGroup: string | null; yearGroups: readonly string[] },
): boolean {
	if (children === 'all' || 'childId' in children) return true;
	if ('yearGroup' in children)
		return one.yearGroup === null
			? one.yearGroups.includes(children.yearGroup)
			: one.yearGroup === children.yearGroup;
	return children.childIds?.has(one.childId) ?? true;
}

function isKnown(tag: string | null): tag is Locale {
	return tag !== null && isLocale(tag);
}
