import { aliasedTable, and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { ChildAccess, ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { chooseContact, chooseForTopics, groupByContact, type Away, type ChosenContact } from '../choose.ts';
import type { ContactTopic, Topic } from '../topics.ts';
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
	/** Who is away until when: `person` helps meanwhile, or is away and nobody does. */
	away: { name: string; lastDay: string; isPerson: boolean } | null;
	/** Who is there for one topic, beside `person`. */
	forTopics: { topic: ContactTopic; person: ContactPerson }[];
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
	const away = awayAmong(rows);
	const { name, phone, email } = rows[0] as Row;
	const named = rows.flatMap((row) => (row.staffId === null ? [] : [{ ...row, staffId: row.staffId }]));
	const people = await findPeople(db, parent.schoolId, {
		ids: [
			...named.flatMap(({ staffId, substituteId }) => [staffId, substituteId ?? staffId]),
			...[...away.values()].flatMap(({ substituteId }) => substituteId ?? []),
		],
		groupIds: children.flatMap(({ groupIds }) => groupIds),
		today,
	});
	const groups = groupsInOrder(rows);
	const isThere = (id: string) => people.has(id);
	const fixed = named.filter(({ forTopic }) => forTopic === null);
	const topical = named.flatMap(({ forTopic, ...row }) => (forTopic ? [{ ...row, forTopic }] : []));
	const chosen = children.map((child) => {
		const inGroups = {
			childId: child.childId,
			groupIds: groups.filter((id) => child.groupIds.includes(id)),
		};
		const contact = chooseContact(inGroups, fixed, isThere, away);
		const forTopics = chooseForTopics(inGroups, topical, isThere).filter(
			({ staffId }) => staffId !== contact?.staffId,
		);
		return { child, contact: contact && { ...contact, forTopics } };
	});
	return {
		school: { name, phone, email },
		contacts: groupByContact(chosen).map((card) => describe(card, people)),
	};
}

type Row = Awaited<ReturnType<typeof findNamed>>[number];

/** The school, and on its rows the contacts that may hold for these children. At least one row. */
function findNamed(db: Reader, schoolId: string, children: readonly ChildAccess[], today: string) {
	const { school, contact, group, awayPeriod } = db.t;
	const awaySubstitute = aliasedTable(awayPeriod, 'away_substitute');
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
			awayUntil: awayPeriod.lastDay,
			awaySubstituteId: awayPeriod.substituteId,
			substituteAwayUntil: awaySubstitute.lastDay,
			forTopic: contact.forTopic,
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
			awayPeriod,
			and(
				eq(awayPeriod.schoolId, contact.schoolId),
				eq(awayPeriod.staffId, contact.staffId),
				lte(awayPeriod.firstDay, today),
				gte(awayPeriod.lastDay, today),
			),
		)
		.leftJoin(
			awaySubstitute,
			and(
				eq(awaySubstitute.schoolId, contact.schoolId),
				eq(awaySubstitute.staffId, contact.substituteId),
				lte(awaySubstitute.firstDay, today),
				gte(awaySubstitute.lastDay, today),
			),
		)
		.leftJoin(
			group,
			and(eq(group.schoolId, contact.schoolId), eq(group.id, contact.groupId), ofSchoolYear(db, today)),
		)
		.where(eq(school.id, schoolId));
}

/** Who of those named is away today. */
function awayAmong(rows: readonly Row[]): Away {
	const away = new Map<string, { lastDay: string; substituteId: string | null }>();
	for (const { staffId, substituteId, awayUntil, awaySubstituteId, substituteAwayUntil } of rows) {
		if (staffId && awayUntil) away.set(staffId, { lastDay: awayUntil, substituteId: awaySubstituteId });
		if (substituteId && substituteAwayUntil && !away.has(substituteId))
			away.set(substituteId, { lastDay: substituteAwayUntil, substituteId: null });
	}
	return away;
}

/** The groups of this school year that have a contact: own classes first, then groups across classes. */
function groupsInOrder(rows: readonly Row[]): string[] {
	const rank = ({ groupKind, groupSort }: Row) => `${groupKind === 'class' ? 0 : 1} ${groupSort}`;
	return rows
		.filter(({ groupId, groupKind }) => groupId !== null && groupKind !== null)
		.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
		.map(({ groupId }) => groupId as string);
}

type ForTopic = ReturnType<typeof chooseForTopics>[number];

function awayOf(
	contact: ChosenContact | undefined,
	people: ReadonlyMap<string, ContactPerson>,
): ContactOfChildren['away'] {
	if (!contact?.awayUntil) return null;
	const who = people.get(contact.insteadOf ?? contact.staffId);
	return who ? { name: who.name, lastDay: contact.awayUntil, isPerson: contact.insteadOf === null } : null;
}

function describe(
	{
		children,
		contact,
	}: { children: ChildAccess[]; contact: (ChosenContact & { forTopics: ForTopic[] }) | undefined },
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
		standsIn: (contact?.insteadOf ?? null) !== null && contact?.awayUntil === null,
		away: awayOf(contact, people),
		forTopics: (contact?.forTopics ?? []).flatMap(({ topic, staffId }) => {
			const person = find(staffId);
			return person ? [{ topic, person }] : [];
		}),
	};
}
