// Roles that last, on a real database.
import { expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { addTask, taskId, taskPlan } from '../../../../tests/support/tasks.ts';
import { closeTask } from './change.ts';
import { openTasks, taskPage, tasksForParent } from './for-parent.ts';
import { staffTask, staffTasks } from './for-staff.ts';
import { interestTheSchoolSees, rolesForParent, showInterest } from './interest.ts';
import { moveClaims } from './move-guardian.ts';
import { planTask } from './plan.ts';
import { forgetClaims } from './retention.ts';

const role = { template: 'class_parent', repeat: 'standing', marks: [] } as const;

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, { ...role, marks: [] });
	return store;
}

async function say(store: TestStore, who: GuardianName, interested = true) {
	return showInterest(store, await asParent(store, who), { taskId, interested, now: today });
}

async function names(store: TestStore, who: 'marieke' | 'selin' | 'joke' = 'marieke') {
	const page = await staffTask(store.read, await asStaff(store, who), taskId, today);
	return page?.interested.map(({ guardianId, children }) => `${guardianId} ${children.join()}`);
}

const roles = async (store: TestStore, who: GuardianName) =>
	(await rolesForParent(store.read, await asParent(store, who), '2026')).map(
		({ template, mine }) => `${template} ${mine}`,
	);

it('is asked once of who may help, with what is asked and what is done with it, and has no shifts', async () => {
	const store = await school();
	const asked = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.invited');
	expect(asked.map(({ to }) => to).sort()).toEqual(['agnieszka', 'ayse', 'fatima', 'mehmet']);
	const turkish = asked.find(({ to }) => to === 'ayse')?.content;
	expect(turkish).toMatchObject({ locale: 'tr', title: 'Size uygun mu? Sınıf velisi' });
	expect(turkish?.lines).toHaveLength(3);
	const ayse = await asParent(store, 'ayse');
	expect(await tasksForParent(store.read, ayse, today)).toEqual([]);
	expect(await openTasks(store.read, ayse, today)).toBe(1);
	expect(await taskPage(store.read, ayse, taskId, today)).toMatchObject({ interested: false, shifts: [] });
});

it('a tap says so, another takes it back; only who runs it sees of whom', async () => {
	const store = await school();
	expect(await say(store, 'ayse')).toEqual({ ok: true });
	expect(await say(store, 'ayse')).toEqual({ ok: true });
	expect(await say(store, 'fatima')).toEqual({ ok: true });
	expect(await say(store, 'ahmet')).toEqual({ ok: false, refusal: 'information_only' });
	expect(await say(store, 'johan')).toEqual({ ok: false, refusal: 'not_found' });
	expect(await names(store)).toEqual(['ayse Elif', 'fatima Ilyas']);
	expect(await names(store, 'selin')).toBeUndefined();
	const other = await taskPage(store.read, await asParent(store, 'mehmet'), taskId, today);
	expect(JSON.stringify(other)).not.toMatch(/ayse|fatima/i);
	expect(await roles(store, 'ayse')).toEqual(['class_parent true']);
	expect(await openTasks(store.read, await asParent(store, 'ayse'), today)).toBe(0);
	expect(await roles(store, 'johan')).toEqual([]);
	expect(await roles(store, 'ahmet')).toEqual([]);
	await say(store, 'ayse', false);
	expect(await names(store)).toEqual(['fatima Ilyas']);
	const lines = (await auditSoFar(store)).filter((line) => line.includes('interest'));
	expect(lines).toHaveLength(3);
	const [one] = await staffTasks(store.read, await asStaff(store, 'joke'), {
		schoolYearId: '2026',
		now: today,
	});
	expect(one).toMatchObject({ interested: 1, state: 'coming', gaps: 0 });
});

it('closed, it takes nobody new; who is interested can still take it back', async () => {
	const store = await school();
	await say(store, 'ayse');
	await closeTask(store, await asStaff(store, 'joke'), { taskId, closed: true, now: today });
	expect(await say(store, 'fatima')).toEqual({ ok: false, refusal: 'closed' });
	expect(await roles(store, 'fatima')).toEqual([]);
	expect(await roles(store, 'ayse')).toEqual(['class_parent true']);
	expect(await say(store, 'ayse', false)).toEqual({ ok: true });
	expect(await names(store)).toEqual([]);
});

it('a role has no shifts, and what has shifts is no role', async () => {
	const store = freshStore();
	await addPeople(store);
	const joke = await asStaff(store, 'joke');
	const plan = (part: Parameters<typeof taskPlan>[0]) => planTask(store, joke, taskPlan(part), today);
	expect(await plan({ template: 'class_parent' })).toMatchObject({ refusal: 'no_shifts' });
	expect(await plan({ repeat: 'standing' })).toMatchObject({ refusal: 'no_shifts' });
	expect(await plan({})).toMatchObject({ ok: true });
	expect(await say(store, 'ayse')).toEqual({ ok: false, refusal: 'not_found' });
});

it('is shown to the guardian, goes with a merged record, and is gone with the year', async () => {
	const store = await school();
	await say(store, 'ayse');
	await say(store, 'mehmet');
	const seen = async (guardianId: string) =>
		(await interestTheSchoolSees(store.read, { schoolId, guardianId })).map(({ template }) => template);
	expect(await seen('ayse')).toEqual(['class_parent']);
	await store.transact((tx) => moveClaims(tx, schoolId, 'ayse', 'fatima'));
	await store.transact((tx) => moveClaims(tx, schoolId, 'mehmet', 'fatima'));
	expect([await seen('ayse'), await seen('fatima')]).toEqual([[], ['class_parent']]);
	await store.transact((tx) => forgetClaims(tx, schoolId, ['2026']));
	expect(await seen('fatima')).toEqual([]);
});
