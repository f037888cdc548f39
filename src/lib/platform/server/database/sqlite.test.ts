import Database from 'better-sqlite3';
import { eq, sql } from 'drizzle-orm';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openThings, thingTables } from '../../../../../tests/support/things.ts';
import type { TxOf } from './store.ts';

type Things = ReturnType<typeof openThings>;
type Tx = TxOf<typeof thingTables>;

const insert = (tx: Tx, id: string) => tx.insert(tx.t.thing).values({ id });
const add = (store: Things, id: string) => store.transact((tx) => insert(tx, id));
const ids = async (store: Pick<Things, 'read'>) =>
	(
		await store.read
			.select({ id: thingTables.thing.id })
			.from(thingTables.thing)
			.orderBy(thingTables.thing.id)
	).map(({ id }) => id);

describe('transact', () => {
	test('answers what the function returns, and what it did is there', async () => {
		const store = openThings();
		const answer = await store.transact(async (tx) => {
			const [row] = await tx.insert(tx.t.thing).values({ id: 'a', count: 2 }).returning();
			return row?.count;
		});
		expect(answer).toBe(2);
		expect(await ids(store)).toEqual(['a']);
	});

	test('while it breathes others read, and who writes waits for its end', async () => {
		const store = openThings();
		const seen: string[][] = [];
		let over = false;
		const long = store.transact(async (tx) => {
			for (const id of ['a', 'b', 'c']) {
				await insert(tx, id);
				await tx.breathe();
			}
			over = true;
		});
		await nextTurn();
		const behind = add(store, 'd');
		while (!over) {
			seen.push(await ids(store));
			await nextTurn();
		}
		await Promise.all([long, behind]);
		expect(seen.length).toBeGreaterThan(1);
		expect(seen.flat()).toEqual([]);
		expect(await ids(store)).toEqual(['a', 'b', 'c', 'd']);
	});

	test('breathing, it is still one: an error undoes what was before the breath', async () => {
		const store = openThings();
		const failing = store.transact(async (tx) => {
			await insert(tx, 'a');
			await tx.breathe();
			await insert(tx, 'a');
		});
		await expect(failing).rejects.toThrow(/UNIQUE/);
		expect(await ids(store)).toEqual([]);
	});

	test('an error undoes all of its transaction', async () => {
		const store = openThings();
		const failing = store.transact(async (tx) => {
			await insert(tx, 'a');
			await insert(tx, 'a');
		});
		await expect(failing).rejects.toThrow(/UNIQUE/);
		expect(await ids(store)).toEqual([]);
	});

	test('inside another is refused, and the outer one is undone', async () => {
		const store = openThings();
		const nested = store.transact(async (tx) => {
			await insert(tx, 'outer');
			await add(store, 'inner');
		});
		await expect(nested).rejects.toThrow(/transact\(\) inside transact\(\)/);
		expect(await ids(store)).toEqual([]);
	});

	test('one after another is not nested', async () => {
		const store = openThings();
		await add(store, 'a');
		await add(store, 'b');
		expect(await ids(store)).toEqual(['a', 'b']);
	});

	test('its handle dies with it', async () => {
		const store = openThings();
		let kept: Tx | undefined;
		await store.transact(async (tx) => {
			kept = tx;
			await insert(tx, 'a');
		});
		expect(() => kept && insert(kept, 'b')).toThrow(/revoked/);
		expect(await ids(store)).toEqual(['a']);
	});

	test('its handle dies with a failure too', async () => {
		const store = openThings();
		let kept: Tx | undefined;
		const failing = store.transact((tx) => {
			kept = tx;
			return Promise.reject(new Error('no'));
		});
		await expect(failing).rejects.toThrow('no');
		expect(() => kept?.select()).toThrow(/revoked/);
	});

	test('reads outside see nothing of it before it is committed', async () => {
		const store = openThings();
		const seen = await store.transact(async (tx) => {
			await insert(tx, 'a');
			return { inside: await ids({ read: tx }), outside: await ids(store) };
		});
		expect(seen).toEqual({ inside: ['a'], outside: [] });
		expect(await ids(store)).toEqual(['a']);
	});

	test('reading never writes', async () => {
		const store = openThings();
		const writing = () => (store.read as unknown as Tx).insert(thingTables.thing).values({ id: 'a' });
		await expect(writing()).rejects.toThrow(/readonly/);
	});

	test('waits for a writer of another process, without blocking this one', async () => {
		const store = openThings();
		const other = new Database(store.file);
		other.exec('begin immediate');
		let settled = false;
		const waiting = add(store, 'a').then(() => (settled = true));
		for (let turn = 0; turn < 50; turn++) await nextTurn();
		expect(settled).toBe(false);
		other.exec('commit');
		other.close();
		await waiting;
		expect(await ids(store)).toEqual(['a']);
	});
});

describe('group commit', () => {
	test('what is asked at the same time shares one commit, and is answered after it', async () => {
		const store = openThings();
		const outside: string[][] = [];
		const answered: string[][] = [];
		await Promise.all(
			['a', 'b', 'c'].map((id) =>
				store
					.transact(async (tx) => {
						await insert(tx, id);
						outside.push(await ids(store));
					})
					.then(async () => answered.push(await ids(store))),
			),
		);
		// the second and third ran before the first was visible …
		expect(outside).toEqual([[], [], []]);
		// … and nobody was answered before all were
		expect(answered).toEqual(Array(3).fill(['a', 'b', 'c']));
	});

	test('a group of one commits each by itself', async () => {
		const store = openThings({ group: 1 });
		const outside: string[][] = [];
		await Promise.all(
			['a', 'b', 'c'].map((id) =>
				store.transact(async (tx) => {
					await insert(tx, id);
					outside.push(await ids(store));
				}),
			),
		);
		expect(outside).toEqual([[], ['a'], ['a', 'b']]);
	});

	test('an error undoes its own part of the group, and no other', async () => {
		const store = openThings();
		const results = await Promise.allSettled(
			[0, 1, 2, 3, 4, 5].map((n) =>
				store.transact(async (tx) => {
					await insert(tx, `thing ${n}`);
					if (n % 3 === 0) throw new Error(`refused ${n}`);
					return n;
				}),
			),
		);
		expect(
			results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message)),
		).toEqual(['refused 0', 1, 2, 'refused 3', 4, 5]);
		expect(await ids(store)).toEqual(['thing 1', 'thing 2', 'thing 4', 'thing 5']);
	});

	test('they run in the order in which they were asked, each seeing those before it', async () => {
		const store = openThings();
		await add(store, 'counter');
		const tickets = await Promise.all(
			Array.from({ length: 200 }, () =>
				store.transact(async (tx) => {
					const [row] = await tx
						.update(tx.t.thing)
						.set({ count: sql`${tx.t.thing.count} + 1` })
						.where(eq(tx.t.thing.id, 'counter'))
						.returning({ count: tx.t.thing.count });
					return row?.count;
				}),
			),
		);
		expect(tickets).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
	});

	test('a commit that fails answers nobody with yes, and the store goes on', async () => {
		const store = openThings();
		const results = await Promise.allSettled([
			add(store, 'innocent'),
			store.transact((tx) => tx.insert(tx.t.part).values({ id: 'p', thingId: 'nowhere' })),
		]);
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(await ids(store)).toEqual([]);
		await add(store, 'next');
		expect(await ids(store)).toEqual(['next']);
	});

	test('closing waits for what was asked', async () => {
		const store = openThings();
		const asked = ['a', 'b', 'c'].map((id) => add(store, id));
		await store.close();
		await Promise.all(asked);
		const file = new Database(store.file, { readonly: true });
		expect(file.prepare('select count(*) from thing').pluck().get()).toBe(3);
		file.close();
	});
});

describe('strict', () => {
	test('waiting for anything but the database fails and is undone', async () => {
		const store = openThings({ strict: true });
		const waiting = store.transact(async (tx) => {
			await insert(tx, 'a');
			await nextTurn();
		});
		await expect(waiting).rejects.toThrow(/waited for something other/);
		expect(await ids(store)).toEqual([]);
	});

	test('to breathe is no waiting; what it waits for afterwards is', async () => {
		const store = openThings({ strict: true });
		const breathing = store.transact(async (tx) => {
			await insert(tx, 'a');
			await tx.breathe();
			await insert(tx, 'b');
		});
		await breathing;
		const waiting = store.transact(async (tx) => {
			await tx.breathe();
			await insert(tx, 'c');
			await nextTurn();
		});
		await expect(waiting).rejects.toThrow(/waited for something other/);
		expect(await ids(store)).toEqual(['a', 'b']);
	});

	test('many statements are no waiting', async () => {
		const store = openThings({ strict: true });
		await store.transact(async (tx) => {
			for (let n = 0; n < 300; n++) await insert(tx, `thing ${n}`);
		});
		expect(await store.read.$count(thingTables.thing)).toBe(300);
	});

	test('without it, waiting is allowed', async () => {
		const store = openThings();
		await store.transact(async (tx) => {
			await nextTurn();
			await insert(tx, 'a');
		});
		expect(await ids(store)).toEqual(['a']);
	});

	test('every statement is shown to who watches', async () => {
		const seen: string[] = [];
		const store = openThings({ onStatement: (text) => seen.push(text) });
		await add(store, 'a');
		await ids(store);
		expect(seen).toEqual([
			expect.stringMatching(/^insert into "thing"/),
			expect.stringMatching(/^select "id"/),
		]);
	});
});

test('kinds of columns come back as they went in', async () => {
	const store = openThings();
	const row = {
		id: 'a',
		count: -3,
		madeAt: new Date('2026-06-01T10:00:00.456Z'),
		flag: true,
		words: ['één', '"'],
	};
	await store.transact((tx) => tx.insert(tx.t.thing).values([row, { id: 'b' }]));
	expect(await store.read.select().from(thingTables.thing).orderBy(thingTables.thing.id)).toEqual([
		row,
		{ id: 'b', count: 0, madeAt: null, flag: false, words: null },
	]);
});

test('the newest migration is the one with the latest date', async () => {
	expect(await openThings().newestMigration()).toBe('newest');
});
