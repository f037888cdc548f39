import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, today, type GuardianName } from '../../../../tests/support/people.ts';
import { decline, undoDecline } from './declines.ts';
import { startPage } from './for-parent.ts';
import { signUp } from './sign-ups.ts';

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	return store;
}
const which = { momentId: 'look', childId: 'elif', now: today };

describe('“I can’t come”', () => {
	it('takes the moment off Start, until it is taken back', async () => {
		const store = await school();
		const ayse = await asParent(store, 'ayse');
		expect(await decline(store, ayse, which)).toEqual({ ok: true });
		expect(await decline(store, ayse, which)).toEqual({ ok: true });
		expect((await startPage(store, ayse, today)).next).toBeUndefined();
		await undoDecline(store, ayse, which);
		await undoDecline(store, ayse, which);
		expect((await startPage(store, ayse, today)).next).toMatchObject({ do: 'choose' });
		expect(await auditSoFar(store)).toEqual([
			'guardian ayse moments.declined',
			'guardian ayse moments.decline_undone',
		]);
	});

	it('is the word of one carer: the other is still invited', async () => {
		const store = await school();
		await decline(store, await asParent(store, 'mehmet'), which);
		const { next } = await startPage(store, await asParent(store, 'ayse'), today);
		expect(next).toMatchObject({ do: 'choose' });
	});

	it('does not cancel a sign-up by the way', async () => {
		const store = await school();
		const ayse = await asParent(store, 'ayse');
		const wish = {
			slotId: 'monday',
			childId: 'elif',
			adults: 1,
			interpreter: null,
			note: null,
			wait: false,
			now: today,
		};
		await signUp(store, ayse, wish);
		expect(await decline(store, ayse, which)).toEqual({ ok: false, refusal: 'signed_up' });
	});

	it.each<[GuardianName, string, string]>([
		['ayse', 'elif', 'ok'],
		['ayse', 'emre', 'not_yours'],
		['ayse', 'ilyas', 'not_yours'],
		['ahmet', 'elif', 'information_only'],
		['kerem', 'elif', 'not_found'],
		['johan', 'sem', 'not_found'],
		['wilma', 'mees', 'not_found'],
		['nora', 'noor', 'not_found'],
	])('of %s for %s: %s', async (who, childId, outcome) => {
		const store = await school();
		const result = await decline(store, await asParent(store, who), { ...which, childId });
		expect(result.ok ? 'ok' : result.refusal).toBe(outcome);
	});
});
