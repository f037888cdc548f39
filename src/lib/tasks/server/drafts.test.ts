// Tasks that are not ready yet: who may go on with one, and that no parent finds it.
import { expect, test } from 'vitest';
import { mergeGroups } from '#lib/app/server/merge-groups.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { taskId, taskPlan } from '../../../../tests/support/tasks.ts';
import type { DraftForm } from '../draft-form.ts';
import {
	deleteTaskDraft,
	forgetDrafts,
	saveTaskDraft,
	taskDraft,
	taskDrafts,
	taskDraftsOfToday,
} from './drafts.ts';
import { openTasks, taskPage, tasksForParent } from './for-parent.ts';
import { staffTask, staffTasks } from './for-staff.ts';
import { planTask } from './plan.ts';

const form: DraftForm = {
	...{ groups: ['zonnebloem'], marks: [], languages: [], repeat: 'weekly', firstDay: '', lastDay: '' },
	...{ time: '', minutes: '60', places: '', seats: '', stepBackHours: '24', contactId: 'marieke' },
	...{ title: 'Kerstbomen', place: '', note: '' },
};

async function school(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function save(store: TestStore, who: StaffName, part: Partial<DraftForm> = {}, revision = 0) {
	const one = { taskId, template: 'other' as const, revision, form: { ...form, ...part }, now: today };
	return saveTaskDraft(store, await asStaff(store, who), one);
}

const seen = async (store: TestStore, who: StaffName) =>
	(await taskDrafts(store.read, await asStaff(store, who))).map((one) => `${one.taskId} ${one.revision}`);

test('what was typed is kept, whole or not, and told to nobody', async () => {
	const store = await school();
	expect(await save(store, 'marieke')).toEqual({ ok: true });
	expect(await save(store, 'marieke', { note: 'Om 9 uur' }, 1)).toEqual({ ok: true });
	const marieke = await asStaff(store, 'marieke');
	expect(await taskDraft(store.read, marieke, taskId)).toMatchObject({
		...{ template: 'other', revision: 2, by: 'Marieke Koster' },
		form: { ...form, note: 'Om 9 uur' },
	});
	expect(await noticesSoFar(store)).toEqual([]);
	const ayse = await asParent(store, 'ayse');
	expect(await tasksForParent(store.read, ayse, today)).toEqual([]);
	expect(await openTasks(store.read, ayse, today)).toBe(0);
	expect(await taskPage(store.read, ayse, taskId, today)).toBeUndefined();
	// nor as a task of staff
	expect(await staffTask(store.read, marieke, taskId, today)).toBeUndefined();
	expect(await staffTasks(store.read, marieke, { schoolYearId: '2026', now: today })).toEqual([]);
	expect(await auditSoFar(store)).toEqual(['staff marieke tasks.drafted', 'staff marieke tasks.drafted']);
});

test.each<[string, string[], StaffName[]]>([
	['of a group: who works with it, and who sees all families', ['zonnebloem'], ['marieke', 'petra', 'joke']],
	['of the whole school: who began it, and who sees all families', ['school'], ['petra', 'joke']],
	['of no group yet: who began it, and who sees all families', [], ['petra', 'joke']],
])('a draft %s', async (_, groups, may) => {
	const store = await school();
	expect(await save(store, 'petra', { groups })).toEqual({ ok: true });
	for (const who of ['marieke', 'selin', 'petra', 'joke', 'henk'] as const) {
		const theirs = may.includes(who);
		expect(await seen(store, who), who).toEqual(theirs ? [`${taskId} 1`] : []);
		const staff = await asStaff(store, who);
		expect((await taskDraft(store.read, staff, taskId)) !== undefined, who).toBe(theirs);
		if (theirs) continue;
		const refused = { ok: false, refusal: 'not_found' };
		expect(await deleteTaskDraft(store, staff, { taskId, now: today }), who).toEqual(refused);
		if (who === 'henk') continue;
		expect(await save(store, who, { groups: [] }), who).toEqual({ ok: false, refusal: 'not_allowed' });
		const plan = taskPlan({ groups: [who === 'selin' ? 'groep4' : 'zonnebloem'], revision: 1 });
		expect(await planTask(store, staff, plan, today), who).toEqual({ ok: false, refusal: 'not_allowed' });
	}
	expect(await seen(store, 'petra')).toEqual([`${taskId} 1`]);
});

test('not for a group of others, or one that is not there', async () => {
	const store = await school();
	const refused = { ok: false, refusal: 'not_allowed' };
	for (const groups of [['groep4'], ['school'], ['zonnebloem', 'groep4'], ['nowhere'], ['regenboog3']])
		expect(await save(store, 'marieke', { groups }), String(groups)).toEqual(refused);
	expect(await save(store, 'petra', { groups: ['nowhere'] })).toEqual(refused);
	expect(await seen(store, 'petra')).toEqual([]);
	// one's own, before it is said for whom
	expect(await save(store, 'marieke', { groups: [] })).toEqual({ ok: true });
	expect(await seen(store, 'marieke')).toEqual([`${taskId} 1`]);
});

test('who would save or publish over the change of another is told whose it is; once more is meant', async () => {
	const store = await school();
	await save(store, 'marieke');
	await save(store, 'joke', { note: 'Van Joke' }, 1);
	const changed = { ok: false, refusal: 'changed', by: 'Joke van Dam', revision: 2 };
	expect(await save(store, 'marieke', {}, 1)).toEqual(changed);
	const marieke = await asStaff(store, 'marieke');
	expect(await planTask(store, marieke, taskPlan({ revision: 1 }), today)).toEqual(changed);
	expect((await taskDraft(store.read, marieke, taskId))?.form.note).toBe('Van Joke');
	expect(await save(store, 'marieke', {}, 2)).toEqual({ ok: true });
});

test('published, it is a task and no draft any more', async () => {
	const store = await school();
	await save(store, 'marieke');
	const marieke = await asStaff(store, 'marieke');
	expect(await planTask(store, marieke, taskPlan({ revision: 1 }), today)).toMatchObject({ ok: true });
	expect(await seen(store, 'marieke')).toEqual([]);
	expect(await staffTask(store.read, marieke, taskId, today)).toBeDefined();
	expect(await save(store, 'marieke', {}, 1)).toEqual({ ok: false, refusal: 'published' });
});

test('thrown away, or gone with its school year', async () => {
	const store = await school();
	await save(store, 'marieke');
	const marieke = await asStaff(store, 'marieke');
	expect(await deleteTaskDraft(store, marieke, { taskId, now: today })).toEqual({ ok: true });
	expect(await seen(store, 'marieke')).toEqual([]);
	await save(store, 'marieke');
	await store.transact((tx) => forgetDrafts(tx, schoolId, ['2025']));
	expect(await seen(store, 'marieke')).toHaveLength(1);
	await store.transact((tx) => forgetDrafts(tx, schoolId, ['2026']));
	expect(await seen(store, 'marieke')).toEqual([]);
});

test('when its group becomes part of another, it is for that one', async () => {
	const store = await school();
	await save(store, 'marieke', { groups: ['zonnebloem', 'zonnebloem'] });
	const pair = { keep: 'groep4', drop: 'zonnebloem', name: 'Groep 1/2/4' };
	expect(await mergeGroups(store, await asStaff(store, 'petra'), pair, today)).toEqual({ ok: true });
	const draft = await taskDraft(store.read, await asStaff(store, 'selin'), taskId);
	expect(draft?.form.groups).toEqual(['groep4']);
});

test.each<[string, StaffName, string[], StaffName[]]>([
	['for a group', 'marieke', ['zonnebloem'], ['marieke', 'naima', 'petra', 'joke']],
	['for no group yet', 'marieke', [], ['marieke', 'naima', 'petra', 'joke']],
	['of the office, for a group', 'petra', ['groep4'], ['selin', 'naima', 'petra', 'joke']],
	['for the whole school', 'petra', ['school'], ['naima', 'petra', 'joke']],
])(
	'a draft %s asks something today of who began it and who looks after its groups',
	async (_, by, groups, of) => {
		const store = await school();
		expect(await save(store, by, { groups })).toEqual({ ok: true });
		const asked: StaffName[] = [];
		for (const who of ['marieke', 'selin', 'naima', 'petra', 'joke', 'henk'] as const)
			if ((await taskDraftsOfToday(store.read, await asStaff(store, who))).length > 0) asked.push(who);
		expect(asked).toEqual(of);
	},
);
