import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { claimInstallation, refuseForeignDatabase } from './installation.ts';

const now = new Date('2026-10-06T08:00:00Z');
const madeBy = async (who?: 'demo' | 'school') => {
	const store = freshStore();
	if (who) await store.transact((tx) => claimInstallation(tx, who, now));
	return store;
};

test.each([
	['the demo, on its own database', 'demo', true],
	["a school, on a school's database", 'school', false],
	['a school, on a new database', undefined, false],
] as const)('%s: starts', async (_, who, demo) => {
	await expect(refuseForeignDatabase(await madeBy(who), demo)).resolves.toBeUndefined();
});

test.each([
	["the demo, on a school's database", 'school', true, 'not made by the demo'],
	['the demo, on a new database', undefined, true, 'not made by the demo'],
	["a school, on the demo's database", 'demo', false, 'made-up people'],
] as const)('%s: refuses to start, and says why', async (_, who, demo, says) => {
	await expect(refuseForeignDatabase(await madeBy(who), demo)).rejects.toMatchObject({
		name: 'RefusedStart',
		message: expect.stringContaining(says) as string,
	});
});

test('who made it first has made it', async () => {
	const store = await madeBy('school');
	await store.transact((tx) => claimInstallation(tx, 'demo', now));
	await expect(refuseForeignDatabase(store, true)).rejects.toThrow('not made by the demo');
});
