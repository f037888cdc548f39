import { fold } from '#lib/platform/fold.ts';
import type { Person } from './guardian-people.ts';
import type { FamiliesNow, KnownGuardian } from './guardian-plan-types.ts';
import { phoneKey } from './phone.ts';

/** A person of the list, and which guardian of the school it is. */
export interface MatchedPerson {
	person: Person;
	match: KnownGuardian | undefined;
	/** Somebody else's name on the same address or number of the same child: a person says whether it is one. */
	candidates: KnownGuardian[];
}

interface Families {
	/** Guardians of any of the person's children. */
	around(person: Person): KnownGuardian[];
	positions(guardian: KnownGuardian): Set<number>;
	all: readonly KnownGuardian[];
	byEmail: Map<string, KnownGuardian[]>;
	byPhone: Map<string, KnownGuardian[]>;
}

/** From certain to likely; each rule looks only at guardians that no rule before it took. */
type Rule = (
	person: Person,
	families: Families,
	free: (guardian: KnownGuardian) => boolean,
) => KnownGuardian[];

const sameName = (person: Person, guardian: KnownGuardian) =>
	person.name !== null && guardian.name !== null && fold(person.name) === fold(guardian.name);
const sameEmail = (person: Person, guardian: KnownGuardian) =>
	person.email !== null && person.email.toLowerCase() === guardian.email?.toLowerCase();
const samePhone = (person: Person, guardian: KnownGuardian) =>
	person.phone !== null && guardian.phone !== null && phoneKey(person.phone) === phoneKey(guardian.phone);
const nameless = (one: { name: string | null }) => one.name === null;

const RULES: Rule[] = [
	// the same name with the same address or number, anywhere in the school
	(person, { byEmail, byPhone }, free) =>
		[
			...(byEmail.get(person.email?.toLowerCase() ?? '') ?? []),
			...(person.phone ? (byPhone.get(phoneKey(person.phone)) ?? []) : []),
		].filter((guardian) => free(guardian) && sameName(person, guardian)),
	// the same name with the same child
	(person, { around }, free) =>
		around(person).filter((guardian) => free(guardian) && sameName(person, guardian)),
	// one of the two has no name, the address or number is the same
	(person, { around }, free) =>
		around(person).filter(
			(guardian) =>
				free(guardian) &&
				(nameless(person) || nameless(guardian)) &&
				(sameEmail(person, guardian) || samePhone(person, guardian)),
		),
	// without names: the same address in the same place of another child of the family
	(person, { byEmail, positions }, free) =>
		nameless(person)
			? (byEmail.get(person.email?.toLowerCase() ?? '') ?? []).filter(
					(guardian) => free(guardian) && nameless(guardian) && positions(guardian).has(person.position),
				)
			: [],
	// nothing was known of this guardian but the place
	(person, { around, positions }, free) =>
		around(person).filter(
			(guardian) =>
				free(guardian) &&
				nameless(guardian) &&
				!guardian.email &&
				!guardian.phone &&
				positions(guardian).has(person.position),
		),
];

/** Says of each person in the list which guardian of the school it is, each guardian at most once. */
export function matchPeople(people: readonly Person[], now: FamiliesNow): MatchedPerson[] {
	const families = familiesOf(now);
	const taken = new Set<string>();
	const matches = new Map<Person, KnownGuardian>();
	for (const rule of RULES)
		for (const person of people) {
			if (matches.has(person)) continue;
			const found = [...new Set(rule(person, families, ({ id }) => !taken.has(id)))];
			const match = pick(person, found, families);
			if (!match) continue;
			taken.add(match.id);
			matches.set(person, match);
		}
	return people.map((person) => {
		const match = matches.get(person);
		const candidates = match
			? []
			: families
					.around(person)
					.filter(
						(guardian) =>
							!taken.has(guardian.id) &&
							!nameless(guardian) &&
							(sameEmail(person, guardian) || samePhone(person, guardian)),
					);
		return { person, match, candidates };
	});
}

/** Of several that fit, the one in the same place; of two that fit alike, nobody: that is for a person to say. */
function pick(
	person: Person,
	found: readonly KnownGuardian[],
	{ around, positions }: Families,
): KnownGuardian | undefined {
	if (found.length < 2) return found[0];
	const near = found.filter((guardian) => around(person).includes(guardian));
	if (near.length === 1) return near[0];
	const placed = (near.length > 0 ? near : found).filter((guardian) =>
		positions(guardian).has(person.position),
	);
	return placed.length === 1 ? placed[0] : undefined;
}

function familiesOf({ guardians, guardianships }: FamiliesNow): Families {
	const byId = new Map(guardians.map((guardian) => [guardian.id, guardian]));
	const byChild = Map.groupBy(guardianships, ({ childId }) => childId);
	const places = Map.groupBy(guardianships, ({ guardianId }) => guardianId);
	return {
		all: guardians,
		around: ({ children }) => [
			...new Set(
				children.flatMap(({ child }) =>
					(byChild.get(child.id) ?? []).flatMap((one) => byId.get(one.guardianId) ?? []),
				),
			),
		],
		positions: ({ id }) => new Set((places.get(id) ?? []).map(({ position }) => position)),
		byEmail: Map.groupBy(
			guardians.filter(({ email }) => email !== null),
			({ email }) => email?.toLowerCase() ?? '',
		),
		byPhone: Map.groupBy(
			guardians.filter(({ phone }) => phone !== null),
			({ phone }) => phoneKey(phone ?? ''),
		),
	};
}
