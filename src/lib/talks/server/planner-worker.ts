// A thread of its own: a minute of arithmetic, and pages must not wait for it. Plain Node runs this file as it is.
import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import type { ThreadNews } from '#lib/platform/server/in-thread.ts';
import { letPagesGoFirst, secondsOfComputing } from '#lib/platform/server/thread.ts';
import type { PlanAnswer, PlanProgress, TalkProblem } from '../problem.ts';
import { planRound } from './planner.ts';

export interface PlannerTask {
	problem: TalkProblem;
	seconds: number;
	/** One number in shared memory: not 0 means stop. A message would wait until the solver is done. */
	stop: SharedArrayBuffer;
}

letPagesGoFirst();
const { problem, seconds, stop } = workerData as PlannerTask;
const stopped = new Int32Array(stop);
const tell = (news: ThreadNews<PlanProgress, PlanAnswer>) => parentPort?.postMessage(news);
const highs = await loadHighs();
const answer = planRound(highs, problem, {
	seconds,
	elapsed: secondsOfComputing,
	stop: () => Atomics.load(stopped, 0) !== 0,
	tell: (progress) => tell({ progress }),
});
tell({ answer });
