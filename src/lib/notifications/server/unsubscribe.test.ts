import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { chooseFromMail } from '#lib/app/server/mail-choice.ts';
import { chooseNotifications } from '#lib/app/server/notification-choice.ts';
import { asParent, schoolId, today } from '../../../../tests/support/people.ts';
import { mailKey, notice, withOutbox } from '../../../../tests/support/outbox.ts';
import { defaultCalm } from '../calm-choice.ts';
import type { NoticeKind } from '../kinds.ts';
import { sendDue } from './outbox.ts';
import { readPreferences } from './preferences.ts';
import { queueMail } from './queue.ts';
import { lookAtUnsubscribe } from './unsubscribe.ts';

async function withMails() {
	const { store, receiver, outbox, queue, clock } = await withOutbox();
	const header = (name: string) =>
		receiver.mails.at(-1)?.email.headers.find(({ key }) => key === name)?.value ?? '';
	/** Sends a mail, and gives what its header names. */
	const mailed = async (kind: NoticeKind, onceKey: string = kind) => {
		await queue(notice({ kind, onceKey, pace: 'now' }));
		await sendDue(outbox);
		return header('list-unsubscribe').replace(/^<|>$/g, '');
	};
	const tokenOf = (address: string) => address.split('/api/mail/')[1] ?? '';
	const look = (token: string) => lookAtUnsubscribe(store.read, mailKey, token);
	const choose = async (token: string, on = false) => {
		const found = await look(token);
		if (!found) throw new Error('the address is about nothing');
		await chooseFromMail(store, found, on, today);
	};
	const lines = () =>
		store.read
			.select({ about: store.t.auditLine.about })
			.from(store.t.auditLine)
			.where(
				and(
					eq(store.t.auditLine.schoolId, schoolId),
					eq(store.t.auditLine.action, 'notifications.from_mail'),
				),
			);
	return { store, receiver, outbox, queue, clock, header, mailed, tokenOf, look, choose, lines };
}

test('the address turns off e-mail of its sort, once, and on again; what else was chosen stays', async () => {
	const { store, mailed, tokenOf, look, choose, lines } = await withMails();
	const ayse = await asParent(store, 'ayse');
	const chosen = { push: true, email: true, discreet: false, unwanted: ['tasks.push'] as const };
	await chooseNotifications(store, ayse, { ...chosen, calm: defaultCalm }, today);
	const token = tokenOf(await mailed('messages.many'));
	expect(await look(token)).toMatchObject({ guardianId: 'ayse', sorts: ['news'], off: false });
	await choose(token);
	await choose(token);
	expect(await look(token)).toMatchObject({ off: true });
	const after = await readPreferences(store.read, ayse);
	expect(after).toMatchObject({ ...chosen, unwanted: ['tasks.push', 'news.email'], calm: defaultCalm });
	await choose(token, true);
	expect((await readPreferences(store.read, ayse)).unwanted).toEqual(['tasks.push']);
	expect(await lines()).toEqual([
		{ about: { sorts: 'news', email: false } },
		{ about: { sorts: 'news', email: true } },
	]);
});

test('after that no mail of the sort comes; other sorts, urgent news and codes do', async () => {
	const { store, receiver, outbox, queue, clock, mailed, tokenOf, choose } = await withMails();
	await choose(tokenOf(await mailed('messages.many')));
	receiver.mails.length = 0;
	await queue(
		notice({ kind: 'messages.many', onceKey: 'news', pace: 'now' }),
		notice({ kind: 'moments.moved', onceKey: 'moved', pace: 'now' }),
		notice({ kind: 'messages.urgent', onceKey: 'urgent' }),
	);
	const content = notice().content;
	await store.transact((tx) =>
		queueMail(tx, { schoolId, email: 'ayse@ouders.example', content }, clock.now()),
	);
	await sendDue(outbox);
	expect(receiver.mails).toHaveLength(3);
});

test('what nobody turns off so has no such address', async () => {
	const { header, mailed } = await withMails();
	for (const kind of ['messages.urgent', 'accounts.new_device'] as const) {
		expect(await mailed(kind)).toBe('https://school.example/me/notifications');
		expect(header('list-unsubscribe-post')).toBe('');
	}
});

test('an address that was changed in one letter, or was never made, is about nothing', async () => {
	const { mailed, tokenOf, look } = await withMails();
	const token = tokenOf(await mailed('messages.many'));
	expect(await look(token)).toBeDefined();
	const [school, id, , mac] = token.split('.');
	for (const wrong of [
		`${school}.${id}.urgent.${mac}`,
		`${school}.${id}.news~tasks.${mac}`,
		`other.${id}.news.${mac}`,
		`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
		`${token}.more`,
		token.split('.').slice(0, 3).join('.'),
		'',
		'none',
	])
		expect(await look(wrong), wrong).toBeUndefined();
});

test('the address names nobody: not who, not where mail goes, not what child', async () => {
	const { mailed } = await withMails();
	expect(await mailed('messages.many')).not.toMatch(/ayse|elif|@|ouders/i);
});

test('the message of the day stops every sort that it tells of', async () => {
	const { store, outbox, queue, clock, header, tokenOf, look } = await withMails();
	const ayse = await asParent(store, 'ayse');
	const calm = { ...defaultCalm, digestAt: '17:00' };
	const chosen = { push: true, email: true, discreet: true, unwanted: [], calm };
	await chooseNotifications(store, ayse, chosen, today);
	await queue(
		notice({ kind: 'messages.many', onceKey: 'one' }),
		notice({ kind: 'tasks.invited', onceKey: 'two' }),
	);
	await sendDue(outbox);
	clock.set('2026-10-06T17:00:30+02:00');
	const { gatherDigests } = await import('./digest.ts');
	expect(await gatherDigests(store, clock.now())).toBe(1);
	await sendDue(outbox);
	const found = await look(tokenOf(header('list-unsubscribe').replace(/^<|>$/g, '')));
	expect(found?.sorts).toEqual(['tasks', 'news']);
});
