import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addMoment,
	at,
	auditSoFar,
	noticesSoFar,
	slotNumbers,
	whoIsIn,
	type TestMoment,
} from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	otherSchoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { cancelSignUp, changeSignUp, signUp, type SignUpWish } from './sign-ups.ts';

async function school(...moments: TestMoment[]): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	for (const moment of moments.length > 0 ? moments : [{}]) await addMoment(store, moment);
	return store;
}

const wish = (part: Partial<SignUpWish> = {}): SignUpWish => ({
	slotId: 'monday',
	childId: 'elif',
	adults: 1,
	interpreter: null,
	note: null,
	wait: false,
	now: today,
	...part,
});

async function signUpAs(store: TestStore, who: GuardianName, part: Partial<SignUpWish> = {}) {
	const result = await signUp(store, await asParent(store, who), wish(part));
	if (!result.ok) throw new Error(result.refusal);
	return result;
}

describe('signing up', () => {
	it('takes the places, leaves an audit line, and confirms with a calendar file in the own language', async () => {
		const store = await school();
		const result = await signUpAs(store, 'ayse', { adults: 2, interpreter: 'tr' });
		expect(result).toMatchObject({ status: 'confirmed', number: null, again: false });
		expect(await slotNumbers(store, 'monday')).toEqual({ capacity: 4, taken: 2, waiting: 0, agrees: true });
		expect(await auditSoFar(store)).toEqual(['guardian ayse moments.signed_up']);
		const [told, ...more] = await noticesSoFar(store);
		expect(more).toEqual([]);
		expect(told).toMatchObject({ to: 'ayse', kind: 'moments.confirmed', route: 'email' });
		expect(told?.content).toMatchObject({
			locale: 'tr',
			title: 'Randevunuz: 12 Ekim Pazartesi',
			action: { path: '/join/look?child=elif' },
			calendar: { method: 'PUBLISH' },
		});
		expect(told?.content.lines).toContain('Tercüman istediniz: Türkçe.');
	});

	it('twice, as a double tap does, is signing up once', async () => {
		const store = await school();
		const first = await signUpAs(store, 'ayse');
		const ayse = await asParent(store, 'ayse');
		const [second, third] = await Promise.all([signUp(store, ayse, wish()), signUp(store, ayse, wish())]);
		expect(second).toEqual({ ...first, again: true });
		expect(third).toEqual(second);
		expect(await whoIsIn(store, 'monday')).toEqual(['ayse/elif confirmed 1']);
		expect(await noticesSoFar(store)).toHaveLength(1);
	});

	it('at the same moment twice is signing up once too', async () => {
		const store = await school();
		const ayse = await asParent(store, 'ayse');
		const results = await Promise.all([signUp(store, ayse, wish()), signUp(store, ayse, wish())]);
		expect(results.map((result) => result.ok && result.again)).toEqual([false, true]);
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 1, agrees: true });
	});

	it('says how full it is, and which number the waiting list would give', async () => {
		const store = await school({ places: 2 });
		await signUpAs(store, 'fatima', { childId: 'ilyas' });
		const ayse = await asParent(store, 'ayse');
		expect(await signUp(store, ayse, wish({ adults: 2 }))).toEqual({
			ok: false,
			refusal: 'only_some_free',
			count: 1,
			number: 1,
		});
		await signUpAs(store, 'agnieszka', { childId: 'zuzia' });
		expect(await signUp(store, ayse, wish())).toEqual({ ok: false, refusal: 'full', number: 1 });
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 2, waiting: 0 });
	});

	it('waits, with a number, for who says yes to that', async () => {
		const store = await school({ places: 1 });
		await signUpAs(store, 'fatima', { childId: 'ilyas' });
		expect(await signUpAs(store, 'ayse', { wait: true })).toMatchObject({ status: 'waiting', number: 1 });
		expect(await signUpAs(store, 'agnieszka', { childId: 'zuzia', wait: true })).toMatchObject({ number: 2 });
		expect(await signUpAs(store, 'agnieszka', { childId: 'zuzia', wait: true })).toMatchObject({
			number: 2,
			again: true,
		});
		const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'moments.waiting');
		expect(told.map(({ content }) => content.title)).toEqual([
			'Lista oczekujących: Państwa numer to 2',
			'Bekleme listesindesiniz: 1. sıra',
		]);
	});

	it('passes who waits for more places than are free', async () => {
		const store = await school({ places: 2 });
		await signUpAs(store, 'fatima', { childId: 'ilyas' });
		await signUpAs(store, 'ayse', { adults: 2, wait: true });
		expect(await signUpAs(store, 'agnieszka', { childId: 'zuzia' })).toMatchObject({ status: 'confirmed' });
		expect(await whoIsIn(store, 'monday')).toEqual([
			'fatima/ilyas confirmed 1',
			'ayse/elif waiting 2',
			'agnieszka/zuzia confirmed 1',
		]);
	});

	it('is possible for each carer of a child, and neither learns of the other', async () => {
		const store = await school({ places: 2 });
		expect(await signUpAs(store, 'ayse')).toMatchObject({ status: 'confirmed' });
		expect(await signUpAs(store, 'mehmet')).toMatchObject({ status: 'confirmed', again: false });
	});

	it('of siblings at the same time is refused, with what is in the way', async () => {
		const store = await school(
			{},
			{ id: 'look4', groups: ['groep4'], slots: { four: ['2026-10-12', '08:45'] } },
		);
		await signUpAs(store, 'ayse');
		const result = await signUp(
			store,
			await asParent(store, 'ayse'),
			wish({ slotId: 'four', childId: 'emre' }),
		);
		expect(result).toMatchObject({ refusal: 'overlaps', own: { childId: 'elif', slotId: 'monday' } });
	});

	it('changes to another day in one step, and gives the old place to who waits', async () => {
		const store = await school({ places: 1 });
		const monday = await signUpAs(store, 'ayse');
		await signUpAs(store, 'fatima', { childId: 'ilyas', wait: true });
		const ayse = await asParent(store, 'ayse');
		expect(await signUp(store, ayse, wish({ slotId: 'tuesday' }))).toMatchObject({
			refusal: 'limit_reached',
			own: { signUpId: monday.signUpId },
		});
		const tuesday = wish({ slotId: 'tuesday', insteadOf: monday.signUpId });
		expect(await signUp(store, ayse, tuesday)).toMatchObject({ ok: true, status: 'confirmed' });
		expect(await signUp(store, ayse, tuesday)).toMatchObject({ ok: true, again: true });
		expect(await whoIsIn(store, 'monday')).toEqual(['fatima/ilyas confirmed 1']);
		expect(await whoIsIn(store, 'tuesday')).toEqual(['ayse/elif confirmed 1']);
	});

	it('keeps the place where the other day is full', async () => {
		const store = await school({ places: 1 });
		await signUpAs(store, 'fatima', { childId: 'ilyas', slotId: 'tuesday' });
		const monday = await signUpAs(store, 'ayse');
		const swap = wish({ slotId: 'tuesday', insteadOf: monday.signUpId, wait: true });
		expect(await signUp(store, await asParent(store, 'ayse'), swap)).toMatchObject({ refusal: 'full' });
		expect(await whoIsIn(store, 'monday')).toEqual(['ayse/elif confirmed 1']);
	});

	it('takes back an "I can’t come"', async () => {
		const store = await school();
		const { decline } = store.t;
		const of = { schoolId: 'vuurvogel', momentId: 'look', guardianId: 'ayse', at: today };
		await store.transact((tx) =>
			tx.insert(decline).values([
				{ ...of, childId: 'elif' },
				{ ...of, childId: 'elif', guardianId: 'mehmet' },
			]),
		);
		await signUpAs(store, 'ayse');
		const left = await store.read.select().from(decline).where(eq(decline.schoolId, 'vuurvogel'));
		expect(left.map(({ guardianId }) => guardianId)).toEqual(['mehmet']);
	});
});

describe('who may sign up', () => {
	it.each<[GuardianName, string, string]>([
		['ayse', 'elif', 'confirmed'],
		['mehmet', 'elif', 'confirmed'],
		// another child of hers, in another group
		['ayse', 'emre', 'not_yours'],
		// another family's child
		['ayse', 'ilyas', 'not_yours'],
		['ayse', 'nobody', 'not_yours'],
		['ahmet', 'elif', 'information_only'],
		// for these, the moment does not exist
		['kerem', 'elif', 'not_found'],
		['johan', 'sem', 'not_found'],
		['johan', 'elif', 'not_found'],
		['wilma', 'mees', 'not_found'],
		['nora', 'noor', 'not_found'],
		['nora', 'elif', 'not_found'],
	])('%s for %s: %s', async (who, childId, outcome) => {
		const store = await school();
		const result = await signUp(store, await asParent(store, who), wish({ childId }));
		expect(result.ok ? result.status : result.refusal).toBe(outcome);
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: outcome === 'confirmed' ? 1 : 0 });
	});

	it('nobody, for a draft or for what is not there', async () => {
		const store = await school({ published: false });
		const ayse = await asParent(store, 'ayse');
		expect(await signUp(store, ayse, wish())).toEqual({ ok: false, refusal: 'not_found' });
		expect(await signUp(store, ayse, wish({ slotId: 'nowhere' }))).toEqual({
			ok: false,
			refusal: 'not_found',
		});
	});

	it('all parents, where the moment is for the whole school', async () => {
		const store = await school({ kind: 'coffee', groups: [], slots: { friday: ['2026-10-16', '08:30'] } });
		const friday = { slotId: 'friday' };
		expect(await signUpAs(store, 'ayse', friday)).toMatchObject({ status: 'confirmed' });
		expect(await signUpAs(store, 'johan', { ...friday, childId: 'sem' })).toMatchObject({
			status: 'confirmed',
		});
		const nora = await asParent(store, 'nora');
		expect(await signUp(store, nora, wish({ ...friday, childId: 'noor' }))).toMatchObject({
			refusal: 'not_found',
		});
	});

	it('nobody of another school with the same ids', async () => {
		const store = await school({}, { school: otherSchoolId, groups: ['regenboog3'] });
		const nora = await asParent(store, 'nora');
		expect(await signUp(store, nora, wish({ childId: 'noor' }))).toMatchObject({ ok: true });
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 0 });
		expect(await slotNumbers(store, 'monday', otherSchoolId)).toMatchObject({ taken: 1 });
	});
});

describe('cancelling', () => {
	it('frees the place, takes it out of the calendar, and can be tapped twice', async () => {
		const store = await school();
		const { signUpId } = await signUpAs(store, 'ayse', { adults: 2 });
		const ayse = await asParent(store, 'ayse');
		const cancel = { slotId: 'monday', signUpId, now: today };
		expect(await cancelSignUp(store, ayse, cancel)).toEqual({ ok: true, wasThere: true });
		expect(await cancelSignUp(store, ayse, cancel)).toEqual({ ok: true, wasThere: false });
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 0, agrees: true });
		const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'moments.left');
		expect(told).toHaveLength(1);
		expect(told[0]?.content.calendar).toMatchObject({ method: 'CANCEL' });
	});

	it('moves up the first in line who fits whole, who is told at once on every way', async () => {
		const store = await school({ places: 2 });
		const { signUpId } = await signUpAs(store, 'fatima', { childId: 'ilyas' });
		await signUpAs(store, 'mehmet');
		await signUpAs(store, 'ayse', { adults: 2, wait: true });
		await signUpAs(store, 'agnieszka', { childId: 'zuzia', wait: true });
		await cancelSignUp(store, await asParent(store, 'fatima'), { slotId: 'monday', signUpId, now: today });
		expect(await whoIsIn(store, 'monday')).toEqual([
			'mehmet/elif confirmed 1',
			'ayse/elif waiting 2',
			'agnieszka/zuzia confirmed 1',
		]);
		const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'moments.promoted');
		expect(told).toMatchObject([{ to: 'agnieszka', route: 'both', content: { locale: 'pl' } }]);
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 2, waiting: 1, agrees: true });
	});

	it('does not touch what is another’s', async () => {
		const store = await school();
		const { signUpId } = await signUpAs(store, 'ayse');
		for (const who of ['mehmet', 'fatima', 'nora'] as const) {
			const result = await cancelSignUp(store, await asParent(store, who), {
				slotId: 'monday',
				signUpId,
				now: today,
			});
			expect(result).toEqual({ ok: true, wasThere: false });
		}
		expect(await whoIsIn(store, 'monday')).toEqual(['ayse/elif confirmed 1']);
	});

	it('is possible after closing, and no more when it began', async () => {
		const store = await school();
		const { signUpId } = await signUpAs(store, 'ayse');
		const ayse = await asParent(store, 'ayse');
		const cancel = { slotId: 'monday', signUpId };
		expect(await cancelSignUp(store, ayse, { ...cancel, now: at('2026-10-12', '08:30') })).toEqual({
			ok: false,
			refusal: 'started',
		});
		expect(await cancelSignUp(store, ayse, { ...cancel, now: at('2026-10-12', '08:29') })).toMatchObject({
			wasThere: true,
		});
	});
});

describe('changing', () => {
	const change = { slotId: 'monday', adults: 2, interpreter: null, note: null, now: today };

	it('takes more places where they are free', async () => {
		const store = await school({ places: 2 });
		const { signUpId } = await signUpAs(store, 'ayse');
		const ayse = await asParent(store, 'ayse');
		expect(await changeSignUp(store, ayse, { ...change, signUpId })).toEqual({
			ok: true,
			status: 'confirmed',
		});
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 2, agrees: true });
	});

	it('does not take more than are free', async () => {
		const store = await school({ places: 2 });
		const { signUpId } = await signUpAs(store, 'ayse');
		await signUpAs(store, 'fatima', { childId: 'ilyas' });
		const ayse = await asParent(store, 'ayse');
		expect(await changeSignUp(store, ayse, { ...change, signUpId })).toEqual({ ok: false, refusal: 'full' });
		expect(await changeSignUp(store, ayse, { ...change, signUpId, adults: 3 })).toEqual({
			ok: false,
			refusal: 'too_many_adults',
			count: 2,
		});
	});

	it('with fewer frees places for who waits', async () => {
		const store = await school({ places: 2 });
		const { signUpId } = await signUpAs(store, 'ayse', { adults: 2 });
		await signUpAs(store, 'fatima', { childId: 'ilyas', wait: true });
		await changeSignUp(store, await asParent(store, 'ayse'), { ...change, signUpId, adults: 1 });
		expect(await whoIsIn(store, 'monday')).toEqual(['ayse/elif confirmed 1', 'fatima/ilyas confirmed 1']);
	});

	it('in the waiting list keeps the number, and with fewer moves up at once', async () => {
		const store = await school({ places: 2 });
		await signUpAs(store, 'fatima', { childId: 'ilyas' });
		const { signUpId } = await signUpAs(store, 'ayse', { adults: 2, wait: true });
		const ayse = await asParent(store, 'ayse');
		expect(await changeSignUp(store, ayse, { ...change, signUpId, adults: 1 })).toEqual({
			ok: true,
			status: 'confirmed',
		});
		expect(await slotNumbers(store, 'monday')).toMatchObject({ taken: 2, waiting: 0, agrees: true });
	});

	it('is for the one who signed up, while the child is theirs to sign up', async () => {
		const store = await school();
		const { signUpId } = await signUpAs(store, 'ayse');
		for (const who of ['mehmet', 'ahmet', 'kerem', 'nora'] as const)
			expect(await changeSignUp(store, await asParent(store, who), { ...change, signUpId })).toEqual({
				ok: false,
				refusal: 'not_found',
			});
	});

	it('closes with the sign-up, but fewer can always come', async () => {
		const store = await school();
		const { signUpId } = await signUpAs(store, 'ayse', { adults: 2 });
		const ayse = await asParent(store, 'ayse');
		const late = { ...change, signUpId, now: at('2026-10-12', '07:45') };
		expect(await changeSignUp(store, ayse, { ...late, interpreter: 'tr' })).toMatchObject({
			refusal: 'closed',
		});
		expect(await changeSignUp(store, ayse, { ...late, adults: 1 })).toMatchObject({ ok: true });
	});
});
