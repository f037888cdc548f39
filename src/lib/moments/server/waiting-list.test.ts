import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, noticesSoFar, slotNumbers, whoIsIn } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, today, type GuardianName } from '../../../../tests/support/people.ts';
import { joinPage } from './for-parent.ts';
import { moveOffers } from './offers.ts';
import { cancelSignUp, signUp } from './sign-ups.ts';
import { acceptOffer } from './waiting-list.ts';

/** Monday has one place, and Fatima has it; Ayşe, Agnieszka and Mehmet wait in this order. */
async function fullMonday(places = 1) {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { places });
	const ids = {
		fatima: await take(store, 'fatima', 'ilyas'),
		ayse: await take(store, 'ayse', 'elif'),
		agnieszka: await take(store, 'agnieszka', 'zuzia'),
		mehmet: await take(store, 'mehmet', 'elif'),
	};
	const leave = async (who: keyof typeof ids, now: Date) =>
		cancelSignUp(store, await asParent(store, who), { slotId: 'monday', signUpId: ids[who], now });
	const accept = async (who: keyof typeof ids, now: Date) =>
		acceptOffer(store, await asParent(store, who), { slotId: 'monday', signUpId: ids[who], now });
	return { store, ids, leave, accept };
}

async function take(store: TestStore, who: GuardianName, childId: string, adults = 1): Promise<string> {
	const wish = { slotId: 'monday', childId, adults, interpreter: null, note: null, wait: true, now: today };
	const result = await signUp(store, await asParent(store, who), wish);
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}

async function asked(store: TestStore): Promise<(string | null)[]> {
	const notices = await noticesSoFar(store);
	return notices.filter(({ kind }) => kind === 'moments.offered').map(({ to }) => to);
}

const sunday = (time: string) => at('2026-10-11', time);
const monday = (time: string) => at('2026-10-12', time);

describe('a place that comes free', () => {
	it('goes by itself to the first in line until 18:00 the day before', async () => {
		const { store, leave } = await fullMonday();
		await leave('fatima', sunday('17:59'));
		expect((await whoIsIn(store, 'monday'))[0]).toBe('ayse/elif confirmed 1');
		expect(await asked(store)).toEqual([]);
	});

	it('is offered after that, one after the other, each half an hour', async () => {
		const { store, leave } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		expect(await asked(store)).toEqual(['ayse']);
		await moveOffers(store, sunday('18:29'));
		expect(await asked(store)).toEqual(['ayse']);
		await moveOffers(store, sunday('18:30'));
		expect(await asked(store)).toEqual(['ayse', 'agnieszka']);
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 0, waiting: 3, agrees: true });
	});

	it('is the first yes’s; the others keep their number, and are told so when they say yes', async () => {
		const { store, leave, accept } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		await moveOffers(store, sunday('18:30'));
		expect(await accept('agnieszka', sunday('18:40'))).toEqual({ ok: true });
		expect(await accept('agnieszka', sunday('18:40'))).toEqual({ ok: true });
		expect(await accept('ayse', sunday('18:41'))).toEqual({ ok: false, refusal: 'gone' });
		expect(await whoIsIn(store, 'monday')).toEqual([
			'ayse/elif waiting 1',
			'agnieszka/zuzia confirmed 1',
			'mehmet/elif waiting 1',
		]);
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 1, waiting: 2, agrees: true });
		const { appointments } = await joinPage(store, await asParent(store, 'ayse'), sunday('18:42'));
		expect(appointments).toMatchObject([{ number: 1, offered: false }]);
		const told = await noticesSoFar(store);
		expect(told.filter(({ to, kind }) => to === 'agnieszka' && kind === 'moments.confirmed')).toHaveLength(1);
	});

	it('shows as a question on the page of who is asked, and of nobody else', async () => {
		const { store, leave } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		const offered = async (who: GuardianName) =>
			(await joinPage(store, await asParent(store, who), sunday('18:01'))).appointments.map(
				(one) => one.offered,
			);
		expect(await offered('ayse')).toEqual([true]);
		expect(await offered('agnieszka')).toEqual([false]);
	});

	it('goes on to the next one at a no', async () => {
		const { store, leave } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		await leave('ayse', sunday('18:05'));
		expect(await asked(store)).toEqual(['ayse', 'agnieszka']);
	});

	it('wakes nobody at night', async () => {
		const { store, leave } = await fullMonday();
		await leave('fatima', sunday('22:00'));
		await moveOffers(store, sunday('23:00'));
		await moveOffers(store, monday('06:59'));
		expect(await asked(store)).toEqual([]);
		await moveOffers(store, monday('07:00'));
		expect(await asked(store)).toEqual(['ayse']);
	});

	it('is asked about again, when another comes free', async () => {
		const { store, leave, accept } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		await moveOffers(store, sunday('18:30'));
		await accept('agnieszka', sunday('18:40'));
		await leave('agnieszka', sunday('19:00'));
		expect(await asked(store)).toEqual(['ayse', 'agnieszka', 'ayse']);
		expect(await accept('ayse', sunday('19:01'))).toEqual({ ok: true });
	});

	it('is not a newcomer’s while someone in line has the turn', async () => {
		const { store, leave } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		const fatima = await asParent(store, 'fatima');
		const wish = {
			slotId: 'monday',
			childId: 'ilyas',
			adults: 1,
			interpreter: null,
			note: null,
			wait: false,
		};
		expect(await signUp(store, fatima, { ...wish, now: sunday('18:10') })).toMatchObject({
			refusal: 'full',
			number: 4,
		});
		await moveOffers(store, sunday('18:30'));
		await moveOffers(store, sunday('19:00'));
		expect(await signUp(store, fatima, { ...wish, now: sunday('19:30') })).toMatchObject({
			status: 'confirmed',
		});
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 1, agrees: true });
	});

	it('is offered no more when it has begun', async () => {
		const { store, leave, accept } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		expect(await accept('ayse', monday('08:30'))).toEqual({ ok: false, refusal: 'started' });
		expect(await moveOffers(store, monday('08:30'))).toBe(0);
		expect(await asked(store)).toEqual(['ayse']);
	});
});

describe('who may say yes', () => {
	it('only the one who was asked, while the child is theirs', async () => {
		const { store, ids, leave } = await fullMonday();
		await leave('fatima', sunday('18:00'));
		const yes = async (who: GuardianName, signUpId: string) =>
			acceptOffer(store, await asParent(store, who), { slotId: 'monday', signUpId, now: sunday('18:01') });
		for (const who of ['mehmet', 'agnieszka', 'johan', 'ahmet', 'kerem', 'nora'] as const)
			expect(await yes(who, ids.ayse)).toEqual({ ok: false, refusal: 'not_found' });
		expect(await yes('mehmet', ids.mehmet)).toEqual({ ok: false, refusal: 'gone' });
		expect((await whoIsIn(store, 'monday')).filter((one) => one.includes('confirmed'))).toEqual([]);
	});

	it('who lost the right is passed over', async () => {
		const { store, leave } = await fullMonday();
		const { guardianship } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'information' })
				.where(and(eq(guardianship.schoolId, 'vuurvogel'), eq(guardianship.guardianId, 'ayse'))),
		);
		await leave('fatima', sunday('17:00'));
		expect(await whoIsIn(store, 'monday')).toEqual([
			'ayse/elif waiting 1',
			'agnieszka/zuzia confirmed 1',
			'mehmet/elif waiting 1',
		]);
	});
});
