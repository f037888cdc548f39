import { and, eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { failureText } from '#lib/reach/texts.ts';
import { mailKey, notice, only, origin, withOutbox } from '../../../../tests/support/outbox.ts';
import { schoolId } from '../../../../tests/support/people.ts';
import { returnedMail, type Returning } from '../../../../tests/support/returned-mail.ts';
import { openMailer } from './mail.ts';
import { sendDue } from './outbox.ts';
import { waysNow } from './proof.ts';
import { queueMail } from './queue.ts';
import { noteReturnedMails, readReturnedMail } from './returned-mail.ts';

const bouncesTo = 'bounces+{id}@school.example';

async function withReturns() {
	const { store, receiver, clock, outbox, queue } = await withOutbox();
	const settings = {
		smtpUrl: receiver.url,
		mailFrom: 'noreply@school.example',
		origin,
		dataDir: '',
		bouncesTo,
	};
	const mailer = openMailer(settings, { codes: mailKey }, clock);
	onTestFinished(() => mailer.close());
	const send = () => sendDue({ ...outbox, email: mailer });
	const sent = () => {
		const mail = receiver.mails.at(-1);
		if (!mail) throw new Error('no mail was sent');
		return mail;
	};
	/** The mail that was sent last comes back, and is read. */
	const comesBack = async (how: Partial<Returning> = {}) => {
		const { raw, from } = sent();
		const returned = await readReturnedMail(returnedMail({ original: raw, to: from, ...how }), bouncesTo);
		return noteReturnedMails(store, returned ? [returned] : [], clock.now());
	};
	const lost = () => {
		const { lostWay } = store.t;
		return store.read
			.select({ guardianId: lostWay.guardianId, address: lostWay.address, failure: lostWay.failure })
			.from(lostWay)
			.where(and(eq(lostWay.schoolId, schoolId), eq(lostWay.channel, 'email')));
	};
	return { store, receiver, clock, queue, send, sent, comesBack, lost };
}

test('a mail that comes back: the delivery failed, the address leads nowhere, and no notice goes there but urgent ones', async () => {
	const { store, receiver, clock, queue, send, sent, comesBack, lost } = await withReturns();
	await queue(notice());
	await send();
	expect(sent().from).toMatch(/^bounces\+[0-9a-f]{40}@school\.example$/);
	expect(await comesBack()).toEqual({ failed: 1, lost: 1, other: 0 });
	expect(await only(store)).toMatchObject({ state: 'failed', failure: '5.1.1' });
	expect(await lost()).toEqual([{ guardianId: 'ayse', address: sent().to[0], failure: '5.1.1' }]);
	const ways = await waysNow(store.read, schoolId);
	expect(ways('ayse').emailLost).toEqual(clock.now());

	receiver.mails.length = 0;
	await queue(notice({ onceKey: 'two' }), notice({ onceKey: 'three', kind: 'messages.urgent' }));
	await send();
	expect(receiver.mails).toHaveLength(1);
});

test('read twice it is noted once: an address that was mended or found since is not lost again', async () => {
	const { store, queue, send, comesBack, lost } = await withReturns();
	await queue(notice());
	await send();
	await comesBack();
	await store.transact((tx) => tx.delete(tx.t.lostWay).where(eq(tx.t.lostWay.schoolId, schoolId)));
	expect(await comesBack()).toEqual({ failed: 0, lost: 0, other: 1 });
	expect(await lost()).toEqual([]);
});

test.each([
	['the return address alone', { original: undefined }],
	['the Message-ID alone, of the whole mail', { to: 'noreply@school.example' }],
	['the Message-ID alone, of its headers', { to: 'noreply@school.example', headersOnly: true }],
	['a return address that was shortened to small letters', { original: undefined, lowerCase: true }],
] satisfies [string, Partial<Returning>][])('which mail it was is found by %s', async (_, how) => {
	const { store, queue, send, comesBack } = await withReturns();
	await queue(notice());
	await send();
	expect(await comesBack(how)).toMatchObject({ failed: 1, lost: 1 });
	expect(await only(store)).toMatchObject({ state: 'failed', failure: '5.1.1' });
});

test.each([
	['5.1.2', undefined, 1],
	['5.1.10', undefined, 1],
	['5.2.1', undefined, 1],
	['5.4.4', undefined, 1],
	['5.0.0', '550 5.1.1 no such user', 1],
	// the sender's address is wrong, the mailbox is full, a rule against spam, it took too long
	['5.1.8', undefined, 0],
	['5.2.2', undefined, 0],
	['5.7.1', undefined, 0],
	['4.4.7', undefined, 0],
	['5.0.0', '550 refused', 0],
])('status %s (%s): the mail failed, and %i addresses are lost', async (status, diagnostic, lostCount) => {
	const { store, queue, send, comesBack, lost } = await withReturns();
	await queue(notice());
	await send();
	expect(await comesBack({ status, diagnostic })).toEqual({ failed: 1, lost: lostCount, other: 0 });
	expect(await lost()).toHaveLength(lostCount);
	const { state, failure, channel } = await only(store);
	expect(state).toBe('failed');
	const proof = { state, failure, channel, tried: true, acceptedAt: null };
	// what staff read of it names the code, or says that there is no such address
	expect(failureText(proof, { locale: 'nl' })).toContain(lostCount ? 'bestaat niet' : (failure ?? ''));
});

test.each([
	['a warning that it takes longer', { action: 'delayed', status: '4.4.1' }],
	['an answer from a holiday', { type: 'text/plain' }],
	['a confirmation that it was read', { type: 'multipart/report; report-type=disposition-notification' }],
] satisfies [string, Partial<Returning>][])('%s is no mail that came back', async (_, how) => {
	const { store, queue, send, comesBack } = await withReturns();
	await queue(notice());
	await send();
	expect(await comesBack(how)).toEqual({ failed: 0, lost: 0, other: 0 });
	expect(await only(store)).toMatchObject({ state: 'sent' });
});

test('a sign-in code that comes back failed, and nobody’s way is lost; a mail of somebody else changes nothing', async () => {
	const { store, clock, queue, send, comesBack, lost } = await withReturns();
	const { content } = notice();
	await store.transact((tx) =>
		queueMail(tx, { schoolId, email: 'ayse@ouders.example', content }, clock.now()),
	);
	await send();
	expect(await comesBack()).toEqual({ failed: 1, lost: 0, other: 0 });
	expect(await lost()).toEqual([]);
	await queue(notice());
	const foreign = 'Message-ID: <not-ours-at-all@elsewhere.example>\r\nSubject: x\r\n\r\nx';
	expect(await comesBack({ original: foreign, to: 'noreply@school.example' })).toMatchObject({
		failed: 0,
		other: 1,
	});
});

test('bytes that are no mail at all say nothing', async () => {
	for (const raw of [
		'',
		'\0\0',
		'hello',
		'Content-Type: multipart/report; report-type=delivery-status\r\n\r\n',
	])
		expect(await readReturnedMail(raw, bouncesTo)).toBeUndefined();
});
