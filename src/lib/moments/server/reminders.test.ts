import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#lib/school/settings.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, noticesSoFar, type TestMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today, type GuardianName } from '../../../../tests/support/people.ts';
import { moveSlot } from './change.ts';
import { queueReminders } from './reminders.ts';
import { cancelSignUp, signUp } from './sign-ups.ts';

async function school(moment: TestMoment = {}): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, moment);
	return store;
}
async function take(
	store: TestStore,
	who: GuardianName,
	childId: string,
	slotId = 'monday',
): Promise<string> {
	const wish = { slotId, childId, adults: 1, interpreter: null, note: null, wait: true, now: today };
	const result = await signUp(store, await asParent(store, who), wish);
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}
async function reminders(store: TestStore): Promise<string[]> {
	const notices = await noticesSoFar(store);
	return notices
		.filter(({ kind }) => kind.startsWith('moments.reminder'))
		.map(({ to, kind }) => `${to} ${kind.slice(17)}`);
}
const sunday = (time: string) => at('2026-10-11', time);
const monday = (time: string) => at('2026-10-12', time);

describe('reminders', () => {
	it('come at 17:00 the day before and an hour before, once each, by one way', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas');
		for (const now of [
			sunday('16:59'),
			sunday('17:00'),
			sunday('17:01'),
			monday('07:29'),
			monday('07:30'),
			monday('07:31'),
		])
			await queueReminders(store, now);
		expect(await reminders(store)).toEqual(['fatima day', 'fatima hour']);
		const [day, hour] = (await noticesSoFar(store)).filter(({ kind }) => kind.startsWith('moments.reminder'));
		expect(day).toMatchObject({
			route: 'one',
			content: { locale: 'ar', title: 'غدًا: زيارة الصف' },
		});
		expect(hour?.content.title).toBe('بعد قليل: زيارة الصف، الساعة \u20668:30\u2069 صباحًا');
	});

	it('are due at the time that the school sets', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas');
		const { school: schools } = store.t;
		const settings = { ...defaultSettings, remindDayBeforeAt: '15:30', remindBeforeMinutes: 120 };
		await store.transact((tx) => tx.update(schools).set({ settings }).where(eq(schools.id, 'vuurvogel')));
		expect(await queueReminders(store, sunday('15:29'))).toBe(0);
		expect(await queueReminders(store, sunday('15:30'))).toBe(1);
		expect(await queueReminders(store, monday('06:30'))).toBe(1);
	});

	it('are for who has a place: not for who waits, cancelled or is not invited', async () => {
		const store = await school({ places: 2 });
		await take(store, 'fatima', 'ilyas');
		const gone = await take(store, 'ayse', 'elif');
		await take(store, 'mehmet', 'elif', 'tuesday');
		const ayse = await asParent(store, 'ayse');
		await cancelSignUp(store, ayse, { slotId: 'monday', signUpId: gone, now: today });
		await queueReminders(store, sunday('17:00'));
		expect(await reminders(store)).toEqual(['fatima day']);
	});

	it('are one for two children in the same slot', async () => {
		const store = await school({ groups: ['zonnebloem', 'groep4'], slotsPerChild: 2 });
		await take(store, 'ayse', 'elif');
		await take(store, 'ayse', 'emre');
		await queueReminders(store, sunday('17:00'));
		const [told] = (await noticesSoFar(store)).filter(({ kind }) => kind === 'moments.reminder_day');
		expect(await reminders(store)).toEqual(['ayse day']);
		expect(told?.content.lines[0]).toBe('Sınıf ziyareti · Elif ve Emre');
	});

	it('are caught up with after a downtime, but not when they are stale', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas');
		await queueReminders(store, sunday('19:45'));
		expect(await reminders(store)).toEqual(['fatima day']);
		const late = await school();
		await take(late, 'fatima', 'ilyas');
		for (const now of [sunday('21:30'), monday('06:00'), monday('08:21'), monday('08:31')])
			await queueReminders(late, now);
		expect(await reminders(late)).toEqual([]);
	});

	it('come again for the new time when the slot was moved', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas');
		await queueReminders(store, sunday('17:00'));
		const to = { slotId: 'monday', day: '2026-10-14', from: '08:30', till: '09:00', now: sunday('18:00') };
		await moveSlot(store, await asStaff(store, 'marieke'), to);
		await queueReminders(store, sunday('18:01'));
		await queueReminders(store, at('2026-10-13', '17:00'));
		expect(await reminders(store)).toEqual(['fatima day', 'fatima day']);
	});

	it('are not sent to who was barred, for what was called off, or for a draft', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas');
		const { guardianship, slot } = store.t;
		await store.transact((tx) =>
			tx
				.update(guardianship)
				.set({ level: 'nothing' })
				.where(and(eq(guardianship.schoolId, 'vuurvogel'), eq(guardianship.guardianId, 'fatima'))),
		);
		expect(await queueReminders(store, sunday('17:00'))).toBe(0);
		await take(store, 'agnieszka', 'zuzia', 'tuesday');
		await store.transact((tx) =>
			tx
				.update(slot)
				.set({ cancelledAt: today })
				.where(and(eq(slot.schoolId, 'vuurvogel'), eq(slot.id, 'tuesday'))),
		);
		expect(await queueReminders(store, monday('17:00'))).toBe(0);
	});

	it('of two workers at once are still one', async () => {
		const store = await school();
		await take(store, 'fatima', 'ilyas');
		const queued = await Promise.all([1, 2].map(() => queueReminders(store, sunday('17:00'))));
		expect(queued.sort()).toEqual([0, 1]);
		expect(await reminders(store)).toEqual(['fatima day']);
	});
});
