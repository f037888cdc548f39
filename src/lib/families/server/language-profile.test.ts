import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, today } from '../../../../tests/support/people.ts';
import { chooseLocale } from './language-choice.ts';
import { readLanguageProfile, saveLanguageProfile } from './language-profile.ts';
import { findRecipients } from './recipients.ts';

test('what is read, spoken, heard and interpreted are four things, apart from the language of the app', async () => {
	const store = freshStore();
	await addPeople(store);
	const fatima = await asParent(store, 'fatima');
	await saveLanguageProfile(
		store,
		fatima,
		{ written: 'ar', spoken: 'ary', likesListening: true, needsInterpreter: false },
		today,
	);
	await chooseLocale(store, fatima, 'nl', today);
	expect(await readLanguageProfile(store.read, fatima)).toEqual({
		locale: 'nl',
		written: 'ar',
		spoken: 'ary',
		likesListening: true,
		needsInterpreter: false,
		easyView: false,
	});
});

test('a guardian is written to in the chosen language, else as listed, else in Dutch', async () => {
	const store = freshStore();
	await addPeople(store);
	const ayse = await asParent(store, 'ayse');
	await chooseLocale(store, ayse, 'en', today);
	const found = await findRecipients(store.read, 'vuurvogel', ['ayse', 'fatima', 'nora']);
	expect([...found.values()].map(({ guardianId, locale }) => `${guardianId} ${locale}`)).toEqual([
		'ayse en',
		'fatima ar',
	]);
});
