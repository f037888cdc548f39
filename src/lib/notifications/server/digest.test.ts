import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { deliveries, notice, withOutbox, withPush } from '../../../../tests/support/outbox.ts';
import { asParent, schoolId, today } from '../../../../tests/support/people.ts';
import { defaultCalm } from '../calm-choice.ts';
import type { Unwanted } from '../kinds.ts';
import { gatherDigests } from './digest.ts';
import { latestNotices } from './inbox.ts';
import { sendDue } from './outbox.ts';
import { savePreferences, defaultPreferences, type Preferences } from './preferences.ts';
import type { NewNotice } from './queue.ts';

type Base = Awaited<ReturnType<typeof withOutbox>>;

const choose = ({ store }: Pick<Base, 'store'>, chosen: Partial<Preferences>, guardianId = 'ayse') =>
	store.transact((tx) =>
		savePreferences(tx, { schoolId, guardianId }, { ...defaultPreferences, ...chosen }, today),
	);

const news = (onceKey: string, change: Partial<NewNotice> = {}) => {
	const one = notice({ kind: 'messages.many', onceKey, ...change });
	return { ...one, content: { ...one.content, title: `Haber ${onceKey}` } };
};
const together = { calm: { ...defaultCalm, digestAt: '17:00' } };
const at = (time: string) => new Date(`2026-10-06T${time}:00+02:00`);

/** What the minute does: gather, then send. */
async function minute({ store, clock, outbox }: Base) {
	await gatherDigests(store, clock.now());
	return sendDue(outbox);
}

test('at night nothing rings but what can’t wait; in the morning it comes, with no try counted', async () => {
	const base = await withPush();
	const { store, clock, service, device, outbox, queue } = base;
	await device('ayse', 'phone');
	clock.set(at('23:00'));
	await queue(
		notice({ kind: 'moments.moved', route: 'one', onceKey: 'moved' }),
		notice({ kind: 'moments.confirmed', route: 'one', onceKey: 'confirmed' }),
		notice({ kind: 'moments.moved', pace: 'now', route: 'one', onceKey: 'moved, and soon' }),
	);
	await sendDue(outbox);
	expect(service.pushes).toHaveLength(2);
	expect(await latestNotices(store, await asParent(store, 'ayse'), { now: clock.now() })).toHaveLength(3);
	const [waiting] = (await deliveries(store)).filter(({ state }) => state === 'due');
	expect(waiting).toMatchObject({ attempts: 0, leaseUntil: null, failure: null });
	expect(waiting?.dueAt).toEqual(new Date('2026-10-07T07:00:00+02:00'));
	clock.set(waiting?.dueAt as Date);
	await sendDue(outbox);
	expect(service.pushes).toHaveLength(3);
	expect((await deliveries(store)).every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(
		true,
	);
});

test('who is quiet is asked when it goes out: a choice made after queueing counts', async () => {
	const base = await withOutbox();
	base.clock.set(at('23:00'));
	await base.queue(notice({ kind: 'moments.moved' }));
	await choose(base, { calm: { ...defaultCalm, quiet: false } });
	await sendDue(base.outbox);
	expect(base.receiver.mails).toHaveLength(1);
});

test('what can wait comes in one message, at the chosen time, newest first', async () => {
	const base = await withOutbox();
	const { store, receiver, clock, queue } = base;
	await choose(base, together);
	await queue(news('one'));
	clock.advance(60_000);
	await queue(
		news('two'),
		notice({ kind: 'moments.promoted', onceKey: 'mine' }),
		news('his', { to: { guardianId: 'fatima' } }),
	);
	await minute(base);
	expect(receiver.mails.flatMap(({ to }) => to).sort()).toEqual([
		'ayse.yildirim.tr@ouders.example',
		'fatima.bakkali@ouders.example',
	]);
	clock.set(at('17:00'));
	await minute(base);
	await minute(base);
	expect(receiver.mails).toHaveLength(3);
	const digest = receiver.mails.at(-1)?.email;
	expect(digest?.subject).toContain('2 mesaj');
	expect(digest?.text?.replaceAll('\n', ' ')).toMatch(/Haber two .*Haber one/);
	expect((await deliveries(store)).every(({ state }) => state === 'sent')).toBe(true);
});

test('one that is alone at its time comes as it is', async () => {
	const base = await withOutbox();
	await choose(base, together);
	await base.queue(news('one'));
	await minute(base);
	base.clock.set(at('17:00'));
	await minute(base);
	expect(base.receiver.mails.map(({ email }) => email.subject)).toEqual(['Haber one']);
});

test.each([
	['which carries the others', ['one', 'two', 'about the child']],
	['which goes with another', ['about the child', 'one', 'two']],
])(
	'of a child taken from their sight meanwhile, the message of the day says nothing: %s',
	async (_, order) => {
		const base = await withOutbox();
		const { store, receiver, clock, queue } = base;
		await choose(base, together);
		for (const key of order) {
			await queue(news(key, key === 'about the child' ? { childId: 'elif' } : {}));
			clock.advance(60_000);
		}
		await minute(base);
		const { guardianship } = store.t;
		await store.transact(async (tx) => {
			await tx
				.update(guardianship)
				.set({ level: 'nothing' })
				.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'ayse')));
		});
		clock.set(at('17:00'));
		await minute(base);
		await minute(base);
		const texts = receiver.mails.map(({ email }) => `${email.subject} ${email.text}`);
		expect(texts.join()).toContain('Haber one');
		expect(texts.join()).toContain('Haber two');
		expect(texts.join()).not.toContain('about the child');
		const states = (await deliveries(store)).map(({ state, failure }) => failure ?? state);
		expect(states.sort()).toEqual(['barred', 'sent', 'sent']);
	},
);

test('a message of the day that no phone gets any more: each of it comes by e-mail', async () => {
	const base = await withPush();
	const { store, receiver, service, device, clock, queue } = base;
	await device('ayse', 'old phone');
	service.answer('old phone', { status: 410 });
	await choose(base, together);
	await queue(news('one', { route: 'one' }), news('two', { route: 'one' }));
	await minute(base);
	clock.set(at('17:00'));
	for (let again = 0; again < 4; again++) await minute(base);
	expect(
		await store.read.$count(store.t.pushSubscription, eq(store.t.pushSubscription.schoolId, schoolId)),
	).toBe(0);
	clock.set(new Date('2026-10-07T17:00:00+02:00'));
	for (let again = 0; again < 3; again++) await minute(base);
	const texts = receiver.mails.map(({ email }) => `${email.subject} ${email.text}`).join();
	expect(texts).toContain('Haber one');
	expect(texts).toContain('Haber two');
	expect((await deliveries(store)).some(({ state }) => state === 'due')).toBe(false);
});

test('the one that carries is taken back: the others still come', async () => {
	const base = await withOutbox();
	const { store, receiver, clock, queue } = base;
	await choose(base, together);
	await queue(news('one'), news('two'), news('three'));
	await minute(base);
	clock.set(at('17:00'));
	await gatherDigests(store, clock.now());
	const [carrier] = (await deliveries(store)).filter(({ digest }) => digest === 'over');
	await store.transact(async (tx) => {
		await tx
			.delete(tx.t.notice)
			.where(and(eq(tx.t.notice.schoolId, schoolId), eq(tx.t.notice.id, carrier?.noticeId ?? '')));
	});
	await minute(base);
	expect(receiver.mails).toHaveLength(1);
	expect((await deliveries(store)).map(({ state }) => state)).toEqual(['sent', 'sent']);
});

test.each<[string, Unwanted[], NewNotice['route'], string[]]>([
	['nothing turned off, by one way', [], 'one', ['push']],
	['nothing turned off, by both', [], 'both', ['email', 'push']],
	['no push for this sort: e-mail instead', ['news.push'], 'one', ['email']],
	['no push for this sort', ['news.push'], 'both', ['email']],
	['no e-mail for this sort', ['news.email'], 'email', []],
	['neither', ['news.push', 'news.email'], 'both', []],
	['another sort', ['appointments.push', 'appointments.email'], 'both', ['email', 'push']],
])('sorts by way: %s', async (_, unwanted, route, channels) => {
	const base = await withPush();
	await base.device('ayse', 'phone');
	await choose(base, { unwanted });
	await base.queue(
		news('one', { route }),
		notice({ kind: 'accounts.new_device', route: 'email', onceKey: 'safety' }),
	);
	await sendDue(base.outbox);
	const sent = (await deliveries(base.store)).map(({ channel }) => channel).sort();
	expect(sent).toEqual([...channels, 'email'].sort());
	expect(base.receiver.mails.length + base.service.pushes.length).toBe(channels.length + 1);
});

test('a sort turned off after queueing is not sent', async () => {
	const base = await withOutbox();
	await base.queue(news('one'));
	await choose(base, { unwanted: ['news.email'] });
	await sendDue(base.outbox);
	expect(base.receiver.mails).toEqual([]);
	expect(await deliveries(base.store)).toMatchObject([{ state: 'failed', failure: 'not_wanted' }]);
});
