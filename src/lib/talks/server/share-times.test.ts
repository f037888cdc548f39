// One teacher's times for colleagues too.
import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { at, auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today, type StaffName } from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { staffRound } from './for-staff.ts';
import { pickTalks } from './pick.ts';
import { asReplier } from './replier.ts';
import { shareTimes } from './share-times.ts';
import { addSession, removeSession } from './times.ts';

let store: TestStore;
beforeEach(async () => {
	store = freshStore();
	await addPeople(store);
	await addRound(store);
});

const share = async (
	how: 'add' | 'replace',
	{ who = 'joke', from = 'marieke', to = ['selin'], now = today }: Partial<Share> = {},
) => {
	const wish = { roundId, staffId: from, colleagues: to, how, now };
	return shareTimes(store, await asStaff(store, who), wish);
};
interface Share {
	who: StaffName;
	from: string;
	to: string[];
	now: Date;
}

const add = async (staffId: string, day: string, from: string, till: string, room: string | null = null) => {
	const joke = await asStaff(store, 'joke');
	const one = { roundId, staffId, day, from, till, room, now: today };
	expect(await addSession(store, joke, one)).toEqual({ ok: true });
};
const sessionsOf = async (staffId: string) => {
	const page = await staffRound(store.read, await asStaff(store, 'joke'), roundId, today);
	return page?.teachers.find((one) => one.staffId === staffId)?.sessions ?? [];
};
const times = async (staffId: string) =>
	(await sessionsOf(staffId)).map(({ startsAt }) => startsAt.toISOString().slice(8, 13)).sort();

describe('who may', () => {
	it.each<[StaffName, string]>([
		['joke', 'nothing_new'],
		['naima', 'nothing_new'],
		// a teacher of one of the groups, who shares the own times or takes a colleague's; of another school
		['marieke', 'not_found'],
		['selin', 'not_found'],
		['henk', 'not_found'],
	])('%s: %s', async (who, refusal) => {
		expect(await share('add', { who })).toEqual({ ok: false, refusal });
	});
	it('not for nobody, nor for or from who holds no talks of the round', async () => {
		expect(await share('add', { to: [] })).toEqual({ ok: false, refusal: 'nobody' });
		expect(await share('add', { to: ['marieke'] })).toEqual({ ok: false, refusal: 'nobody' });
		expect(await share('add', { to: ['petra'] })).toEqual({ ok: false, refusal: 'not_found' });
		expect(await share('add', { from: 'petra' })).toEqual({ ok: false, refusal: 'not_found' });
	});
});

it('come beside what a colleague has, on days on which they are there', async () => {
	await add('marieke', '2026-10-27', '19:00', '20:00', 'Hal');
	// a Wednesday, on which Selin is not at school
	await add('marieke', '2026-10-28', '19:00', '20:00');
	await add('selin', '2026-10-29', '16:00', '17:00');
	const before = await times('selin');
	expect(await share('add')).toEqual({ ok: true, changed: ['selin'], same: [] });
	expect(await times('selin')).toEqual([...before, '27T18'].sort());
	// not in the room of somebody else
	expect((await sessionsOf('selin')).map(({ room }) => room)).toEqual([null, null, null, null]);
	expect(await auditSoFar(store)).toContain('staff joke talks.times_changed');
	expect(await share('add')).toEqual({ ok: false, refusal: 'nothing_new' });
});

it('come in the place of what a colleague has, but never of a time with a talk', async () => {
	const picks = [{ childId: 'emre', startsAt: at('2026-10-29', '15:00'), staffIds: ['selin'] }];
	const ayse = asReplier(await asParent(store, 'ayse'));
	expect(await pickTalks(store, ayse, { roundId, picks, details, now: today })).toMatchObject({ ok: true });
	const [, thursday] = await sessionsOf('marieke');
	const off = { roundId, staffId: 'marieke', sessionId: thursday?.sessionId ?? '', now: today };
	expect(await removeSession(store, await asStaff(store, 'joke'), off)).toEqual({ ok: true });
	await add('marieke', '2026-10-29', '19:00', '20:00');
	await add('selin', '2026-10-27', '20:00', '21:00');
	expect(await share('replace')).toEqual({ ok: true, changed: ['selin'], same: [] });
	expect(await times('selin')).toEqual(['27T14', '29T14', '29T18']);
});

it('who keeps one room keeps it; what is past is left alone; who has it all already is said', async () => {
	for (const { sessionId } of await sessionsOf('selin')) {
		const off = { roundId, staffId: 'selin', sessionId, now: today };
		await removeSession(store, await asStaff(store, 'joke'), off);
	}
	await add('selin', '2026-10-27', '13:00', '14:00', 'B2');
	const now = at('2026-10-28', '09:00');
	// only Thursday is still to come
	expect(await share('replace', { now })).toEqual({ ok: true, changed: ['selin'], same: [] });
	expect(await times('selin')).toEqual(['27T12', '29T14']);
	expect((await sessionsOf('selin')).map(({ room }) => room)).toEqual(['B2', 'B2']);
	expect(await share('add', { now })).toEqual({ ok: false, refusal: 'nothing_new' });
});
