// A moment for families by name, the school's own templates, and last year's moment once more.
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, noticesSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { planForm, type PlanForm } from '../plan-form.ts';
import { templateOf } from '../template.ts';
import { aboutPlan } from './about-plan.ts';
import { addByHand } from './by-hand.ts';
import { joinPage, momentPage } from './for-parent.ts';
import { staffMoment } from './for-staff.ts';
import { lastYearsMoments } from './last-year.ts';
import { planCalendar } from './plan-calendar.ts';
import { publishForEach, publishPlan } from './publish.ts';
import type { Plan } from './plan.ts';
import { forgetSignUps } from './retention.ts';
import { signUp } from './sign-ups.ts';
import { startPlan } from './start-plan.ts';
import { dropTemplate, keepTemplate, templatesOf } from './templates.ts';

const plan = (part: Partial<Plan> = {}): Plan => ({
	momentId: 'plan-00000000000000x',
	kind: 'welcome_talk',
	groupIds: ['zonnebloem'],
	title: null,
	place: null,
	note: null,
	slots: [{ day: '2026-10-14', from: '14:45', till: '15:15' }],
	places: 2,
	adultsPerChild: 2,
	slotsPerChild: 1,
	closesHoursBefore: 1,
	interpreterOffered: true,
	opensOn: null,
	firstUntil: null,
	closesOn: null,
	childIds: ['ilyas'],
	meetings: 1,
	everyWeeks: 1,
	revision: 0,
	...part,
});

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}

describe('for families by name', () => {
	it('only they are invited, see it and can sign up; for the others it is not there', async () => {
		const store = await school();
		const marieke = await asStaff(store, 'marieke');
		const published = await publishPlan(store, marieke, plan(), today);
		expect(published).toMatchObject({ ok: true, invited: 1 });
		expect((await noticesSoFar(store)).map(({ to }) => to)).toEqual(['fatima']);
		const [fatima, ayse] = [await asParent(store, 'fatima'), await asParent(store, 'ayse')];
		expect((await joinPage(store, fatima, today)).invitations).toHaveLength(1);
		expect((await joinPage(store, ayse, today)).invitations).toEqual([]);
		expect(await momentPage(store, ayse, plan().momentId, today)).toBeUndefined();
		const slotId = (await momentPage(store, fatima, plan().momentId, today))?.slots[0]?.slotId ?? '';
		const wish = { slotId, adults: 1, interpreter: null, note: null, wait: false, now: today };
		expect(await signUp(store, ayse, { ...wish, childId: 'elif' })).toMatchObject({ refusal: 'not_found' });
		const slip = { ...wish, childId: 'elif', guardianId: 'ayse' };
		expect(await addByHand(store, marieke, slip)).toMatchObject({ refusal: 'not_yours' });
		expect(await signUp(store, fatima, { ...wish, childId: 'ilyas' })).toMatchObject({ ok: true });
		const page = await staffMoment(store, marieke, plan().momentId, today);
		expect(page?.wall.map(({ childId }) => childId)).toEqual(['ilyas']);
	});

	it('of the whole school too, and without children of other groups', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		const coffee = plan({ kind: 'coffee', groupIds: [], childIds: ['sem', 'ilyas'] });
		expect(await publishPlan(store, joke, coffee, today)).toMatchObject({ invited: 2 });
		const selin = await asStaff(store, 'selin');
		const other = plan({ momentId: 'plan-0000000000000xx', groupIds: ['groep4'], childIds: ['ilyas'] });
		expect(await publishPlan(store, selin, other, today)).toEqual({ ok: false, refusal: 'no_children' });
	});

	it('several groups: one moment for each that has one of the children', async () => {
		const store = await school();
		const joke = await asStaff(store, 'joke');
		const several = plan({ groupIds: ['zonnebloem', 'groep4', 'groep7'], childIds: ['ilyas', 'sem'] });
		expect(await publishForEach(store, joke, several, today)).toMatchObject({
			ok: true,
			moments: 2,
			invited: 2,
		});
	});

	it('while planning it counts only them, and names who can be chosen', async () => {
		const store = await school();
		const about = await aboutPlan(store, await asStaff(store, 'marieke'), plan(), today);
		expect(about).toMatchObject({ children: 1, families: 1 });
		expect(about?.names.map(({ name }) => name)).toEqual([
			'Ilyas el Bakkali',
			'Zuzia Kowalczyk',
			'Elif Yıldırım',
		]);
	});

	it('who it was for is forgotten with the school year', async () => {
		const store = await school();
		await addMoment(store, { children: ['ilyas'] });
		await store.transact((tx) => forgetSignUps(tx, schoolId, ['2026']));
		const { momentChild } = store.t;
		expect(await store.read.select().from(momentChild).where(eq(momentChild.schoolId, schoolId))).toEqual([]);
		const fatima = await asParent(store, 'fatima');
		expect((await joinPage(store, fatima, today)).invitations).toEqual([]);
	});
});

const groups = [{ id: 'zonnebloem', name: 'Groep 1/2 Zonnebloem' }];
async function start(store: TestStore, ask: { copy?: string; template?: string }) {
	const staff = await asStaff(store, 'marieke');
	const found = await startPlan(store, staff, {
		kind: 'look',
		groups,
		groupId: null,
		day: null,
		draft: null,
		copy: ask.copy ?? null,
		template: ask.template ?? null,
		calendar: await planCalendar(store.read, staff, today),
		now: today,
	});
	return found === 'not_found' ? found : found?.form;
}

describe('the school’s own templates', () => {
	const form: PlanForm = {
		...planForm(plan({ childIds: null }), '2026-10-12', [{ from: '14:45', till: '15:15' }]),
		title: 'Kennismaken',
		places: 3,
	};

	it('are kept by one and used by all, without week, group or child', async () => {
		const store = await school();
		const kept = await keepTemplate(store, await asStaff(store, 'selin'), {
			name: 'Kennismaking',
			kind: 'welcome_talk',
			plan: templateOf({ ...form, named: true, children: ['ilyas'] }),
			now: today,
		});
		expect(kept.ok).toBe(true);
		const found = await start(store, { template: kept.ok ? kept.templateId : '' });
		expect(found).toMatchObject({
			kind: 'welcome_talk',
			groups: ['zonnebloem'],
			title: 'Kennismaken',
			places: 3,
			cells: ['3 0'],
			named: false,
			children: [],
		});
	});

	it('a name that is there is not overwritten; only who kept it, or who leads, throws it away', async () => {
		const store = await school();
		const [selin, marieke] = [await asStaff(store, 'selin'), await asStaff(store, 'marieke')];
		const keep = { name: 'Kennismaking', kind: 'welcome_talk' as const, plan: templateOf(form), now: today };
		const kept = await keepTemplate(store, selin, keep);
		expect(await keepTemplate(store, marieke, keep)).toEqual({ ok: false, refusal: 'name_taken' });
		const templateId = kept.ok ? kept.templateId : '';
		expect((await templatesOf(store.read, marieke)).map(({ mayDrop }) => mayDrop)).toEqual([false]);
		expect(await dropTemplate(store, marieke, { templateId, now: today })).toBe(false);
		expect(await dropTemplate(store, await asStaff(store, 'henk'), { templateId, now: today })).toBe(false);
		expect(await dropTemplate(store, await asStaff(store, 'joke'), { templateId, now: today })).toBe(true);
		expect(await start(store, { template: templateId })).toBe('not_found');
	});
});

describe('last year’s moment', () => {
	async function withLastYear(day = '2025-10-14'): Promise<TestStore> {
		const store = await school();
		await store.transact(async (tx) => {
			const { schoolYear, group } = tx.t;
			const year = { schoolId, id: '2025', name: '2025-2026', startsOn: '2025-08-01', endsOn: '2026-07-31' };
			await tx.insert(schoolYear).values(year);
			const old = {
				schoolId,
				schoolYearId: '2025',
				kind: 'class' as const,
				yearGroups: ['1', '2'],
				createdAt: today,
			};
			await tx.insert(group).values([
				{ ...old, id: 'old-zonnebloem', name: 'Groep 1/2 Zonnebloem', sortKey: 'a' },
				{ ...old, id: 'old-maan', name: 'Groep 1/2 Maan', sortKey: 'b' },
			]);
		});
		for (const [id, of] of [
			['was', 'old-zonnebloem'],
			['was-moon', 'old-maan'],
		] as const) {
			const slots: Record<string, [string, string]> = { [`${id}-slot`]: [day, '08:30'] };
			await addMoment(store, { id, groups: [of], slots, title: 'Kijken in de klas', children: ['ilyas'] });
		}
		await store.transact((tx) =>
			tx.update(tx.t.moment).set({ schoolYearId: '2025' }).where(eq(tx.t.moment.schoolId, schoolId)),
		);
		return store;
	}

	it('is listed for the group that has that name now, and planned again for it', async () => {
		const store = await withLastYear();
		const marieke = await asStaff(store, 'marieke');
		const listed = await lastYearsMoments(store, marieke, { groups, now: today });
		expect(listed.map(({ momentId }) => momentId)).toEqual(['was']);
		expect(await start(store, { copy: 'was' })).toMatchObject({
			groups: ['zonnebloem'],
			title: 'Kijken in de klas',
			cells: ['2 0'],
			named: false,
		});
	});

	it('is proposed for the same time of the year, else for the next week that leaves time to invite', async () => {
		const weekOf = async (day: string) => {
			const form = await start(await withLastYear(day), { copy: 'was' });
			return typeof form === 'object' && form.week;
		};
		expect(await weekOf('2026-03-03')).toBe('2027-03-01');
		expect(await weekOf('2025-09-16')).toBe('2026-10-12');
		// a year later that day is in the May holiday
		expect(await weekOf('2026-04-28')).toBe('2026-10-12');
	});

	it('of a group that is not one’s own is not there', async () => {
		const store = await withLastYear();
		expect(await start(store, { copy: 'was-moon' })).toBe('not_found');
	});
});
