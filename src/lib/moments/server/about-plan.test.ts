import { eq, and } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { planOf } from '../plan-form.ts';
import { aboutPlan, savedPlan } from './about-plan.ts';
import { planCalendar } from './plan-calendar.ts';
import { saveDraft } from './draft.ts';
import type { Plan } from './plan.ts';
import { startPlan } from './start-plan.ts';

const plan: Plan = {
	momentId: 'moment-1',
	kind: 'look',
	groupIds: ['zonnebloem'],
	title: null,
	place: null,
	note: null,
	slots: [
		{ day: '2026-10-12', from: '08:30', till: '09:00' },
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
};

async function school() {
	const store = freshStore();
	await addPeople(store);
	return store;
}
async function about(store: TestStore, change: Partial<Plan> = {}, who: StaffName = 'marieke') {
	return aboutPlan(store, await asStaff(store, who), { ...plan, ...change }, today);
}
const at = (time: string) => new Date(`2026-10-06T${time}:00+02:00`);

describe('who reads a plan', () => {
	it('families, and guardians by the language that they read', async () => {
		const found = await about(await school());
		expect(found).toMatchObject({ children: 3, families: 3 });
		expect(found?.readers).toMatchObject({
			families: 3,
			languages: [
				{ tag: 'tr', guardians: 2 },
				{ tag: 'ar', guardians: 1 },
				{ tag: 'pl', guardians: 1 },
			],
			unreached: [],
			withoutGuardian: [],
		});
	});
	it('who has no e-mail and no push is named, with whether they see it in the app', async () => {
		const store = await school();
		const { guardian } = store.t;
		const change = (id: string, values: object) =>
			store.transact((tx) =>
				tx
					.update(guardian)
					.set(values)
					.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id))),
			);
		await change('fatima', { email: null, emailKey: null, phone: '06 1' });
		await change('agnieszka', { email: null, emailKey: null, enteredAt: today });
		await store.transact(async (tx) => {
			await tx
				.insert(tx.t.preference)
				.values({ schoolId, guardianId: 'mehmet', email: false, changedAt: today });
			for (const guardianId of ['mehmet', 'agnieszka'])
				await tx.insert(tx.t.session).values({
					schoolId,
					id: guardianId,
					guardianId,
					strength: 'code',
					device: 'x',
					createdAt: today,
					lastSeenAt: today,
				});
			await tx.insert(tx.t.pushSubscription).values({
				schoolId,
				id: 'push',
				guardianId: 'mehmet',
				sessionId: 'mehmet',
				endpoint: 'https://push.example/1',
				endpointHash: '1',
				p256dh: 'x',
				auth: 'x',
				createdAt: today,
			});
		});
		const found = await about(store);
		expect(
			found?.readers.unreached.map(({ guardianId, hasApp, phone }) => ({ guardianId, hasApp, phone })),
		).toEqual([
			{ guardianId: 'fatima', hasApp: false, phone: '06 1' },
			{ guardianId: 'agnieszka', hasApp: true, phone: null },
		]);
	});
	it('a child with nobody who may sign up is counted', async () => {
		const store = await school();
		await store.transact((tx) =>
			tx
				.delete(tx.t.guardianship)
				.where(and(eq(tx.t.guardianship.schoolId, schoolId), eq(tx.t.guardianship.childId, 'zuzia'))),
		);
		const found = await about(store);
		expect(found?.readers).toMatchObject({
			families: 2,
			withoutGuardian: [{ childId: 'zuzia', givenName: 'Zuzia' }],
		});
	});
});

describe('what parents see of a plan', () => {
	it('is in each language of the group, and in Dutch at the end', async () => {
		const found = await about(await school());
		expect(found?.previews.map(({ locale }) => locale)).toEqual(['ar', 'pl', 'tr', 'nl']);
		const [arabic, , turkish] = found?.previews ?? [];
		expect(turkish).toMatchObject({ dir: 'ltr', language: 'Türkçe', who: 'Ayşe', childName: 'Elif' });
		expect(turkish?.greeting).toBe('Günaydın Ayşe');
		expect(turkish?.card?.title).toContain('Elif');
		expect(turkish?.card?.days).toContain('Ekim');
		expect(turkish?.card?.where).toContain('Marieke Koster');
		expect(arabic).toMatchObject({ dir: 'rtl', who: 'Fatima' });
	});
	it('is nothing as long as nothing is ticked', async () => {
		const found = await about(await school(), { slots: [] });
		expect(found?.previews.map(({ card }) => card)).toEqual([null, null, null, null]);
	});
	it('follows title, place and times', async () => {
		const found = await about(await school(), {
			title: 'Lezen in groep 1',
			place: 'Speelzaal',
			slots: plan.slots.slice(0, 1),
		});
		expect(found?.previews.at(-1)?.card).toMatchObject({
			title: 'Lezen in groep 1',
			days: 'maandag 12 oktober',
			time: '8.30 – 9.00 uur',
			where: 'Speelzaal',
		});
	});
});

describe('the invitation', () => {
	it.each([
		['in the morning, goes out when school is out', at('08:00'), [], at('16:00')],
		['in the evening, the next afternoon', at('21:00'), [], new Date('2026-10-07T16:00:00+02:00')],
		[
			'to what closes before that, at once',
			at('08:00'),
			[{ day: '2026-10-06', from: '13:15', till: '13:45' }],
			at('08:00'),
		],
	])('planned %s', async (_, now, slots, goesOut) => {
		const store = await school();
		const found = await aboutPlan(
			store,
			await asStaff(store, 'marieke'),
			{ ...plan, slots: [...slots, ...plan.slots] },
			now,
		);
		expect(found?.inviteAt).toEqual(goesOut);
	});
});

it.each<[StaffName, string[], boolean]>([
	['marieke', ['zonnebloem'], true],
	['marieke', ['zonnebloem', 'groep4'], false],
	['marieke', [], false],
	['selin', ['zonnebloem'], false],
	['naima', ['zonnebloem', 'groep4'], true],
	['petra', [], true],
	['joke', [], true],
])('%s may look at a plan for %j: %s', async (who, groupIds, may) => {
	expect((await about(await school(), { groupIds }, who)) !== undefined).toBe(may);
});

it('of another school nobody is counted', async () => {
	const found = await about(await school(), {}, 'henk');
	expect(found === undefined || found.children === 0).toBe(true);
});

describe('the page opens with', () => {
	async function start(store: TestStore, ask: object, who: StaffName = 'marieke') {
		const staff = await asStaff(store, who);
		const calendar = await planCalendar(store.read, staff, today);
		const found = await startPlan(store, staff, {
			kind: 'look',
			groups: [
				{ id: 'groep4', name: 'Groep 4' },
				{ id: 'zonnebloem', name: 'Groep 1/2 Zonnebloem' },
			],
			groupId: null,
			day: null,
			draft: null,
			copy: null,
			template: null,
			calendar,
			now: today,
			...ask,
		});
		return typeof found === 'object' ? { ...found, plan: planOf(found.form, calendar) } : found;
	}
	it('a week for the own group, with places for all its children', async () => {
		const found = await start(await school(), {});
		expect(found).toMatchObject({
			isDraft: false,
			form: { groups: ['zonnebloem'], week: '2026-10-12', kind: 'look' },
			plan: { slots: [{ day: '2026-10-12', from: '08:30', till: '09:00' }] },
		});
	});
	it('the whole school for a coffee morning of who has no group, all own groups for a teacher', async () => {
		const store = await school();
		expect(await start(store, { kind: 'coffee' }, 'naima')).toMatchObject({ form: { groups: ['*'] } });
		expect(await start(store, { kind: 'coffee' })).toMatchObject({ form: { groups: ['zonnebloem'] } });
	});
	it('the week and the group that were asked for', async () => {
		const store = await school();
		const found = await start(store, { day: '2026-11-05', groupId: 'groep4' }, 'naima');
		expect(found).toMatchObject({ form: { groups: ['groep4'], week: '2026-11-02' } });
		expect(await start(store, { groupId: 'groep4' })).toBe('not_found');
		expect(await start(store, { day: '2026-99-99' })).toMatchObject({ form: { week: '2026-10-12' } });
	});
	it('a draft as it was saved, for who may plan it', async () => {
		const store = await school();
		await saveDraft(store, await asStaff(store, 'marieke'), { ...plan, note: 'Welkom' }, today);
		const found = await start(store, { draft: 'moment-1' });
		expect(found).toMatchObject({ isDraft: true, plan: { ...plan, note: 'Welkom', revision: 1 } });
		expect(await start(store, { draft: 'moment-1' }, 'selin')).toBe('not_found');
		expect(await start(store, { draft: 'nothing' })).toBe('not_found');
	});
	it('a moment to do again: the same days and times, in the next week that leaves time', async () => {
		const store = await school();
		await addMoment(store, {
			id: 'last',
			slots: { a: ['2026-09-15', '08:30'], b: ['2026-09-17', '13:15'] },
			places: 6,
		});
		const found = await start(store, { copy: 'last' });
		expect(found).toMatchObject({
			isDraft: false,
			plan: {
				places: 6,
				slots: [
					{ day: '2026-10-13', from: '08:30', till: '09:00' },
					{ day: '2026-10-15', from: '13:15', till: '13:45' },
				],
			},
		});
		expect(typeof found === 'object' && found.plan.momentId).not.toBe('last');
		expect(await start(store, { draft: 'last' })).toBe('not_found');
		expect(await start(store, { copy: 'last' }, 'henk')).toBe('not_found');
	});
	it('nothing for who has no group and may not plan for the school', async () => {
		expect(await start(await school(), { groups: [] }, 'naima')).toBeUndefined();
	});
	it('a saved plan keeps its largest number of places', async () => {
		const store = await school();
		await addMoment(store, { places: 3 });
		expect((await savedPlan(store, await asStaff(store, 'marieke'), 'look'))?.plan.places).toBe(3);
	});
});
