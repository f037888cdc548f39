import type { StoreOf } from './store.ts';

/** Ends a rehearsal: what it brought goes along, what it wrote does not stay. */
class Rehearsed extends Error {
	readonly brought: unknown;
	constructor(brought: unknown) {
		super('a rehearsal is not kept');
		this.brought = brought;
	}
}

/**
 * Does the real thing and keeps nothing of it: `fn` gets a store like any other, on which every read sees what was
 * written before, and all of it is one transaction that is rolled back. Answers with what `fn` brought. It holds the
 * writer for as long as it takes, as the real thing does in parts; it may run more than once.
 */
export async function rehearse<T, R>(store: StoreOf<T>, fn: (trial: StoreOf<T>) => Promise<R>): Promise<R> {
	try {
		return await store.transact<R>(async (tx) => {
			const trial: StoreOf<T> = { ...store, read: tx, transact: (part) => part(tx) };
			throw new Rehearsed(await fn(trial));
		});
	} catch (problem) {
		if (problem instanceof Rehearsed) return problem.brought as R;
		throw problem;
	}
}
