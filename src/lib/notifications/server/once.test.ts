import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, schoolId, today } from '../../../../tests/support/people.ts';
import { beginOnce, forgetOutcomes, noteOutcome, type Once } from './once.ts';

const form: Once = { schoolId, who: { guardianId: 'ayse' }, key: 'one', asks: 'a place' };
const placed = { type: 'redirect', location: '/join/m?done=confirmed' } as const;
const after = (ms: number) => new Date(today.getTime() + ms);
const DAY = 24 * 60 * 60 * 1000;

async function school() {
	const store = freshStore();
	await addPeople(store);
	const { keptOutcome } = store.t;
	const kept = () => store.read.$count(keptOutcome, eq(keptOutcome.schoolId, schoolId));
	return { store, kept };
}

test('a form is done once; sent again it is answered the same', async () => {
	const { store, kept } = await school();
	expect(await beginOnce(store, form, today)).toEqual({ is: 'first' });
	await noteOutcome(store, form, placed);
	for (const later of [0, DAY, 13 * DAY])
		expect(await beginOnce(store, form, after(later))).toEqual({ is: 'done', outcome: placed });
	expect(await kept()).toBe(1);
});

test.each<[string, Partial<Once>, string]>([
	['another key', { key: 'two' }, 'first'],
	['the key of somebody else', { who: { guardianId: 'johan' } }, 'first'],
	['the key of a colleague with the same name', { who: { staffId: 'marieke' } }, 'first'],
	['the same key with other words', { asks: 'no place' }, 'other'],
])('%s: %j is %s', async (_, change, is) => {
	const { store } = await school();
	await beginOnce(store, form, today);
	await noteOutcome(store, form, placed);
	expect(await beginOnce(store, { ...form, ...change }, today)).toEqual({ is });
	expect(await beginOnce(store, form, today)).toEqual({ is: 'done', outcome: placed });
});

test.each([
	['at this moment', 0, 'under_way'],
	['half a minute ago', 30_000, 'under_way'],
	['by a process that died', 61_000, 'first'],
	['by a process that died, and the clock was put back since', -61_000, 'first'],
])('begun %s: %d ms later it is %s', async (_, later, is) => {
	const { store } = await school();
	await beginOnce(store, form, today);
	expect(await beginOnce(store, form, after(later))).toEqual({ is });
});

test('two at once: one of them does it', async () => {
	const { store } = await school();
	const both = await Promise.all([beginOnce(store, form, today), beginOnce(store, form, today)]);
	expect(both.map(({ is }) => is).sort()).toEqual(['first', 'under_way']);
});

test('what was not done may be sent again, and what was done is not forgotten for it', async () => {
	const { store, kept } = await school();
	await beginOnce(store, form, today);
	await noteOutcome(store, form, undefined);
	expect(await kept()).toBe(0);
	await beginOnce(store, form, today);
	await noteOutcome(store, form, placed);
	await noteOutcome(store, form, undefined);
	expect(await beginOnce(store, form, today)).toMatchObject({ is: 'done' });
});

test('after two weeks no browser sends it again, and it is forgotten', async () => {
	const { store, kept } = await school();
	await beginOnce(store, form, today);
	await store.transact((tx) => forgetOutcomes(tx, schoolId, after(14 * DAY)));
	expect(await kept()).toBe(1);
	await store.transact((tx) => forgetOutcomes(tx, schoolId, after(14 * DAY + 1)));
	expect(await kept()).toBe(0);
});
