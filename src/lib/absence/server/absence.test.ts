import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { answerLeave, askLeave, leaveToDecide, ownLeaveRequests, withdrawLeave } from './leave-requests.ts';
import { absenceSettings, setAbsenceSettings } from './settings.ts';
import {
	markEntered,
	markSeen,
	ownReportsToday,
	reportSick,
	sickChildren,
	withdrawSick,
} from './sick-reports.ts';

/** A Tuesday with school, at a time there. */
const at = (time: string, day = '2026-10-06') => new Date(`${day}T${time}:00+02:00`);
const EARLY = at('07:50');
const on = { sickReports: true, reportUntil: '09:00', seenBy: '09:30', leaveRequests: true };

async function school(settings = on) {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	expect(await setAbsenceSettings(store, petra, settings, EARLY)).toEqual({ ok: true });
	return { store, petra };
}
const report = async (
	store: TestStore,
	guardian: GuardianName,
	childId: string,
	{ now = EARLY, strength }: { now?: Date; strength?: 'code' | 'confirmed' } = {},
) => reportSick(store, await asParent(store, guardian, { strength }), { childId, now });
const sick = async (store: TestStore, staff: StaffName) =>
	(await sickChildren(store.read, await asStaff(store, staff), '2026-10-01')).map(({ name }) => name);
const wedding = { ground: 'important', firstDay: '2026-11-03', lastDay: '2026-11-04' } as const;

test('without a choice of the school parents report nothing here', async () => {
	const store = freshStore();
	await addPeople(store);
	expect(await absenceSettings(store.read, schoolId)).toMatchObject({
		sickReports: false,
		leaveRequests: false,
	});
	expect(await report(store, 'ayse', 'elif')).toEqual({ ok: false, refusal: 'off' });
	const ayse = await asParent(store, 'ayse');
	expect(await askLeave(store, ayse, { childId: 'elif', ...wedding, now: EARLY })).toEqual({
		ok: false,
		refusal: 'off',
	});
});

test('only office and head switch it on, and not so that one looks too early', async () => {
	const { store, petra } = await school();
	for (const who of ['marieke', 'naima'] as const)
		expect(await setAbsenceSettings(store, await asStaff(store, who), on, EARLY)).toEqual({
			ok: false,
			refusal: 'not_allowed',
		});
	expect(await setAbsenceSettings(store, petra, { ...on, seenBy: '08:00' }, EARLY)).toEqual({
		ok: false,
		refusal: 'backwards',
	});
});

test('a child is reported ill for today, once, and taken back until the school has seen it', async () => {
	const { store, petra } = await school();
	expect(await report(store, 'ayse', 'elif')).toEqual({ ok: true });
	expect(await report(store, 'ayse', 'elif')).toEqual({ ok: true });
	const ayse = await asParent(store, 'ayse');
	expect(await ownReportsToday(store.read, ayse, EARLY)).toMatchObject([{ childId: 'elif', seenAt: null }]);
	expect(await withdrawSick(store, ayse, { childId: 'elif', now: EARLY })).toEqual({ ok: true });
	expect(await ownReportsToday(store.read, ayse, EARLY)).toEqual([]);

	await report(store, 'ayse', 'elif');
	const [child] = await sickChildren(store.read, petra, '2026-10-06');
	const reportIds = child?.reportIds ?? [];
	expect(await markSeen(store, petra, { reportIds, now: at('08:12') })).toEqual({ ok: true, seen: 1 });
	expect(await markSeen(store, petra, { reportIds, now: at('08:20') })).toEqual({ ok: true, seen: 0 });
	expect(await ownReportsToday(store.read, ayse, EARLY)).toMatchObject([{ seenAt: at('08:12') }]);
	expect(await withdrawSick(store, ayse, { childId: 'elif', now: at('08:15') })).toEqual({
		ok: false,
		refusal: 'seen',
	});
});

test('not after the school’s time, and not on a day without school', async () => {
	const { store } = await school();
	expect(await report(store, 'ayse', 'elif', { now: at('08:59') })).toEqual({ ok: true });
	expect(await report(store, 'fatima', 'ilyas', { now: at('09:00') })).toEqual({
		ok: false,
		refusal: 'too_late',
	});
	for (const day of ['2026-10-10', '2026-10-20'])
		expect(await report(store, 'fatima', 'ilyas', { now: at('08:00', day) })).toEqual({
			ok: false,
			refusal: 'no_school',
		});
});

test('who may say that Elif is ill: who has the say over her, in a confirmed session', async () => {
	const { store } = await school();
	const outcomes: [GuardianName, 'code' | 'confirmed', boolean][] = [
		['ayse', 'confirmed', true],
		['mehmet', 'confirmed', true],
		['ayse', 'code', false],
		['ahmet', 'confirmed', false],
		['kerem', 'confirmed', false],
		['fatima', 'confirmed', false],
		['wilma', 'confirmed', false],
		['nora', 'confirmed', false],
	];
	for (const [who, strength, may] of outcomes) {
		expect([who, (await report(store, who, 'elif', { strength })).ok]).toEqual([who, may]);
		const asked = { childId: 'elif', ...wedding, now: EARLY };
		const parent = await asParent(store, who, { strength });
		expect([who, (await askLeave(store, parent, asked)).ok]).toEqual([who, may]);
	}
});

test('what one carer reported, the other does not see; the school sees one child', async () => {
	const { store, petra } = await school();
	await report(store, 'ayse', 'elif');
	expect(await ownReportsToday(store.read, await asParent(store, 'mehmet'), EARLY)).toEqual([]);
	await report(store, 'mehmet', 'elif', { now: at('08:05') });
	const children = await sickChildren(store.read, petra, '2026-10-06');
	expect(children.map(({ name, reportIds }) => [name, reportIds.length])).toEqual([['Elif Yıldırım', 2]]);
	expect(children[0]?.reportedAt).toEqual(EARLY);
});

test('office and head see all, a teacher own groups, nobody else and no other school', async () => {
	const { store } = await school();
	await report(store, 'ayse', 'elif');
	await report(store, 'ayse', 'emre');
	const seen: Partial<Record<StaffName, string[]>> = {
		petra: ['Elif Yıldırım', 'Emre Yıldırım'],
		joke: ['Elif Yıldırım', 'Emre Yıldırım'],
		marieke: ['Elif Yıldırım'],
		selin: ['Emre Yıldırım'],
		naima: [],
		henk: [],
	};
	for (const [who, names] of Object.entries(seen))
		expect([who, await sick(store, who as StaffName)]).toEqual([who, names]);
	const { sickReport } = store.t;
	const [elif] = await store.read
		.select({ id: sickReport.id, childId: sickReport.childId })
		.from(sickReport)
		.where(eq(sickReport.schoolId, schoolId))
		.then((rows) => rows.filter(({ childId }) => childId === 'elif'));
	const reportIds = [elif?.id ?? ''];
	const tick = async (who: StaffName) =>
		(await markEntered(store, await asStaff(store, who), { reportIds, entered: true, now: at('08:30') })).ok;
	expect([await tick('selin'), await tick('naima'), await tick('henk'), await tick('marieke')]).toEqual([
		false,
		false,
		false,
		true,
	]);
	expect(await ownReportsToday(store.read, await asParent(store, 'ayse'), EARLY)).toEqual(
		expect.arrayContaining([expect.objectContaining({ childId: 'elif', seenAt: at('08:30') })]),
	);
});

test('a request for leave is answered once, and told in the language of who asked, with the rule', async () => {
	const { store, petra } = await school();
	const ayse = await asParent(store, 'ayse');
	expect(await askLeave(store, ayse, { childId: 'elif', ...wedding, now: EARLY })).toEqual({ ok: true });
	expect(await askLeave(store, ayse, { childId: 'elif', ...wedding, now: EARLY })).toEqual({
		ok: false,
		refusal: 'already',
	});
	const [request] = await leaveToDecide(store.read, petra, '2026-10-06');
	expect(request).toMatchObject({ childName: 'Elif Yıldırım', days: 2, before: 0, answer: null });
	const answer = {
		requestId: request?.requestId ?? '',
		answer: 'allowed',
		headDays: 10,
		now: EARLY,
	} as const;
	expect(await answerLeave(store, await asStaff(store, 'marieke'), answer)).toEqual({
		ok: false,
		refusal: 'not_allowed',
	});
	expect(await answerLeave(store, petra, answer)).toEqual({ ok: true });
	expect(await answerLeave(store, petra, { ...answer, answer: 'refused' })).toEqual({
		ok: false,
		refusal: 'changed',
	});
	expect(await ownLeaveRequests(store.read, ayse)).toMatchObject([{ answer: 'allowed' }]);
	expect(await ownLeaveRequests(store.read, await asParent(store, 'mehmet'))).toEqual([]);
	const { notice } = store.t;
	const [told] = await store.read
		.select({ content: notice.content, guardianId: notice.guardianId })
		.from(notice)
		.where(eq(notice.schoolId, schoolId));
	expect(told?.guardianId).toBe('ayse');
	expect(told?.content.title).toBe('Elif için izin isteğinize yanıt');
	expect(told?.content.lines.join(' ')).toContain('Evet, çocuğunuza izin verildi.');
	expect(told?.content.lines.join(' ')).toContain('10 okul günü');
});

test('days that were given before count; a request without an answer can be taken back, by who asked only', async () => {
	const { store, petra } = await school();
	const ayse = await asParent(store, 'ayse');
	await askLeave(store, ayse, { childId: 'elif', ...wedding, now: EARLY });
	const [first] = await leaveToDecide(store.read, petra, '2026-10-06');
	const requestId = first?.requestId ?? '';
	expect(await withdrawLeave(store, await asParent(store, 'mehmet'), { requestId, now: EARLY })).toEqual({
		ok: false,
		refusal: 'not_there',
	});
	await answerLeave(store, petra, { requestId, answer: 'allowed', headDays: 10, now: EARLY });
	expect(await withdrawLeave(store, ayse, { requestId, now: EARLY })).toEqual({
		ok: false,
		refusal: 'not_there',
	});
	const later = { ground: 'important', firstDay: '2026-12-01', lastDay: '2026-12-01' } as const;
	await askLeave(store, ayse, { childId: 'elif', ...later, now: EARLY });
	const [open] = await leaveToDecide(store.read, petra, '2026-10-06');
	expect(open).toMatchObject({ firstDay: '2026-12-01', days: 1, before: 2 });
	expect(await withdrawLeave(store, ayse, { requestId: open?.requestId ?? '', now: EARLY })).toEqual({
		ok: true,
	});
	expect(await leaveToDecide(store.read, await asStaff(store, 'marieke'), '2026-10-06')).toEqual([]);
});
