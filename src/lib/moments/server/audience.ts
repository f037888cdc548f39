// Whom a plan would reach: children, families, guardians who are invited, and the languages of the invitation.
import { and, asc, count, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { familiesOf } from '#lib/families/family.ts';

export interface Audience {
	children: number;
	families: number;
	/** Guardians who may sign up: each gets the invitation. */
	guardians: number;
	/** The languages of the invitation, most families first. */
	languages: { locale: Locale; families: number }[];
	/** First names for the preview: a guardian of each language. */
	examples: { locale: Locale; name: string | null; childName: string }[];
}

/** Whom a plan is for: groups, none for the whole school, and of them these children only. */
export interface ForWhom {
	groupIds: readonly string[];
	/** Null: all of them. */
	childIds: readonly string[] | null;
}

export async function findAudience(
	db: Reader,
	schoolId: string,
	{ groupIds, childIds }: ForWhom,
	today: string,
): Promise<Audience> {
	const { child, groupChild, guardianship } = db.t;
	const all = await db
		.selectDistinct({
			childId: child.id,
			givenName: child.givenName,
			sortKey: child.sortKey,
			guardianId: guardianship.guardianId,
			level: guardianship.level,
		})
		.from(child)
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			guardianship,
			and(eq(guardianship.schoolId, child.schoolId), eq(guardianship.childId, child.id)),
		)
		.where(
			and(
				eq(child.schoolId, schoolId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				groupIds.length > 0 ? inArray(groupChild.groupId, [...groupIds]) : undefined,
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	const rows = onlyOf(all, childIds);
	const children = new Set(rows.map(({ childId }) => childId));
	const pairs = rows.flatMap(({ childId, givenName, guardianId, level }) =>
		guardianId && level === 'full' ? [{ childId, givenName, guardianId }] : [],
	);
	const families = familiesOf(pairs);
	const recipients = await findRecipients(db, schoolId, [
		...new Set(pairs.map(({ guardianId }) => guardianId)),
	]);
	const localeOf = (guardianId: string | undefined) => recipients.get(guardianId ?? '')?.locale ?? baseLocale;
	const byLocale = Map.groupBy(families, ([first]) => localeOf(first));
	return {
		children: children.size,
		// a child without any guardian who may sign up is a family of its own in the count of places
		families:
			families.length + [...children].filter((id) => !pairs.some(({ childId }) => childId === id)).length,
		guardians: recipients.size,
		languages: [...byLocale]
			.map(([locale, ofLocale]) => ({ locale, families: ofLocale.length }))
			.sort((a, b) => b.families - a.families),
		examples: [...byLocale].map(([locale, ofLocale]) => {
			const guardianId = ofLocale[0]?.[0];
			const childName = pairs.find((pair) => pair.guardianId === guardianId)?.givenName ?? '';
			return { locale, name: recipients.get(guardianId ?? '')?.name ?? null, childName };
		}),
	};
}

/** The rows of these children; null: all. */
export function onlyOf<R extends { childId: string }>(
	rows: readonly R[],
	childIds: readonly string[] | ReadonlySet<string> | null,
): R[] {
	if (childIds === null) return [...rows];
	const wanted = new Set(childIds);
	return rows.filter(({ childId }) => wanted.has(childId));
}

/** The children of these groups by name, of the whole school when none is given, with the groups that they are in. One query. */
export async function childNames(
	db: Reader,
	schoolId: string,
	groupIds: readonly string[],
	today: string,
): Promise<{ childId: string; name: string; groups: string[] }[]> {
	const { child, group, groupChild, schoolYear } = db.t;
	const rows = await db
		.select({
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			groupName: group.name,
		})
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, group.schoolId), eq(schoolYear.id, group.schoolYearId)),
		)
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				gte(schoolYear.endsOn, today),
				groupIds.length > 0 ? inArray(groupChild.groupId, [...groupIds]) : undefined,
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id), asc(group.sortKey));
	return [...Map.groupBy(rows, ({ childId }) => childId)].map(([childId, of]) => ({
		childId,
		name: [of[0]?.givenName, of[0]?.prefix, of[0]?.surname].filter(Boolean).join(' '),
		groups: [...new Set(of.map(({ groupName }) => groupName))],
	}));
}

/** How many children the largest of these groups has. One query. */
export async function largestOf(
	db: Reader,
	schoolId: string,
	groupIds: string[],
	today: string,
): Promise<number> {
	const { child, groupChild } = db.t;
	const rows = await db
		.select({ groupId: groupChild.groupId, children: count() })
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				inArray(groupChild.groupId, groupIds),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.groupBy(groupChild.groupId);
	return Math.max(0, ...rows.map(({ children }) => Number(children)));
}
