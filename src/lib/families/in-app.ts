import { familiesOf } from './family.ts';

export interface FamiliesInApp {
	families: number;
	/** Families of which no guardian was ever in the app. */
	never: number;
	/**
	 * By the languages in which a family is written to; one with two languages stands at both, as it is found by both. Those
	 * with most families outside the app first.
	 */
	languages: { tag: string; families: number; never: number }[];
}

interface Child {
	childId: string;
	guardians: readonly {
		guardianId: string;
		level: 'full' | 'information' | 'nothing';
		language: string;
		enteredAt: Date | null;
	}[];
}

/**
 * The families of these children: how many were ever in the app, and the children of those that never were. Guardians who
 * may see nothing of the child don't count; who has no guardian is no family.
 */
export function familiesInApp(children: readonly Child[]): { inApp: FamiliesInApp; outside: Set<string> } {
	const rows = children.flatMap(({ childId, guardians }) =>
		guardians.filter(({ level }) => level !== 'nothing').map((guardian) => ({ childId, ...guardian })),
	);
	const byGuardian = Map.groupBy(rows, ({ guardianId }) => guardianId);
	const families = familiesOf(rows).map((ids) => {
		const members = ids.flatMap((id) => byGuardian.get(id) ?? []);
		return {
			children: members.map(({ childId }) => childId),
			tags: [...new Set(members.map(({ language }) => language))],
			never: members.every(({ enteredAt }) => enteredAt === null),
		};
	});
	const outside = families.filter(({ never }) => never);
	const tags = [...new Set(families.flatMap(({ tags }) => tags))];
	const count = (of: typeof families, tag: string) => of.filter(({ tags }) => tags.includes(tag)).length;
	return {
		inApp: {
			families: families.length,
			never: outside.length,
			languages: tags
				.map((tag) => ({ tag, families: count(families, tag), never: count(outside, tag) }))
				.sort((a, b) => b.never - a.never || a.families - b.families || (a.tag < b.tag ? -1 : 1)),
		},
		outside: new Set(outside.flatMap(({ children }) => children)),
	};
}
