import { inThread } from '#lib/platform/server/in-thread.ts';
import type { PlanAnswer, PlanProgress, TalkProblem } from '../problem.ts';
import type { PlannerTask } from './planner-worker.ts';

const WORKER = 'src/lib/talks/server/planner-worker.ts';

/** Seconds of computing: enough for a school of 600 children, and with what comes after it less than a minute. */
export const PLANNER_SECONDS = 48;

export interface PlanWishes {
	/**
	 * Of computing, for everything together; on a busy machine it takes longer by the clock. What is not proved by then is
	 * given with its bound.
	 */
	seconds?: number;
	onProgress?: (progress: PlanProgress) => void;
	/** Ends it with the best so far. */
	signal?: AbortSignal;
}

/**
 * Makes the whole schedule of a round, in a thread of its own. The answer is a proposal: nothing is stored, nobody is
 * told. With `signal` it ends at once with the best so far.
 */
export async function planTalks(problem: TalkProblem, wishes: PlanWishes = {}): Promise<PlanAnswer> {
	const { seconds = PLANNER_SECONDS, onProgress, signal } = wishes;
	const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
	const end = () => Atomics.store(new Int32Array(stop), 0, 1);
	if (signal?.aborted) end();
	signal?.addEventListener('abort', end);
	try {
		return await inThread<PlannerTask, PlanProgress, PlanAnswer>(
			WORKER,
			{ problem, seconds, stop },
			onProgress,
		);
	} finally {
		signal?.removeEventListener('abort', end);
	}
}
