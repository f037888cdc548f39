import type { Topic } from './topics.ts';

/** All that the school set about contacts, for one school year. */
export interface Board {
	/** Classes and groups across classes, in the school's order. */
	groups: BoardGroup[];
	/** By place: `placeId`. */
	contacts: ReadonlyMap<string, BoardContact>;
	/** Everybody who works here, and those who left but are still named. In order of name. */
	staff: ReadonlyMap<string, BoardPerson>;
}

export interface BoardGroup {
	groupId: string;
	name: string;
	kind: 'class' | 'across';
	/** In order of name; only who works here. */
	teacherIds: string[];
}

export interface BoardContact {
	childId: string | null;
	groupId: string | null;
	staffId: string;
	substituteId: string | null;
	topics: Topic[] | null;
}

export interface BoardPerson {
	staffId: string;
	name: string;
	jobTitle: string | null;
	photo: string | null;
	gone: boolean;
	/** What parents miss on this person's page. */
	lacks: Lack[];
}

const collator = new Intl.Collator('nl');

/** Order of people in a list: by name as Dutch sorts it, whatever the database's own order. */
export function byName(a: { name: string }, b: { name: string }): number {
	return collator.compare(a.name, b.name);
}

/** What a parent would look for in vain. */
export const lacks = ['days', 'languages', 'said_as', 'photo', 'reach'] as const;
export type Lack = (typeof lacks)[number];

/** What is not filled in about someone who is a contact. `reach`: neither own number nor address is shown. */
export function lacksOf(person: {
	days: readonly number[];
	languages: readonly string[];
	saidAs: string | null;
	photo: string | null;
	reachable: boolean;
}): Lack[] {
	const found: Record<Lack, boolean> = {
		days: person.days.length === 0,
		languages: person.languages.length === 0,
		said_as: !person.saidAs,
		photo: !person.photo,
		reach: !person.reachable,
	};
	return lacks.filter((lack) => found[lack]);
}

/** Each class without a contact gets its first teacher, with the second as substitute. Classes without teachers stay open. */
export function proposeContacts({
	groups,
	contacts,
}: Pick<Board, 'groups' | 'contacts'>): { groupId: string; staffId: string; substituteId: string | null }[] {
	return groups.flatMap(({ groupId, kind, teacherIds: [first, second] }) =>
		kind === 'class' && first !== undefined && !contacts.has(`group-${groupId}`)
			? [{ groupId, staffId: first, substituteId: second ?? null }]
			: [],
	);
}

/** Classes whose families have nobody nearer than the school: no contact, or one who left without a substitute. */
export function groupsWithoutContact({ groups, contacts, staff }: Board): BoardGroup[] {
	const isHere = (id: string | null) => id !== null && staff.get(id)?.gone === false;
	return groups.filter(({ groupId, kind }) => {
		const contact = contacts.get(`group-${groupId}`);
		return kind === 'class' && !(contact && (isHere(contact.staffId) || isHere(contact.substituteId)));
	});
}

/** Who is named somewhere, has not left, and lacks something that parents look for. */
export function incompleteContacts({ contacts, staff }: Pick<Board, 'contacts' | 'staff'>): BoardPerson[] {
	const named = new Set([...contacts.values()].map(({ staffId }) => staffId));
	return [...staff.values()].filter(
		({ staffId, gone, lacks }) => named.has(staffId) && !gone && lacks.length > 0,
	);
}
