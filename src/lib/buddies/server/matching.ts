import { inThread } from '#lib/platform/server/in-thread.ts';
import type { BuddyPlan, BuddyProblem } from '../problem.ts';

/**
 * The best matching of a school: the most newcomers first, then the most points; both proved. Nothing is stored, nobody is
 * told. The same question has the same answer.
 */
export async function bestMatching(problem: BuddyProblem): Promise<BuddyPlan> {
	if (problem.newcomers.length === 0 || problem.buddies.length === 0)
		return { pairs: [], fit: 0, possible: 0, looked: 0 };
	return inThread<BuddyProblem, never, BuddyPlan>('src/lib/buddies/server/matching-thread.ts', problem);
}
