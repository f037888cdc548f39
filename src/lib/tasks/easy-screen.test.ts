// One thing a screen: which one follows from what was answered, and what can be tapped there.
import { expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../tests/support/database.ts';
import { addMoment } from '../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today, type GuardianName } from '../../../tests/support/people.ts';
import { addTask, taskId } from '../../../tests/support/tasks.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { easyTaskAnswers, easyTaskScreen, type EasyTaskScreen } from './easy-screen.ts';
import type { TaskPlan } from './plan-form.ts';
import { closeTask } from './server/change.ts';
import { claimShifts } from './server/claims.ts';
import { easyTaskList } from './server/easy-list.ts';
import { taskPage } from './server/for-parent.ts';
import { ownPlans } from './server/own-plans.ts';
import type { TaskRefusal } from './task-words.ts';
import { taskView } from './words.ts';

const words = { locale: 'nl', timeZone: 'Europe/Amsterdam' } as const;

async function school(part: Partial<TaskPlan> = {}): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, part);
	return store;
}

async function open(store: TestStore, who: GuardianName, query = '', refusal?: TaskRefusal) {
	const parent = await asParent(store, who);
	const page = await taskPage(store.read, parent, taskId, today);
	if (!page) throw new Error(`${who} sees no task`);
	const view = taskView(page, words, await ownPlans(store.read, parent, words, today));
	const answers = easyTaskAnswers(new URLSearchParams(query), refusal);
	return { view, screen: easyTaskScreen(view, answers, undefined, 'nl') };
}

/** What can be tapped: `title -> where, or what it sends`. */
const taps = ({ tiles }: EasyTaskScreen) =>
	tiles.map(
		({ title, href, post }) => `${title} -> ${href ?? `${post?.action} ${JSON.stringify(post?.fields)}`}`,
	);

async function claim(store: TestStore, who: GuardianName, nth: number, wait = false) {
	const { view } = await open(store, who);
	const shiftIds = [view.shifts[nth]?.shiftId ?? ''];
	return claimShifts(store, await asParent(store, who), { taskId, shiftIds, wait, now: today });
}

it('leads from the task to a time, and asks whether it is right', async () => {
	const store = await school();
	const { view, screen } = await open(store, 'ayse');
	expect(taps(screen)).toEqual(['Ik help mee -> ?help']);
	const [first, second] = view.shifts.map(({ shiftId }) => shiftId);
	const { screen: when } = await open(store, 'ayse', 'help');
	expect(when.title).toBe('Wanneer kunt u helpen?');
	expect(taps(when)).toEqual([
		`dinsdag 13 oktober -> ?shift=${first}`,
		`dinsdag 27 oktober -> ?shift=${second}`,
		'Ik help alle 2 keer -> claim {"all":"yes"}',
	]);
	const { screen: right } = await open(store, 'ayse', `shift=${second}`);
	expect(right).toMatchObject({ title: 'Klopt dit?', back: '?help' });
	expect(taps(right)).toEqual([`Ik help mee -> claim {"shiftId":"${second}"}`]);
});

it('asks no time where there is one, and says beforehand that it is a waiting list', async () => {
	const store = await school({ repeat: 'once' });
	await claim(store, 'fatima', 0);
	const { view, screen } = await open(store, 'ayse');
	expect(screen.tiles[0]?.chip?.words).toBe('Vol, wel een wachtlijst');
	const { screen: right } = await open(store, 'ayse', 'help');
	expect(taps(right)).toEqual([
		`Op de wachtlijst (nummer 1) -> claim {"waitFor":"${view.shifts[0]?.shiftId}"}`,
	]);
	expect(JSON.stringify(screen)).not.toMatch(/fatima|Bakkali/i);
});

it('what is at the time of an own appointment is said, and can’t be tapped', async () => {
	const store = await school();
	await addMoment(store, { slots: { also: ['2026-10-13', '09:00'] } });
	const wish = { slotId: 'also', childId: 'elif', adults: 1, interpreter: null, note: null, wait: false };
	await signUp(store, await asParent(store, 'ayse'), { ...wish, now: today });
	const { view, screen } = await open(store, 'ayse', 'help');
	// one time is left: nothing to choose
	expect(screen.title).toBe('Klopt dit?');
	const { screen: other } = await open(store, 'ayse', `shift=${view.shifts[0]?.shiftId}`);
	expect(other.more[0]?.text).toBe(
		'dinsdag 13 oktober. U hebt dan al een afspraak: Kijkmoment, 9.00 – 9.30 uur',
	);
	expect(taps(other)).toEqual(['Ik help mee -> ?help']);
});

it('an own shift can be put in the calendar, given back, asked once, and handed over', async () => {
	const store = await school();
	await claim(store, 'ayse', 0);
	const { view, screen } = await open(store, 'ayse', 'done=confirmed');
	expect(screen.notices).toEqual([{ tone: 'settled', title: 'Fijn dat u helpt!' }]);
	const shift = view.shifts[0];
	const own = `?shift=${shift?.shiftId}`;
	expect(taps(screen)).toEqual([`dinsdag 13 oktober -> ${own}`, 'Wilt u nog een keer helpen? -> ?help']);
	expect(taps((await open(store, 'ayse', own)).screen)).toEqual([
		`Zet in agenda -> /join/${taskId}/${shift?.mine?.claimId}.ics`,
		`Afzeggen -> ${own}&ask=back`,
		`Overdragen aan iemand -> ${own}&ask=hand`,
	]);
	const fields = JSON.stringify({ claimId: shift?.mine?.claimId, shiftId: shift?.shiftId });
	const { screen: sure } = await open(store, 'ayse', `${own}&ask=back`);
	expect(sure.lines.at(-1)?.text).toContain('Wilt u echt afzeggen?');
	expect(taps(sure)).toEqual([`Ja, afzeggen -> stepBack ${fields}`, `Nee, ik kom wel -> ${own}`]);
	expect(taps((await open(store, 'ayse', `${own}&ask=hand`)).screen)[0]).toBe(
		`Overdragen aan iemand -> hand ${fields}`,
	);
});

it('who may only read, and a task that is closed, have nothing to tap; a refusal says what to do', async () => {
	const store = await school();
	const { screen: reader } = await open(store, 'ahmet', 'help');
	expect(reader.tiles).toEqual([]);
	expect(reader.notices[0]?.title).toContain('niet meehelpen');
	const { screen: refused } = await open(store, 'ayse', '', 'full');
	expect(refused.notices).toMatchObject([{ tone: 'trouble' }]);
	expect(taps(refused)).toEqual(['Ik help mee -> ?help', 'Iets vragen -> /easy/contact']);
	await closeTask(store, await asStaff(store, 'joke'), { taskId, closed: true, now: today });
	expect((await open(store, 'ayse', 'help')).screen.tiles).toEqual([]);
});

it('a role is one tap, and a tap back', async () => {
	const store = await school({ template: 'class_parent', repeat: 'standing', marks: [] });
	expect(taps((await open(store, 'ayse')).screen)).toEqual([
		'Ik heb interesse -> interest {"interested":"yes"}',
	]);
});

it('the list has own ones first', async () => {
	const store = await school();
	await addTask(store, { taskId: 'task-0000000001', template: 'reading', firstDay: '2026-10-20' });
	const list = async () => {
		const at = { locale: 'nl' as const, now: today, pathOf: (id: string) => id };
		return (await easyTaskList(store.read, await asParent(store, 'ayse'), at)).tiles.map(({ href }) => href);
	};
	expect(await list()).toEqual([taskId, 'task-0000000001']);
	const parent = await asParent(store, 'ayse');
	const other = await taskPage(store.read, parent, 'task-0000000001', today);
	const shiftIds = [other?.shifts[0]?.shiftId ?? ''];
	await claimShifts(store, parent, { taskId: 'task-0000000001', shiftIds, wait: false, now: today });
	expect(await list()).toEqual(['task-0000000001', taskId]);
});
