// Tasks that ask for a certificate of conduct, on a real database.
import { and, eq } from 'drizzle-orm';
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
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import {
	findCertificates,
	forgetCertificate,
	forgetPastCertificates,
	letIn,
	seeCertificate,
} from './certificates.ts';
import { taskView } from '../words.ts';
import { claimShifts } from './claims.ts';
import { ownShifts, taskPage, tasksForParent } from './for-parent.ts';
import { staffTask } from './for-staff.ts';
import { offerShift, takeOver } from './hand-over.ts';
import { moveClaims } from './move-guardian.ts';

async function school(lastDay = '2026-10-13'): Promise<{ store: TestStore; shiftId: string }> {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, { marks: ['certificate'], lastDay });
	const { shift } = store.t;
	const [one] = await store.read
		.select({ id: shift.id })
		.from(shift)
		.where(eq(shift.schoolId, schoolId))
		.orderBy(shift.startsAt);
	return { store, shiftId: one?.id ?? '' };
}

async function claim(store: TestStore, who: GuardianName, shiftId: string) {
	const wish = { taskId, shiftIds: [shiftId], wait: true, now: today };
	return claimShifts(store, await asParent(store, who), wish);
}

async function mine(store: TestStore, who: GuardianName) {
	return (await ownShifts(store.read, await asParent(store, who), today))[0];
}

async function about(store: TestStore, who: GuardianName, now = today) {
	return { taskId, claimId: (await mine(store, who))?.claimId ?? '', now };
}

async function see(store: TestStore, who: GuardianName, until = '2026-10-13', staff: StaffName = 'marieke') {
	return seeCertificate(store, await asStaff(store, staff), { ...(await about(store, who)), until });
}

const kinds = async (store: TestStore, who: GuardianName) =>
	(await noticesSoFar(store)).filter(({ to }) => to === who).map(({ kind }) => kind);

it('who claims waits until staff saw it, holds nobody up, and has the place then', async () => {
	const { store, shiftId } = await school();
	expect(await claim(store, 'ayse', shiftId)).toMatchObject({ confirmed: 0, waiting: 1, uncleared: true });
	const list = await tasksForParent(store.read, await asParent(store, 'ayse'), today);
	expect(list).toMatchObject([{ mine: 1, helps: false }]);
	const asked = (await noticesSoFar(store)).find(({ kind, to }) => kind === 'tasks.waiting' && to === 'ayse');
	expect(asked?.content.title).toContain('VOG');
	expect((await taskPage(store.read, await asParent(store, 'ayse'), taskId, today))?.certificate).toBe(
		'not_seen',
	);
	expect(await see(store, 'ayse')).toEqual({ ok: true });
	expect((await mine(store, 'ayse'))?.status).toBe('confirmed');
	expect(await kinds(store, 'ayse')).toContain('tasks.promoted');
	expect((await taskPage(store.read, await asParent(store, 'ayse'), taskId, today))?.certificate).toBe(
		'seen',
	);
	expect(await auditSoFar(store)).toContain('staff marieke tasks.certificate_seen');
});

it('the first with a certificate goes before who came earlier without one', async () => {
	const { store, shiftId } = await school();
	await claim(store, 'ayse', shiftId);
	await claim(store, 'fatima', shiftId);
	await see(store, 'fatima');
	expect((await mine(store, 'fatima'))?.status).toBe('confirmed');
	await see(store, 'ayse');
	expect((await mine(store, 'ayse'))?.status).toBe('waiting');
});

it('it has to last until the day of the shift, and can’t be past already', async () => {
	const { store, shiftId } = await school();
	await claim(store, 'ayse', shiftId);
	expect(await see(store, 'ayse', '2020-01-01')).toEqual({ ok: false, refusal: 'past' });
	await see(store, 'ayse', '2026-10-12');
	expect((await mine(store, 'ayse'))?.status).toBe('waiting');
	await see(store, 'ayse', '2026-10-13');
	expect((await mine(store, 'ayse'))?.status).toBe('confirmed');
});

it('who claimed several shifts hears of all that are theirs in one message, with one calendar file', async () => {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, { marks: ['certificate'], lastDay: '2026-11-10' });
	const { shift } = store.t;
	const ofTask = and(eq(shift.schoolId, schoolId), eq(shift.taskId, taskId));
	const shifts = await store.read.select({ id: shift.id }).from(shift).where(ofTask);
	const shiftIds = shifts.map(({ id }) => id);
	await claimShifts(store, await asParent(store, 'ayse'), { taskId, shiftIds, wait: true, now: today });
	// of four Tuesdays the last one is after the day until which it counts
	expect(shiftIds).toHaveLength(4);
	expect(await see(store, 'ayse', '2026-11-09')).toEqual({ ok: true });
	const told = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.promoted');
	expect(told).toHaveLength(1);
	expect(told[0]).toMatchObject({ to: 'ayse', content: { title: 'Size 3 yer açıldı: Kütüphanede yardım' } });
	const text = told[0]?.content.lines.join('\n') ?? '';
	expect(text).toMatch(/13 Ekim[^]*27 Ekim[^]*3 Kasım[^]*3 kez/);
	expect(text).not.toContain('10 Kasım');
	expect(told[0]?.content.calendar?.appointments).toHaveLength(3);
	// a newer one: the last shift, as before
	expect(await see(store, 'ayse', '2027-11-09')).toEqual({ ok: true });
	const again = (await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.promoted');
	expect(again.map(({ content }) => content.calendar?.appointments.length).sort()).toEqual([1, 3]);
});

it('a shift after its last day waits for a newer one, and says that, not a number', async () => {
	const { store, shiftId } = await school('2026-10-27');
	const parent = await asParent(store, 'ayse');
	await claim(store, 'ayse', shiftId);
	await see(store, 'ayse', '2026-10-13');
	const page = async () => {
		const found = await taskPage(store.read, parent, taskId, today);
		if (!found) throw new Error('no task');
		return taskView(found, { locale: 'nl', timeZone: 'Europe/Amsterdam' }).shifts;
	};
	const later = (await page())[1]?.shiftId ?? '';
	await claim(store, 'ayse', later);
	expect((await page()).map(({ mine, uncleared }) => [mine?.status, mine?.waits, uncleared])).toEqual([
		['confirmed', null, false],
		['waiting', 'Eerst uw VOG laten zien', true],
	]);
});

it('staff can let somebody in without, where a place is free; they can delete a wrong note', async () => {
	const { store, shiftId } = await school();
	await claim(store, 'ayse', shiftId);
	await claim(store, 'fatima', shiftId);
	const marieke = await asStaff(store, 'marieke');
	expect(await letIn(store, marieke, await about(store, 'ayse'))).toEqual({ ok: true });
	expect((await mine(store, 'ayse'))?.status).toBe('confirmed');
	expect(await kinds(store, 'ayse')).toContain('tasks.promoted');
	// the only place is taken
	expect(await letIn(store, marieke, await about(store, 'fatima'))).toMatchObject({ refusal: 'not_found' });
	await see(store, 'fatima');
	expect(await forgetCertificate(store, marieke, await about(store, 'fatima'))).toEqual({ ok: true });
	expect(await findCertificates(store.read, schoolId, ['fatima'], '2026-10-01')).toEqual(new Map());
});

it('is seen and noted only by who runs the task, and never by other parents', async () => {
	const { store, shiftId } = await school();
	await claim(store, 'ayse', shiftId);
	expect(await see(store, 'ayse', '2026-10-13', 'selin')).toMatchObject({ refusal: 'not_found' });
	const selin = await asStaff(store, 'selin');
	expect(await letIn(store, selin, await about(store, 'ayse'))).toMatchObject({ refusal: 'not_found' });
	expect(await forgetCertificate(store, selin, await about(store, 'ayse'))).toMatchObject({
		refusal: 'not_found',
	});
	await see(store, 'ayse');
	const seenBy = async (who: StaffName) =>
		(await staffTask(store.read, await asStaff(store, who), taskId, today))?.shifts[0]?.claims[0];
	expect(await seenBy('selin')).toBeUndefined();
	expect(await seenBy('joke')).toMatchObject({ certificate: { until: '2026-10-13' }, cleared: true });
	const other = await taskPage(store.read, await asParent(store, 'fatima'), taskId, today);
	expect(other?.certificate).toBe('not_seen');
	expect(JSON.stringify(other)).not.toMatch(/ayse|2026-10-13"/i);
});

it('is not noted for a task that asks for none', async () => {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, { marks: ['no_dutch'], lastDay: '2026-10-13' });
	const { shift } = store.t;
	const [one] = await store.read
		.select({ id: shift.id })
		.from(shift)
		.where(eq(shift.schoolId, schoolId))
		.orderBy(shift.startsAt);
	expect(await claim(store, 'ayse', one?.id ?? '')).toMatchObject({ confirmed: 1, uncleared: false });
	expect(await see(store, 'ayse')).toEqual({ ok: false, refusal: 'not_found' });
});

it('a shift is handed over only to who has one', async () => {
	const { store, shiftId } = await school();
	await claim(store, 'ayse', shiftId);
	await see(store, 'ayse');
	const { claimId } = await about(store, 'ayse');
	const offer = await offerShift(store, await asParent(store, 'ayse'), { shiftId, claimId, now: today });
	const token = offer.ok ? offer.token : '';
	const take = async () => takeOver(store, await asParent(store, 'fatima'), { taskId, token, now: today });
	expect(await take()).toEqual({ ok: false, refusal: 'no_certificate' });
	expect((await mine(store, 'ayse'))?.status).toBe('confirmed');
	await claim(store, 'fatima', shiftId);
	await see(store, 'fatima');
	expect(await take()).toEqual({ ok: true });
	expect((await mine(store, 'fatima'))?.status).toBe('confirmed');
});

it('is deleted once it counts no more; of two records that become one the longest stays', async () => {
	const { store, shiftId } = await school();
	await claim(store, 'ayse', shiftId);
	await claim(store, 'fatima', shiftId);
	await see(store, 'ayse', '2026-11-01');
	await see(store, 'fatima', '2027-11-01');
	const left = async () =>
		[...(await findCertificates(store.read, schoolId, ['ayse', 'fatima', 'mehmet'], '2026-10-01'))].map(
			([who, { until }]) => `${who} ${until}`,
		);
	await store.transact((tx) => forgetPastCertificates(tx, schoolId, '2026-11-01'));
	expect((await left()).sort()).toEqual(['ayse 2026-11-01', 'fatima 2027-11-01']);
	await store.transact((tx) => moveClaims(tx, schoolId, 'ayse', 'mehmet'));
	expect((await left()).sort()).toEqual(['fatima 2027-11-01', 'mehmet 2026-11-01']);
	await store.transact((tx) => forgetPastCertificates(tx, schoolId, '2026-11-02'));
	expect(await left()).toEqual(['fatima 2027-11-01']);
});
