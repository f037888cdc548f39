import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { momentPage } from './for-parent.ts';
import { addSlot } from './add-slot.ts';
import { deleteDraft, saveDraft } from './draft.ts';
import { proposePlan } from './propose.ts';
import { publishForEach, publishPlan } from './publish.ts';
import type { Plan } from './plan.ts';

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}

const plan = (part: Partial<Plan> = {}): Plan => ({
	momentId: 'plan-00000000000000x',
	kind: 'look',
	groupIds: ['zonnebloem'],
	title: null,
	place: null,
	note: null,
	slots: [
		{ day: '2026-10-12', from: '08:30', till: '09:00' },
		{ day: '2026-10-26', from: '13:15', till: '13:45' },
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

async function slotsOf(store: TestStore) {
	const { slot } = store.t;
	return store.read.select().from(slot).where(eq(slot.schoolId, schoolId)).orderBy(slot.startsAt);
}

describe('a proposal', () => {
	const ask = { kind: 'look' as const, groupIds: ['zonnebloem'], now: today };

	it('fits a group that never had one: next week, mornings, places for all', async () => {
		const store = await school();
		const proposal = await proposePlan(store, await asStaff(store, 'marieke'), ask);
		expect(proposal).toMatchObject({
			week: '2026-10-12',
			plan: {
				places: 4,
				adultsPerChild: 2,
				interpreterOffered: true,
				slots: [{ day: '2026-10-12', from: '08:30', till: '09:00' }],
			},
			times: [{ from: '08:30' }, { from: '13:15' }],
			audience: {
				children: 3,
				families: 3,
				guardians: 4,
				languages: expect.arrayContaining([
					{ locale: 'ar', families: 1 },
					{ locale: 'pl', families: 1 },
					{ locale: 'tr', families: 1 },
				]),
			},
		});
		expect(proposal?.audience.examples).toContainEqual({
			locale: 'ar',
			name: 'Fatima el Bakkali',
			childName: 'Ilyas',
		});
	});

	it('keeps clear of holidays: those of the region, or the school’s own', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		// the autumn holiday of the middle of the country is from 17 to 25 October 2026
		const before = new Date('2026-10-14T08:00:00+02:00');
		expect((await proposePlan(store, marieke, { ...ask, now: before }))?.week).toBe('2026-10-26');
		const { dayOff } = store.t;
		await store.transact((tx) =>
			tx.insert(dayOff).values({
				schoolId,
				id: 'own',
				schoolYearId: '2026',
				kind: 'study_day',
				firstDay: '2026-10-12',
				lastDay: '2026-10-14',
			}),
		);
		expect((await proposePlan(store, marieke, ask))?.week).toBe('2026-10-19');
		const shown = await proposePlan(store, marieke, { ...ask, week: '2026-10-16' });
		expect(shown?.days.map(({ free }) => free)).toEqual([true, true, true, false, false]);
		expect(shown?.plan.slots).toEqual([{ day: '2026-10-15', from: '08:30', till: '09:00' }]);
	});

	it('is the last one again, in the next week', async () => {
		const store = await school();
		await addMoment(store, {
			slots: { a: ['2026-03-10', '09:15'], b: ['2026-03-12', '09:15'] },
			places: 6,
			adultsPerChild: 1,
			closesHoursBefore: 24,
			place: 'speelzaal',
		});
		const proposal = await proposePlan(store, await asStaff(store, 'marieke'), ask);
		expect(proposal).toMatchObject({
			plan: {
				places: 6,
				adultsPerChild: 1,
				closesHoursBefore: 24,
				place: 'speelzaal',
				slots: [
					{ day: '2026-10-13', from: '09:15', till: '09:45' },
					{ day: '2026-10-15', from: '09:15', till: '09:45' },
				],
			},
			times: [{ from: '08:30' }, { from: '09:15' }, { from: '13:15' }],
		});
	});
});

describe('publishing', () => {
	it('makes the slots by the school’s clock, also across its change', async () => {
		const store = await school();
		const result = await publishPlan(store, await asStaff(store, 'marieke'), plan(), today);
		expect(result).toMatchObject({ ok: true, invited: 4, inviteAt: at('2026-10-06', '16:00') });
		expect(
			(await slotsOf(store)).map(({ startsAt, endsAt, capacity }) => [startsAt, endsAt, capacity]),
		).toEqual([
			[new Date('2026-10-12T08:30:00+02:00'), new Date('2026-10-12T09:00:00+02:00'), 4],
			[new Date('2026-10-26T13:15:00+01:00'), new Date('2026-10-26T13:45:00+01:00'), 4],
		]);
		expect(await auditSoFar(store)).toEqual(['staff marieke moments.published']);
	});

	it('invites who may sign up, each in the own language, and nobody else', async () => {
		const store = await school();
		await publishPlan(store, await asStaff(store, 'marieke'), plan(), today);
		const told = await noticesSoFar(store);
		expect(told.map(({ to, route, content }) => `${to} ${route} ${content.title}`).sort()).toEqual([
			'agnieszka one Zapraszamy do klasy, do której chodzi Zuzia',
			'ayse one Elif sınıfta ne yapıyor? Görmeye gelin',
			'fatima one تعالوا لمشاهدة \u2068Ilyas\u2069 في الصف',
			'mehmet one Elif sınıfta ne yapıyor? Görmeye gelin',
		]);
		const { delivery } = store.t;
		const due = await store.read.select().from(delivery).where(eq(delivery.schoolId, schoolId));
		expect(new Set(due.map(({ dueAt }) => dueAt.toISOString()))).toEqual(
			new Set(['2026-10-06T14:00:00.000Z']),
		);
	});

	it('sent twice publishes once', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		await publishPlan(store, marieke, plan(), today);
		expect(await publishPlan(store, marieke, plan(), today)).toMatchObject({ ok: true, invited: 4 });
		expect(await slotsOf(store)).toHaveLength(2);
		expect(await noticesSoFar(store)).toHaveLength(4);
	});

	it('of a draft shows it to parents, who did not see it before', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const fatima = await asParent(store, 'fatima');
		await saveDraft(store, marieke, plan(), today);
		expect(await momentPage(store, fatima, plan().momentId, today)).toBeUndefined();
		expect(await noticesSoFar(store)).toEqual([]);
		await saveDraft(store, marieke, plan({ places: 5, slots: plan().slots.slice(0, 1) }), today);
		expect((await slotsOf(store)).map(({ capacity }) => capacity)).toEqual([5]);
		await publishPlan(store, marieke, plan({ places: 6, revision: 2 }), today);
		expect(await momentPage(store, fatima, plan().momentId, today)).toMatchObject({
			slots: [{ capacity: 6 }, { capacity: 6 }],
		});
		expect(await saveDraft(store, marieke, plan(), today)).toEqual({ ok: false, refusal: 'published' });
		expect(await deleteDraft(store, marieke, { momentId: plan().momentId, now: today })).toEqual({
			ok: false,
			refusal: 'published',
		});
	});

	it.each<[string, Partial<Plan>]>([
		['no_slots', { slots: [] }],
		['in_the_past', { slots: [{ day: '2026-10-06', from: '07:30', till: '08:00' }] }],
		['ends_before_start', { slots: [{ day: '2026-10-12', from: '09:00', till: '08:30' }] }],
		['not_found', { groupIds: ['zonnebloem', 'groep4'] }],
		['not_found', { groupIds: [] }],
	])('is refused: %s', async (refusal, part) => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		expect(await publishPlan(store, marieke, plan(part), today)).toEqual({ ok: false, refusal });
		expect(await slotsOf(store)).toEqual([]);
	});

	it('for the whole school invites everyone once', async () => {
		const store = await school();
		const result = await publishPlan(
			store,
			await asStaff(store, 'naima'),
			plan({ kind: 'coffee', groupIds: [] }),
			today,
		);
		expect(result).toMatchObject({ ok: true, invited: 5 });
		const titles = (await noticesSoFar(store)).map(({ to, content }) => `${to} ${content.title}`);
		expect(titles).toContain('johan Kom koffie of thee drinken');
		expect(titles.filter((title) => title.startsWith('ayse'))).toEqual(['ayse Çay kahve içmeye gelin']);
	});
});

describe('who may plan', () => {
	it.each<[StaffName, string, boolean]>([
		['marieke', 'zonnebloem', true],
		['marieke', 'groep4', false],
		['selin', 'zonnebloem', false],
		['naima', 'groep4', true],
		['petra', 'groep4', true],
		['joke', 'groep4', true],
		['henk', 'zonnebloem', false],
		['petra', 'regenboog3', false],
	])('%s for %s: %s', async (who, groupId, may) => {
		const store = await school();
		const staff = await asStaff(store, who);
		expect((await publishPlan(store, staff, plan({ groupIds: [groupId] }), today)).ok).toBe(may);
	});

	it('a slot more, and away with a draft: only who runs it', async () => {
		const store = await school();
		const [marieke, selin] = [await asStaff(store, 'marieke'), await asStaff(store, 'selin')];
		const { momentId } = plan();
		await saveDraft(store, marieke, plan(), today);
		const more = { momentId, day: '2026-10-13', from: '08:30', till: '09:00', places: 2, now: today };
		expect(await addSlot(store, selin, more)).toEqual({ ok: false, refusal: 'not_found' });
		expect(await deleteDraft(store, selin, { momentId, now: today })).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		expect(await publishPlan(store, selin, plan({ groupIds: ['groep4'] }), today)).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		expect(await addSlot(store, marieke, more)).toMatchObject({ ok: true });
		expect(await addSlot(store, marieke, more)).toEqual({ ok: false, refusal: 'same_slot' });
		expect(await deleteDraft(store, marieke, { momentId, now: today })).toEqual({ ok: true });
		expect(await slotsOf(store)).toEqual([]);
	});
});

describe('the same for several groups', () => {
	const both = { groupIds: ['zonnebloem', 'groep4'] };

	it('where parents come for one child, each group gets its own, and each parent one invitation for each child', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		expect(await publishForEach(store, joke, plan(both), today)).toMatchObject({ ok: true, moments: 2 });
		const { momentGroup } = store.t;
		const rows = await store.read.select().from(momentGroup).where(eq(momentGroup.schoolId, schoolId));
		expect(rows.map(({ groupId }) => groupId).sort()).toEqual(['groep4', 'zonnebloem']);
		expect(new Set(rows.map(({ momentId }) => momentId)).size).toBe(2);
		expect(await slotsOf(store)).toHaveLength(4);
		const invited = (await noticesSoFar(store)).filter(({ to }) => to === 'ayse');
		expect(invited.map(({ content }) => content.title).sort()).toEqual([
			expect.stringContaining('Elif'),
			expect.stringContaining('Emre'),
		]);
		// a form sent twice
		expect(await publishForEach(store, joke, plan(both), today)).toMatchObject({ ok: true, moments: 2 });
		expect(await slotsOf(store)).toHaveLength(4);
	});

	it('where families come once, it is one for all; and one group that is not theirs refuses the whole', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		const coffee = plan({ ...both, kind: 'coffee' });
		expect(await publishForEach(store, joke, coffee, today)).toMatchObject({ ok: true });
		expect(await slotsOf(store)).toHaveLength(2);
		const marieke = await asStaff(store, 'marieke');
		const other = plan({ ...both, momentId: 'plan-00000000000000y' });
		expect(await publishForEach(store, marieke, other, today)).toEqual({ ok: false, refusal: 'not_found' });
		expect(await slotsOf(store)).toHaveLength(2);
	});
});

describe('two people write one draft', () => {
	it('the second is told and overwrites knowingly or not at all', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		const marieke = await asStaff(store, 'marieke');
		expect(await saveDraft(store, marieke, plan(), today)).toMatchObject({ ok: true });
		expect(await saveDraft(store, joke, plan({ places: 6, revision: 1 }), today)).toMatchObject({ ok: true });
		const refused = { ok: false, refusal: 'changed' };
		expect(await saveDraft(store, marieke, plan({ places: 5, revision: 1 }), today)).toEqual(refused);
		expect(await publishPlan(store, marieke, plan({ places: 5, revision: 1 }), today)).toEqual(refused);
		expect((await slotsOf(store)).map(({ capacity }) => capacity)).toEqual([6, 6]);
		expect(await saveDraft(store, marieke, plan({ places: 5, revision: 2 }), today)).toMatchObject({
			ok: true,
		});
		expect((await slotsOf(store)).map(({ capacity }) => capacity)).toEqual([5, 5]);
	});
});
