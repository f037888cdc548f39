import { expect, test } from 'vitest';
import { findActor } from '#lib/accounts/server/sessions.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, today } from '../../../../tests/support/people.ts';
import { enterWithDoorCode, makeDoorCode } from './door-codes.ts';
import { chooseEasyView } from './easy-view.ts';
import { readLanguageProfile, saveLanguageProfile } from './language-profile.ts';

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

test('the choice is the guardian’s, on every device, until it is changed', async () => {
	const store = await withPeople();
	const fatima = await asParent(store, 'fatima');
	expect(fatima.easyView).toBe(false);
	await chooseEasyView(store, fatima, { easyView: true }, today);
	const elsewhere = await asParent(store, 'fatima');
	expect(elsewhere).toMatchObject({ easyView: true, likesListening: false });
	await chooseEasyView(store, elsewhere, { likesListening: true }, today);
	expect(await asParent(store, 'fatima')).toMatchObject({ easyView: true, likesListening: true });
	expect(await asParent(store, 'ayse')).toMatchObject({ easyView: false });
	await chooseEasyView(store, await asParent(store, 'fatima'), { easyView: false }, today);
	expect(await asParent(store, 'fatima')).toMatchObject({ easyView: false, likesListening: true });
});

test('at the door: who comes in with that code finds the pictures', async () => {
	const store = await withPeople();
	const marieke = await asStaff(store, 'marieke');
	const made = await makeDoorCode(store, marieke, 'fatima', today, { easyView: true });
	const key = Buffer.alloc(32, 7);
	const given = { token: made?.token ?? '', browser: 'phone', device: 'Safari, iPhone' };
	const entered = await enterWithDoorCode(store, key, given, today);
	expect(await findActor(store, entered?.cookie, today)).toMatchObject({ easyView: true });
	// a teacher of another group sets nothing
	expect(
		await makeDoorCode(store, await asStaff(store, 'henk'), 'fatima', today, { easyView: false }),
	).toBeUndefined();
	expect(await asParent(store, 'fatima')).toMatchObject({ easyView: true });
});

test('answers about languages that do not ask about the view leave it as it is', async () => {
	const store = await withPeople();
	const fatima = await asParent(store, 'fatima');
	const answers = { written: 'ar', spoken: 'ary', likesListening: false, needsInterpreter: false };
	await saveLanguageProfile(store, fatima, { ...answers, easyView: true }, today);
	await saveLanguageProfile(store, fatima, answers, today);
	expect(await readLanguageProfile(store.read, fatima)).toMatchObject({ easyView: true });
});
