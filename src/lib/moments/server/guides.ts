// The children who guide a tour. Only staff see who they are: to parents a child is no one's but its own parents'.
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { MomentKind } from '../kinds.ts';
import { childNames } from './audience.ts';
import { findMoment, type FoundMoment } from './find-moment.ts';
import { mayRun } from './policy.ts';

export interface Guide {
	momentId: string;
	childId: string;
	name: string;
}

/** Whether children guide at this kind of moment. */
export const hasGuides = (kind: MomentKind): boolean => kind === 'tour';

/**
 * Who guides at these moments, by name; a teacher sees the own groups' children. One query, none where no moment has
 * guides.
 */
export async function findGuides(
	db: Reader,
	staff: StaffActor,
	moments: readonly { momentId: string; kind: MomentKind }[],
	today: string,
): Promise<Guide[]> {
	const ids = new Set(moments.filter(({ kind }) => hasGuides(kind)).map(({ momentId }) => momentId));
	if (ids.size === 0) return [];
	const { momentGuide, child, groupChild } = db.t;
	const own = db
		.select({ childId: groupChild.childId })
		.from(groupChild)
		.where(
			and(eq(groupChild.schoolId, staff.schoolId), inArray(groupChild.groupId, [...staff.groupIds, ''])),
		);
	const rows = await db
		.select({
			momentId: momentGuide.momentId,
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
		})
		.from(momentGuide)
		.innerJoin(child, and(eq(child.schoolId, momentGuide.schoolId), eq(child.id, momentGuide.childId)))
		.where(
			and(
				eq(momentGuide.schoolId, staff.schoolId),
				inArray(momentGuide.momentId, [...ids]),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				seesAllFamilies(staff) ? undefined : inArray(child.id, own),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	return rows.map(({ momentId, childId, givenName, prefix, surname }) => ({
		momentId,
		childId,
		name: [givenName, prefix, surname].filter(Boolean).join(' '),
	}));
}

/** The names of those who guide at one of the moments. */
export const namesOf = (guides: readonly Guide[], momentId: string): string[] =>
	guides.filter((guide) => guide.momentId === momentId).map(({ name }) => name);

/** The children who can be chosen to guide: of the groups, or of the school. One query. */
export function possibleGuides(
	db: Reader,
	moment: FoundMoment,
	now: Date,
): Promise<{ childId: string; name: string; groups: string[] }[]> {
	const groupIds = moment.groups.map(({ groupId }) => groupId);
	return childNames(db, moment.school.schoolId, groupIds, dayOf(now, moment.school.timeZone));
}

/**
 * Chooses who guides: these children and no others; who is not of the moment's groups is left out. False: no such tour, or
 * not theirs to run.
 */
export function setGuides(
	store: Store,
	staff: StaffActor,
	{ momentId, childIds, now }: { momentId: string; childIds: readonly string[]; now: Date },
): Promise<boolean> {
	return store.transact(async (tx) => {
		const { schoolId } = staff;
		const moment = await findMoment(tx, schoolId, momentId);
		const groupIds = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!moment || !hasGuides(moment.kind) || !mayRun(staff, groupIds)) return false;
		const possible = new Set((await possibleGuides(tx, moment, now)).map(({ childId }) => childId));
		const chosen = [...new Set(childIds)].filter((childId) => possible.has(childId));
		const { momentGuide } = tx.t;
		await tx
			.delete(momentGuide)
			.where(and(eq(momentGuide.schoolId, schoolId), eq(momentGuide.momentId, momentId)));
		for (const part of chunks(chosen))
			await tx.insert(momentGuide).values(part.map((childId) => ({ schoolId, momentId, childId })));
		await audit(tx, staff, 'moments.guides_chosen', { momentId, children: chosen.length }, now);
		return true;
	});
}
