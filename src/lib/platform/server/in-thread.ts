// Long arithmetic in a thread of its own, so that pages need not wait for it. Plain Node runs the thread's file as it is.
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a thread tells: how far it is, and in the end its answer. */
export type ThreadNews<Progress, Answer> = { progress: Progress } | { answer: Answer };

/**
 * Runs a file (from the project's root, where every entry runs) with a task that can be cloned, and gives its answer. The
 * thread ends with it; one that ends without an answer, or throws, is an error here.
 */
export async function inThread<Task, Progress, Answer>(
	file: string,
	task: Task,
	onProgress?: (progress: Progress) => void,
): Promise<Answer> {
	const worker = new Worker(path.resolve(file), { workerData: task });
	try {
		return await new Promise<Answer>((resolve, reject) => {
			worker.on('message', (news: ThreadNews<Progress, Answer>) => {
				if ('answer' in news) resolve(news.answer);
				else onProgress?.(news.progress);
			});
			worker.on('error', reject);
			worker.on('exit', () => reject(new Error('the thread ended without an answer')));
		});
	} finally {
		await worker.terminate();
	}
}
