import { usualTopics, type Topic } from './topics.ts';

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
	/** Set when the person who was named left the school and the substitute helps for now. */
	insteadOf: string | null;
}

/** The row of a place: at most one contact for the same child, group or school. */
export function placeId(place: Place): string {
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
 * the next in line. Undefined when nobody is left: the family then turns to the office.
 */
export function chooseContact(
	child: ChildInGroups,
	named: readonly NamedContact[],
	isThere: (staffId: string) => boolean,
): ChosenContact | undefined {
	const forChild = named.filter(({ childId }) => childId === child.childId);
	const forGroups = child.groupIds.flatMap((id) => named.filter(({ groupId }) => groupId === id));
	const forSchool = named.filter(({ childId, groupId }) => childId === null && groupId === null);
	for (const contact of [...forChild, ...forGroups, ...forSchool]) {
		const chosen = present(contact, isThere);
		if (chosen) return chosen;
	}
	return undefined;
}

function present(contact: NamedContact, isThere: (staffId: string) => boolean): ChosenContact | undefined {
	const { staffId, substituteId, childId, groupId } = contact;
	const from = childId !== null ? 'child' : groupId !== null ? 'group' : 'school';
	const about = { from, groupId, topics: contact.topics ?? usualTopics[from] } as const;
	const substitute =
		substituteId !== null && substituteId !== staffId && isThere(substituteId) ? substituteId : null;
	if (isThere(staffId)) return { ...about, staffId, substituteId: substitute, insteadOf: null };
	return substitute === null
		? undefined
		: { ...about, staffId: substitute, substituteId: null, insteadOf: staffId };
}

/** Children with the same person, substitute and topics stand together, in the order of the children. */
export function groupByContact<C extends ChosenContact, T>(
	children: readonly { child: T; contact: C | undefined }[],
): { children: T[]; contact: C | undefined }[] {
	const together = new Map<string, { children: T[]; contact: C | undefined }>();
	for (const { child, contact } of children) {
		const key = contact
			? [contact.staffId, contact.substituteId, contact.insteadOf, ...contact.topics].join(' ')
			: '';
		const known = together.get(key);
		if (known) known.children.push(child);
		else together.set(key, { children: [child], contact });
	}
	return [...together.values()];
}
