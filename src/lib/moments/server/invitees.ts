// Whom a moment is for: the guardians who may sign up, with their children and the language that they read.
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { onlyOf } from './audience.ts';
import type { FoundMoment } from './find-moment.ts';

export interface Invitee {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	locale: Locale;
	/** The children that the moment is for, by name. */
	children: { childId: string; givenName: string }[];
}

/** Guardians with full rights for a child of the moment's groups, or of the school where it is for all. */
export async function findInvitees(
	db: Reader,
	{
		groups,
		wholeSchool,
		children,
		school,
	}: Pick<FoundMoment, 'groups' | 'wholeSchool' | 'children' | 'school'>,
	today: string,
): Promise<Invitee[]> {
	const { guardianship, child, groupChild } = db.t;
	const ids = groups.map(({ groupId }) => groupId);
	const all = await db
		.selectDistinct({
			guardianId: guardianship.guardianId,
			childId: child.id,
			givenName: child.givenName,
			sortKey: child.sortKey,
		})
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.where(
			and(
				eq(guardianship.schoolId, school.schoolId),
				eq(guardianship.level, 'full'),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				wholeSchool ? undefined : inArray(groupChild.groupId, ids),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	const rows = onlyOf(all, children);
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	const recipients = await findRecipients(db, school.schoolId, [...byGuardian.keys()]);
	return [...byGuardian].flatMap(([guardianId, children]) => {
		const recipient = recipients.get(guardianId);
		if (!recipient) return [];
		return [{ ...recipient, children: children.map(({ childId, givenName }) => ({ childId, givenName })) }];
	});
}
