import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, schoolId, today } from '../../../../tests/support/people.ts';
import { goOnAtHomeScreen, homeScreenToken, lookAtHomeScreen } from './home-screen.ts';
import { endSession, findActor } from './sessions.ts';

const key = Buffer.alloc(32, 7);
const later = (hours: number) => new Date(today.getTime() + hours * 3_600_000);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

const goOn = (store: TestStore, token: string, browser = 'app', now = today) =>
	goOnAtHomeScreen(store, key, { token, browser, device: 'Safari, iPhone' }, now);

test.each(['code', 'confirmed'] as const)(
	'the home screen gets a session of its own, as strong as the one it comes from: %s',
	async (strength) => {
		const store = await withPeople();
		const ayse = await asParent(store, 'ayse', { strength });
		const token = homeScreenToken(key, ayse, today);
		expect(await lookAtHomeScreen(store.read, key, token, today)).toEqual({
			name: 'Ayşe Yıldırım',
			locale: 'tr',
		});
		const entered = await goOn(store, token);
		const actor = await findActor(store, entered?.cookie, today);
		expect(actor).toMatchObject({ guardianId: 'ayse', strength });
		expect(actor?.sessionId).not.toBe(ayse.sessionId);
	},
);

test('it works once, also when something was written behind it', async () => {
	const store = await withPeople();
	const token = homeScreenToken(key, await asParent(store, 'ayse'), today);
	const first = await goOn(store, token);
	expect(first).toBeDefined();
	expect(await goOn(store, token)).toEqual({ cookie: first?.cookie });
	expect(await goOn(store, token, 'another')).toBeUndefined();
	expect(await goOn(store, `${token}.x`, 'another')).toBeUndefined();
	expect(await lookAtHomeScreen(store.read, key, token, today)).toBeUndefined();
	const both = homeScreenToken(key, await asParent(store, 'mehmet'), today);
	const all = await Promise.all(['a', 'b', 'c'].map((browser) => goOn(store, both, browser)));
	expect(all.filter(Boolean)).toHaveLength(1);
});

test('it lives half a day to a day', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	for (const hour of [0, 3, 6, 11]) {
		const token = homeScreenToken(key, ayse, later(hour));
		expect(await lookAtHomeScreen(store.read, key, token, later(hour + 12))).toBeDefined();
		expect(await lookAtHomeScreen(store.read, key, token, later(hour + 24))).toBeUndefined();
		expect(await goOn(store, token, 'app', later(hour + 24))).toBeUndefined();
	}
});

test('it dies with the session that it is from', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	const token = homeScreenToken(key, ayse, today);
	await store.transact((tx) => endSession(tx, schoolId, ayse.sessionId));
	expect(await lookAtHomeScreen(store.read, key, token, today)).toBeUndefined();
	expect(await goOn(store, token)).toBeUndefined();
});

test('nobody makes one without the key, or stretches or turns one', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse');
	const mehmet = await asParent(store, 'mehmet');
	const token = homeScreenToken(key, ayse, today);
	const [school, , until, mac] = token.split('.');
	for (const forged of [
		homeScreenToken(Buffer.alloc(32, 8), ayse, today),
		[school, mehmet.sessionId, until, mac].join('.'),
		[school, ayse.sessionId, later(900).getTime().toString(36), mac].join('.'),
		'',
		'a.b.c.d',
	])
		expect(await goOn(store, forged)).toBeUndefined();
});
