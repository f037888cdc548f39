import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { deviceName, homeScreenOf, keepsAppsApart } from './device.ts';
import { listDevices, signOutDevice, signOutOthers } from './devices.ts';

const later = (hours: number) => new Date(today.getTime() + hours * 3_600_000);

test('a list of own devices, this one first, then the last used', async () => {
	const store = freshStore();
	await addPeople(store);
	const phone = await asParent(store, 'ayse');
	const tablet = await asParent(store, 'ayse', { now: later(5) });
	const laptop = await asParent(store, 'ayse', { now: later(2) });
	await asParent(store, 'mehmet');
	await asStaff(store, 'petra');
	const devices = await listDevices(store.read, phone);
	expect(devices.map(({ id, isThis }) => [id, isThis])).toEqual([
		[phone.sessionId, true],
		[tablet.sessionId, false],
		[laptop.sessionId, false],
	]);
});

test('one device is signed out, with its push subscription; never somebody else’s', async () => {
	const store = freshStore();
	await addPeople(store);
	const phone = await asParent(store, 'ayse');
	const tablet = await asParent(store, 'ayse');
	const mehmet = await asParent(store, 'mehmet');
	const { pushSubscription } = store.t;
	await store.transact((tx) =>
		tx.insert(pushSubscription).values({
			schoolId,
			id: 'push',
			guardianId: 'ayse',
			sessionId: tablet.sessionId,
			endpoint: 'https://push.example/1',
			endpointHash: '1',
			p256dh: '',
			auth: '',
			createdAt: today,
		}),
	);
	expect(await signOutDevice(store, phone, mehmet.sessionId, today)).toBe(false);
	expect(await signOutDevice(store, phone, tablet.sessionId, today)).toBe(true);
	expect(await signOutDevice(store, phone, tablet.sessionId, today)).toBe(false);
	expect(await listDevices(store.read, phone)).toHaveLength(1);
	expect(await listDevices(store.read, mehmet)).toHaveLength(1);
	const left = await store.read
		.select()
		.from(pushSubscription)
		.where(eq(pushSubscription.schoolId, schoolId));
	expect(left).toEqual([]);
});

test('all others are signed out at once', async () => {
	const store = freshStore();
	await addPeople(store);
	const phone = await asParent(store, 'ayse');
	await asParent(store, 'ayse');
	await asParent(store, 'ayse');
	const petra = await asStaff(store, 'petra');
	await asStaff(store, 'petra');
	expect(await signOutOthers(store, phone, today)).toBe(2);
	expect((await listDevices(store.read, phone)).map(({ id }) => id)).toEqual([phone.sessionId]);
	expect(await signOutOthers(store, petra, today)).toBe(1);
});

const IPHONE =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const IPAD =
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const MAC_CHROME =
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';
const ANDROID =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36';

test.each([
	[IPHONE, 'Safari, iPhone', true, 'apple'],
	[IPAD, 'Safari, Mac', true, 'other'],
	[MAC_CHROME, 'Chrome, Mac', false, 'other'],
	[ANDROID, 'Samsung Internet, Android', false, 'android'],
	[null, '?', false, 'other'],
] as const)('%s', (agent, name, apart, pictures) => {
	expect(deviceName(agent)).toBe(name);
	expect(keepsAppsApart(agent)).toBe(apart);
	expect(homeScreenOf(agent)).toBe(pictures);
});
