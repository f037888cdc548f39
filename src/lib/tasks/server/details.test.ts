// What a published task says, changed by staff.
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import { detailsOf, type TaskDetails } from '../details-form.ts';
import type { TaskPlan } from '../plan-form.ts';
import { callOff } from './change.ts';
import { claimShifts } from './claims.ts';
import { changeTask } from './details.ts';
import { findTask } from './find-task.ts';
import { taskPage } from './for-parent.ts';
import { keepTaskTranslations } from './translations.ts';

async function school(part: Partial<TaskPlan> = {}): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, part);
	return store;
}

async function stored(store: TestStore): Promise<TaskDetails> {
	const task = await findTask(store.read, schoolId, taskId);
	if (!task) throw new Error('no task');
	return detailsOf(task);
}

async function change(
	store: TestStore,
	part: Partial<TaskDetails>,
	{ who = 'marieke', read }: { who?: StaffName; read?: TaskDetails } = {},
) {
	const was = read ?? (await stored(store));
	const one = { taskId, typed: { ...was, ...part }, read: was, now: today };
	return changeTask(store, await asStaff(store, who), one);
}

/** Takes every shift, or waits for it. */
async function claimAll(store: TestStore, who: GuardianName) {
	const parent = await asParent(store, who);
	const shifts = (await taskPage(store.read, parent, taskId, today))?.shifts ?? [];
	const shiftIds = shifts.map(({ shiftId }) => shiftId);
	await claimShifts(store, parent, { taskId, shiftIds, wait: true, now: today });
}

const told = async (store: TestStore) =>
	(await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.place_changed');

describe('another place', () => {
	it('is told once to who has shifts to come, with all of them and the calendar counted on', async () => {
		const store = await school();
		await claimAll(store, 'ayse');
		await claimAll(store, 'fatima');
		expect(await change(store, { place: 'gymzaal' })).toEqual({ ok: true, told: 1 });
		const [mine, ...others] = await told(store);
		expect(others).toEqual([]);
		expect(mine).toMatchObject({ to: 'ayse', route: 'both' });
		expect(mine?.content.title).toBe('Yeni yer: Kütüphanede yardım');
		expect(mine?.content.lines.join(' ')).toMatch(/gymzaal.*13 Ekim.*27 Ekim/);
		expect(mine?.content.calendar).toMatchObject({
			method: 'PUBLISH',
			appointments: [{ revision: 1 }, { revision: 1 }],
		});
		expect(await auditSoFar(store)).toContain('staff marieke tasks.details_changed');
		// once more is told once more; the same again to nobody
		await change(store, { place: 'aula' });
		expect(await told(store)).toHaveLength(2);
		expect(await change(store, { place: 'aula' })).toEqual({ ok: true, told: 0 });
		expect(await told(store)).toHaveLength(2);
	});
});

describe('other words', () => {
	it('are read by parents, told to nobody, and translated anew', async () => {
		const store = await school({ note: 'Neem koffie mee.' });
		await claimAll(store, 'ayse');
		const marieke = await asStaff(store, 'marieke');
		await keepTaskTranslations(store, marieke, {
			...{ taskId, language: 'tr', now: today },
			texts: [{ field: 'note', text: 'Kahve getirin.', of: 'Neem koffie mee.' }],
		});
		const wishes = async () => {
			const { translationWish: wish } = store.t;
			const rows = await store.read
				.select()
				.from(wish)
				.where(and(eq(wish.schoolId, schoolId), eq(wish.aboutId, taskId)));
			return rows.filter(({ field, language }) => field === 'note' && language === 'tr');
		};
		expect(await wishes()).toEqual([]);
		const next = { note: 'Neem thee mee.', languages: ['tr'], contactId: 'joke' };
		expect(await change(store, next)).toEqual({ ok: true, told: 0 });
		expect(await wishes()).toMatchObject([{ text: 'Neem thee mee.' }]);
		expect(await stored(store)).toMatchObject(next);
		expect(await told(store)).toEqual([]);
		const page = await taskPage(store.read, await asParent(store, 'ayse'), taskId, today);
		expect(page?.note).toBe('Neem thee mee.');
		// no word any more: none is wanted either
		await change(store, { note: '' });
		expect(await wishes()).toEqual([]);
	});

	it('a task of the school’s own keeps a name, and whom one asks works here', async () => {
		const store = await school({ template: 'other', title: 'Kerstbomen ophalen' });
		expect(await change(store, { title: '' })).toEqual({ ok: false, refusal: 'no_title' });
		expect(await change(store, { contactId: 'nobody' })).toEqual({ ok: false, refusal: 'no_contact' });
		expect(await stored(store)).toMatchObject({ title: 'Kerstbomen ophalen', contactId: 'marieke' });
	});
});

describe('a question that lies ready', () => {
	const asked = async (store: TestStore) =>
		(await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.invited');
	const words = ({ content }: Awaited<ReturnType<typeof asked>>[number]) =>
		[content.title, ...content.lines].join(' ');

	it('asks with the new words, each in their language', async () => {
		const store = await school({ place: 'bieb', note: 'Neem koffie mee.' });
		const before = await asked(store);
		expect(before.length).toBeGreaterThan(2);
		await change(store, { title: 'Lezen met groep 1', place: 'gymzaal', note: '' });
		const after = await asked(store);
		expect(after.map(({ to }) => to).sort()).toEqual(before.map(({ to }) => to).sort());
		for (const one of after) {
			expect(words(one), one.to ?? '').toMatch(/Lezen met groep 1/);
			expect(words(one), one.to ?? '').toMatch(/gymzaal/);
			expect(words(one), one.to ?? '').not.toMatch(/bieb|koffie/);
		}
		expect(after.map(({ content }) => content.locale)).toEqual(before.map(({ content }) => content.locale));
	});

	it('stays as it is once it went out', async () => {
		const store = await school({ place: 'bieb' });
		const { delivery } = store.t;
		await store.transact((tx) =>
			tx.update(delivery).set({ state: 'sent' }).where(eq(delivery.schoolId, schoolId)),
		);
		const sent = await asked(store);
		await change(store, { place: 'gymzaal' });
		expect((await asked(store)).map(words)).toEqual(sent.map(words));
	});
});

it('of two people at once the second sees what the first wrote, and nothing is lost', async () => {
	const store = await school();
	const read = await stored(store);
	expect(await change(store, { place: 'gymzaal' }, { who: 'naima', read })).toMatchObject({ ok: true });
	// the note is what was typed, the place that of the first
	expect(await change(store, { note: 'Neem thee mee.' }, { read })).toMatchObject({
		refusal: 'changed',
		values: { place: 'gymzaal', note: 'Neem thee mee.' },
	});
	expect(await change(store, { place: 'aula' }, { read })).toMatchObject({
		refusal: 'changed',
		values: { place: 'aula' },
	});
	expect(await stored(store)).toMatchObject({ place: 'gymzaal', note: '' });
	// a form that was sent twice is no conflict
	expect(await change(store, { place: 'gymzaal' }, { read })).toEqual({ ok: true, told: 0 });
});

it.each<[StaffName, boolean]>([
	['marieke', true],
	['selin', false],
	['naima', true],
	['petra', true],
	['joke', true],
	['henk', false],
])('%s may: %s', async (who, may) => {
	const store = await school();
	const result = await change(store, { place: 'gymzaal' }, { who });
	expect(result.ok || result.refusal).toBe(may || 'not_found');
});

it('what was called off is not changed', async () => {
	const store = await school();
	await callOff(store, await asStaff(store, 'marieke'), { taskId, now: today });
	expect(await change(store, { place: 'gymzaal' })).toEqual({ ok: false, refusal: 'not_found' });
});
