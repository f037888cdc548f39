import { expect, test } from 'vitest';
import { setLevel } from '#lib/families/server/level.ts';
import { unlinkGuardian } from '#lib/families/server/guardians.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { enterSlip, ownAnswers, saveAnswer } from './answer.ts';
import { answersOfChild, consentsOfChild, consentsOfGroup } from './overview.ts';

async function named(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}
const says = async (store: TestStore, who: GuardianName, given: string[], childId = 'elif') =>
	saveAnswer(store, await asParent(store, who), { childId, given }, today);
const of = (store: TestStore, childId = 'elif') => consentsOfChild(store.read, schoolId, childId);

test('not answered is no; a yes holds; a no of another is no, for all at once', async () => {
	const store = await named();
	expect((await of(store))['photo.app']).toBe('open');
	await says(store, 'ayse', ['photo.app', 'work.inside']);
	expect(await of(store)).toMatchObject({ 'photo.app': 'yes', 'work.inside': 'yes', 'photo.social': 'no' });
	await says(store, 'mehmet', ['photo.app']);
	expect(await of(store)).toMatchObject({ 'photo.app': 'yes', 'work.inside': 'no' });
	await says(store, 'ayse', []);
	expect(Object.values(await of(store)).every((decision) => decision === 'no')).toBe(true);
	expect((await of(store, 'emre'))['photo.app']).toBe('open');
});

test.each<[GuardianName, string, boolean]>([
	['ayse', 'elif', true],
	['ayse', 'emre', true],
	['mehmet', 'emre', false],
	['ahmet', 'elif', false], // information only
	['kerem', 'elif', false], // barred
	['wilma', 'mees', false], // left the school
	['fatima', 'elif', false],
	['nora', 'elif', false],
])('%s answers for %s: %s', async (who, childId, may) => {
	const store = await named();
	const done = await says(store, who, ['photo.app'], childId);
	expect(done.ok).toBe(may);
	const answered = (await answersOfChild(store.read, schoolId, childId)).some(({ given }) => given !== null);
	expect(answered).toBe(may);
});

test('each guardian sees the own answer only', async () => {
	const store = await named();
	await says(store, 'ayse', ['photo.app']);
	expect(await ownAnswers(store.read, await asParent(store, 'mehmet'))).toEqual([
		{ childId: 'elif', givenName: 'Elif', given: null, answeredAt: null, way: null },
	]);
	expect(await ownAnswers(store.read, await asParent(store, 'ayse'))).toMatchObject([
		{ childId: 'elif', given: ['photo.app'], way: 'app', answeredAt: today },
		{ childId: 'emre', given: null },
	]);
	expect(await ownAnswers(store.read, await asParent(store, 'ahmet'))).toEqual([]);
});

test('who loses the say, loses the answer', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	await says(store, 'mehmet', []);
	await says(store, 'ayse', ['photo.app']);
	expect((await of(store))['photo.app']).toBe('no');
	const change = { childId: 'elif', guardianId: 'mehmet', level: 'nothing' as const, ground: 'beschikking' };
	await setLevel(store, petra, change, today);
	expect((await of(store))['photo.app']).toBe('yes');
	await unlinkGuardian(store, petra, { guardianId: 'ayse', childId: 'elif' }, today);
	expect((await of(store))['photo.app']).toBe('open');
});

test.each<[StaffName, string, boolean]>([
	['petra', 'mehmet', true],
	['joke', 'mehmet', true],
	['marieke', 'mehmet', false],
	['naima', 'mehmet', false],
	['henk', 'mehmet', false],
	['petra', 'ahmet', false], // has no say
	['petra', 'fatima', false],
])('%s enters the slip of %s: %s', async (who, guardianId, may) => {
	const store = await named();
	const slip = { childId: 'elif', guardianId, given: ['photo.print'] };
	const done = await enterSlip(store, await asStaff(store, who), slip, today);
	expect(done.ok).toBe(may);
	expect((await of(store))['photo.print']).toBe(may ? 'yes' : 'open');
	expect((await auditSoFar(store)).includes(`staff ${who} consents.answered`)).toBe(may);
});

test('the overview of a group: own groups of a teacher, in three queries', async () => {
	const store = await named();
	await says(store, 'ayse', ['photo.app']);
	const marieke = await asStaff(store, 'marieke');
	store.statements.length = 0;
	const children = await consentsOfGroup(store.read, marieke, 'zonnebloem', '2026-10-06');
	expect(store.statements).toHaveLength(3);
	expect(children?.map(({ name, decisions }) => `${name}: ${decisions['photo.app']}`)).toEqual([
		'Ilyas el Bakkali: open',
		'Zuzia Kowalczyk: open',
		'Elif Yıldırım: yes',
	]);
	expect(await consentsOfGroup(store.read, marieke, 'groep4', '2026-10-06')).toBeUndefined();
});
