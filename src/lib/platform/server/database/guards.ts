import { AsyncLocalStorage } from 'node:async_hooks';

const inside = new AsyncLocalStorage<true>();

/** Marks what runs in `fn` as being inside a transaction. */
export function enterTransaction<R>(fn: () => Promise<R>): Promise<R> {
	return inside.run(true, fn);
}

/** A transaction in a transaction would wait for itself (queue on SQLite, pool on PostgreSQL): refused on both. */
export function refuseNested(): void {
	if (inside.getStore()) throw new Error('transact() inside transact(): pass tx along instead');
}

const BASE = Symbol('base');

/** The lasting object behind a handle: a connection on SQLite, one transaction on PostgreSQL. */
export function base(db: object): object {
	return (db as { [BASE]?: object })[BASE] ?? db;
}

/**
 * A handle that dies with its transaction, so that a forgotten await cannot write outside it. `breathe`: how this engine lets
 * others have a turn meanwhile.
 */
export function lease<Tx extends object>(tx: Tx, breathe: () => Promise<void>): { tx: Tx; end: () => void } {
	const { proxy, revoke } = Proxy.revocable(tx, {
		get(target, key) {
			if (key === BASE) return target;
			if (key === 'breathe') return breathe;
			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	return { tx: proxy, end: revoke };
}
