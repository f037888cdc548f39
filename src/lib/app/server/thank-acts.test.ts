// Thanks after a moment and after a talk: who thanks, who is thanked, in which language, and once.
import { expect, test } from 'vitest';
import { markAttendance } from '#lib/moments/server/attendance.ts';
import { staffMoment } from '#lib/moments/server/for-staff.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import {
	addInterpreterTime,
	addInterpretingParent,
	assignInterpreter,
} from '#lib/talks/server/interpreters.ts';
import { pickTalks } from '#lib/talks/server/pick.ts';
import { asReplier } from '#lib/talks/server/replier.ts';
import { moveClaims } from '#lib/tasks/server/move-guardian.ts';
import { helpedAtSchool } from '#lib/tasks/server/helped.ts';
import { ownYear } from '#lib/tasks/server/own-year.ts';
import { forgetClaims } from '#lib/tasks/server/retention.ts';
import { offers } from '../../../../tests/support/interpreting.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addRound, details, roundId } from '../../../../tests/support/talks.ts';
import { thankForMoment, thankForTalk, toThank } from './thank-acts.ts';

const over = at('2026-10-12', '12:00');
const WISH = { slotId: 'monday', adults: 1, interpreter: null, note: null, wait: false, now: today };

async function moment(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	for (const who of ['ayse', 'fatima'] as const) {
		const parent = await asParent(store, who);
		const [childId = ''] = [...parent.children.values()]
			.filter(({ groupIds }) => groupIds.includes('zonnebloem'))
			.map((child) => child.childId);
		const signed = await signUp(store, parent, { ...WISH, childId });
		if (!signed.ok) throw new Error(signed.refusal);
	}
	return store;
}

const thank = async (store: TestStore, who: StaffName, now = over) =>
	thankForMoment(store, await asStaff(store, who), { momentId: 'look', words: 'coming', now });
const told = async (store: TestStore) =>
	(await noticesSoFar(store)).filter(({ kind }) => kind === 'tasks.thanked');
const thanked = async (store: TestStore, who: GuardianName, now = over) =>
	(await ownYear(store.read, await asParent(store, who), now))?.thanks.map(
		({ what, words }) => `${what} ${words}`,
	);

test('after a moment who runs it thanks all who came, each once, in their language', async () => {
	const store = await moment();
	expect(await thank(store, 'marieke', today)).toEqual({ ok: false, refusal: 'too_early' });
	const notTheirs = { ok: false, refusal: 'not_found' };
	for (const who of ['selin', 'henk'] as const) expect(await thank(store, who), who).toEqual(notTheirs);
	const marieke = await asStaff(store, 'marieke');
	const page = await staffMoment(store, marieke, 'look', over);
	if (!page) throw new Error('no moment');
	expect(await toThank(store, marieke, page)).toBe(2);
	expect(await thank(store, 'marieke')).toEqual({ ok: true, thanked: 2 });
	expect(await toThank(store, marieke, page)).toBe(0);
	expect(await thank(store, 'joke')).toEqual({ ok: true, thanked: 0 });
	const notices = await told(store);
	expect(notices.map(({ to }) => to).sort()).toEqual(['ayse', 'fatima']);
	expect(notices.find(({ to }) => to === 'ayse')?.content).toMatchObject({
		locale: 'tr',
		title: 'Okul size teşekkür ediyor',
		action: { path: '/join/tasks/year' },
	});
	expect(JSON.stringify(notices.map(({ content }) => content))).not.toMatch(/Elif|Yousef/);
	expect(await thanked(store, 'ayse')).toEqual(['look coming']);
	// the other carer of the child, and who did not come
	for (const who of ['mehmet', 'agnieszka'] as const) expect(await thanked(store, who), who).toEqual([]);
	expect((await auditSoFar(store)).filter((line) => line.endsWith('tasks.thanked'))).toHaveLength(1);
});

test('not who was marked as absent', async () => {
	const store = await moment();
	const marieke = await asStaff(store, 'marieke');
	const page = await staffMoment(store, marieke, 'look', over);
	const coming = page?.slots.flatMap((slot) => slot.coming) ?? [];
	const signUpId = coming.find(({ guardianId }) => guardianId === 'fatima')?.signUpId ?? '';
	await markAttendance(store, marieke, { signUpId, came: false, now: over });
	expect(await thank(store, 'marieke')).toEqual({ ok: true, thanked: 1 });
	expect((await told(store)).map(({ to }) => to)).toEqual(['ayse']);
});

test('after a talk who held it thanks the guardians of the talk', async () => {
	const store = freshStore();
	await addPeople(store);
	await addRound(store);
	const picks = [{ childId: 'elif', startsAt: at('2026-10-27', '15:00'), staffIds: ['marieke'] }];
	const ayse = await asParent(store, 'ayse');
	const picked = await pickTalks(store, asReplier(ayse), { roundId, picks, details, now: today });
	if (!picked.ok) throw new Error(picked.refusal);
	const [talkId = ''] = picked.talkIds;
	const later = at('2026-10-27', '16:00');
	const say = async (who: StaffName, now = later) =>
		thankForTalk(store, await asStaff(store, who), { talkId, words: 'shared', now });
	expect(await say('marieke', today)).toEqual({ ok: false, refusal: 'too_early' });
	for (const who of ['selin', 'henk'] as const)
		expect(await say(who), who).toEqual({ ok: false, refusal: 'not_found' });
	expect(await say('marieke')).toEqual({ ok: true, thanked: 1 });
	expect(await say('marieke')).toEqual({ ok: true, thanked: 0 });
	expect((await told(store)).map(({ to }) => to)).toEqual(['ayse']);
	expect(await thanked(store, 'ayse', later)).toEqual(['ten_minutes shared']);
	expect(await thanked(store, 'mehmet', later)).toEqual([]);
});

test('after a talk the parent who interpreted is thanked as well', async () => {
	const store = freshStore();
	await addPeople(store);
	await addRound(store);
	const said = { ...details, interpreter: 'tr', mayAskParent: true };
	const picks = [{ childId: 'elif', startsAt: at('2026-10-27', '15:00'), staffIds: ['marieke'] }];
	const one = { roundId, picks, details: said, now: today };
	const picked = await pickTalks(store, asReplier(await asParent(store, 'ayse')), one);
	if (!picked.ok) throw new Error(picked.refusal);
	const [talkId = ''] = picked.talkIds;
	await offers(store, 'johan');
	const joke = await asStaff(store, 'joke');
	const johan = { roundId, interpreterId: 'parent-johan', now: today };
	await addInterpretingParent(store, joke, { ...johan, guardianId: 'johan', byPhone: false });
	const time = { day: '2026-10-27', from: '15:00', till: '16:00' };
	await addInterpreterTime(store, joke, { ...johan, ...time });
	await assignInterpreter(store, joke, { roundId, talkId, interpreter: 'parent-johan', now: today });
	const later = at('2026-10-27', '16:00');
	const words = 'shared' as const;
	const thank = { talkId, words, now: later };
	expect(await thankForTalk(store, await asStaff(store, 'marieke'), thank)).toEqual({ ok: true, thanked: 2 });
	expect((await told(store)).map(({ to }) => to).sort()).toEqual(['ayse', 'johan']);
	const year = await ownYear(store.read, await asParent(store, 'johan'), later);
	expect(year).toMatchObject({ times: 1, minutes: 10, interpreted: [{ language: 'tr' }] });
	expect(year?.thanks).toHaveLength(1);
	const sum = { schoolYearId: '2026', now: later };
	expect(await helpedAtSchool(store.read, schoolId, sum)).toEqual({ times: 1, minutes: 10 });
});

test('goes along when two records become one, and is gone with its school year', async () => {
	const store = await moment();
	await thank(store, 'marieke');
	await store.transact((tx) => moveClaims(tx, schoolId, 'ayse', 'fatima'));
	expect(await thanked(store, 'ayse')).toEqual([]);
	expect(await thanked(store, 'fatima')).toEqual(['look coming']);
	await store.transact((tx) => forgetClaims(tx, schoolId, ['2025']));
	expect(await thanked(store, 'fatima')).toHaveLength(1);
	await store.transact((tx) => forgetClaims(tx, schoolId, ['2026']));
	expect(await thanked(store, 'fatima')).toEqual([]);
});
