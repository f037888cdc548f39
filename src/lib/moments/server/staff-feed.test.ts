import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { signUp } from './sign-ups.ts';
import { endFeed, feedSince, feedText, renewFeed } from './staff-feed.ts';
import { yearPlan } from './year-plan.ts';

/** A kijkmoment of Zonnebloem that Fatima comes to, a talk of groep 4, a coffee morning for all, and a draft. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	await addMoment(store, {
		id: 'talk',
		kind: 'welcome_talk',
		groups: ['groep4'],
		slots: { talk: ['2026-10-12', '15:00'] },
	});
	await addMoment(store, {
		id: 'coffee',
		kind: 'coffee',
		groups: [],
		slots: { cup: ['2026-10-12', '08:45'] },
	});
	await addMoment(store, { id: 'draft', published: false, slots: { later: ['2026-10-20', '08:30'] } });
	const wish = { slotId: 'monday', childId: 'ilyas', adults: 1, interpreter: null, note: null, wait: false };
	await signUp(store, await asParent(store, 'fatima'), { ...wish, now: today });
	return store;
}
const read = (store: Awaited<ReturnType<typeof school>>, token: string) =>
	feedText(store.read, { token, origin: 'https://school.example', now: today });

test('the year plan has the own groups and the whole school, drafts of who plans them, days off, and clashes', async () => {
	const store = await school();
	const plan = await yearPlan(store, await asStaff(store, 'marieke'), today);
	expect(plan?.entries.map(({ momentId, day, slots, draft }) => [momentId, day, slots, draft])).toEqual([
		['look', '2026-10-12', 1, false],
		['coffee', '2026-10-12', 1, false],
		['look', '2026-10-13', 1, false],
		['draft', '2026-10-20', 1, true],
	]);
	expect(plan?.daysOff.map(({ kind }) => kind)).toContain('autumn');
	expect(plan?.clashes).toMatchObject([
		{ kind: 'together', entry: { momentId: 'look' }, other: { momentId: 'coffee' } },
		{ kind: 'free', entry: { momentId: 'draft' }, dayOff: { kind: 'autumn' } },
	]);
	const all = await yearPlan(store, await asStaff(store, 'joke'), today);
	expect(all?.entries.map(({ momentId }) => momentId)).toContain('talk');
	const selin = await yearPlan(store, await asStaff(store, 'selin'), today);
	expect(selin?.entries.map(({ momentId }) => momentId)).toEqual(['coffee', 'talk']);
});

test('the calendar has what, when and where, and never who comes', async () => {
	const store = await school();
	const marieke = await asStaff(store, 'marieke');
	expect(await feedSince(store.read, marieke)).toBeUndefined();
	const token = await renewFeed(store, marieke, { locale: 'nl', now: today });
	expect(await feedSince(store.read, marieke)).toEqual(today);
	const text = (await read(store, token)) ?? '';
	expect(text).toContain('SUMMARY:Kijkmoment · Groep 1/2 Zonnebloem');
	expect(text).toContain('DTSTART:20261012T063000Z');
	expect(text).toContain('SUMMARY:Koffieochtend');
	expect(text).toContain('SUMMARY:Herfstvakantie');
	expect(text).toMatch(/DTSTART;VALUE=DATE:2026101\d/);
	expect(text).not.toMatch(/Fatima|Ilyas|Welkomgesprek|20261020T063000Z/);
});

test('a new address ends the old one; so does stopping it, and leaving the school', async () => {
	const store = await school();
	const marieke = await asStaff(store, 'marieke');
	const old = await renewFeed(store, marieke, { locale: 'nl', now: today });
	const renewed = await renewFeed(store, marieke, { locale: 'tr', now: today });
	expect(await read(store, old)).toBeUndefined();
	expect(await read(store, renewed)).toContain('SUMMARY:Sınıf ziyareti');
	const { staffMember } = store.t;
	const set = (status: 'active' | 'gone') =>
		store.transact(async (tx) => {
			await tx.update(staffMember).set({ status }).where(eq(staffMember.schoolId, schoolId));
		});
	await set('gone');
	expect(await read(store, renewed)).toBeUndefined();
	await set('active');
	await endFeed(store, marieke, today);
	expect(await read(store, renewed)).toBeUndefined();
	expect(await read(store, '')).toBeUndefined();
});
