import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { markAttendance } from './attendance.ts';
import { addByHand } from './by-hand.ts';
import { joinPage, momentPage } from './for-parent.ts';
import { publishPlan } from './publish.ts';
import type { Plan } from './plan.ts';
import { signUp } from './sign-ups.ts';

const plan = (part: Partial<Plan> = {}): Plan => ({
	momentId: 'plan-00000000000000x',
	kind: 'look',
	groupIds: ['zonnebloem'],
	title: null,
	place: null,
	note: null,
	slots: [
		{ day: '2026-10-14', from: '08:30', till: '09:00' },
		{ day: '2026-10-15', from: '08:30', till: '09:00' },
	],
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
	...part,
});

/** Fatima was at a kijkmoment in September; the others were not at school yet. */
async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { id: 'before', slots: { september: ['2026-09-15', '08:30'] } });
	const marieke = await asStaff(store, 'marieke');
	const now = at('2026-09-15', '08:30');
	const slip = { slotId: 'september', childId: 'ilyas', guardianId: 'fatima', adults: 1, wait: false };
	const added = await addByHand(store, marieke, { ...slip, interpreter: null, note: null, now });
	if (!added.ok) throw new Error(added.refusal);
	await markAttendance(store, marieke, { signUpId: added.signUpId, came: true, now });
	return store;
}
async function publish(store: TestStore, part: Partial<Plan>) {
	const marieke = await asStaff(store, 'marieke');
	return publishPlan(store, marieke, plan(part), today);
}
async function ask(store: TestStore, who: GuardianName, childId: string, now: Date) {
	const parent = await asParent(store, who);
	const page = await momentPage(store, parent, plan().momentId, now);
	const slotId = page?.slots[0]?.slotId ?? '';
	const wish = { slotId, childId, adults: 1, interpreter: null, note: null, wait: false, now };
	const result = await signUp(store, parent, wish);
	return { page, said: result.ok ? result.status : result.refusal };
}
async function invitationsDue(store: TestStore) {
	const { delivery, notice } = store.t;
	const rows = await store.read
		.select({ to: notice.guardianId, dueAt: delivery.dueAt })
		.from(delivery)
		.innerJoin(notice, and(eq(notice.schoolId, delivery.schoolId), eq(notice.id, delivery.noticeId)))
		.where(and(eq(delivery.schoolId, schoolId), eq(notice.kind, 'moments.invited')))
		.orderBy(notice.guardianId);
	return rows.map(({ to, dueAt }) => `${to} ${dueAt.toISOString().slice(0, 16)}`);
}

describe('signing up from a day on', () => {
	it('is refused before, possible after, and the invitation goes out when it opens', async () => {
		const store = await school();
		expect(await publish(store, { opensOn: '2026-10-08' })).toMatchObject({ ok: true });
		expect(await invitationsDue(store)).toContain('ayse 2026-10-08T05:00');
		const early = await ask(store, 'ayse', 'elif', today);
		expect(early.said).toBe('not_open');
		expect(early.page).toMatchObject({
			opening: { forMe: at('2026-10-08', '07:00'), forAll: null },
			slots: [{ state: 'not_open' }, { state: 'not_open' }],
		});
		const join = await joinPage(store, await asParent(store, 'ayse'), today);
		expect(join.invitations).toMatchObject([{ state: 'later', opensAt: at('2026-10-08', '07:00') }]);
		expect((await ask(store, 'ayse', 'elif', at('2026-10-08', '07:00'))).said).toBe('confirmed');
	});

	it('staff write a paper slip down before too', async () => {
		const store = await school();
		await publish(store, { opensOn: '2026-10-08' });
		const marieke = await asStaff(store, 'marieke');
		const page = await momentPage(store, await asParent(store, 'ayse'), plan().momentId, today);
		const slip = { slotId: page?.slots[0]?.slotId ?? '', childId: 'elif', guardianId: 'ayse', adults: 1 };
		expect(
			await addByHand(store, marieke, { ...slip, interpreter: null, note: null, wait: false, now: today }),
		).toMatchObject({ ok: true, status: 'confirmed' });
	});
});

describe('first for who was not in school yet', () => {
	const until = { firstUntil: '2026-10-08' };

	it('they sign up at once, the others from the day after; each is invited when it is their turn', async () => {
		const store = await school();
		await publish(store, until);
		expect((await ask(store, 'ayse', 'elif', today)).said).toBe('confirmed');
		expect((await ask(store, 'fatima', 'ilyas', today)).said).toBe('not_open');
		expect((await ask(store, 'fatima', 'ilyas', at('2026-10-09', '07:00'))).said).toBe('confirmed');
		const due = await invitationsDue(store);
		expect(due).toContain('ayse 2026-10-06T14:00');
		expect(due).toContain('fatima 2026-10-09T05:00');
	});

	it('both are shown the rule', async () => {
		const store = await school();
		await publish(store, until);
		const forAll = at('2026-10-09', '07:00');
		const fatima = await momentPage(store, await asParent(store, 'fatima'), plan().momentId, today);
		expect(fatima?.opening).toEqual({ forMe: forAll, forAll });
		const ayse = await momentPage(store, await asParent(store, 'ayse'), plan().momentId, today);
		expect(ayse?.opening).toEqual({ forMe: null, forAll });
		const after = await momentPage(store, await asParent(store, 'ayse'), plan().momentId, forAll);
		expect(after?.opening).toBeNull();
	});
});

describe('a last day to sign up', () => {
	it('closes at its end', async () => {
		const store = await school();
		await publish(store, { closesOn: '2026-10-12' });
		expect((await ask(store, 'ayse', 'elif', at('2026-10-13', '00:00'))).said).toBe('closed');
		expect((await ask(store, 'ayse', 'elif', at('2026-10-12', '23:59'))).said).toBe('confirmed');
	});

	it.each([
		['closes_after_start', { closesOn: '2026-10-15' }],
		['opens_too_late', { opensOn: '2026-10-13', closesOn: '2026-10-12' }],
		['opens_too_late', { firstUntil: '2026-10-12', closesOn: '2026-10-12' }],
		['first_before_open', { opensOn: '2026-10-09', firstUntil: '2026-10-08' }],
	] as const)('%s is refused: %o', async (refusal, part) => {
		const store = await school();
		expect(await publish(store, part)).toEqual({ ok: false, refusal });
	});
});
