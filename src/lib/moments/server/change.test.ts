import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, noticesSoFar, slotNumbers, whoIsIn } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { cancelDay, cancelMoment, cancelSlot, changeCapacity, changeDetails, moveSlot } from './change.ts';
import { publishPlan } from './publish.ts';
import { sentMessages } from './sent.ts';
import { signUp } from './sign-ups.ts';

/** Monday has one place; Fatima has it and Ayşe waits. Tuesday: Agnieszka. */
async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { places: 1 });
	await take(store, 'fatima', 'ilyas', 'monday');
	await take(store, 'ayse', 'elif', 'monday');
	await take(store, 'agnieszka', 'zuzia', 'tuesday');
	return store;
}
async function take(store: TestStore, who: GuardianName, childId: string, slotId: string) {
	const wish = { slotId, childId, adults: 1, interpreter: null, note: null, wait: true, now: today };
	const result = await signUp(store, await asParent(store, who), wish);
	if (!result.ok) throw new Error(result.refusal);
}
async function told(store: TestStore, kind: string) {
	return (await noticesSoFar(store)).filter((notice) => notice.kind === `moments.${kind}`);
}
const wednesday = { slotId: 'monday', day: '2026-10-14', from: '09:00', till: '09:30', now: today };

describe('moving a slot', () => {
	it('tells who has a place, with the new calendar entry, and who waits', async () => {
		const store = await school();
		expect(await moveSlot(store, await asStaff(store, 'marieke'), wednesday)).toEqual({ ok: true, told: 2 });
		const notices = await told(store, 'moved');
		expect(notices.map(({ to, route }) => `${to} ${route}`)).toEqual(['ayse both', 'fatima both']);
		const [ayse, fatima] = notices;
		expect(ayse?.content.title).toBe('Yeni zaman: 14 Ekim Çarşamba, 9.00 – 9.30');
		expect(ayse?.content.lines).toContain('Önceki zaman: 12 Ekim Pazartesi, 8.30 – 9.00');
		expect(ayse?.content.calendar).toBeUndefined();
		expect(fatima?.content.calendar?.appointments).toMatchObject([
			{ revision: 1, startsAt: Date.UTC(2026, 9, 14, 7) },
		]);
		expect(await whoIsIn(store, 'monday')).toEqual(['fatima/ilyas confirmed 1', 'ayse/elif waiting 1']);
	});

	it('to where it is tells nobody', async () => {
		const store = await school();
		const same = { slotId: 'monday', day: '2026-10-12', from: '08:30', till: '09:00', now: today };
		expect(await moveSlot(store, await asStaff(store, 'marieke'), same)).toEqual({ ok: true, told: 0 });
	});

	it.each([
		['in_the_past', { day: '2026-10-05' }],
		['ends_before_start', { till: '09:00' }],
		['started', { now: at('2026-10-12', '08:30') }],
		['not_found', { slotId: 'nowhere' }],
	])('is refused: %s', async (refusal, part) => {
		const store = await school();
		expect(await moveSlot(store, await asStaff(store, 'marieke'), { ...wednesday, ...part })).toEqual({
			ok: false,
			refusal,
		});
	});
});

describe('calling off', () => {
	it('a slot tells those in it, and points to the other times', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		expect(await cancelSlot(store, marieke, { slotId: 'monday', now: today })).toEqual({ ok: true, told: 2 });
		const [ayse, fatima] = await told(store, 'cancelled');
		expect(fatima?.content).toMatchObject({
			calendar: { method: 'CANCEL' },
			action: { label: 'اختيار يوم' },
		});
		expect(ayse?.content.title).toBe('İptal edildi: Sınıf ziyareti');
		expect(ayse?.content.calendar).toBeUndefined();
		expect(await cancelSlot(store, marieke, { slotId: 'monday', now: today })).toEqual({
			ok: false,
			refusal: 'cancelled',
		});
		// who was called off can choose again
		await take(store, 'mehmet', 'elif', 'tuesday');
		expect(await slotNumbers(store, 'tuesday')).toMatchObject({ waiting: 1 });
	});

	it('leaves the limit of who was called off free', async () => {
		const store = await school();
		await cancelSlot(store, await asStaff(store, 'marieke'), { slotId: 'monday', now: today });
		await take(store, 'fatima', 'ilyas', 'tuesday');
		expect(await whoIsIn(store, 'tuesday')).toContain('fatima/ilyas waiting 1');
	});

	it('a moment tells everyone in it', async () => {
		const store = await school();
		const result = await cancelMoment(store, await asStaff(store, 'marieke'), {
			momentId: 'look',
			now: today,
		});
		expect(result).toEqual({ ok: true, told: 3 });
		expect((await told(store, 'cancelled')).map(({ to }) => to)).toEqual(
			expect.arrayContaining(['fatima', 'ayse', 'agnieszka']),
		);
	});

	it('a moment before its invitations went out takes them back', async () => {
		const store = freshStore();
		await addPeople(store);
		const marieke = await asStaff(store, 'marieke');
		const plan = {
			momentId: 'new',
			kind: 'look' as const,
			groupIds: ['zonnebloem'],
			title: null,
			place: null,
			note: null,
			slots: [{ day: '2026-10-12', from: '08:30', till: '09:00' }],
			places: 4,
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 1,
			interpreterOffered: true,
			opensOn: null,
			firstUntil: null,
			closesOn: null,
			childIds: null,
			meetings: 1,
			everyWeeks: 1,
			revision: 0,
		};
		await publishPlan(store, marieke, plan, today);
		expect(await noticesSoFar(store)).toHaveLength(4);
		await cancelMoment(store, marieke, { momentId: 'new', now: today });
		expect(await noticesSoFar(store)).toEqual([]);
		const { delivery } = store.t;
		expect(await store.read.select().from(delivery).where(eq(delivery.schoolId, schoolId))).toEqual([]);
	});

	it('a moment after they went out leaves them', async () => {
		const store = freshStore();
		await addPeople(store);
		const marieke = await asStaff(store, 'marieke');
		await addMoment(store);
		const { notice, delivery } = store.t;
		const sent = { schoolId, createdAt: today, route: 'one' as const };
		const content = { locale: 'tr', title: '', lines: [], action: { label: '', path: '' } };
		await store.transact(async (tx) => {
			await tx.insert(notice).values({
				...sent,
				id: 'n',
				guardianId: 'ayse',
				kind: 'moments.invited',
				content,
				onceKey: 'moments.invited:look:ayse',
			});
			await tx.insert(delivery).values({
				schoolId,
				id: 'd',
				noticeId: 'n',
				channel: 'email',
				target: 'x@y',
				state: 'sent',
				dueAt: today,
				createdAt: today,
			});
		});
		await cancelMoment(store, marieke, { momentId: 'look', now: today });
		expect(await noticesSoFar(store)).toHaveLength(1);
	});
});

describe('more and fewer places', () => {
	it('more moves the waiting list', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const two = { slotId: 'monday', places: 2, now: today };
		expect(await changeCapacity(store, marieke, two)).toEqual({ ok: true, told: 1 });
		expect(await slotNumbers(store, 'monday')).toEqual({ capacity: 2, taken: 2, waiting: 0, agrees: true });
		expect(await told(store, 'promoted')).toMatchObject([{ to: 'ayse' }]);
	});

	it('fewer takes nobody’s place', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		expect(await changeCapacity(store, marieke, { slotId: 'monday', places: 0, now: today })).toEqual({
			ok: false,
			refusal: 'too_few',
			count: 1,
		});
		expect(await slotNumbers(store, 'monday')).toMatchObject({ capacity: 1, taken: 1 });
	});
});

describe('what a moment says', () => {
	const details = { momentId: 'look', title: null, note: null, interpreterOffered: true, now: today };

	it('another place is told to who has one in it, with a new calendar entry', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		expect(await changeDetails(store, marieke, { ...details, place: 'gymzaal' })).toEqual({
			ok: true,
			told: 2,
		});
		const notices = await told(store, 'place_changed');
		expect(notices.map(({ to }) => to).sort()).toEqual(['agnieszka', 'fatima']);
		expect(notices.find(({ to }) => to === 'agnieszka')?.content).toMatchObject({
			title: 'Nowe miejsce: gymzaal',
			calendar: { method: 'PUBLISH', appointments: [{ revision: 1 }] },
		});
	});

	it('another word is told to nobody', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const note = { ...details, place: null, note: 'Neem gymschoenen mee.' };
		expect(await changeDetails(store, marieke, note)).toEqual({ ok: true, told: 0 });
	});
});

describe('who may change', () => {
	it.each<[StaffName, boolean]>([
		['marieke', true],
		['selin', false],
		['naima', true],
		['petra', true],
		['joke', true],
		['henk', false],
	])('%s: %s', async (who, may) => {
		const store = await school();
		const staff = await asStaff(store, who);
		const results = [
			await changeDetails(store, staff, {
				momentId: 'look',
				title: null,
				place: null,
				note: null,
				interpreterOffered: true,
				now: today,
			}),
			await changeCapacity(store, staff, { slotId: 'monday', places: 3, now: today }),
			await moveSlot(store, staff, wednesday),
			await cancelSlot(store, staff, { slotId: 'monday', now: today }),
			await cancelMoment(store, staff, { momentId: 'look', now: today }),
		];
		expect(results.map((result) => result.ok || result.refusal)).toEqual(Array(5).fill(may || 'not_found'));
	});
});

describe('calling off a day', () => {
	it('tells those of that day and nobody else, once, and says what was sent to whom', async () => {
		const store = await school();
		await addMoment(store, { id: 'talk', kind: 'welcome_talk', slots: { talk: ['2026-10-12', '15:00'] } });
		await take(store, 'agnieszka', 'zuzia', 'talk');
		const marieke = await asStaff(store, 'marieke');
		const monday = { day: '2026-10-12', now: today };
		expect(await cancelDay(store, marieke, monday)).toEqual({ slots: 2, told: 3 });
		expect((await told(store, 'cancelled')).map(({ to }) => to).sort()).toEqual([
			'agnieszka',
			'ayse',
			'fatima',
		]);
		const [batch, ...others] = await sentMessages(store.read, schoolId, 'look');
		expect(others).toEqual([]);
		expect(batch).toMatchObject({ what: 'slot_cancelled', by: 'Marieke Koster' });
		expect(batch?.to.map(({ guardianId }) => guardianId)).toEqual(['ayse', 'fatima']);
		// a double tap
		expect(await cancelDay(store, marieke, monday)).toEqual({ slots: 0, told: 0 });
		// the other day goes on
		expect(await whoIsIn(store, 'tuesday')).toEqual(['agnieszka/zuzia confirmed 1']);
	});

	it('of one moment only, where that is asked; and never what is not theirs', async () => {
		const store = await school();
		await addMoment(store, { id: 'talk', kind: 'welcome_talk', slots: { talk: ['2026-10-12', '15:00'] } });
		const monday = { day: '2026-10-12', now: today };
		expect(await cancelDay(store, await asStaff(store, 'selin'), monday)).toEqual({ slots: 0, told: 0 });
		const marieke = await asStaff(store, 'marieke');
		expect(await cancelDay(store, marieke, { ...monday, momentId: 'talk' })).toEqual({ slots: 1, told: 0 });
		// what began is not called off
		const later = { day: '2026-10-12', now: at('2026-10-12', '08:31') };
		expect(await cancelDay(store, marieke, later)).toEqual({ slots: 0, told: 0 });
	});
});

describe('two people change the same', () => {
	it('the second is told, and what the first wrote stays', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const naima = await asStaff(store, 'naima');
		const details = { momentId: 'look', title: null, note: null, interpreterOffered: true, now: today };
		const read = { ...details, revision: 0 };
		expect(await changeDetails(store, naima, { ...read, place: 'gymzaal' })).toMatchObject({ ok: true });
		expect(await changeDetails(store, marieke, { ...read, place: 'aula' })).toEqual({
			ok: false,
			refusal: 'changed',
		});
		const { moment } = store.t;
		const [kept] = await store.read.select().from(moment).where(eq(moment.schoolId, schoolId));
		expect(kept?.place).toBe('gymzaal');
		// a look at it, and saved again
		expect(await changeDetails(store, marieke, { ...read, revision: 1, place: 'aula' })).toMatchObject({
			ok: true,
		});
		// from a page that was open since before Naima wrote
		expect(await changeDetails(store, marieke, { ...read, place: 'hal' })).toMatchObject({
			refusal: 'changed',
		});
		// one's own second thought is no conflict
		expect(await changeDetails(store, marieke, { ...read, revision: 1, place: null })).toMatchObject({
			ok: true,
		});
	});

	it('a time that was moved meanwhile is not moved back unawares, and places neither', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		expect(await moveSlot(store, marieke, { ...wednesday, revision: 0 })).toMatchObject({ ok: true });
		const other = { ...wednesday, from: '10:00', till: '10:30', revision: 0 };
		expect(await moveSlot(store, marieke, other)).toEqual({ ok: false, refusal: 'changed' });
		const places = { slotId: 'tuesday', now: today };
		expect(await changeCapacity(store, marieke, { ...places, places: 3, was: 1 })).toMatchObject({
			ok: true,
		});
		expect(await changeCapacity(store, marieke, { ...places, places: 2, was: 1 })).toEqual({
			ok: false,
			refusal: 'changed',
		});
	});
});
