import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { ChildAccess, ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { chooseContact, groupByContact, type ChosenContact } from '../choose.ts';
import type { Topic } from '../topics.ts';
import { findPeople, type ContactPerson } from './people.ts';
import { maySeeContacts } from './policy.ts';

export interface ContactOfChildren {
	children: { childId: string; givenName: string }[];
	/** Null: nobody was named; the family turns to the office. `teaches` holds the groups of these children only. */
	person: ContactPerson | null;
	substitute: ContactPerson | null;
	topics: readonly Topic[];
	/** True when `person` helps for someone who left. */
	standsIn: boolean;
}

export interface ParentContacts {
	school: { name: string; phone: string | null; email: string | null };
	contacts: ContactOfChildren[];
}

/**
 * The contact persons of a guardian's children, siblings with the same person together. `today` is the day at school:
 * groups of other school years don't count. Two queries.
 */
export async function contactsForParent(
	db: Reader,
	parent: ParentActor,
	today: string,
): Promise<ParentContacts> {
	const children = maySeeContacts(parent) ? [...parent.children.values()] : [];
	const rows = await findNamed(db, parent.schoolId, children, today);
	const { name, phone, email } = rows[0] as Row;
	const named = rows.flatMap((row) => (row.staffId === null ? [] : [{ ...row, staffId: row.staffId }]));
	const people = await findPeople(db, parent.schoolId, {
		ids: named.flatMap(({ staffId, substituteId }) => [staffId, substituteId ?? staffId]),
		groupIds: children.flatMap(({ groupIds }) => groupIds),
		today,
	});
	const groups = groupsInOrder(rows);
	const chosen = children.map((child) => ({
		child,
		contact: chooseContact(
			{ childId: child.childId, groupIds: groups.filter((id) => child.groupIds.includes(id)) },
			named,
			(id) => people.has(id),
		),
	}));
	return {
		school: { name, phone, email },
		contacts: groupByContact(chosen).map((card) => describe(card, people)),
	};
}

type Row = Awaited<ReturnType<typeof findNamed>>[number];

/** The school, and on its rows the contacts that may hold for these children. At least one row. */
function findNamed(db: Reader, schoolId: string, children: readonly ChildAccess[], today: string) {
	const { school, contact, group } = db.t;
	const anyOf = [
		and(isNull(contact.childId), isNull(contact.groupId)),
		inArray(
			contact.childId,
			children.map(({ childId }) => childId),
		),
		inArray(contact.groupId, [...children.flatMap(({ groupIds }) => groupIds), '']),
	];
	return db
		.select({
			name: school.name,
			phone: school.phone,
			email: school.email,
			childId: contact.childId,
			groupId: contact.groupId,
			staffId: contact.staffId,
			substituteId: contact.substituteId,
			topics: contact.topics,
			/** Null: for no group, or for one of another school year. */
			groupKind: group.kind,
			groupSort: group.sortKey,
		})
		.from(school)
		.leftJoin(
			contact,
			and(eq(contact.schoolId, school.id), children.length > 0 ? or(...anyOf) : eq(contact.id, '')),
		)
		.leftJoin(
			group,
			and(eq(group.schoolId, contact.schoolId), eq(group.id, contact.groupId), ofSchoolYear(db, today)),
		)
		.where(eq(school.id, schoolId));
}

/** The groups of this school year that have a contact: own classes first, then groups across classes. */
function groupsInOrder(rows: readonly Row[]): string[] {
	const rank = ({ groupKind, groupSort }: Row) => `${groupKind === 'class' ? 0 : 1} ${groupSort}`;
	return rows
		.filter(({ groupId, groupKind }) => groupId !== null && groupKind !== null)
		.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
		.map(({ groupId }) => groupId as string);
}

function describe(
	{ children, contact }: { children: ChildAccess[]; contact: ChosenContact | undefined },
	people: ReadonlyMap<string, ContactPerson>,
): ContactOfChildren {
	const ofThese = new Set(children.flatMap(({ groupIds }) => groupIds));
	const find = (id: string | null | undefined) => {
		const person = id ? people.get(id) : undefined;
		return person
			? { ...person, teaches: person.teaches.filter(({ groupId }) => ofThese.has(groupId)) }
			: null;
	};
	return {
		children: children.map(({ childId, givenName }) => ({ childId, givenName })),
		person: find(contact?.staffId),
		substitute: find(contact?.substituteId),
		topics: contact?.topics ?? [],
		standsIn: (contact?.insteadOf ?? null) !== null,
	};
}
