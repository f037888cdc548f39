import { and, asc, eq } from 'drizzle-orm';
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
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { momentView } from '../moment-words.ts';
import { markAttendance } from './attendance.ts';
import { addByHand, removeByHand } from './by-hand.ts';
import { cancelSlot, moveSlot } from './change.ts';
import { joinPage, momentPage } from './for-parent.ts';
import { staffMoment, staffMoments } from './for-staff.ts';
import { ownCalendarFile } from './calendar-file.ts';
import { addSlot } from './add-slot.ts';
import { proposePlan } from './propose.ts';
import { publishPlan } from './publish.ts';
import { queueReminders } from './reminders.ts';
import { skipMeeting } from './skip-meeting.ts';
import { cancelSignUp, changeSignUp, signUp, type SignUpWish } from './sign-ups.ts';

const slots: Record<string, [string, string]> = {
	one: ['2026-10-13', '08:45'],
	two: ['2026-11-03', '08:45'],
	three: ['2026-11-17', '08:45'],
};
const all = Object.keys(slots);

/** A circle that meets three times, with four chairs, for the whole school. */
async function school(places = 4): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { id: 'circle', kind: 'parent_circle', groups: [], meetings: 3, slots, places });
	return store;
}

const wish = (part: Partial<SignUpWish> = {}): SignUpWish => ({
	slotId: 'one',
	childId: 'elif',
	adults: 1,
	interpreter: null,
	note: null,
	wait: false,
	now: today,
	...part,
});

async function join(store: TestStore, who: GuardianName, childId: string, part: Partial<SignUpWish> = {}) {
	return signUp(store, await asParent(store, who), wish({ childId, ...part }));
}

async function signUpOf(store: TestStore, guardianId: string, slotId: string): Promise<string> {
	const { signUp: signUps } = store.t;
	const [found] = await store.read
		.select({ id: signUps.id })
		.from(signUps)
		.where(
			and(eq(signUps.schoolId, schoolId), eq(signUps.guardianId, guardianId), eq(signUps.slotId, slotId)),
		);
	return found?.id ?? '';
}

const everywhere = async (store: TestStore) =>
	Promise.all(all.map(async (slotId) => [slotId, await whoIsIn(store, slotId)]));

describe('who signs up for a series', () => {
	it('comes to all its meetings, and hears of them in one message with one calendar file', async () => {
		const store = await school();
		expect(await join(store, 'ayse', 'elif', { adults: 2 })).toMatchObject({ ok: true, status: 'confirmed' });
		for (const slotId of all)
			expect(await slotNumbers(store, slotId)).toEqual({ capacity: 4, taken: 2, waiting: 0, agrees: true });
		const [told, ...more] = await noticesSoFar(store);
		expect(more).toEqual([]);
		expect(
			told?.content.lines.filter((line) => line.includes('8.45') || line.includes('08.45')),
		).toHaveLength(3);
		expect(told?.content.calendar?.appointments).toHaveLength(3);
	});

	it('twice is once', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		expect(await join(store, 'ayse', 'elif')).toMatchObject({ ok: true, again: true });
		expect(await whoIsIn(store, 'two')).toEqual(['ayse/elif confirmed 1']);
	});

	it('waits for all of it where one meeting is full, and moves up into all when who was in cancels', async () => {
		const store = await school(1);
		await join(store, 'ayse', 'elif');
		expect(await join(store, 'fatima', 'ilyas')).toMatchObject({ ok: false, refusal: 'full', number: 1 });
		expect(await join(store, 'fatima', 'ilyas', { wait: true })).toMatchObject({
			status: 'waiting',
			number: 1,
		});
		const ayse = await asParent(store, 'ayse');
		const signUpId = await signUpOf(store, 'ayse', 'one');
		expect(await cancelSignUp(store, ayse, { slotId: 'one', signUpId, now: today })).toEqual({
			ok: true,
			wasThere: true,
		});
		for (const slotId of all) {
			expect(await whoIsIn(store, slotId)).toEqual(['fatima/ilyas confirmed 1']);
			expect(await slotNumbers(store, slotId)).toMatchObject({ taken: 1, waiting: 0, agrees: true });
		}
		const told = await noticesSoFar(store);
		expect(told.filter(({ kind }) => kind === 'moments.promoted')).toHaveLength(1);
		expect(told.filter(({ kind }) => kind === 'moments.left')).toHaveLength(1);
	});

	it('moves up on the last evening too: nobody is asked for one meeting', async () => {
		const store = await school(1);
		await join(store, 'ayse', 'elif');
		await join(store, 'fatima', 'ilyas', { wait: true });
		const signUpId = await signUpOf(store, 'ayse', 'one');
		const now = at('2026-10-12', '20:00');
		await cancelSignUp(store, await asParent(store, 'ayse'), { slotId: 'one', signUpId, now });
		expect(await whoIsIn(store, 'one')).toEqual(['fatima/ilyas confirmed 1']);
	});

	it('after its first meeting comes to those that are left', async () => {
		const store = await school();
		const now = at('2026-10-20', '12:00');
		expect(await join(store, 'ayse', 'elif', { slotId: 'two', now })).toMatchObject({ status: 'confirmed' });
		expect(await everywhere(store)).toEqual([
			['one', []],
			['two', ['ayse/elif confirmed 1']],
			['three', ['ayse/elif confirmed 1']],
		]);
		// from a page that was opened before the first began
		expect(await join(store, 'fatima', 'ilyas', { slotId: 'one', now })).toMatchObject({ ok: true });
		expect(await whoIsIn(store, 'one')).toEqual([]);
	});

	it('comes with more to all of them, or to none', async () => {
		const store = await school(2);
		await join(store, 'ayse', 'elif');
		const ayse = await asParent(store, 'ayse');
		const signUpId = await signUpOf(store, 'ayse', 'one');
		const change = { slotId: 'one', signUpId, adults: 2, interpreter: null, note: null, now: today };
		expect(await changeSignUp(store, ayse, change)).toMatchObject({ ok: true });
		for (const slotId of all)
			expect(await slotNumbers(store, slotId)).toMatchObject({ taken: 2, agrees: true });
		await changeSignUp(store, ayse, { ...change, adults: 1 });
		await join(store, 'fatima', 'ilyas');
		expect(await changeSignUp(store, ayse, change)).toMatchObject({ ok: false, refusal: 'full' });
		expect(await slotNumbers(store, 'three')).toMatchObject({ taken: 2, agrees: true });
	});
});

it('shows a parent one thing to choose with all its dates, and only the next meeting on Start', async () => {
	const store = await school();
	const ayse = await asParent(store, 'ayse');
	const words = { locale: 'nl' as const, timeZone: 'Europe/Amsterdam' };
	const page = await momentPage(store, ayse, 'circle', today);
	const view = page && momentView(page, null, words, today);
	expect(view?.series?.meetings).toHaveLength(3);
	expect(view?.days.flatMap((day) => day.slots)).toMatchObject([
		{ slotId: 'one', time: 'Alle 3 keer', left: 4 },
	]);
	await join(store, 'ayse', 'elif');
	const { appointments } = await joinPage(store, ayse, today);
	expect(appointments.map(({ slotId }) => slotId)).toEqual(['one']);
});

describe('the school', () => {
	it('marks who came by meeting', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		const joke = await asStaff(store, 'joke');
		const now = at('2026-11-03', '09:00');
		const mark = async (slotId: string, came: boolean) =>
			markAttendance(store, joke, { signUpId: await signUpOf(store, 'ayse', slotId), came, now });
		expect(await mark('one', true)).toEqual({ ok: true });
		expect(await mark('two', false)).toEqual({ ok: true });
		expect(await mark('three', true)).toMatchObject({ refusal: 'too_early' });
		const { attendance, signUp: signUps } = store.t;
		const marks = await store.read
			.select({ slotId: signUps.slotId, came: attendance.came })
			.from(attendance)
			.innerJoin(signUps, and(eq(signUps.schoolId, attendance.schoolId), eq(signUps.id, attendance.signUpId)))
			.where(eq(attendance.schoolId, schoolId))
			.orderBy(asc(signUps.slotId));
		expect(marks).toEqual([
			{ slotId: 'one', came: true },
			{ slotId: 'two', came: false },
		]);
	});

	it('writes a paper slip down for all meetings, takes it off all of them, and lets in at the door for one', async () => {
		const store = await school();
		const naima = await asStaff(store, 'naima');
		const slip = {
			slotId: 'one',
			childId: 'sem',
			guardianId: 'johan',
			adults: 1,
			interpreter: null,
			note: null,
		};
		expect(await addByHand(store, naima, { ...slip, wait: false, now: today })).toMatchObject({ ok: true });
		expect(await whoIsIn(store, 'three')).toEqual(['johan/sem confirmed 1']);
		const signUpId = await signUpOf(store, 'johan', 'two');
		await removeByHand(store, naima, { slotId: 'two', signUpId, now: today });
		expect((await everywhere(store)).flatMap(([, who]) => who)).toEqual([]);
		const now = at('2026-10-13', '08:50');
		await addByHand(store, naima, { ...slip, wait: false, atDoor: true, now });
		expect(await everywhere(store)).toEqual([
			['one', ['johan/sem confirmed 1']],
			['two', []],
			['three', []],
		]);
	});

	it('calls one meeting off without sending anybody to another time, and adds one for all who are in it', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		const joke = await asStaff(store, 'joke');
		await cancelSlot(store, joke, { slotId: 'two', now: today });
		const off = (await noticesSoFar(store)).find(({ kind }) => kind === 'moments.cancelled');
		expect(off?.content.action?.label).toBe('Randevunuzu görün');
		const added = await addSlot(store, joke, {
			momentId: 'circle',
			day: '2026-12-01',
			from: '08:45',
			till: '09:45',
			places: 4,
			now: today,
		});
		expect(await whoIsIn(store, added.ok ? added.slotId : '')).toEqual(['ayse/elif confirmed 1']);
		expect(await slotNumbers(store, added.ok ? added.slotId : '')).toMatchObject({ taken: 1, agrees: true });
		expect((await noticesSoFar(store)).at(-1)).toMatchObject({ to: 'ayse', kind: 'moments.confirmed' });
	});

	it('sees a series as full as its fullest meeting, not as all together', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		const joke = await asStaff(store, 'joke');
		const [line] = await staffMoments(store, joke, { schoolYearId: '2026', now: today });
		expect(line).toMatchObject({ slots: 3, places: 4, taken: 1 });
	});

	it('proposes a circle as a series that leaves out holidays, and publishes it whole', async () => {
		const store = freshStore();
		await addPeople(store);
		const joke = await asStaff(store, 'joke');
		const proposal = await proposePlan(store, joke, { kind: 'parent_circle', groupIds: [], now: today });
		expect(proposal?.plan).toMatchObject({ meetings: 3, everyWeeks: 2 });
		expect(proposal?.plan.slots).toHaveLength(3);
		if (!proposal) return;
		expect(await publishPlan(store, joke, proposal.plan, today)).toMatchObject({ ok: true });
		const invited = (await noticesSoFar(store)).find(({ to }) => to === 'johan');
		expect(invited?.content.lines).toContain(
			'Het is een reeks van 3 keer. U meldt zich aan voor alle keren.',
		);
	});
});

it('reminds before each meeting', async () => {
	const store = await school();
	await join(store, 'ayse', 'elif');
	const before = (await noticesSoFar(store)).length;
	await queueReminders(store, at('2026-10-12', '17:05'));
	await queueReminders(store, at('2026-11-02', '17:05'));
	const told = (await noticesSoFar(store)).slice(before);
	expect(told.map(({ kind }) => kind)).toEqual(['moments.reminder_day', 'moments.reminder_day']);
});

describe('not this one time', () => {
	const skip = async (store: TestStore, slotId: string, skips: boolean, now = today) =>
		skipMeeting(store, await asParent(store, 'ayse'), {
			slotId,
			signUpId: await signUpOf(store, 'ayse', slotId),
			skips,
			now,
		});
	const onlyTalk = { id: 'talk', kind: 'welcome_talk' as const, groups: ['zonnebloem'] };

	it('keeps the place in all, is seen by staff, and hears no reminder of that meeting', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		await join(store, 'fatima', 'ilyas');
		expect(await skip(store, 'one', true)).toEqual({ ok: true });
		expect(await skip(store, 'one', true)).toEqual({ ok: true });
		for (const slotId of all)
			expect(await slotNumbers(store, slotId)).toMatchObject({ taken: 2, agrees: true });
		const page = await staffMoment(store, await asStaff(store, 'joke'), 'circle', today);
		const skipping = page?.slots.map(({ coming }) =>
			coming.filter(({ skips }) => skips).map(({ guardianId }) => guardianId),
		);
		expect(skipping).toEqual([['ayse'], [], []]);
		const before = (await noticesSoFar(store)).length;
		await queueReminders(store, at('2026-10-12', '17:05'));
		await queueReminders(store, at('2026-11-02', '17:05'));
		expect((await noticesSoFar(store)).slice(before).map(({ to }) => to)).toEqual([
			'fatima',
			'ayse',
			'fatima',
		]);
		expect((await auditSoFar(store)).filter((line) => line.endsWith('skipped'))).toHaveLength(1);
	});

	it('is shown as such, with the way back; Start shows the next one that they come to', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		await skip(store, 'one', true);
		const ayse = await asParent(store, 'ayse');
		const { appointments } = await joinPage(store, ayse, today);
		expect(appointments.map(({ slotId }) => slotId)).toEqual(['two']);
		const page = await momentPage(store, ayse, 'circle', today);
		const view = page && momentView(page, null, { locale: 'nl', timeZone: 'Europe/Amsterdam' }, today);
		expect(view?.appointments.map(({ skipped, skip: button }) => [skipped, button?.value])).toEqual([
			['Deze keer niet', 'no'],
			[null, 'yes'],
			[null, 'yes'],
		]);
		const ask = {
			signUpId: await signUpOf(store, 'ayse', 'one'),
			locale: 'nl' as const,
			origin: 'https://x',
			now: today,
		};
		expect(await ownCalendarFile(store, ayse, ask)).toBeUndefined();
	});

	it('leaves room for another appointment at that time; then they can’t come after all', async () => {
		const store = await school();
		await addMoment(store, { ...onlyTalk, slots: { talk: ['2026-10-13', '08:45'] } });
		await join(store, 'ayse', 'elif');
		expect(await join(store, 'ayse', 'elif', { slotId: 'talk' })).toMatchObject({ refusal: 'overlaps' });
		await skip(store, 'one', true);
		const ayse = await asParent(store, 'ayse');
		const page = await momentPage(store, ayse, 'talk', today);
		expect(page?.slots[0]?.clash).toBeNull();
		expect(await join(store, 'ayse', 'elif', { slotId: 'talk' })).toMatchObject({ status: 'confirmed' });
		expect(await skip(store, 'one', false)).toMatchObject({ refusal: 'overlaps', own: { momentId: 'talk' } });
		const signUpId = await signUpOf(store, 'ayse', 'talk');
		await cancelSignUp(store, ayse, { slotId: 'talk', signUpId, now: today });
		expect(await skip(store, 'one', false)).toEqual({ ok: true });
		await queueReminders(store, at('2026-10-12', '17:05'));
		expect((await noticesSoFar(store)).at(-1)).toMatchObject({ to: 'ayse', kind: 'moments.reminder_day' });
	});

	it('is said of one’s own meeting to come, by who has a place in a series', async () => {
		const store = await school();
		await addMoment(store, { ...onlyTalk, slots: { talk: ['2026-10-14', '15:00'] } });
		await join(store, 'ayse', 'elif');
		await join(store, 'ayse', 'elif', { slotId: 'talk' });
		expect(await skip(store, 'talk', true)).toMatchObject({ refusal: 'not_found' });
		expect(await skip(store, 'one', true, at('2026-10-13', '08:45'))).toMatchObject({ refusal: 'started' });
		const of = { slotId: 'one', signUpId: await signUpOf(store, 'ayse', 'one'), skips: true, now: today };
		expect(await skipMeeting(store, await asParent(store, 'fatima'), of)).toMatchObject({
			refusal: 'not_found',
		});
	});

	it('was said of that day: a meeting on another day is a new question, and one more meeting too', async () => {
		const store = await school();
		await join(store, 'ayse', 'elif');
		await skip(store, 'one', true);
		await skip(store, 'three', true);
		const joke = await asStaff(store, 'joke');
		const skipping = async () => {
			const page = await staffMoment(store, joke, 'circle', today);
			return page?.slots
				.filter(({ coming }) => coming.some(({ skips }) => skips))
				.map(({ slotId }) => slotId);
		};
		await moveSlot(store, joke, {
			slotId: 'one',
			day: '2026-10-13',
			from: '09:00',
			till: '10:00',
			now: today,
		});
		expect(await skipping()).toEqual(['one', 'three']);
		await moveSlot(store, joke, {
			slotId: 'one',
			day: '2026-10-14',
			from: '09:00',
			till: '10:00',
			now: today,
		});
		const more = {
			momentId: 'circle',
			day: '2026-12-01',
			from: '08:45',
			till: '09:45',
			places: 4,
			now: today,
		};
		await addSlot(store, joke, more);
		expect(await skipping()).toEqual(['three']);
	});
});

it('gives one calendar file of the meeting that is asked for', async () => {
	const store = await school();
	await join(store, 'ayse', 'elif');
	const signUpId = await signUpOf(store, 'ayse', 'two');
	const ask = { signUpId, locale: 'nl' as const, origin: 'https://school.example', now: today };
	expect(await ownCalendarFile(store, await asParent(store, 'ayse'), ask)).toContain('20261103T074500Z');
});
