import { expect, test } from 'vitest';
import { differences } from './differences.ts';
import type { Talk } from './problem.ts';

const talk = (id: string, change: Partial<Talk> = {}): Talk => ({
	id,
	family: 'yilmaz',
	teachers: ['anna', 'bram'],
	start: 1140,
	room: 'r1',
	interpreter: null,
	...change,
});

test('what is new, moved, gone, and the same for everybody', () => {
	const before = [talk('elif'), talk('emre'), talk('deniz')];
	const after = [talk('elif', { teachers: ['bram', 'anna'] }), talk('emre', { room: 'r2' }), talk('ada')];
	const found = differences(before, after);
	expect(found.same.map(({ id }) => id)).toEqual(['elif']);
	expect(found.moved).toEqual([{ before: before[1], after: after[1] }]);
	expect(found.added.map(({ id }) => id)).toEqual(['ada']);
	expect(found.removed.map(({ id }) => id)).toEqual(['deniz']);
});

test('the same talk of the other parent is another talk', () => {
	const found = differences([talk('elif')], [talk('elif', { family: 'kaya' })]);
	expect(found.moved).toEqual([]);
	expect([found.added.length, found.removed.length]).toEqual([1, 1]);
});
