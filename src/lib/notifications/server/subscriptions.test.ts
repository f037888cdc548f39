import { createECDH, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { endSession } from '#lib/accounts/server/sessions.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { subscriptionSchema } from '../schemas.ts';
import { subscribe, unsubscribe, type NewSubscription } from './subscriptions.ts';

const context = { hosts: ['.push.apple.com', 'fcm.googleapis.com'], now: today };

function browser(name: string): NewSubscription {
	return {
		endpoint: `https://fcm.googleapis.com/fcm/send/${name}`,
		keys: {
			p256dh: createECDH('prime256v1').generateKeys().toString('base64url'),
			auth: randomBytes(16).toString('base64url'),
		},
	};
}

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function subscribed(store: TestStore, school = schoolId) {
	const { pushSubscription } = store.t;
	const rows = await store.read.select().from(pushSubscription).where(eq(pushSubscription.schoolId, school));
	return rows.map(({ guardianId, endpoint }) => `${guardianId} ${endpoint.split('/').at(-1)}`).sort();
}

test('a browser is subscribed once, however often it is posted, and a repeat writes nothing', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	const phone = browser('phone');
	expect(await subscribe(store, ayse, phone, context)).toEqual({ ok: true });
	store.statements.length = 0;
	expect(await subscribe(store, ayse, phone, context)).toEqual({ ok: true });
	expect(store.statements).toHaveLength(1);
	expect(await subscribed(store)).toEqual(['ayse phone']);
});

test('new keys of the same browser take the place of the old ones', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	const phone = browser('phone');
	await subscribe(store, ayse, phone, context);
	const changed = { ...phone, keys: browser('phone').keys };
	await subscribe(store, ayse, changed, context);
	const { pushSubscription } = store.t;
	const rows = await store.read
		.select({ p256dh: pushSubscription.p256dh })
		.from(pushSubscription)
		.where(eq(pushSubscription.schoolId, schoolId));
	expect(rows).toEqual([{ p256dh: changed.keys.p256dh }]);
});

test('a new endpoint of the same session takes the place of the old one; other devices stay', async () => {
	const store = await withPeople();
	const phone = await asParent(store, 'ayse');
	const tablet = await asParent(store, 'ayse');
	await subscribe(store, phone, browser('phone'), context);
	await subscribe(store, tablet, browser('tablet'), context);
	await subscribe(store, phone, browser('phone-after-update'), context);
	expect(await subscribed(store)).toEqual(['ayse phone-after-update', 'ayse tablet']);
});

test('a shared phone gets the messages of who turned them on last, also at another school', async () => {
	const store = await withPeople();
	const phone = browser('shared');
	await subscribe(store, await asParent(store, 'ayse'), phone, context);
	await subscribe(store, await asParent(store, 'fatima'), phone, context);
	expect(await subscribed(store)).toEqual(['fatima shared']);
	await subscribe(store, await asParent(store, 'nora'), phone, context);
	expect(await subscribed(store)).toEqual([]);
	expect(await subscribed(store, otherSchoolId)).toEqual(['nora shared']);
});

test('signing out ends the subscription', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	await subscribe(store, ayse, browser('phone'), context);
	await store.transact((tx) => endSession(tx, ayse.schoolId, ayse.sessionId));
	expect(await subscribed(store)).toEqual([]);
});

test('only who has it can end it', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	const phone = browser('phone');
	await subscribe(store, ayse, phone, context);
	await unsubscribe(store, await asParent(store, 'mehmet'), phone.endpoint);
	expect(await subscribed(store)).toEqual(['ayse phone']);
	await unsubscribe(store, ayse, phone.endpoint);
	expect(await subscribed(store)).toEqual([]);
});

test('a service that is not known is refused', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	const inside = { ...browser('x'), endpoint: 'https://192.168.1.1/admin' };
	expect(await subscribe(store, ayse, inside, context)).toEqual({ ok: false, refusal: 'unknown_service' });
	expect(await subscribed(store)).toEqual([]);
});

test('ten devices at most: the oldest goes', async () => {
	const store = await withPeople();
	for (let i = 0; i < 12; i++) {
		const device = await asParent(store, 'ayse');
		const now = new Date(today.getTime() + i * 1000);
		await subscribe(store, device, browser(`device${String(i).padStart(2, '0')}`), { ...context, now });
	}
	const left = await subscribed(store);
	expect(left).toHaveLength(10);
	expect(left[0]).toBe('ayse device02');
});

test.each([
	['no keys', { endpoint: 'https://fcm.googleapis.com/x' }],
	['a key that is too short', { ...browser('x'), keys: { p256dh: 'AAAA', auth: browser('x').keys.auth } }],
	['a secret that is too long', { ...browser('x'), keys: { ...browser('x').keys, auth: 'A'.repeat(30) } }],
	[
		'characters that are no base64url',
		{ ...browser('x'), keys: { ...browser('x').keys, auth: '+'.repeat(22) } },
	],
	['no address', { ...browser('x'), endpoint: 'phone' }],
	['an endless address', { ...browser('x'), endpoint: `https://fcm.googleapis.com/${'x'.repeat(3000)}` }],
])('%s is no subscription', (_, given) => {
	expect(v.safeParse(subscriptionSchema, given).success).toBe(false);
});

test('what a browser gives is a subscription, with what it adds', () => {
	expect(v.safeParse(subscriptionSchema, { ...browser('x'), expirationTime: null }).success).toBe(true);
});
