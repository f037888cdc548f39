// Looks whether a matching keeps every rule, and finds the best one by trying. Shares no code with the matching.
import type { Person } from '#lib/buddies/fit.ts';
import type { BuddyProblem, Pair } from '#lib/buddies/problem.ts';

/** What is wrong with a matching, in words; nothing when all rules are kept. */
export function brokenRules(problem: BuddyProblem, pairs: readonly Pair[]): string[] {
	const says: string[] = [];
	const newcomers = new Map(problem.newcomers.map((one) => [one.id, one]));
	const buddies = new Map(problem.buddies.map((one) => [one.id, one]));
	const hadBuddy = new Set<string>();
	const busy = new Map<string, number>();
	const withFamily = new Set(problem.families.map(({ buddy, family }) => `${buddy}/${family}`));
	for (const { newcomer: n, buddy: b } of pairs) {
		const newcomer = newcomers.get(n);
		const buddy = buddies.get(b);
		if (!newcomer || !buddy) {
			says.push(`${n} or ${b} did not ask for it`);
			continue;
		}
		if (!newcomer.wishes) says.push(`${n} does not want a buddy`);
		if (!buddy.offers) says.push(`${b} does not want to be one`);
		if (hadBuddy.has(n)) says.push(`${n} has two`);
		hadBuddy.add(n);
		busy.set(b, (busy.get(b) ?? 0) + 1);
		if ((busy.get(b) ?? 0) > buddy.places) says.push(`${b} has too many`);
		says.push(...wrongOf(problem, newcomer, buddy));
		const key = `${b}/${newcomer.family}`;
		if (withFamily.has(key)) says.push(`${b} knows the family of ${n}`);
		withFamily.add(key);
	}
	return says;
}

function wrongOf({ apart }: BuddyProblem, n: Person, b: Person): string[] {
	const says: string[] = [];
	if (n.id === b.id || n.family === b.family) says.push(`${n.id} and ${b.id} are one family`);
	if (apart.includes(`${n.id} ${b.id}`) || apart.includes(`${b.id} ${n.id}`)) says.push('not together');
	const shared = n.languages.some((tag) => b.languages.includes(tag));
	const dutch = n.topics.includes('dutch') && b.topics.includes('dutch');
	if (!shared && !dutch) says.push(`${n.id} and ${b.id} can't talk`);
	if ((n.circle ?? '') !== (b.circle ?? ''))
		says.push(`${n.id} and ${b.id} said another thing of women and men`);
	if (n.offers && b.wishes) {
		const older = n.months > b.months || (n.months === b.months && n.id < b.id);
		if (older) says.push(`${b.id} is the newer one`);
	}
	return says;
}

/** Points of a matching, reckoned anew from the table in the documentation. */
export function pointsOf(problem: BuddyProblem, pairs: readonly Pair[]): number {
	const load = new Map(problem.buddies.map(({ id, load }) => [id, load]));
	let sum = 0;
	for (const pair of pairs) {
		const n = problem.newcomers.find(({ id }) => id === pair.newcomer) as Person;
		const b = problem.buddies.find(({ id }) => id === pair.buddy) as Person;
		const count = (own: readonly unknown[], others: readonly unknown[], most: number) =>
			Math.min(most, own.filter((item) => others.includes(item)).length);
		if (n.languages.some((tag) => tag !== 'nl' && b.languages.includes(tag))) sum += 10;
		const years = n.years.flatMap((one) => b.years.map((other) => Math.abs(one - other)));
		if (n.groups.some((group) => b.groups.includes(group))) sum += 30;
		else if (years.includes(0)) sum += 20;
		else if (years.includes(1)) sum += 10;
		sum += 4 * count(n.times, b.times, 4) + 6 * count(n.topics, b.topics, 3);
		if (n.area && n.area === b.area) sum += 12;
		if (b.months >= n.months + 10) sum += 8;
		sum += 2 * n.weeks - 6 * (load.get(b.id) ?? 0);
		load.set(b.id, (load.get(b.id) ?? 0) + 1);
	}
	return sum;
}

/** How many newcomers the best matching of a very small school has, and its points. */
export function bestByTrying(problem: BuddyProblem): { matched: number; points: number } {
	let best = { matched: 0, points: 0 };
	const tryFrom = (at: number, pairs: Pair[]): void => {
		const newcomer = problem.newcomers[at];
		if (!newcomer) {
			const points = pointsOf(problem, pairs);
			const isBetter = pairs.length > best.matched || (pairs.length === best.matched && points > best.points);
			if (isBetter) best = { matched: pairs.length, points };
			return;
		}
		tryFrom(at + 1, pairs);
		for (const { id } of problem.buddies) {
			const next = [...pairs, { newcomer: newcomer.id, buddy: id }];
			if (brokenRules(problem, next).length === 0) tryFrom(at + 1, next);
		}
	};
	tryFrom(0, []);
	return best;
}
