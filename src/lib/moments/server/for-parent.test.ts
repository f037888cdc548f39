import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, type TestMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, today, type GuardianName } from '../../../../tests/support/people.ts';
import { joinPage, momentPage, startPage } from './for-parent.ts';
import { signUp } from './sign-ups.ts';

async function school(...moments: TestMoment[]): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	for (const moment of moments) await addMoment(store, moment);
	return store;
}

async function take(store: TestStore, who: GuardianName, childId: string, slotId: string, more = {}) {
	const wish = { slotId, childId, adults: 1, interpreter: null, note: null, wait: true, now: today };
	const result = await signUp(store, await asParent(store, who), { ...wish, ...more });
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}

const coffee: TestMoment = {
	id: 'coffee',
	kind: 'coffee',
	groups: [],
	slots: { friday: ['2026-10-09', '08:30'] },
	minutes: 60,
	place: 'ouderkamer',
};
const look4: TestMoment = { id: 'look4', groups: ['groep4'], slots: { four: ['2026-10-14', '08:30'] } };

describe('start', () => {
	it('leads with the time to choose that closes first, and lists the rest', async () => {
		const store = await school(look4, {}, coffee);
		const { next, appointments, more } = await startPage(store, await asParent(store, 'ayse'), today);
		expect(next).toMatchObject({
			do: 'choose',
			invitation: {
				momentId: 'coffee',
				children: [{ givenName: 'Elif' }, { givenName: 'Emre' }],
				placesLeft: 4,
				closesAt: at('2026-10-09', '07:30'),
			},
		});
		expect(
			more.map(({ momentId, children }) => [momentId, children.map(({ givenName }) => givenName)]),
		).toEqual([
			['look', ['Elif']],
			['look4', ['Emre']],
		]);
		expect(appointments).toEqual([]);
	});

	it('knows where it is and with whom', async () => {
		const store = await school({});
		const { next } = await startPage(store, await asParent(store, 'fatima'), today);
		expect(next).toMatchObject({
			invitation: {
				groups: [{ name: 'Groep 1/2 Zonnebloem', teachers: ['Marieke Koster'] }],
				slots: [
					{ startsAt: at('2026-10-12', '08:30'), left: 4 },
					{ startsAt: at('2026-10-13', '08:30'), left: 4 },
				],
			},
		});
	});

	it('has no next step when all is arranged, and shows what was', async () => {
		const store = await school({});
		await take(store, 'ayse', 'elif', 'monday', { adults: 2 });
		const { next, appointments, more } = await startPage(store, await asParent(store, 'ayse'), today);
		expect(next).toBeUndefined();
		expect(more).toEqual([]);
		expect(appointments).toMatchObject([
			{
				childName: 'Elif',
				status: 'confirmed',
				adults: 2,
				number: null,
				groupName: 'Groep 1/2 Zonnebloem',
				startsAt: at('2026-10-12', '08:30'),
				offered: false,
			},
		]);
	});

	it('does not lead with what is full, but keeps it in the list', async () => {
		const store = await school({ places: 1 });
		await take(store, 'fatima', 'ilyas', 'monday');
		await take(store, 'agnieszka', 'zuzia', 'tuesday');
		const { next, more } = await startPage(store, await asParent(store, 'ayse'), today);
		expect(next).toBeUndefined();
		expect(more).toMatchObject([{ momentId: 'look', state: 'full', placesLeft: 0 }]);
	});

	it('takes two queries, and one more for all that the school wrote itself', async () => {
		for (const [moments, queries] of [
			[[{}], 2],
			[[{}, coffee], 3],
		] as const) {
			const store = await school(...moments);
			const ayse = await asParent(store, 'ayse');
			store.statements.length = 0;
			await startPage(store, ayse, today);
			expect(store.statements).toHaveLength(queries);
		}
	});
});

describe('join', () => {
	it.each<[GuardianName, string[]]>([
		['ayse', ['coffee Elif+Emre open', 'look Elif open', 'look4 Emre open']],
		['mehmet', ['coffee Elif open', 'look Elif open']],
		['johan', ['coffee Sem open']],
		// information only: may read, not sign up
		['ahmet', ['coffee Elif information', 'look Elif information']],
		// barred; former; of another school
		['kerem', []],
		['wilma', []],
		['nora', []],
	])('shows %s what is for their children', async (who, expected) => {
		const store = await school({}, look4, coffee, {
			id: 'draft',
			published: false,
			slots: { d: ['2026-10-12', '09:30'] },
		});
		const { invitations } = await joinPage(store, await asParent(store, who), today);
		const shown = invitations.map(
			({ momentId, children, state }) =>
				`${momentId} ${children.map(({ givenName }) => givenName).join('+')} ${state}`,
		);
		expect(shown).toEqual(expected);
	});

	it('says how each stands', async () => {
		const store = await school(
			{ places: 1 },
			{ id: 'gone', cancelled: true, slots: { gone: ['2026-10-12', '10:00'] } },
			{ id: 'past', slots: { past: ['2026-10-05', '08:30'] } },
			{ id: 'soon', slots: { soon: ['2026-10-06', '08:30'] } },
		);
		await take(store, 'fatima', 'ilyas', 'monday');
		await take(store, 'mehmet', 'elif', 'monday');
		const states = async (who: GuardianName) => {
			const { invitations } = await joinPage(store, await asParent(store, who), today);
			return invitations.map(({ momentId, state }) => `${momentId} ${state}`);
		};
		expect(await states('fatima')).toEqual(['soon closed', 'look signed_up']);
		expect(await states('mehmet')).toEqual(['soon closed', 'look waiting']);
		// what the other carer of Elif did is not seen
		expect(await states('ayse')).toEqual(['soon closed', 'look open']);
	});

	it('counts the number in the waiting list', async () => {
		const store = await school({ places: 1 });
		await take(store, 'fatima', 'ilyas', 'monday');
		await take(store, 'mehmet', 'elif', 'monday');
		await take(store, 'agnieszka', 'zuzia', 'monday');
		const { appointments } = await joinPage(store, await asParent(store, 'agnieszka'), today);
		expect(appointments).toMatchObject([{ status: 'waiting', number: 2 }]);
	});

	it('says what the school called off', async () => {
		const store = await school({});
		await take(store, 'fatima', 'ilyas', 'monday');
		const { moment } = store.t;
		await store.transact((tx) =>
			tx.update(moment).set({ cancelledAt: today }).where(eq(moment.schoolId, 'vuurvogel')),
		);
		const { appointments, invitations } = await joinPage(store, await asParent(store, 'fatima'), today);
		expect(appointments).toMatchObject([{ cancelled: true }]);
		expect(invitations).toEqual([]);
	});
});

describe('a moment', () => {
	it('shows each slot: what is free, what is mine, what can’t be', async () => {
		const store = await school(
			{
				slots: { monday: ['2026-10-12', '08:30'], tuesday: ['2026-10-13', '08:30'] },
				places: 2,
				slotsPerChild: 2,
			},
			{ ...look4, slots: { four: ['2026-10-13', '08:45'] } },
		);
		await take(store, 'fatima', 'ilyas', 'monday', { adults: 2 });
		await take(store, 'ayse', 'elif', 'monday');
		await take(store, 'ayse', 'emre', 'four');
		const page = await momentPage(store, await asParent(store, 'ayse'), 'look', today);
		expect(page?.slots).toMatchObject([
			{
				slotId: 'monday',
				state: 'full',
				capacity: 2,
				taken: 2,
				left: 0,
				nextNumber: 2,
				mine: [{ childId: 'elif', status: 'waiting', number: 1 }],
				clash: null,
				closesAt: at('2026-10-12', '07:30'),
			},
			{ slotId: 'tuesday', state: 'open', left: 2, nextNumber: 1, mine: [], clash: { childName: 'Emre' } },
		]);
		expect(page?.children).toMatchObject([
			{ givenName: 'Elif', level: 'full', maySignUp: true, appointments: [{ slotId: 'monday' }] },
		]);
	});

	it('proposes an interpreter in the language that the guardian speaks', async () => {
		const store = await school({});
		const of = async (who: GuardianName) =>
			(await momentPage(store, await asParent(store, who), 'look', today))?.interpreter;
		expect(await of('fatima')).toEqual({ offered: true, language: 'ar', needed: false });
		expect(await of('ahmet')).toMatchObject({ language: null });
	});

	it('stands for the whole family where families come once', async () => {
		const store = await school(coffee);
		await take(store, 'ayse', 'elif', 'friday');
		const page = await momentPage(store, await asParent(store, 'ayse'), 'coffee', today);
		expect(page?.children).toMatchObject([{ maySignUp: false, appointments: [{ childId: 'elif' }] }]);
		expect(page?.groups).toEqual([]);
	});

	it('keeps a place that came free late for those who wait', async () => {
		const store = await school({ places: 1 });
		await take(store, 'fatima', 'ilyas', 'monday');
		await take(store, 'mehmet', 'elif', 'monday');
		const { slot, signUp: signUps } = store.t;
		await store.transact(async (tx) => {
			await tx
				.delete(signUps)
				.where(and(eq(signUps.schoolId, 'vuurvogel'), eq(signUps.guardianId, 'fatima')));
			await tx
				.update(slot)
				.set({ taken: 0 })
				.where(and(eq(slot.schoolId, 'vuurvogel'), eq(slot.id, 'monday')));
		});
		const late = at('2026-10-11', '18:00');
		const page = await momentPage(store, await asParent(store, 'agnieszka', { now: late }), 'look', late);
		expect(page?.slots[0]).toMatchObject({ state: 'full', left: 0, nextNumber: 2 });
	});

	it.each<[GuardianName, boolean]>([
		['ayse', true],
		['mehmet', true],
		['ahmet', true],
		['kerem', false],
		['johan', false],
		['wilma', false],
		['nora', false],
	])('exists for %s: %s', async (who, exists) => {
		const store = await school({});
		const page = await momentPage(store, await asParent(store, who), 'look', today);
		expect(page !== undefined).toBe(exists);
		expect(page?.children.some(({ maySignUp }) => maySignUp) ?? false).toBe(exists && who !== 'ahmet');
	});

	it('whose group was deleted is for nobody, not suddenly for everyone', async () => {
		const store = await school({});
		const { group } = store.t;
		await store.transact((tx) =>
			tx.delete(group).where(and(eq(group.schoolId, 'vuurvogel'), eq(group.id, 'zonnebloem'))),
		);
		for (const who of ['ayse', 'johan'] as const) {
			const parent = await asParent(store, who);
			expect(await momentPage(store, parent, 'look', today)).toBeUndefined();
			expect((await joinPage(store, parent, today)).invitations).toEqual([]);
		}
	});

	it('that is a draft does not exist; one that was cancelled says so', async () => {
		const store = await school(
			{ id: 'draft', published: false, slots: { d: ['2026-10-12', '09:30'] } },
			{ cancelled: true },
		);
		const ayse = await asParent(store, 'ayse');
		expect(await momentPage(store, ayse, 'draft', today)).toBeUndefined();
		expect(await momentPage(store, ayse, 'look', today)).toMatchObject({
			cancelled: true,
			slots: [{ state: 'cancelled' }, { state: 'cancelled' }],
			children: [{ maySignUp: false }],
		});
	});

	it('takes three queries', async () => {
		const store = await school({});
		const ayse = await asParent(store, 'ayse');
		store.statements.length = 0;
		await momentPage(store, ayse, 'look', today);
		expect(store.statements).toHaveLength(3);
	});
});
