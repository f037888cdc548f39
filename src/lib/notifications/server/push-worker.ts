// A thread of its own: five thousand pushes are seconds of encryption, and pages must not wait for them. Plain Node runs
// this file as it is.
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome } from './outbox.ts';
import { openPushRequests, type PushSettings, type PushTask } from './push-request.ts';

export interface PushQuestion {
	id: number;
	task: PushTask;
}
export interface PushAnswer {
	id: number;
	outcome: Outcome;
}

// Where cores are few, pages go first. On Linux a thread has a priority of its own; elsewhere it would be the process's.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const requests = openPushRequests(workerData as PushSettings);

parentPort?.on('message', ({ id, task }: PushQuestion) => {
	void requests.send(task).then((outcome) => parentPort?.postMessage({ id, outcome } satisfies PushAnswer));
});
