import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PlanAnswer, PlanProgress, TalkProblem } from '../problem.ts';
import type { PlannerNews, PlannerTask } from './planner-worker.ts';

/** Every entry (server.js, scripts, tests) runs from the project's root, where the sources are. */
const WORKER = path.resolve('src/lib/talks/server/planner-worker.ts');

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
	const worker = new Worker(WORKER, { workerData: { problem, seconds, stop } satisfies PlannerTask });
	try {
		return await new Promise<PlanAnswer>((resolve, reject) => {
			worker.on('message', (news: PlannerNews) => {
				if ('answer' in news) resolve(news.answer);
				else onProgress?.(news.progress);
			});
			worker.on('error', reject);
			worker.on('exit', () => reject(new Error('the planner ended without an answer')));
		});
	} finally {
		signal?.removeEventListener('abort', end);
		await worker.terminate();
	}
}
