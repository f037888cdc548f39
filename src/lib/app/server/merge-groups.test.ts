import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { sqliteTables } from '#lib/database/schema.sqlite.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, auditSoFar } from '../../../../tests/support/moments.ts';
import { addRound } from '../../../../tests/support/talks.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { mergeGroups } from './merge-groups.ts';
import { groupOf } from '#lib/families/group-form.ts';
import {
	childrenOfGroup,
	joinGroup,
	leaveGroup,
	listGroups,
	saveGroup,
} from '#lib/families/server/groups.ts';

async function named(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	return store;
}
const groups = async (store: TestStore, as: StaffName = 'petra') =>
	listGroups(store.read, await asStaff(store, as), today);
const names = async (store: TestStore, groupId: string) =>
	(await childrenOfGroup(store.read, await asStaff(store, 'petra'), groupId, today)).map(({ name }) => name);

test('the groups of this year, with who teaches them and how many children are there', async () => {
	const store = await named();
	expect(await groups(store)).toMatchObject([
		{ groupId: 'zonnebloem', teachers: [{ staffId: 'marieke', days: [] }], children: 3 },
		// Mees left the school
		{ groupId: 'groep4', teachers: [{ staffId: 'selin' }], children: 1 },
		{ groupId: 'groep7', teachers: [], children: 1 },
	]);
	expect((await groups(store, 'henk')).map(({ groupId }) => groupId)).toEqual(['regenboog3']);
});

test('several teachers, each with their days; who teaches it may open it', async () => {
	const store = await named();
	const input = groupOf({
		name: 'Groep 4  Klaproos',
		kind: 'class',
		yearGroups: ['5', '4', '4'],
		teacher0: 'selin',
		days0: ['2', '1'],
		teacher1: 'marieke',
		days1: ['5'],
		teacher2: 'selin',
		days2: ['3'],
	});
	const petra = await asStaff(store, 'petra');
	expect(await saveGroup(store, petra, { ...input, groupId: 'groep4' }, today)).toEqual({
		ok: true,
		groupId: 'groep4',
	});
	const changed = (await groups(store)).find(({ groupId }) => groupId === 'groep4');
	expect(changed).toMatchObject({ name: 'Groep 4 Klaproos', yearGroups: ['4', '5'] });
	expect(changed?.teachers.map(({ staffId, days }) => `${staffId} ${days.join('')}`)).toEqual([
		'marieke 5',
		'selin 123',
	]);
	expect((await asStaff(store, 'marieke')).groupIds.has('groep4')).toBe(true);
	// Selin had it already
	expect((await auditSoFar(store)).sort()).toEqual([
		'staff petra accounts.group_given',
		'staff petra families.group_saved',
	]);
	await saveGroup(store, petra, { ...input, teachers: [], groupId: 'groep4' }, today);
	const taken = (await auditSoFar(store)).filter((line) => line.endsWith('group_taken'));
	expect(taken).toHaveLength(2);
});

test('a group across classes is beside the class; a class is instead of the other', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	const fields = { yearGroups: [], teachers: [] };
	const plus = await saveGroup(store, petra, { ...fields, name: 'Plusgroep', kind: 'across' }, today);
	if (!plus.ok) throw new Error(plus.refusal);
	await joinGroup(store, petra, { groupId: plus.groupId, childId: 'emre' }, today);
	expect(await names(store, plus.groupId)).toEqual(['Emre Yıldırım']);
	expect(await names(store, 'groep4')).toEqual(['Emre Yıldırım']);
	await joinGroup(store, petra, { groupId: 'groep7', childId: 'emre' }, today);
	expect(await names(store, 'groep4')).toEqual([]);
	expect(await names(store, 'groep7')).toEqual(['Sem de Wit', 'Emre Yıldırım']);
	expect(await names(store, plus.groupId)).toEqual(['Emre Yıldırım']);
	await leaveGroup(store, petra, { groupId: plus.groupId, childId: 'emre' }, today);
	expect(await names(store, plus.groupId)).toEqual([]);
});

test.each([
	['marieke', 'not_allowed'],
	['naima', 'not_allowed'],
	['henk', 'not_there'],
] as const)('%s changes no group of this school', async (who, refusal) => {
	const store = await named();
	const staff = await asStaff(store, who);
	const refused = { ok: false, refusal };
	const fields = { name: 'X', kind: 'class' as const, yearGroups: [], teachers: [] };
	expect(await saveGroup(store, staff, { ...fields, groupId: 'groep4' }, today)).toEqual(refused);
	const pair = { groupId: 'groep4', childId: 'emre' };
	expect(await joinGroup(store, staff, { ...pair, groupId: 'groep7' }, today)).toEqual(refused);
	expect(await leaveGroup(store, staff, pair, today)).toEqual(refused);
	expect(await mergeGroups(store, staff, { keep: 'groep4', drop: 'groep7', name: 'X' }, today)).toEqual(
		refused,
	);
	expect(await names(store, 'groep4')).toEqual(['Emre Yıldırım']);
});

test('two halves of a group become one: children, teachers, moments', async () => {
	const store = await named();
	const petra = await asStaff(store, 'petra');
	await addMoment(store, {});
	const pair = { keep: 'groep4', drop: 'zonnebloem', name: 'Groep 1/2/4' };
	expect(await mergeGroups(store, petra, pair, today)).toEqual({ ok: true });
	expect((await groups(store))[0]).toMatchObject({
		groupId: 'groep4',
		name: 'Groep 1/2/4',
		yearGroups: ['1', '2', '4'],
		children: 4,
		teachers: [{ staffId: 'marieke' }, { staffId: 'selin' }],
	});
	const moments = await store.read
		.select({ groupId: store.t.momentGroup.groupId })
		.from(store.t.momentGroup)
		.where(eq(store.t.momentGroup.schoolId, schoolId));
	expect(moments).toEqual([{ groupId: 'groep4' }]);
});

test('talks of two halves: the same round, and who held them alone still does', async () => {
	const store = await named();
	await addRound(store);
	const pair = { keep: 'groep4', drop: 'zonnebloem', name: 'Groep 1/2/4' };
	expect(await mergeGroups(store, await asStaff(store, 'petra'), pair, today)).toEqual({ ok: true });
	const { talkRoundGroup, talkTeam } = store.t;
	const rounds = await store.read
		.select({ groupId: talkRoundGroup.groupId })
		.from(talkRoundGroup)
		.where(eq(talkRoundGroup.schoolId, schoolId));
	expect(rounds).toEqual([{ groupId: 'groep4' }]);
	const teams = await store.read
		.select({ groupId: talkTeam.groupId, staffId: talkTeam.staffId, team: talkTeam.team })
		.from(talkTeam)
		.where(eq(talkTeam.schoolId, schoolId))
		.orderBy(talkTeam.staffId);
	expect(teams).toMatchObject([
		{ groupId: 'groep4', staffId: 'marieke' },
		{ groupId: 'groep4', staffId: 'selin' },
	]);
	expect(new Set(teams.map(({ team }) => team)).size).toBe(2);
});

test('a class and a group across classes stay two', async () => {
	const store = await named();
	const { group } = store.t;
	await store.transact(async (tx) => {
		await tx
			.update(group)
			.set({ kind: 'across' })
			.where(and(eq(group.schoolId, schoolId), eq(group.id, 'groep7')));
	});
	const pair = { keep: 'groep4', drop: 'groep7', name: 'X' };
	expect(await mergeGroups(store, await asStaff(store, 'petra'), pair, today)).toEqual({
		ok: false,
		refusal: 'not_alike',
	});
	expect(await groups(store)).toHaveLength(3);
});

test('every table that knows groups is thought of', () => {
	const found = Object.entries(sqliteTables)
		.filter(([, table]) => 'groupId' in table)
		.map(([name]) => name);
	expect(found.sort()).toEqual([
		'contact',
		'groupChild',
		'groupTeacher',
		'momentGroup',
		'substituteDay',
		'talkRoundGroup',
		'talkTeam',
		'taskGroup',
	]);
});
