import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { cacheStatements } from './statements.ts';

/** A database that counts how often a statement is really prepared. */
function counted(limit?: number) {
	const database = new Database(':memory:');
	onTestFinished(() => void database.close());
	database.exec(`create table thing (id integer, name text); insert into thing values (1, 'a'), (2, 'b')`);
	const prepared: string[] = [];
	const prepare = database.prepare.bind(database);
	database.prepare = (text: string) => {
		prepared.push(text);
		return prepare(text);
	};
	cacheStatements(database, limit);
	return { database, prepared };
}

test('the same text is prepared once, in each of its two modes', () => {
	const { database, prepared } = counted();
	const text = 'select id, name from thing where id = ?';
	for (let round = 0; round < 3; round++) {
		expect(database.prepare(text).all(1)).toEqual([{ id: 1, name: 'a' }]);
		expect(database.prepare(text).raw().all(2)).toEqual([[2, 'b']]);
		expect(database.prepare(text).get(2)).toEqual({ id: 2, name: 'b' });
	}
	expect(prepared).toEqual([text, text]);
});

test('statements that return nothing, and those that write and return', () => {
	const { database } = counted();
	for (const id of [3, 4]) {
		expect(database.prepare('insert into thing values (?, null)').run(id).changes).toBe(1);
		expect(
			database.prepare('update thing set name = ? where id = ? returning name').raw().all('x', id),
		).toEqual([['x']]);
	}
});

test('the oldest makes room when there are too many', () => {
	const { database, prepared } = counted(2);
	const ask = (n: number) => database.prepare(`select ${n} as n`).get();
	for (const n of [1, 2, 3]) expect(ask(n)).toEqual({ n });
	prepared.length = 0;
	ask(3);
	ask(2);
	expect(prepared).toEqual([]);
	ask(1);
	expect(prepared).toEqual(['select 1 as n', 'select 1 as n']);
});
