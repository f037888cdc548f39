// Tasks from planning to thanks, on a real database.
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { addTask, taskId, taskPlan } from '../../../../tests/support/tasks.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import type { TaskPlan } from '../plan-form.ts';
import { askAgain, candidates } from './ask-again.ts';
import { callOff, closeTask, removeClaim, setPlaces } from './change.ts';
import { acceptPlace, claimShifts, stepBack } from './claims.ts';
import { ownShiftFile } from './calendar-file.ts';
import { findTask } from './find-task.ts';
import { openTasks, ownShifts, taskPage, tasksForParent } from './for-parent.ts';
import { staffTask, staffTasks } from './for-staff.ts';
import { helpedAtSchool, markHelped, thankHelpers, timesHelped } from './helped.ts';
import { moveTaskOffers, queueTaskReminders, withdrawHelpers } from './minute.ts';
import { handedShift, keepShift, offerShift, takeOver } from './hand-over.ts';
import { bothHelp, moveClaims } from './move-guardian.ts';
import { ownYear } from './own-year.ts';
import { planTask } from './plan.ts';
import { forgetClaims } from './retention.ts';

async function school(part: Partial<TaskPlan> = {}): Promise<{ store: TestStore; shifts: string[] }> {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, part);
	return { store, shifts: await shiftsOf(store) };
}

async function shiftsOf(store: TestStore): Promise<string[]> {
	const { shift } = store.t;
	const rows = await store.read
		.select({ id: shift.id })
		.from(shift)
		.where(eq(shift.schoolId, schoolId))
		.orderBy(shift.startsAt);
	return rows.map(({ id }) => id);
}

async function claim(store: TestStore, who: GuardianName, shiftIds: string[], wait = false, now = today) {
	return claimShifts(store, await asParent(store, who), { taskId, shiftIds, wait, now });
}

async function mine(store: TestStore, who: GuardianName, now = today) {
	return ownShifts(store.read, await asParent(store, who), now);
}

const told = async (store: TestStore, kind: string) =>
	(await noticesSoFar(store)).filter((one) => one.kind === kind).map(({ to }) => to);

describe('planning', () => {
	it('makes shifts without those on holidays, and asks once who may help, in their language', async () => {
		const { store, shifts } = await school();
		// the autumn holiday of the region lies between
		expect(shifts).toHaveLength(2);
		const asked = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.invited');
		expect(asked.map(({ to }) => to).sort()).toEqual(['agnieszka', 'ayse', 'fatima', 'mehmet']);
		expect(asked.find(({ to }) => to === 'ayse')?.content).toMatchObject({
			locale: 'tr',
			title: 'Yardım edebilir misiniz? Kütüphanede yardım',
			action: { path: `/join/tasks/${taskId}` },
		});
		expect(await auditSoFar(store)).toEqual(['staff joke tasks.published']);
		// sent twice
		await planTask(store, await asStaff(store, 'joke'), taskPlan(), today);
		expect(await shiftsOf(store)).toHaveLength(2);
	});
	it('is for the own groups of a teacher, and for all of who sees all families', async () => {
		const store = freshStore();
		await addPeople(store);
		const of = async (who: 'selin' | 'marieke' | 'naima', groups: string[], id: string) =>
			planTask(store, await asStaff(store, who), taskPlan({ taskId: id, groups }), today);
		expect(await of('selin', ['zonnebloem'], 'task-000000000a')).toMatchObject({ refusal: 'not_allowed' });
		expect(await of('marieke', ['school'], 'task-000000000b')).toMatchObject({ refusal: 'not_allowed' });
		expect(await of('marieke', ['zonnebloem'], 'task-000000000c')).toMatchObject({ ok: true });
		expect(await of('naima', ['school'], 'task-000000000d')).toMatchObject({ ok: true });
		expect(await of('naima', ['regenboog3'], 'task-000000000e')).toMatchObject({ refusal: 'not_allowed' });
	});
	it('refuses what can’t be', async () => {
		const store = freshStore();
		await addPeople(store);
		const joke = await asStaff(store, 'joke');
		const refused = async (part: Partial<TaskPlan>) => planTask(store, joke, taskPlan(part), today);
		expect(await refused({ template: 'other' })).toMatchObject({ refusal: 'no_title' });
		expect(await refused({ firstDay: '2026-09-01', lastDay: '2026-09-08' })).toMatchObject({
			refusal: 'no_shifts',
		});
		expect(await refused({ lastDay: '2028-01-01' })).toMatchObject({ refusal: 'after_year' });
		expect(await refused({ contactId: 'henk' })).toMatchObject({ refusal: 'no_contact' });
		expect(await shiftsOf(store)).toEqual([]);
	});
});

describe('who sees it', () => {
	it('the parents of its groups, with numbers and without names; nobody else', async () => {
		const { store, shifts } = await school();
		await claim(store, 'fatima', shifts.slice(0, 1));
		const seen: Record<string, string | undefined> = {};
		for (const who of ['ayse', 'mehmet', 'ahmet', 'johan', 'kerem', 'nora'] as const) {
			const parent = await asParent(store, who);
			const page = await taskPage(store.read, parent, taskId, today);
			const list = await tasksForParent(store.read, parent, today);
			expect(JSON.stringify({ page, list })).not.toMatch(/fatima|Bakkali/i);
			seen[who] = page && `${page.level} ${list.length} ${await openTasks(store.read, parent, today)}`;
		}
		expect(seen).toEqual({
			ayse: 'full 1 1',
			mehmet: 'full 1 1',
			ahmet: 'information 0 0',
			johan: undefined,
			kerem: undefined,
			nora: undefined,
		});
		const left = (await taskPage(store.read, await asParent(store, 'ayse'), taskId, today))?.shifts;
		expect(left?.map(({ state, left }) => `${state} ${left}`)).toEqual(['full 0', 'open 1']);
	});
	it('by name: staff who run it; other teachers don’t', async () => {
		const { store, shifts } = await school();
		await claim(store, 'fatima', shifts);
		const names = async (who: 'marieke' | 'selin' | 'petra') =>
			(await staffTask(store.read, await asStaff(store, who), taskId, today))?.shifts[0]?.claims.map(
				({ name, children }) => `${name} ${children.join()}`,
			);
		expect(await names('marieke')).toEqual(['Fatima el Bakkali Ilyas']);
		expect(await names('petra')).toEqual(['Fatima el Bakkali Ilyas']);
		expect(await names('selin')).toBeUndefined();
		const all = await staffTasks(store.read, await asStaff(store, 'selin'), {
			schoolYearId: '2026',
			now: today,
		});
		expect(all).toEqual([]);
	});
});

describe('claiming', () => {
	it('one shift or a series, with one message and a calendar file; a double tap counts once', async () => {
		const { store, shifts } = await school();
		expect(await claim(store, 'ayse', shifts)).toEqual({
			ok: true,
			confirmed: 2,
			waiting: 0,
			refused: 0,
			uncleared: false,
			number: null,
		});
		expect(await claim(store, 'ayse', shifts)).toEqual({
			ok: true,
			confirmed: 2,
			waiting: 0,
			refused: 0,
			uncleared: false,
			number: null,
		});
		const confirmed = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.confirmed');
		expect(confirmed).toHaveLength(1);
		expect(confirmed[0]?.content.calendar?.appointments).toHaveLength(2);
		const [first] = await mine(store, 'ayse');
		const file = {
			taskId,
			claimId: first?.claimId ?? '',
			locale: 'tr',
			origin: 'https://x.example',
			now: today,
		} as const;
		expect(await ownShiftFile(store, await asParent(store, 'ayse'), file)).toContain('Kütüphanede yardım');
		expect(await ownShiftFile(store, await asParent(store, 'fatima'), file)).toBeUndefined();
	});
	it('is not for information only, another group, or a time at which one is at a moment', async () => {
		const { store, shifts } = await school();
		expect(await claim(store, 'ahmet', shifts)).toEqual({ ok: false, refusal: 'information_only' });
		expect(await claim(store, 'johan', shifts)).toEqual({ ok: false, refusal: 'not_found' });
		await addMoment(store, { slots: { tuesday: ['2026-10-13', '09:00'] } });
		const wish = { slotId: 'tuesday', childId: 'elif', adults: 1, interpreter: null, note: null };
		await signUp(store, await asParent(store, 'ayse'), { ...wish, wait: false, now: today });
		expect(await claim(store, 'ayse', shifts.slice(0, 1))).toEqual({ ok: false, refusal: 'overlaps' });
		expect(await claim(store, 'ayse', shifts)).toMatchObject({ ok: true, confirmed: 1, refused: 1 });
	});
	it('what is full stays in the list, after what is not, with the own number in the line', async () => {
		const { store, shifts } = await school();
		await claim(store, 'ayse', shifts);
		await addTask(store, { taskId: 'task-000000000x', firstDay: '2026-11-03', lastDay: '2026-11-03' });
		const list = async () =>
			(await tasksForParent(store.read, await asParent(store, 'fatima'), today)).map((one) => [
				one.taskId === taskId,
				one.left,
				one.waits,
			]);
		expect(await list()).toEqual([
			[false, 1, null],
			[true, 0, null],
		]);
		await claim(store, 'mehmet', shifts.slice(0, 1), true);
		await claim(store, 'fatima', shifts.slice(0, 1), true);
		expect(await list()).toEqual([
			[true, 0, 2],
			[false, 1, null],
		]);
	});
	it('many at once: as many as there are places, the others in order', async () => {
		const { store, shifts } = await school();
		const [one = ''] = shifts;
		const people = ['ayse', 'mehmet', 'fatima', 'agnieszka'] as const;
		const results = await Promise.all(people.map((who) => claim(store, who, [one], true)));
		expect(results.filter((result) => result.ok && result.confirmed === 1)).toHaveLength(1);
		const numbers = await Promise.all(people.map(async (who) => (await mine(store, who))[0]?.number ?? 0));
		expect(numbers.sort()).toEqual([0, 1, 2, 3]);
	});
});

describe('stepping back', () => {
	it('until the stated time; the place goes to who waits first', async () => {
		const { store, shifts } = await school();
		const [shiftId = ''] = shifts;
		await claim(store, 'ayse', [shiftId]);
		await claim(store, 'fatima', [shiftId], true);
		await claim(store, 'mehmet', [shiftId], true);
		const claimId = (await mine(store, 'ayse'))[0]?.claimId ?? '';
		const back = async (who: GuardianName, now: Date) =>
			stepBack(store, await asParent(store, who), { shiftId, claimId, now });
		expect(await back('ayse', at('2026-10-12', '08:30'))).toEqual({ ok: false, refusal: 'too_late' });
		// somebody else's is not there
		expect(await back('fatima', today)).toEqual({ ok: true, wasThere: false });
		expect(await back('ayse', at('2026-10-12', '08:29'))).toEqual({ ok: true, wasThere: true });
		expect((await mine(store, 'fatima'))[0]?.status).toBe('confirmed');
		expect((await mine(store, 'mehmet'))[0]?.number).toBe(1);
		expect(await told(store, 'tasks.promoted')).toEqual(['fatima']);
		expect(await told(store, 'tasks.left')).toEqual(['ayse']);
	});
	it('on the last evening who waits is asked, one after the other, and the first yes gets the place', async () => {
		const { store, shifts } = await school({ stepBackHours: 0 });
		const [shiftId = ''] = shifts;
		await claim(store, 'ayse', [shiftId]);
		await claim(store, 'fatima', [shiftId], true);
		await claim(store, 'mehmet', [shiftId], true);
		const claimId = (await mine(store, 'ayse'))[0]?.claimId ?? '';
		const evening = at('2026-10-12', '19:00');
		await stepBack(store, await asParent(store, 'ayse'), { shiftId, claimId, now: evening });
		expect(await told(store, 'tasks.offered')).toEqual(['fatima']);
		expect(
			(await taskPage(store.read, await asParent(store, 'agnieszka'), taskId, evening))?.shifts[0],
		).toMatchObject({
			state: 'full',
			left: 0,
		});
		await moveTaskOffers(store, at('2026-10-12', '19:10'));
		expect(await told(store, 'tasks.offered')).toEqual(['fatima']);
		await moveTaskOffers(store, at('2026-10-12', '19:31'));
		expect((await told(store, 'tasks.offered')).sort()).toEqual(['fatima', 'mehmet']);
		const yes = async (who: GuardianName) =>
			acceptPlace(store, await asParent(store, who), {
				shiftId,
				claimId: (await mine(store, who))[0]?.claimId ?? '',
				now: at('2026-10-12', '19:40'),
			});
		expect(await yes('mehmet')).toEqual({ ok: true });
		expect(await yes('fatima')).toEqual({ ok: false, refusal: 'gone' });
	});
});

describe('handing over', () => {
	const link = async (store: TestStore, who: GuardianName, shiftId: string, now = today) => {
		const claimId = (await mine(store, who)).find((one) => one.shiftId === shiftId)?.claimId ?? '';
		const made = await offerShift(store, await asParent(store, who), { shiftId, claimId, now });
		return made.ok ? made.token : '';
	};
	const take = async (store: TestStore, who: GuardianName, token: string, now = today) =>
		takeOver(store, await asParent(store, who), { taskId, token, now });

	it('to who says yes first: the shift changes hands, both are told, without a name', async () => {
		const { store, shifts } = await school();
		const [shiftId = ''] = shifts;
		await claim(store, 'ayse', [shiftId]);
		await claim(store, 'fatima', [shiftId], true);
		// also when it is too late to step back
		const evening = at('2026-10-12', '20:00');
		const token = await link(store, 'ayse', shiftId, evening);
		const seen = async (who: GuardianName) =>
			handedShift(store.read, await asParent(store, who), { taskId, token });
		expect(await seen('fatima')).toEqual({ shiftId, own: false });
		expect(await seen('ayse')).toEqual({ shiftId, own: true });
		expect((await mine(store, 'ayse'))[0]?.status).toBe('confirmed');
		expect(await take(store, 'ayse', token, evening)).toEqual({ ok: false, refusal: 'gone' });
		expect(await take(store, 'ahmet', token, evening)).toEqual({ ok: false, refusal: 'information_only' });
		expect(await take(store, 'johan', token, evening)).toEqual({ ok: false, refusal: 'not_found' });
		const both = await Promise.all([
			take(store, 'fatima', token, evening),
			take(store, 'agnieszka', token, evening),
		]);
		expect(both).toEqual([{ ok: true }, { ok: false, refusal: 'gone' }]);
		expect(await mine(store, 'ayse')).toEqual([]);
		expect((await mine(store, 'fatima')).map(({ status }) => status)).toEqual(['confirmed']);
		const [shift] =
			(await taskPage(store.read, await asParent(store, 'mehmet'), taskId, today))?.shifts ?? [];
		expect(shift).toMatchObject({ state: 'full', nextNumber: 1 });
		const notices = await noticesSoFar(store);
		const freed = notices.find(({ kind }) => kind === 'tasks.handed_over');
		expect(freed).toMatchObject({ to: 'ayse', content: { calendar: { method: 'CANCEL' } } });
		expect(JSON.stringify(freed)).not.toMatch(/fatima|bakkali/i);
	});
	it('not once it began, with a link that was taken back or made anew, or at the time of something else', async () => {
		const { store, shifts } = await school();
		const [shiftId = ''] = shifts;
		await claim(store, 'ayse', [shiftId]);
		expect(await link(store, 'ayse', shiftId, at('2026-10-13', '08:30'))).toBe('');
		const first = await link(store, 'ayse', shiftId);
		const second = await link(store, 'ayse', shiftId);
		expect(await take(store, 'fatima', first)).toEqual({ ok: false, refusal: 'gone' });
		expect(await take(store, 'fatima', second, at('2026-10-13', '08:30'))).toEqual({
			ok: false,
			refusal: 'started',
		});
		await addMoment(store, { slots: { tuesday: ['2026-10-13', '09:00'] } });
		const wish = { slotId: 'tuesday', childId: 'ilyas', adults: 1, interpreter: null, note: null };
		await signUp(store, await asParent(store, 'fatima'), { ...wish, wait: false, now: today });
		expect(await take(store, 'fatima', second)).toEqual({ ok: false, refusal: 'overlaps' });
		const claimId = (await mine(store, 'ayse'))[0]?.claimId ?? '';
		// somebody else's claim is not there to keep or to give away
		await keepShift(store, await asParent(store, 'mehmet'), { shiftId, claimId, now: today });
		expect((await mine(store, 'ayse'))[0]?.handing).toBe(true);
		const mehmet = await asParent(store, 'mehmet');
		expect(await offerShift(store, mehmet, { shiftId, claimId, now: today })).toMatchObject({ ok: false });
		await keepShift(store, await asParent(store, 'ayse'), { shiftId, claimId, now: today });
		expect(await take(store, 'mehmet', second)).toEqual({ ok: false, refusal: 'gone' });
	});
});

describe('staff', () => {
	it('close and open it, give more places, take somebody off, call off; those concerned are told once', async () => {
		const { store, shifts } = await school();
		const [shiftId = ''] = shifts;
		const marieke = await asStaff(store, 'marieke');
		const selin = await asStaff(store, 'selin');
		await claim(store, 'ayse', shifts);
		await claim(store, 'fatima', [shiftId], true);
		expect(await closeTask(store, selin, { taskId, closed: true, now: today })).toMatchObject({ ok: false });
		await closeTask(store, marieke, { taskId, closed: true, now: today });
		expect(await claim(store, 'agnieszka', [shiftId], true)).toEqual({ ok: false, refusal: 'closed' });
		await closeTask(store, marieke, { taskId, closed: false, now: today });
		expect(await setPlaces(store, selin, { taskId, shiftId, places: 9, now: today })).toMatchObject({
			ok: false,
		});
		await setPlaces(store, marieke, { taskId, shiftId, places: 2, now: today });
		expect(await told(store, 'tasks.promoted')).toEqual(['fatima']);
		const claimId = (await mine(store, 'fatima'))[0]?.claimId ?? '';
		expect(await removeClaim(store, selin, { taskId, claimId, now: today })).toMatchObject({ ok: false });
		await removeClaim(store, marieke, { taskId, claimId, now: today });
		expect(await told(store, 'tasks.removed')).toEqual(['fatima']);
		expect(await callOff(store, selin, { taskId, now: today })).toMatchObject({ ok: false });
		await callOff(store, marieke, { taskId, now: today });
		await callOff(store, marieke, { taskId, now: today });
		const off = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.cancelled');
		expect(off.map(({ to }) => to)).toEqual(['ayse']);
		expect(off[0]?.content.calendar).toMatchObject({ method: 'CANCEL' });
		expect((await mine(store, 'ayse')).map(({ cancelled }) => cancelled)).toEqual([true, true]);
	});
	it('ask again: not who helps or was asked for it, never more than twice in sixty days', async () => {
		const { store, shifts } = await school();
		const joke = await asStaff(store, 'joke');
		await claim(store, 'ayse', shifts.slice(0, 1));
		const ask = async (who: 'joke' | 'selin', id = taskId, now = at('2026-10-06', '16:00')) =>
			askAgain(store, await asStaff(store, who), { taskId: id, now });
		expect(await ask('selin')).toMatchObject({ refusal: 'not_found' });
		// not before the first question reached anybody
		expect(await ask('joke', taskId, at('2026-10-06', '15:59'))).toEqual({ ok: false, refusal: 'nobody' });
		expect(await ask('joke')).toEqual({ ok: true, asked: 3 });
		expect((await told(store, 'tasks.asked_again')).sort()).toEqual(['agnieszka', 'fatima', 'mehmet']);
		expect(await ask('joke')).toEqual({ ok: false, refusal: 'nobody' });
		for (const id of ['task-000000000x', 'task-000000000y'])
			await planTask(store, joke, taskPlan({ taskId: id }), today);
		expect(await ask('joke', 'task-000000000x')).toMatchObject({ asked: 4 });
		// three of the four were asked twice by now
		expect(await ask('joke', 'task-000000000y')).toMatchObject({ asked: 1 });
	});
	it('ask again: first who took before what has the same mark, and who has the certificate that is asked for', async () => {
		const { store, shifts } = await school({ marks: ['car'] });
		const joke = await asStaff(store, 'joke');
		await claim(store, 'mehmet', shifts.slice(0, 1));
		const first = async (marks: TaskPlan['marks'], id: string) => {
			await planTask(store, joke, taskPlan({ taskId: id, marks }), today);
			const task = await findTask(store.read, schoolId, id);
			return task && (await candidates(store.read, task, today))[0]?.guardianId;
		};
		expect(await first(['car'], 'task-000000000x')).toBe('mehmet');
		expect(await first(['from_home'], 'task-000000000y')).not.toBe('mehmet');
		await store.transact((tx) =>
			tx.insert(tx.t.certificate).values({
				...{ schoolId, guardianId: 'fatima', seenOn: '2026-10-01', seenBy: 'joke', until: '2027-10-01' },
			}),
		);
		expect(await first(['car', 'certificate'], 'task-000000000z')).toBe('fatima');
	});
	it('mark who helped and thank the others once, in their language; a year counts it', async () => {
		const { store, shifts } = await school({ places: 3 });
		const [shiftId = ''] = shifts;
		const marieke = await asStaff(store, 'marieke');
		for (const who of ['ayse', 'fatima', 'agnieszka'] as const) await claim(store, who, [shiftId]);
		const during = at('2026-10-13', '09:00');
		const after = at('2026-10-13', '09:30');
		const claimId = (await mine(store, 'fatima'))[0]?.claimId ?? '';
		const mark = { taskId, claimId, helped: false };
		expect(await markHelped(store, marieke, { ...mark, now: today })).toMatchObject({ ok: false });
		expect(await markHelped(store, await asStaff(store, 'selin'), { ...mark, now: during })).toMatchObject({
			ok: false,
		});
		expect(await markHelped(store, marieke, { ...mark, now: during })).toEqual({ ok: true });
		const thanks = { taskId, shiftId, thanks: 'children' } as const;
		expect(await thankHelpers(store, marieke, { ...thanks, now: during })).toMatchObject({ ok: false });
		expect(await thankHelpers(store, marieke, { ...thanks, now: after })).toEqual({ ok: true, thanked: 2 });
		expect(await thankHelpers(store, marieke, { ...thanks, now: after })).toEqual({ ok: true, thanked: 0 });
		expect((await told(store, 'tasks.thanked')).sort()).toEqual(['agnieszka', 'ayse']);
		const year = { schoolYearId: '2026', now: after };
		expect(await timesHelped(store.read, await asParent(store, 'ayse'), year)).toBe(1);
		expect(await timesHelped(store.read, await asParent(store, 'fatima'), year)).toBe(0);
		expect(await helpedAtSchool(store.read, schoolId, year)).toEqual({ times: 2, minutes: 120 });
		const own = async (who: GuardianName) => ownYear(store.read, await asParent(store, who), after);
		expect(await own('ayse')).toMatchObject({
			...{ name: '2026-2027', times: 1, minutes: 60, interpreted: [], roles: [] },
			helped: [{ thanks: 'children', template: 'library' }],
		});
		for (const who of ['fatima', 'mehmet'] as const)
			expect(await own(who), who).toMatchObject({ times: 0, minutes: 0, helped: [] });
	});
});

describe('by itself', () => {
	it('reminds the day before and shortly before, each once', async () => {
		const { store, shifts } = await school();
		await claim(store, 'ayse', shifts.slice(0, 1));
		for (const time of ['16:59', '17:00', '17:01']) await queueTaskReminders(store, at('2026-10-12', time));
		expect(await told(store, 'tasks.reminder_day')).toEqual(['ayse']);
		for (const time of ['07:30', '07:31']) await queueTaskReminders(store, at('2026-10-13', time));
		expect(await told(store, 'tasks.reminder_hour')).toEqual(['ayse']);
	});
	it('takes off who lost the right, in the last week, and gives the place to who waits', async () => {
		const { store, shifts } = await school();
		const [shiftId = ''] = shifts;
		await claim(store, 'ayse', [shiftId]);
		await claim(store, 'fatima', [shiftId], true);
		const near = at('2026-10-08', '10:00');
		expect(await withdrawHelpers(store, near)).toBe(0);
		const { guardianship } = store.t;
		await store.transact(async (tx) => {
			await tx
				.update(guardianship)
				.set({ level: 'information' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'ayse')));
		});
		expect(await withdrawHelpers(store, at('2026-10-08', '03:00'))).toBe(0);
		expect(await withdrawHelpers(store, near)).toBe(1);
		expect((await mine(store, 'fatima'))[0]?.status).toBe('confirmed');
	});
	it('after the school year who helped is gone, and how many stays', async () => {
		const { store, shifts } = await school({ places: 2 });
		await claim(store, 'ayse', shifts);
		await claim(store, 'fatima', shifts.slice(0, 1));
		await askAgain(store, await asStaff(store, 'joke'), { taskId, now: at('2026-10-07', '09:00') });
		const { shift, claim: claims, taskAsk } = store.t;
		const left = async () => [
			await store.read.$count(claims, eq(claims.schoolId, schoolId)),
			await store.read.$count(taskAsk, eq(taskAsk.schoolId, schoolId)),
		];
		await store.transact((tx) => forgetClaims(tx, schoolId, ['another year']));
		expect(await left()).toEqual([3, 2]);
		for (let night = 0; night < 2; night++)
			await store.transact((tx) => forgetClaims(tx, schoolId, ['2026']));
		expect(await left()).toEqual([0, 0]);
		const helped = await store.read
			.select({ helped: shift.helped })
			.from(shift)
			.where(eq(shift.schoolId, schoolId))
			.orderBy(shift.startsAt);
		expect(helped.map((one) => one.helped)).toEqual([2, 1]);
	});
	it('two records of one person: claims come along, unless both help in the same shift', async () => {
		const { store, shifts } = await school({ places: 2 });
		await claim(store, 'ayse', shifts.slice(0, 1));
		expect(await bothHelp(store.read, schoolId, ['ayse', 'mehmet'])).toBe(false);
		await claim(store, 'mehmet', shifts.slice(0, 1));
		expect(await bothHelp(store.read, schoolId, ['ayse', 'mehmet'])).toBe(true);
		await store.transact((tx) => moveClaims(tx, schoolId, 'mehmet', 'agnieszka'));
		expect(await mine(store, 'mehmet')).toEqual([]);
		expect(await mine(store, 'agnieszka')).toHaveLength(1);
	});
});
