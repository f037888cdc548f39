// planner-600: the talks of a whole school, 25 teachers, 600 children, 380 families, 40 talks with an interpreter. Three
// fixed rounds, each in a minute; beside them first come, first served on the same data. Every schedule is looked at by
// the checker of the tests, which shares no code with the planner.
import { planTalks } from '#lib/talks/server/plan.ts';
import type { AimResult, TalkAim, TalkPlan, TalkProblem } from '#lib/talks/problem.ts';
import { brokenPromises, figuresOf } from '../tests/support/talk-checker.ts';
import { firstComeFirstServed } from './support/first-come.ts';
import type { BenchResult } from './support/result.ts';
import { rounds, talkRound, type RoundKind } from './support/talk-rounds.ts';

const LIMIT_SECONDS = 60;
/**
 * Of the families with several talks so many may not be side by side, beyond what is proved. What is left of a gap is said
 * with each round; more than this would be a step back.
 */
const SPLIT_GAP = 0.03;

export async function run(): Promise<BenchResult[]> {
	const results: BenchResult[] = [];
	for (const kind of rounds) results.push(await planOne(kind));
	return results;
}

async function planOne(kind: RoundKind): Promise<BenchResult> {
	const problem = talkRound(kind);
	const start = performance.now();
	const before = process.cpuUsage();
	const answer = await planTalks(problem);
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(before);
	if (!answer.ok) throw new Error(answer.refusal);
	const { plan } = answer;
	const broken = brokenPromises(problem, plan.talks);
	if (broken.length > 0) throw new Error(`${kind.name}: ${broken[0]} and ${broken.length - 1} more`);
	const placed = aimOf(plan, 'placed');
	const several = problem.families.filter(({ talks }) => talks.length > 1).length;
	const split = aimOf(plan, 'split');
	const gap = (split.reached - split.bound) / several;
	const isGood = placed.proven && gap <= SPLIT_GAP;
	const cpu = (user + system) / 1e6;
	return {
		name: 'planner-600',
		ours: seconds,
		limit: LIMIT_SECONDS,
		ratio: seconds / LIMIT_SECONDS,
		budget: 1,
		ok: isGood && seconds <= LIMIT_SECONDS,
		unit: 's',
		note: `${kind.name}: ${plan.aims.map(inWords).join(', ')}; gap of side by side ${(gap * 100).toFixed(1)} % of ${several} families; ${cpu.toFixed(0)} s of computing; ${plan.changes.length} of ${plan.unplaced.length} others with a change; first come: ${firstCome(problem, kind)}`,
	};
}

function aimOf({ aims }: TalkPlan, name: TalkAim): AimResult {
	return aims.find(({ aim }) => aim === name) as AimResult;
}

function inWords({ aim, reached, bound, proven, nodes }: AimResult): string {
	return `${aim} ${reached} ${proven ? '(proved)' : `(bound ${bound})`}${nodes > 0 ? ` ${nodes} nodes` : ''}`;
}

function firstCome(problem: TalkProblem, kind: RoundKind): string {
	const talks = firstComeFirstServed(problem, kind.seed);
	const broken = brokenPromises(problem, talks);
	if (broken.length > 0) throw new Error(`first come, first served: ${broken[0]}`);
	const { placed, split, gaps, preferred } = figuresOf(problem, talks);
	return `placed ${placed}, split ${split}, gaps ${gaps}, preferred ${preferred}`;
}
