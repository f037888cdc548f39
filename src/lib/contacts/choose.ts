import { contactTopics, usualTopics, type ContactTopic, type Topic } from './topics.ts';

/** For whom a contact was named: one child, a group, or the whole school. */
export type Place =
	{ kind: 'school' } | { kind: 'group'; groupId: string } | { kind: 'child'; childId: string };

export interface NamedContact {
	/** Both null: for the whole school. */
	childId: string | null;
	groupId: string | null;
	staffId: string;
	substituteId: string | null;
	/** Null: the usual. */
	topics: readonly Topic[] | null;
}

/** A child and its groups of this school year, its own class first. */
export interface ChildInGroups {
	childId: string;
	groupIds: readonly string[];
}

export interface ChosenContact {
	staffId: string;
	/** Who helps when this person is away; null when nobody was named or they left. */
	substituteId: string | null;
	from: Place['kind'];
	/** The group that the contact was named for. */
	groupId: string | null;
	topics: readonly Topic[];
	/** Set when the person who was named left the school, or is away, and the substitute helps for now. */
	insteadOf: string | null;
	/** The last day on which the person who was named is away; null when they are not. */
	awayUntil: string | null;
}

/** Who is away today: until when, and who is there instead (null: the substitute of each place). */
export type Away = ReadonlyMap<string, { lastDay: string; substituteId: string | null }>;

/** The row of a place, or of one topic there: at most one contact for the same child, group or school. */
export function placeId(place: Place, topic?: ContactTopic): string {
	if (topic) return `${placeId(place)}+${topic}`;
	if (place.kind === 'school') return 'school';
	return place.kind === 'group' ? `group-${place.groupId}` : `child-${place.childId}`;
}

/** The place of a row's id; undefined for what is none. */
export function placeOf(id: string): Place | undefined {
	const [, school, kind, of = ''] = /^(?:(school)|(group|child)-(.+))$/.exec(id) ?? [];
	if (school) return { kind: 'school' };
	if (!kind) return undefined;
	return kind === 'group' ? { kind, groupId: of } : { kind: 'child', childId: of };
}

/**
 * Who a child's family turns to: the contact of the child, else of its groups in their order, else of the school. One
 * who left is passed over; when their substitute is still there, that one helps for now, because they are nearer than
 * the next in line. For one who is away their substitute helps; without any they stay, and the page says until when
 * they are away. Undefined when nobody is left: the family then turns to the office.
 */
export function chooseContact(
	child: ChildInGroups,
	named: readonly NamedContact[],
	isThere: (staffId: string) => boolean,
	away: Away = new Map(),
): ChosenContact | undefined {
	const forChild = named.filter(({ childId }) => childId === child.childId);
	const forGroups = child.groupIds.flatMap((id) => named.filter(({ groupId }) => groupId === id));
	const forSchool = named.filter(({ childId, groupId }) => childId === null && groupId === null);
	for (const contact of [...forChild, ...forGroups, ...forSchool]) {
		const chosen = present(contact, isThere, away);
		if (chosen) return chosen;
	}
	return undefined;
}

function present(
	contact: NamedContact,
	isThere: (staffId: string) => boolean,
	away: Away,
): ChosenContact | undefined {
	const { staffId, substituteId, childId, groupId } = contact;
	const from = childId !== null ? 'child' : groupId !== null ? 'group' : 'school';
	const about = { from, groupId, topics: contact.topics ?? usualTopics[from] } as const;
	const absent = away.get(staffId);
	const helps = (id: string | null | undefined): id is string =>
		id !== null && id !== undefined && id !== staffId && isThere(id) && !(absent && away.has(id));
	const substitute = [absent?.substituteId, substituteId].find(helps) ?? null;
	const awayUntil = absent?.lastDay ?? null;
	if (isThere(staffId) && !(absent && substitute))
		return { ...about, staffId, substituteId: substitute, insteadOf: null, awayUntil };
	return substitute === null
		? undefined
		: { ...about, staffId: substitute, substituteId: null, insteadOf: staffId, awayUntil };
}

/** Children with the same person, substitute and topics stand together, in the order of the children. */
export function groupByContact<
	C extends ChosenContact & { forTopics?: readonly { topic: string; staffId: string }[] },
	T,
>(children: readonly { child: T; contact: C | undefined }[]): { children: T[]; contact: C | undefined }[] {
	const together = new Map<string, { children: T[]; contact: C | undefined }>();
	for (const { child, contact } of children) {
		const key = contact
			? [
					contact.staffId,
					contact.substituteId,
					contact.insteadOf,
					contact.awayUntil,
					...contact.topics,
					...(contact.forTopics ?? []).flatMap(({ topic, staffId }) => [topic, staffId]),
				].join(' ')
			: '';
		const known = together.get(key);
		if (known) known.children.push(child);
		else together.set(key, { children: [child], contact });
	}
	return [...together.values()];
}

export interface NamedForTopic {
	childId: string | null;
	groupId: string | null;
	staffId: string;
	forTopic: ContactTopic;
}

/** Who a child's family turns to for each topic that the school named somebody for: of the child, group or school. */
export function chooseForTopics(
	child: ChildInGroups,
	named: readonly NamedForTopic[],
	isThere: (staffId: string) => boolean,
): { topic: ContactTopic; staffId: string }[] {
	return contactTopics.flatMap((topic) => {
		const of = named.filter(({ forTopic, staffId }) => forTopic === topic && isThere(staffId));
		const nearest =
			of.find(({ childId }) => childId === child.childId) ??
			child.groupIds.flatMap((id) => of.filter(({ groupId }) => groupId === id))[0] ??
			of.find(({ childId, groupId }) => childId === null && groupId === null);
		return nearest ? [{ topic, staffId: nearest.staffId }] : [];
	});
}
