import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addMoment,
	at,
	auditSoFar,
	noticesSoFar,
	slotNumbers,
	whoIsIn,
} from '../../../../tests/support/moments.ts';
import { addPeople, asParent, schoolId, today, type GuardianName } from '../../../../tests/support/people.ts';
import { signUp } from './sign-ups.ts';
import { withdrawUnentitled } from './withdraw.ts';

/** Monday has one place: Ayşe has it, Fatima waits. */
async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { places: 1 });
	await take(store, 'ayse', 'elif');
	await take(store, 'fatima', 'ilyas');
	return store;
}
async function take(store: TestStore, who: GuardianName, childId: string) {
	const wish = {
		slotId: 'monday',
		childId,
		adults: 1,
		interpreter: null,
		note: null,
		wait: true,
		now: today,
	};
	const result = await signUp(store, await asParent(store, who), wish);
	if (!result.ok) throw new Error(result.refusal);
}
async function setLevel(store: TestStore, level: 'information' | 'nothing') {
	const { guardianship } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardianship)
			.set({ level })
			.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'ayse'))),
	);
}

describe('who lost the right', () => {
	it.each(['information', 'nothing'] as const)(
		'by level "%s" gives the place to who waits',
		async (level) => {
			const store = await school();
			expect(await withdrawUnentitled(store, today)).toBe(0);
			await setLevel(store, level);
			expect(await withdrawUnentitled(store, today)).toBe(1);
			expect(await whoIsIn(store, 'monday')).toEqual(['fatima/ilyas confirmed 1']);
			expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 1, waiting: 0, agrees: true });
			const told = (await noticesSoFar(store)).map(({ to, kind }) => `${to} ${kind}`);
			expect(told).toEqual(['ayse moments.confirmed', 'fatima moments.promoted', 'fatima moments.waiting']);
			expect(await auditSoFar(store)).toContain('system - moments.withdrawn');
		},
	);

	it('because the child left does so too', async () => {
		const store = await school();
		const { child } = store.t;
		await store.transact((tx) =>
			tx
				.update(child)
				.set({ leftOn: '2026-10-05' })
				.where(and(eq(child.schoolId, schoolId), eq(child.id, 'elif'))),
		);
		await withdrawUnentitled(store, today);
		expect(await whoIsIn(store, 'monday')).toEqual(['fatima/ilyas confirmed 1']);
	});

	it('is not moved about at night, or after it began', async () => {
		const store = await school();
		await setLevel(store, 'nothing');
		expect(await withdrawUnentitled(store, at('2026-10-07', '03:00'))).toBe(0);
		expect(await withdrawUnentitled(store, at('2026-10-12', '08:30'))).toBe(0);
		expect(await whoIsIn(store, 'monday')).toHaveLength(2);
	});
});
