// For a file that runs as a thread of its own; see `in-thread.ts`.
import os from 'node:os';

/** Where cores are few, pages go first. On Linux a thread has a priority of its own; elsewhere it would be the process's. */
export function letPagesGoFirst(): void {
	if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
}

/** Seconds of computing of this thread: while others have the processor, its time stands still. */
export function secondsOfComputing(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1e6;
}
