import { needsLetter, type InvitationState } from './invitation-state.ts';

/** What one can look for among the families; the value in the address `/staff/families?show=…`. */
export const shows = ['not-invited', 'not-seen', 'not-in', 'no-contact', 'interpreter', 'new'] as const;
export type Show = (typeof shows)[number];

export const familyOrders = ['name', 'group'] as const;
export type FamilyOrder = (typeof familyOrders)[number];

export interface FamilyFilter {
	/** As somebody typed it. */
	words?: string | undefined;
	/** Id of a group. */
	group?: string | undefined;
	/** Tag of a language. */
	language?: string | undefined;
	show?: Show | undefined;
	order?: FamilyOrder | undefined;
	descending?: boolean | undefined;
}

/** The filter that an address asks for. What is not one of ours is left out. */
export function filterOf({ searchParams }: URL): FamilyFilter {
	const value = (name: string) => searchParams.get(name)?.trim() || undefined;
	const show = value('show');
	const sort = value('sort') ?? '';
	const order = familyOrders.find((one) => one === sort.replace(/^-/, ''));
	return {
		words: value('q')?.slice(0, 100),
		group: value('group'),
		language: value('language'),
		show: shows.find((one) => one === show),
		order,
		descending: order !== undefined && sort.startsWith('-'),
	};
}

interface Family {
	startsOn: string | null;
	guardians: readonly {
		level: 'full' | 'information' | 'nothing';
		needsInterpreter: boolean;
		enteredAt: Date | null;
		state: InvitationState;
	}[];
}

/** Days before and after the first school day on which a child is new. */
const NEW_DAYS = 28;

/**
 * What a family is shown for. `not-invited`: somebody who may know of the child has no letter that works. `not-seen`: there
 * are letters, and nobody was ever in. `not-in`: nobody of the whole family was ever in. `no-contact`: nobody was ever in, and nobody signed up for anything.
 */
export function showsOf(
	{ guardians, startsOn }: Family,
	{ inTouch, outside, today }: { inTouch: boolean; outside: boolean; today: string },
): Show[] {
	const known = guardians.filter(({ level }) => level !== 'nothing');
	const nobodyIn = known.every(({ enteredAt }) => enteredAt === null);
	const found: Record<Show, boolean> = {
		'not-invited': known.some(({ state }) => needsLetter(state)),
		'not-seen': nobodyIn && known.some(({ state }) => state === 'invited' || state === 'opened'),
		'not-in': outside,
		'no-contact': nobodyIn && !inTouch,
		interpreter: known.some(({ needsInterpreter }) => needsInterpreter),
		new: startsOn !== null && Math.abs(daysBetween(startsOn, today)) <= NEW_DAYS,
	};
	return shows.filter((show) => found[show]);
}

function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000));
}
