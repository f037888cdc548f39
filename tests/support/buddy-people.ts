// Newcomers and buddies from a seed, for the tests and for the bench.
import type { Person } from '#lib/buddies/fit.ts';
import type { BuddyProblem } from '#lib/buddies/problem.ts';
import { freeTimes, topics, type Topic } from '#lib/buddies/profile.ts';
import { dice, type Dice } from '#lib/platform/dice.ts';

/**
 * Languages of home, and how often buddies and newcomers have them: who has been here long speaks Turkish, Arabic, Berber or
 * Polish; who came lately often something else, with a long tail. The order is that of schools; how steep it falls is an
 * assumption, for nobody counts it.
 */
export const HOME_LANGUAGES = [
	['tr', 24, 8],
	['ar', 18, 18],
	['ary', 14, 5],
	['pl', 9, 10],
	['uk', 3, 13],
	['ti', 3, 13],
	['so', 4, 9],
	['rif', 9, 3],
	['en', 7, 5],
	['ro', 3, 4],
	['bg', 2, 4],
	['zh', 2, 3],
	['ps', 1, 4],
	['pt', 2, 2],
	['ku', 1, 3],
] as const;

export interface Crowd {
	seed: number;
	newcomers: number;
	buddies: number;
	/** How many languages of the list there are. */
	languages?: number;
	/** Percent of newcomers and of buddies who speak Dutch too. */
	dutch?: [newcomers: number, buddies: number];
	/** Percent who take part as both. */
	both?: number;
	groups?: number;
	/** Percent of a family having a second newcomer. */
	pairs?: number;
	/** Pairs of whom staff noted "not together". */
	apart?: number;
}

export function buddyCrowd(crowd: Crowd): BuddyProblem {
	const random = dice(crowd.seed);
	const maybe = (percent: number) => random.below(100) < percent;
	const languages = HOME_LANGUAGES.slice(0, crowd.languages ?? HOME_LANGUAGES.length);
	const weighted = {
		b: languages.flatMap(([tag, often]) => Array<string>(often).fill(tag)),
		n: languages.flatMap(([tag, , often]) => Array<string>(often).fill(tag)),
	};
	const [dutchNew, dutchBuddy] = crowd.dutch ?? [10, 60];
	const groups = crowd.groups ?? 22;
	const families: string[] = [];
	const person = (n: number, role: 'n' | 'b'): Person => {
		const id = `${role}${n}`;
		const last = families.at(-1);
		const family = last && maybe(crowd.pairs ?? 3) ? last : `f${id}`;
		families.push(family);
		const group = random.below(groups);
		const isBoth = maybe(crowd.both ?? 4);
		const offers = role === 'b' || isBoth;
		return {
			id,
			family,
			offers,
			wishes: role === 'n' || isBoth,
			languages: languagesOf(random, weighted[role], maybe(role === 'n' ? dutchNew : dutchBuddy)),
			topics: some<Topic>(random, [...topics], 3),
			times: some(random, [...freeTimes], 4),
			area: random.one([null, 'near_school', '3011', '3012', '3013']),
			circle: random.one([null, null, null, null, 'women']),
			places: offers ? random.one([1, 1, 1, 2, 2, 3]) : 0,
			load: offers ? random.one([0, 0, 0, 1]) : 0,
			groups: [`g${group}`],
			years: [1 + (group % 8)],
			months: role === 'n' ? random.below(12) : 6 + random.below(60),
			weeks: role === 'n' ? random.below(20) : 0,
		};
	};
	const newcomers = Array.from({ length: crowd.newcomers }, (_, n) => person(n, 'n'));
	const buddies = Array.from({ length: crowd.buddies }, (_, n) => person(n, 'b'));
	const all = [...newcomers, ...buddies];
	const apart = Array.from({ length: crowd.apart ?? 0 }, () => {
		const [one, other] = [random.one(newcomers).id, random.one(buddies).id];
		return one < other ? `${one} ${other}` : `${other} ${one}`;
	});
	const taken = buddies.filter(({ load }) => load > 0).slice(0, 3);
	return {
		newcomers: all.filter(({ wishes }) => wishes),
		buddies: all.filter(({ offers }) => offers),
		apart,
		families: taken.map(({ id }) => ({ buddy: id, family: random.one(newcomers).family })),
	};
}

function languagesOf(random: Dice, weighted: string[], dutch: boolean): string[] {
	const own = [random.one(weighted)];
	if (random.below(100) < 20) own.push(random.one(weighted));
	return [...new Set(dutch ? [...own, 'nl'] : own)];
}

function some<Item>(random: Dice, items: Item[], most: number): Item[] {
	return random.shuffled(items).slice(0, random.below(most + 1));
}
