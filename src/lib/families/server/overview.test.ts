import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, today, type StaffName } from '../../../../tests/support/people.ts';
import { setLevel } from './level.ts';
import { childForStaff, familiesOfGroup, groupsForStaff } from './overview.ts';

const day = '2026-10-06';

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

test.each<[StaffName, string[]]>([
	['marieke', ['zonnebloem']],
	['selin', ['groep4']],
	['naima', ['zonnebloem', 'groep4', 'groep7']],
	['petra', ['zonnebloem', 'groep4', 'groep7']],
	['joke', ['zonnebloem', 'groep4', 'groep7']],
	['henk', ['regenboog3']],
])('%s opens the groups %j and no other', async (name, open) => {
	const store = await withPeople();
	const staff = await asStaff(store, name);
	const groups = await groupsForStaff(store.read, staff);
	expect(groups.map(({ id }) => id).sort()).toEqual([...open].sort());
	for (const group of ['zonnebloem', 'groep4', 'groep7']) {
		const families = await familiesOfGroup(store.read, staff, group, day);
		const size = { zonnebloem: 3, groep4: 1, groep7: 1 }[group];
		// whoever works with all groups of another school finds nobody in a group of this one
		expect(families?.length || undefined).toBe(open.includes(group) ? size : undefined);
	}
});

test.each<[StaffName, string, boolean]>([
	['marieke', 'elif', true],
	['marieke', 'emre', false],
	['selin', 'emre', true],
	['naima', 'emre', true],
	['petra', 'elif', true],
	['henk', 'elif', false],
	['henk', 'noor', true],
])('%s opens the page of %s: %s', async (name, childId, may) => {
	const store = await withPeople();
	const child = await childForStaff(store.read, await asStaff(store, name), childId);
	expect(child?.childId).toBe(may ? childId : undefined);
});

test('children are listed by name with guardians in the order of the list, whatever they may see', async () => {
	const store = await withPeople();
	const families = await familiesOfGroup(store.read, await asStaff(store, 'marieke'), 'zonnebloem', day);
	expect(families?.map(({ givenName, surname }) => `${givenName} ${surname}`)).toEqual([
		'Ilyas el Bakkali',
		'Zuzia Kowalczyk',
		'Elif Yıldırım',
	]);
	expect(families?.at(-1)?.guardians.map(({ guardianId, level }) => `${guardianId} ${level}`)).toEqual([
		'ayse full',
		'mehmet full',
		'ahmet information',
		'kerem nothing',
	]);
});

test('a family list costs two queries, however many families', async () => {
	const store = await withPeople();
	const marieke = await asStaff(store, 'marieke');
	store.statements.length = 0;
	await familiesOfGroup(store.read, marieke, 'zonnebloem', day);
	expect(store.statements).toHaveLength(2);
});

test.each<[StaffName, 'done' | 'not_allowed' | 'not_there']>([
	['marieke', 'not_allowed'],
	['naima', 'not_allowed'],
	['petra', 'done'],
	['joke', 'done'],
	['henk', 'not_there'],
])('%s sets what a guardian may see: %s', async (name, outcome) => {
	const store = await withPeople();
	const change = { childId: 'elif', guardianId: 'mehmet', level: 'nothing' as const, ground: 'beschikking' };
	const result = await setLevel(store, await asStaff(store, name), change, today);
	expect(result.ok ? 'done' : result.refusal).toBe(outcome);
	expect((await asParent(store, 'mehmet')).children.has('elif')).toBe(outcome !== 'done');
});

test('a limit needs the paper that it rests on; full does not', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	const change = { childId: 'elif', guardianId: 'mehmet', ground: '' };
	expect(await setLevel(store, petra, { ...change, level: 'information' }, today)).toEqual({
		ok: false,
		refusal: 'ground_needed',
	});
	expect(await setLevel(store, petra, { ...change, level: 'full' }, today)).toEqual({ ok: true });
});
