// A thread of its own: a minute of arithmetic, and pages must not wait for it. Plain Node runs this file as it is.
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import type { PlanAnswer, PlanProgress, TalkProblem } from '../problem.ts';
import { planRound } from './planner.ts';

export interface PlannerTask {
	problem: TalkProblem;
	seconds: number;
	/** One number in shared memory: not 0 means stop. A message would wait until the solver is done. */
	stop: SharedArrayBuffer;
}
export type PlannerNews = { progress: PlanProgress } | { answer: PlanAnswer };

// Where cores are few, pages go first. On Linux a thread has a priority of its own; elsewhere it would be the process's.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const { problem, seconds, stop } = workerData as PlannerTask;
const stopped = new Int32Array(stop);
const tell = (news: PlannerNews) => parentPort?.postMessage(news);
const highs = await loadHighs();
const answer = planRound(highs, problem, {
	seconds,
	elapsed: secondsOfComputing,
	stop: () => Atomics.load(stopped, 0) !== 0,
	tell: (progress) => tell({ progress }),
});
tell({ answer });

/** Of this thread: while others have the processor, its time stands still. */
function secondsOfComputing(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1e6;
}
