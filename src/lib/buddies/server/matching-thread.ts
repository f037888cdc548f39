// A thread of its own: pages must not wait for the matching.
import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import { letPagesGoFirst } from '#lib/platform/server/thread.ts';
import type { BuddyProblem } from '../problem.ts';
import { assign } from './assign.ts';

letPagesGoFirst();
parentPort?.postMessage({ answer: assign(await loadHighs(), workerData as BuddyProblem) });
