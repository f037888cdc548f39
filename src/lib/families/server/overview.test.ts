import { expect, test } from 'vitest';
import { readAudit } from '#lib/accounts/server/audit-trail.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { groundsOf, setLevel } from './level.ts';
import { childForStaff, groupsForStaff } from './overview.ts';

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
	const groups = await groupsForStaff(store.read, staff, today);
	expect(groups.map(({ id }) => id).sort()).toEqual([...open].sort());
});

test('a year that was prepared shows its groups from its first day on', async () => {
	const store = await withPeople();
	await store.transact(async (tx) => {
		const { schoolYear, group, groupChild } = tx.t;
		const year = { name: '2027-2028', startsOn: '2027-08-23', endsOn: '2028-07-14' };
		await tx.insert(schoolYear).values({ ...year, schoolId, id: '2027' });
		const coming = { name: 'Groep 5', sortKey: 'groep 05', kind: 'class' as const, yearGroups: ['5'] };
		await tx
			.insert(group)
			.values({ ...coming, schoolId, id: 'groep5', schoolYearId: '2027', createdAt: today });
		await tx.insert(groupChild).values({ schoolId, groupId: 'groep5', childId: 'emre' });
	});
	const petra = await asStaff(store, 'petra');
	const idsOn = async (day: string) =>
		(await groupsForStaff(store.read, petra, new Date(`${day}T09:00:00+02:00`))).map(({ id }) => id);
	expect(await idsOn('2027-08-22')).not.toContain('groep5');
	expect(await idsOn('2027-08-23')).toEqual(['groep5']);
	const groupsOf = async (day: string) =>
		(await childForStaff(store.read, petra, 'emre', new Date(`${day}T09:00:00+02:00`)))?.groups.map(
			({ id }) => id,
		);
	expect(await groupsOf('2027-08-22')).not.toContain('groep5');
	expect(await groupsOf('2027-08-23')).toEqual(['groep5']);
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
	const child = await childForStaff(store.read, await asStaff(store, name), childId, today);
	expect(child?.childId).toBe(may ? childId : undefined);
});

test('guardians stand in the order of the list, whatever they may see', async () => {
	const store = await withPeople();
	const child = await childForStaff(store.read, await asStaff(store, 'marieke'), 'elif', today);
	expect(child?.guardians.map(({ guardianId, level }) => `${guardianId} ${level}`)).toEqual([
		'ayse full',
		'mehmet full',
		'ahmet information',
		'kerem nothing',
	]);
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

test('office and head read on what paper a limit rests, nobody else; the trail keeps it', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	const ground = 'beschikking 3 maart';
	const change = { childId: 'elif', guardianId: 'mehmet', level: 'nothing', ground } as const;
	await setLevel(store, petra, change, today);
	expect((await groundsOf(store.read, petra, 'elif')).get('mehmet')).toBe(ground);
	for (const who of ['marieke', 'naima', 'henk'] as const)
		expect(await groundsOf(store.read, await asStaff(store, who), 'elif')).toEqual(new Map());
	await setLevel(store, petra, { ...change, level: 'full' }, today);
	expect((await groundsOf(store.read, petra, 'elif')).has('mehmet')).toBe(false);
	const { lines } = await readAudit(store.read, await asStaff(store, 'joke'), { what: 'rights' });
	expect(lines.map(({ about }) => `${about.level} ${about.paper}`).sort()).toEqual([
		'full null',
		`nothing ${ground}`,
	]);
});
