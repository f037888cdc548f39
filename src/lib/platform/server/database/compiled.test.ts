import { eq, type Placeholder } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openThings, thingTables } from '../../../../../tests/support/things.ts';
import { as, compiled } from './compiled.ts';
import type { ReaderOf, TxOf } from './store.ts';

type Reader = ReaderOf<typeof thingTables>;
type Tx = TxOf<typeof thingTables>;

function countingQuery() {
	const built: string[] = [];
	const find = compiled<{ id: string }>('find_thing')((db: Reader, p) => {
		built.push('built');
		return db.select({ count: db.t.thing.count }).from(db.t.thing).where(eq(db.t.thing.id, p.id));
	});
	return { built, find };
}

test('is built once per connection, also for the many handles of transactions', async () => {
	const store = openThings();
	const { built, find } = countingQuery();
	for (const id of ['a', 'b', 'c'])
		await store.transact(async (tx) => {
			await tx.insert(tx.t.thing).values({ id, count: 7 });
			expect(await find(tx, { id })).toEqual([{ count: 7 }]);
		});
	expect(built).toHaveLength(1);
	expect(await find(store.read, { id: 'b' })).toEqual([{ count: 7 }]);
	expect(await find(store.read, { id: 'none' })).toEqual([]);
	expect(built).toHaveLength(2);
});

test('two stores do not share a statement', async () => {
	const [one, other] = [openThings(), openThings()];
	const { find } = countingQuery();
	await one.transact((tx) => tx.insert(tx.t.thing).values({ id: 'a' }));
	expect(await find(one.read, { id: 'a' })).toHaveLength(1);
	expect(await find(other.read, { id: 'a' })).toHaveLength(0);
});

test('a transaction that ended can’t be used through it', async () => {
	const store = openThings();
	const { find } = countingQuery();
	let kept: Tx | undefined;
	await store.transact(async (tx) => void (await find((kept = tx), { id: 'a' })));
	expect(() => kept && find(kept, { id: 'a' })).toThrow(/revoked/);
});

test('`as` encodes a value for its column, where a bare placeholder would not', async () => {
	const store = openThings();
	const at = new Date('2026-06-01T10:00:00.456Z');
	await store.transact((tx) => tx.insert(tx.t.thing).values({ id: 'a', madeAt: at }));
	const madeAt = (how: (p: Placeholder) => unknown) =>
		compiled<{ at: Date }>('made_at')((db: Reader, p) =>
			db
				.select({ id: db.t.thing.id })
				.from(db.t.thing)
				.where(eq(db.t.thing.madeAt, how(p.at) as Date)),
		)(store.read, { at });
	expect(await madeAt((p) => as(p, thingTables.thing.madeAt))).toEqual([{ id: 'a' }]);
	await expect(madeAt((p) => p)).rejects.toThrow();
});
