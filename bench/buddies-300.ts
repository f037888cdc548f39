// buddies-300: 300 newcomers and 300 buddies of one school, some of them both, with places; beside the best matching first come, first
// served on the same data: each newcomer, in the order in which they came, gets the one who fits best of those with a place.
// Every matching is looked at by the checker of the tests, which shares no code. 1,000 × 1,000 are measured as well.
import { fitOf, POINTS } from '#lib/buddies/fit.ts';
import { mayBe, type BuddyProblem, type Pair } from '#lib/buddies/problem.ts';
import { bestMatching } from '#lib/buddies/server/matching.ts';
import { brokenRules, pointsOf } from '../tests/support/buddy-checker.ts';
import { buddyCrowd } from '../tests/support/buddy-people.ts';
import { atMost, type BenchResult } from './support/result.ts';

const LIMIT_SECONDS = 10;
const SEED = 300;

export async function run(): Promise<BenchResult[]> {
	const problem = buddyCrowd({ seed: SEED, newcomers: 300, buddies: 300, apart: 30 });
	const ours = await measured(problem);
	const greedy = firstCome(problem);
	if (ours.pairs.length < greedy.length) throw new Error('first come, first served matches more');
	const large = await measured(buddyCrowd({ seed: SEED, newcomers: 1000, buddies: 1000, apart: 100 }));
	const note = [
		`${problem.newcomers.length} wait: best ${inWords(problem, ours.pairs)} (both proved, ${ours.looked} of ${ours.possible} pairs)`,
		`first come ${inWords(problem, greedy)}`,
		`1,000 × 1,000: ${large.pairs.length} matched in ${large.seconds.toFixed(1)} s, ${large.megabytes} MB more, ${large.looked} of ${large.possible} pairs`,
	].join('; ');
	return [atMost('buddies-300', ours.seconds, LIMIT_SECONDS, 's', note)];
}

async function measured(problem: BuddyProblem) {
	const before = process.memoryUsage.rss();
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
	const start = performance.now();
	const plan = await bestMatching(problem);
	const seconds = (performance.now() - start) / 1000;
	clearInterval(watch);
	const broken = brokenRules(problem, plan.pairs);
	if (broken.length > 0) throw new Error(`${broken[0]} and ${broken.length - 1} more`);
	if (pointsOf(problem, plan.pairs) !== plan.fit) throw new Error('the points are reckoned otherwise');
	return { ...plan, seconds, megabytes: Math.round((most - before) / 1e6) };
}

function firstCome(problem: BuddyProblem): Pair[] {
	const may = mayBe(problem);
	const load = new Map(problem.buddies.map(({ id }) => [id, 0]));
	const known = new Set<string>();
	const pairs: Pair[] = [];
	for (const newcomer of [...problem.newcomers].sort((a, b) => b.weeks - a.weeks)) {
		const [best] = problem.buddies
			.filter(({ id, places }) => (load.get(id) ?? 0) < places && !known.has(`${id} ${newcomer.family}`))
			.filter((buddy) => may(newcomer, buddy))
			.map((buddy) => ({ buddy, fit: fitOf(newcomer, buddy) - POINTS.load * (load.get(buddy.id) ?? 0) }))
			.sort((a, b) => b.fit - a.fit);
		if (!best) continue;
		load.set(best.buddy.id, (load.get(best.buddy.id) ?? 0) + 1);
		known.add(`${best.buddy.id} ${newcomer.family}`);
		pairs.push({ newcomer: newcomer.id, buddy: best.buddy.id });
	}
	const broken = brokenRules(problem, pairs);
	if (broken.length > 0) throw new Error(`first come, first served: ${broken[0]}`);
	return pairs;
}

function inWords(problem: BuddyProblem, pairs: Pair[]): string {
	const matched = new Set(pairs.map(({ newcomer }) => newcomer));
	const waits = problem.newcomers.filter(({ id }) => !matched.has(id)).map(({ weeks }) => weeks);
	return `${pairs.length} matched, fit ${pointsOf(problem, pairs)}, longest wait of those left ${Math.max(0, ...waits)} weeks`;
}
