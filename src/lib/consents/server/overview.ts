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
	const { schoolId } = staff;
	const { child, groupChild } = db.t;
	const children = await db
		.select({ childId: child.id, givenName: child.givenName, prefix: child.prefix, surname: child.surname })
		.from(groupChild)
		.innerJoin(child, and(eq(child.schoolId, groupChild.schoolId), eq(child.id, groupChild.childId)))
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				eq(groupChild.groupId, groupId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.orderBy(asc(child.sortKey), asc(child.id));
	const ids = children.map(({ childId }) => childId);
	const { sayers, answers } = await answersFor(db, schoolId, ids);
	return children.map(({ childId, givenName, prefix, surname }) => ({
		childId,
		name: [givenName, prefix, surname].filter(Boolean).join(' '),
		decisions: decisionsOf(answers.get(childId) ?? [], sayers.get(childId) ?? new Set()),
	}));
}

/** What is allowed for one child, by `photo.app`: for whoever is about to show something. Two queries. */
export async function consentsOfChild(
	db: Reader,
	schoolId: string,
	childId: string,
): Promise<Record<string, Decision>> {
	const { sayers, answers } = await answersFor(db, schoolId, [childId]);
	return decisionsOf(answers.get(childId) ?? [], sayers.get(childId) ?? new Set());
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
