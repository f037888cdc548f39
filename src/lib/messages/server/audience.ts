// Whom a message goes to, and who of the staff may write to them.
import { and, eq } from 'drizzle-orm';
import { seesAllFamilies, worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { guardiansOf, type GuardianOf } from '#lib/families/server/guardians-of.ts';
import { findMoment, type FoundMoment } from '#lib/moments/server/find-moment.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import type { MomentKind } from '#lib/moments/kinds.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import type { About } from '../message.ts';

/** What a message is about, by name. */
export type AboutNamed =
	| { kind: 'child'; id: string; name: string; groupIds: string[] }
	| { kind: 'group'; id: string; name: string }
	| { kind: 'year'; id: string }
	| { kind: 'school'; id: string }
	| { kind: 'moment'; id: string; title: string | null; momentKind: MomentKind; groups: string[] };

/**
 * What it is about, when this person may write there: own groups and their children and moments, everything for who sees
 * all families. Undefined: not theirs, or not there; which of both is not told.
 */
export async function aboutForStaff(
	db: Reader,
	staff: StaffActor,
	about: About,
	today: string,
): Promise<AboutNamed | undefined> {
	if (!staff.passkey) return undefined;
	const { kind, id } = about;
	if (kind === 'school' || kind === 'year') return seesAllFamilies(staff) ? { kind, id } : undefined;
	if (kind === 'moment') return momentForStaff(db, staff, id);
	const { group } = db.t;
	if (kind === 'child') return childForStaff(db, staff, id, today);
	const [found] = await db
		.select({ name: group.name })
		.from(group)
		.where(and(eq(group.schoolId, staff.schoolId), eq(group.id, id), ofSchoolYear(db, today)));
	return found && worksWithGroup(staff, id) ? { kind: 'group', id, ...found } : undefined;
}

async function childForStaff(db: Reader, staff: StaffActor, childId: string, today: string) {
	const { child, groupChild, group } = db.t;
	const rows = await db
		.select({ name: child.givenName, groupId: groupChild.groupId })
		.from(child)
		.innerJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(and(eq(child.schoolId, staff.schoolId), eq(child.id, childId), ofSchoolYear(db, today)));
	const [found] = rows;
	const groupIds = rows.map(({ groupId }) => groupId);
	if (!found || !(seesAllFamilies(staff) || groupIds.some((id) => worksWithGroup(staff, id))))
		return undefined;
	return { kind: 'child' as const, id: childId, name: found.name, groupIds };
}

async function momentForStaff(db: Reader, staff: StaffActor, momentId: string) {
	const moment = await findMoment(db, staff.schoolId, momentId);
	const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
	if (!moment?.publishedAt || moment.cancelledAt || !mayRun(staff, groups)) return undefined;
	const { title, kind } = moment;
	return {
		kind: 'moment' as const,
		id: momentId,
		title,
		momentKind: kind,
		groups: moment.groups.map(({ name }) => name),
	};
}

/**
 * The guardians whom a message goes to now, a row for each of the children through whom it does. What is about one child
 * is for who has the say over it; news of a group also for who only gets information; who may see nothing gets nothing.
 */
export async function audienceOf(
	db: Reader,
	schoolId: string,
	{ kind, id }: About,
	today: string,
): Promise<GuardianOf[]> {
	if (kind === 'child')
		return (await guardiansOf(db, schoolId, { childId: id }, today)).filter(({ level }) => level === 'full');
	if (kind === 'group') return guardiansOf(db, schoolId, { groupIds: [id] }, today);
	if (kind === 'year') return guardiansOf(db, schoolId, { yearGroup: id }, today);
	if (kind === 'school') return guardiansOf(db, schoolId, 'all', today);
	const moment = await findMoment(db, schoolId, id);
	if (!moment?.publishedAt || moment.cancelledAt) return [];
	return guardiansAt(db, moment, today);
}

/** The guardians of the children that a moment is for, a draft too. */
export function guardiansAt(
	db: Reader,
	{ school: { schoolId }, groups, children: childIds }: FoundMoment,
	today: string,
): Promise<GuardianOf[]> {
	const groupIds = groups.map(({ groupId }) => groupId);
	return guardiansOf(db, schoolId, { groupIds, childIds }, today);
}
