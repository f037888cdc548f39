import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { worksWithGroup, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { decide, type Decision } from '../decide.ts';
import { askedKey } from '../form.ts';
import { everythingAsked } from '../purposes.ts';
import { answerOf, type OwnAnswer } from './answer.ts';

export interface ChildConsents {
	childId: string;
	/** Whole name. */
	name: string;
	/** By `photo.app`. */
	decisions: Record<string, Decision>;
}

/** What is allowed for each child of a group. Three queries; undefined for a group that this staff member may not open. */
export async function consentsOfGroup(
	db: Reader,
	staff: StaffActor,
	groupId: string,
	today: string,
): Promise<ChildConsents[] | undefined> {
	if (!worksWithGroup(staff, groupId)) return undefined;
	return (await consentsOfGroups(db, staff, [groupId], today)).get(groupId) ?? [];
}

/** The same for several groups, by group; those that this staff member may not open are not in it. Three queries. */
export async function consentsOfGroups(
	db: Reader,
	staff: StaffActor,
	groupIds: readonly string[],
	today: string,
): Promise<Map<string, ChildConsents[]>> {
	const own = groupIds.filter((groupId) => worksWithGroup(staff, groupId));
	if (own.length === 0) return new Map();
	const { schoolId } = staff;
	const { child, groupChild } = db.t;
	const children = await db
		.select({
			groupId: groupChild.groupId,
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
		})
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				inArray(groupChild.groupId, own),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	const ids = [...new Set(children.map(({ childId }) => childId))];
	const decided = await consentsOfChildren(db, schoolId, ids);
	const rows = children.map(({ groupId, childId, givenName, prefix, surname }) => ({
		groupId,
		childId,
		name: [givenName, prefix, surname].filter(Boolean).join(' '),
		decisions: decided.get(childId) ?? {},
	}));
	const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
	return new Map([...byGroup].map(([groupId, all]) => [groupId, all.map(({ groupId: _, ...one }) => one)]));
}

/** What is allowed for one child, by `photo.app`: for whoever is about to show something. Two queries. */
export async function consentsOfChild(
	db: Reader,
	schoolId: string,
	childId: string,
): Promise<Record<string, Decision>> {
	return (await consentsOfChildren(db, schoolId, [childId])).get(childId) ?? {};
}

/** The same for several children, by child. Two queries. */
export async function consentsOfChildren(
	db: Reader,
	schoolId: string,
	childIds: readonly string[],
): Promise<Map<string, Record<string, Decision>>> {
	const { sayers, answers } = await answersFor(db, schoolId, childIds);
	return new Map(
		childIds.map((childId) => [
			childId,
			decisionsOf(answers.get(childId) ?? [], sayers.get(childId) ?? new Set()),
		]),
	);
}

export interface GuardianAnswer extends Omit<OwnAnswer, 'childId' | 'givenName'> {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
}

/** The answers of each guardian with full say over a child, for the office. Two queries. */
export async function answersOfChild(
	db: Reader,
	schoolId: string,
	childId: string,
): Promise<GuardianAnswer[]> {
	const { guardian, guardianship, consent } = db.t;
	const people = await db
		.select({ guardianId: guardian.id, name: guardian.name })
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				eq(guardianship.childId, childId),
				eq(guardianship.level, 'full'),
			),
		)
		.orderBy(asc(guardianship.position), asc(guardian.id));
	const rows = await db
		.select()
		.from(consent)
		.where(and(eq(consent.schoolId, schoolId), eq(consent.childId, childId)));
	return people.map((person) => ({
		...person,
		...answerOf(rows.filter(({ guardianId }) => guardianId === person.guardianId)),
	}));
}

type Row = Reader['t']['consent']['$inferSelect'];

async function answersFor(db: Reader, schoolId: string, childIds: readonly string[]) {
	const { consent, guardianship } = db.t;
	const ids = [...childIds, ''];
	const links = await db
		.select({ childId: guardianship.childId, guardianId: guardianship.guardianId })
		.from(guardianship)
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				eq(guardianship.level, 'full'),
				inArray(guardianship.childId, ids),
			),
		);
	const rows = await db
		.select()
		.from(consent)
		.where(and(eq(consent.schoolId, schoolId), inArray(consent.childId, ids)));
	const sayers = new Map<string, Set<string>>();
	for (const { childId, guardianId } of links)
		sayers.set(childId, (sayers.get(childId) ?? new Set()).add(guardianId));
	return { sayers, answers: Map.groupBy(rows, ({ childId }) => childId) };
}

function decisionsOf(rows: readonly Row[], sayers: ReadonlySet<string>): Record<string, Decision> {
	const byKey = Map.groupBy(rows, askedKey);
	return Object.fromEntries(
		everythingAsked.map(askedKey).map((key) => [key, decide(byKey.get(key) ?? [], sayers)]),
	);
}
