// What the matching is asked, and what it answers.
import { commonLanguage, obstacle, pairKey, type Person } from './fit.ts';

export interface BuddyProblem {
	/** Who waits for a buddy. */
	newcomers: Person[];
	/** Who offers, with the places that are left. */
	buddies: Person[];
	/** Keys of pairs that may never be. */
	apart: string[];
	/** Families that a buddy is with already: two carers of one family never have the same buddy. */
	families: { buddy: string; family: string }[];
}

export interface Pair {
	newcomer: string;
	buddy: string;
}

export interface BuddyPlan {
	pairs: Pair[];
	/** Of all pairs, less what buddies with several newcomers have more to do. */
	fit: number;
	/** How many pairs would be possible, and with how many of them the optimum was proved. */
	possible: number;
	looked: number;
}

/** Who can be matched at all: a family that the buddy is with already is left out. */
export function mayBe(problem: BuddyProblem): (newcomer: Person, buddy: Person) => boolean {
	const apart = new Set(problem.apart);
	const taken = new Set(problem.families.map(({ buddy, family }) => `${buddy} ${family}`));
	return (newcomer, buddy) =>
		buddy.places > 0 &&
		!taken.has(`${buddy.id} ${newcomer.family}`) &&
		obstacle(newcomer, buddy, apart) === undefined;
}

/**
 * Why a newcomer stays without. `language`: nobody who offers speaks theirs. `circle`: who does has another wish for women
 * or men only. `apart`: who is left may not be theirs. `full`: who could be has all places taken.
 */
export type Lack = 'language' | 'circle' | 'apart' | 'full';

/** Why a newcomer has nobody, and who could be theirs if they took one more. */
export function lackOf(
	problem: Pick<BuddyProblem, 'buddies' | 'apart' | 'families'>,
	newcomer: Person,
): { lack: Lack; could: string[] } {
	const apart = new Set(problem.apart);
	const others = problem.buddies.filter(({ id, family }) => id !== newcomer.id && family !== newcomer.family);
	const speak = others.filter((buddy) => commonLanguage(newcomer, buddy) !== undefined);
	if (speak.length === 0) return { lack: 'language', could: [] };
	const circle = speak.filter((buddy) => buddy.circle === newcomer.circle);
	if (circle.length === 0) return { lack: 'circle', could: [] };
	const could = circle.filter(
		(buddy) =>
			!apart.has(pairKey(newcomer.id, buddy.id)) &&
			obstacle(newcomer, buddy, apart) === undefined &&
			!problem.families.some((one) => one.buddy === buddy.id && one.family === newcomer.family),
	);
	return could.length === 0
		? { lack: 'apart', could: [] }
		: { lack: 'full', could: could.map(({ id }) => id) };
}
