import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openNotice, openPage, latestNotices } from '#lib/notifications/server/inbox.ts';
import { noteLostAddresses } from '#lib/notifications/server/lost-ways.ts';
import { proofs, toldTogether } from '#lib/notifications/server/proof.ts';
import { sendDue } from '#lib/notifications/server/outbox.ts';
import { notice, withPush } from '../../../../tests/support/outbox.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { notReached, reachOfOwn } from './not-reached.ts';
import { reachSeen } from './seen-by-parent.ts';
import { forgetSteps, markStep, newestSteps, planStep } from './steps.ts';

const DAY = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(today.getTime() + days * DAY);
const filter = { days: 14 };

async function list(store: TestStore, who: 'petra' | 'marieke' | 'selin' | 'joke', now = today) {
	const { rows } = await notReached(store.read, await asStaff(store, who), filter, now);
	return rows.map(({ guardianId, whys }) => [guardianId, ...whys].join(' ')).sort();
}

test('who has no way, whose mail came back, whose device is gone, who opened nothing: each with why', async () => {
	const { store, service, device, outbox, queue } = await withPush();
	expect(await list(store, 'petra')).toEqual(['johan no_way']);
	await device('fatima', 'phone');
	service.answer('phone', { status: 410 });
	await queue(
		notice({ to: { guardianId: 'fatima' }, route: 'one' }),
		notice({ to: { guardianId: 'agnieszka' }, onceKey: 'two' }),
	);
	await store.transact((tx) =>
		noteLostAddresses(
			tx,
			schoolId,
			[{ guardianId: 'ayse', address: 'Ayse.Yildirim.TR@ouders.example', failure: '5.1.1' }],
			today,
		),
	);
	await sendDue(outbox);
	expect(await list(store, 'petra', later(1))).toEqual([
		'ayse no_way email_lost',
		'fatima push_gone',
		'johan no_way',
	]);
	expect(await list(store, 'petra', later(15))).toEqual([
		'agnieszka not_opened',
		'ayse no_way email_lost',
		'fatima push_gone not_opened',
		'johan no_way',
	]);
	// a mended address is another one
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		await tx
			.update(guardian)
			.set({ email: 'ayse@elders.example' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse')));
	});
	expect(await list(store, 'petra', later(1))).toEqual(['fatima push_gone', 'johan no_way']);
});

test('what was opened, in the inbox or by looking at its page, counts; marking all as read does not', async () => {
	const { store, queue } = await withPush();
	await queue(
		notice({ to: { guardianId: 'agnieszka' } }),
		notice({ to: { guardianId: 'fatima' }, onceKey: 'two' }),
	);
	const agnieszka = await asParent(store, 'agnieszka');
	const [mine] = await latestNotices(store, agnieszka, { now: today });
	await openNotice(store, agnieszka, mine?.id ?? '', later(2));
	// somebody else's page, and a page of something else
	await openPage(store, agnieszka, '/join/1', later(3));
	await openPage(store, await asParent(store, 'fatima'), '/join/2', later(3));
	const all = await proofs(store.read, schoolId, { from: today, now: later(20) }, 10);
	expect(all.map(({ guardianId, openedAt }) => [guardianId, openedAt]).sort()).toEqual([
		['agnieszka', later(2)],
		['fatima', null],
	]);
	await openPage(store, await asParent(store, 'fatima'), '/join/1', later(4));
	const again = await proofs(store.read, schoolId, { from: today, now: later(20), only: ['fatima'] }, 10);
	expect(again.map(({ openedAt }) => openedAt)).toEqual([later(4)]);
});

test('together: how many were told, taken, opened, are on their way, could not be sent', async () => {
	const { store, receiver, outbox, queue } = await withPush();
	const tell = (guardianId: 'ayse' | 'mehmet' | 'fatima' | 'agnieszka' | 'johan') =>
		notice({ to: { guardianId }, onceKey: guardianId });
	await queue(tell('ayse'), tell('fatima'), tell('johan'));
	receiver.refuse(550, 'rcpt', 1);
	await sendDue({ ...outbox, atOnce: { mails: 1 } });
	await queue(tell('mehmet'));
	await openPage(store, await asParent(store, 'fatima'), '/join/1', later(1));
	const [one] = await toldTogether(store.read, schoolId, { from: today, now: later(1) });
	expect(one).toMatchObject({
		kind: 'moments.promoted',
		path: '/join/1',
		told: 4,
		accepted: 1,
		opened: 1,
		waiting: 1,
		notSent: 2,
	});
	const of = await toldTogether(store.read, schoolId, {
		from: today,
		now: later(1),
		only: ['johan'],
		path: '/join/1',
	});
	expect(of).toMatchObject([{ told: 1, accepted: 0, notSent: 1 }]);
	expect(await toldTogether(store.read, schoolId, { from: today, now: later(1), path: '/join/2' })).toEqual(
		[],
	);
});

test('no list says what is between parents, nor what is about a child that who looks may not see', async () => {
	const { store, queue } = await withPush();
	await queue(
		notice({ kind: 'buddies.found', to: { guardianId: 'ayse' }, onceKey: 'buddy' }),
		notice({ childId: 'elif', to: { guardianId: 'ayse' }, onceKey: 'elif' }),
		notice({ childId: 'emre', to: { guardianId: 'ayse' }, onceKey: 'emre' }),
	);
	const span = { from: today, now: later(1) };
	const all = await toldTogether(store.read, schoolId, span);
	expect(all.map(({ kind, told }) => [kind, told])).toEqual([['moments.promoted', 2]]);
	const ofElif = { ...span, only: ['ayse'], childIds: ['elif'] };
	expect(await toldTogether(store.read, schoolId, ofElif)).toMatchObject([{ told: 1 }]);
	expect(await proofs(store.read, schoolId, ofElif, 10)).toHaveLength(1);
});

test('a teacher sees the families of own groups; another school sees none of them', async () => {
	const store = freshStore();
	await addPeople(store);
	await store.transact((tx) =>
		noteLostAddresses(
			tx,
			schoolId,
			['ayse', 'fatima', 'kerem', 'wilma'].map((guardianId) => ({
				guardianId,
				address: `${guardianId}@x`,
				failure: 'smtp_550',
			})),
			today,
		),
	);
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		for (const id of ['ayse', 'fatima', 'kerem', 'wilma'])
			await tx
				.update(guardian)
				.set({ email: `${id}@x` })
				.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id)));
	});
	// neither who may not know of the child, nor whose child left
	expect(await list(store, 'petra')).toEqual([
		'ayse no_way email_lost',
		'fatima no_way email_lost',
		'johan no_way',
	]);
	expect(await list(store, 'marieke')).toEqual(['ayse no_way email_lost', 'fatima no_way email_lost']);
	expect(await list(store, 'selin')).toEqual(['ayse no_way email_lost']);
	const henk = await asStaff(store, 'henk');
	expect((await notReached(store.read, henk, filter, today)).rows).toEqual([]);
});

test('a step is planned, done, taken back, and seen by the guardian; each leaves its line', async () => {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	const plan = (staffId: string, step: 'call' | 'door', now = today) =>
		planStep(store, petra, { guardianId: 'johan', step, staffId, now });
	expect(await plan('henk', 'call')).toEqual({ ok: false, refusal: 'nobody' });
	expect(await plan('naima', 'call')).toEqual({ ok: true });
	expect(await plan('joke', 'door', later(1))).toEqual({ ok: true });
	const johan = await asParent(store, 'johan');
	const own = await reachOfOwn(store.read, johan, { days: 14, now: later(1) });
	expect(own).toMatchObject({
		whys: ['no_way'],
		address: null,
		step: { step: 'door', who: 'Joke van Dam', doneAt: null },
	});
	const stepId = own.step?.stepId ?? '';
	expect(await markStep(store, petra, { guardianId: 'ayse', stepId, done: true, now: later(2) })).toBe(false);
	expect(await markStep(store, petra, { guardianId: 'johan', stepId, done: true, now: later(2) })).toBe(true);
	expect((await newestSteps(store.read, schoolId)).get('johan')).toMatchObject({ doneAt: later(2) });
	expect(await markStep(store, petra, { guardianId: 'johan', stepId, done: false, now: later(3) })).toBe(
		true,
	);
	const { auditLine } = store.t;
	const lines = await store.read
		.select({ action: auditLine.action })
		.from(auditLine)
		.where(eq(auditLine.schoolId, schoolId));
	expect(lines.map(({ action }) => action)).toEqual([
		'reach.step_planned',
		'reach.step_planned',
		'reach.step_done',
		'reach.step_done',
	]);
});

test.each([
	['letter', 'De school geeft u een brief mee.'],
	['call', 'De school wil u bellen.'],
	['door', 'De school wil u spreken bij de deur.'],
	['interpreter', 'De school vraagt er een tolk bij.'],
	['key_parent', 'De school vraagt een sleutelouder u te helpen.'],
] as const)('what is planned, a %s, is told to that guardian, and to no other', async (step, told) => {
	const store = freshStore();
	await addPeople(store);
	const petra = await asStaff(store, 'petra');
	await planStep(store, petra, { guardianId: 'johan', step, staffId: 'naima', now: today });
	const lines = async (id: GuardianName) =>
		(await reachSeen(store, await asParent(store, id), 'nl', today)).lines.join('\n');
	expect(await lines('johan')).toMatch(new RegExp(`^${told} · Door `, 'm'));
	expect(await lines('ayse')).not.toContain(told);
});

test('steps are kept for a year', async () => {
	const store = freshStore();
	await addPeople(store);
	await planStep(store, await asStaff(store, 'petra'), {
		guardianId: 'johan',
		step: 'call',
		staffId: 'petra',
		now: today,
	});
	await store.transact((tx) => forgetSteps(tx, schoolId, later(364)));
	expect((await newestSteps(store.read, schoolId)).size).toBe(1);
	await store.transact((tx) => forgetSteps(tx, schoolId, later(366)));
	expect((await newestSteps(store.read, schoolId)).size).toBe(0);
});
