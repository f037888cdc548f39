import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { findActor, startSession } from '#lib/accounts/server/sessions.ts';
import { forgetImportRuns, importOfYear, listRuns } from '#lib/families/server/import-runs.ts';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { edexFile, importFile, importList, listTable, newSchool } from '../../../../tests/support/imports.ts';
import { asStaff, addPeople, today } from '../../../../tests/support/people.ts';
import { undoImport } from './undo-import.ts';

const vuurvogel = edexFile('edexml/vuurvogel.xml');
const guardians = listTable('csv/vuurvogel-ouders.csv');
const DAY = 24 * 60 * 60 * 1000;

/** A school of its own with its head signed in. */
async function school() {
	const store = freshStore();
	const schoolId = await newSchool(store);
	const { staffMember } = store.t;
	const [head] = await store.read
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(eq(staffMember.schoolId, schoolId));
	const { cookie } = await store.transact((tx) =>
		startSession(tx, {
			schoolId,
			person: { staffId: head?.id ?? '' },
			strength: 'confirmed',
			passkey: true,
			device: 'test',
			now: today,
		}),
	);
	const actor = (await findActor(store, cookie, today)) as StaffActor;
	return { store, schoolId, actor };
}

/** Everything that an import writes, without the list of imports, the audit and what only remembers a list. */
function contents(store: TestStore) {
	const { audit_line: _, import_run: _run, column_mapping: _map, ...rest } = databaseContents(store.file);
	const text = (row: object) => JSON.stringify(Object.entries(row).sort());
	return Object.fromEntries(
		Object.entries(rest).map(([name, rows]) => [name, (rows ?? []).map(text).sort()]),
	);
}

async function undoLast({ store, actor }: Awaited<ReturnType<typeof school>>) {
	const run = (await listRuns(store.read, actor)).find(({ undoable }) => undoable);
	return undoImport(store, actor, run?.id ?? 'none', today);
}

test('the last import goes, then the one before: the school is as it was', async () => {
	const at = await school();
	const { store, schoolId } = at;
	const before = contents(store);
	await importFile(store, schoolId, vuurvogel);
	const withChildren = contents(store);
	const ofYear = async () => importOfYear(store.read, schoolId, '2026-2027');
	expect(await ofYear()).toMatchObject({ staffId: null });
	await importList(store, schoolId, guardians);
	expect(await undoLast(at)).toEqual({ ok: true });
	expect(contents(store)).toEqual(withChildren);
	expect(await undoLast(at)).toEqual({ ok: true });
	expect(await ofYear()).toBeUndefined();
	// the school year that was opened stays
	const { school_year: _after, ...after } = contents(store);
	const { school_year: _before, ...rest } = before;
	expect(after).toEqual(rest);
	expect(await undoLast(at)).toEqual({ ok: false, refusal: 'not_last' });
	expect((await listRuns(store.read, at.actor)).every(({ undoneAt }) => undoneAt !== null)).toBe(true);
});

test('what an import changed is as before: names, groups, addresses', async () => {
	const at = await school();
	const { store, schoolId } = at;
	await importFile(store, schoolId, vuurvogel);
	await importList(store, schoolId, guardians);
	const before = contents(store);
	const children = vuurvogel.children.map((child, index) =>
		index === 0 ? { ...child, surname: 'Yıldız', groupKey: vuurvogel.groups[1]?.key ?? null } : child,
	);
	await importFile(store, schoolId, { ...vuurvogel, children });
	expect(contents(store)).not.toEqual(before);
	expect(await undoLast(at)).toEqual({ ok: true });
	expect(contents(store)).toEqual(before);
});

test('what was changed since, or is in use, is told, and nothing is taken back', async () => {
	const at = await school();
	const { store, schoolId, actor } = at;
	await importFile(store, schoolId, vuurvogel);
	await importList(store, schoolId, guardians);
	const { guardian, invitation } = store.t;
	const [first, second] = await store.read
		.select({ id: guardian.id, name: guardian.name })
		.from(guardian)
		.where(eq(guardian.schoolId, schoolId))
		.orderBy(guardian.searchKey);
	await store.transact(async (tx) => {
		await tx
			.update(guardian)
			.set({ phone: '010 1234567' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, first?.id ?? '')));
		await tx.insert(invitation).values({
			schoolId,
			id: 'letter',
			guardianId: second?.id ?? '',
			codeHash: 'x',
			createdAt: today,
			expiresAt: new Date(today.getTime() + DAY),
		});
	});
	const before = contents(store);
	const refused = await undoLast(at);
	expect(refused).toEqual({
		ok: false,
		refusal: 'changed_since',
		since: expect.arrayContaining([
			{ kind: 'guardian', name: first?.name, why: 'changed' },
			{ kind: 'guardian', name: second?.name, why: 'used' },
		]),
	});
	expect(!refused.ok && 'since' in refused && refused.since).toHaveLength(2);
	expect(contents(store)).toEqual(before);
	expect((await listRuns(store.read, actor))[0]).toMatchObject({ undoneAt: null, undoable: true });
});

test('a proposed member of staff with a right is in use', async () => {
	const at = await school();
	const { store, schoolId } = at;
	await importFile(store, schoolId, vuurvogel);
	const { staffMember, staffRole } = store.t;
	const [teacher] = await store.read
		.select({ id: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.status, 'proposed')));
	await store.transact(async (tx) => {
		await tx
			.insert(staffRole)
			.values({ schoolId, staffId: teacher?.id ?? '', role: 'teacher', givenAt: today });
	});
	expect(await undoLast(at)).toEqual({
		ok: false,
		refusal: 'changed_since',
		since: [{ kind: 'staff', name: teacher?.name, why: 'used' }],
	});
});

test('only the office of that school, only the last one', async () => {
	const at = await school();
	await addPeople(at.store);
	await importFile(at.store, at.schoolId, vuurvogel);
	const [first] = await listRuns(at.store.read, at.actor);
	await importList(at.store, at.schoolId, guardians);
	const id = first?.id ?? '';
	expect(await undoImport(at.store, at.actor, id, today)).toEqual({ ok: false, refusal: 'not_last' });
	const petra = await asStaff(at.store, 'petra');
	expect(await undoImport(at.store, petra, id, today)).toEqual({ ok: false, refusal: 'not_last' });
	const marieke = await asStaff(at.store, 'marieke');
	expect(await undoImport(at.store, marieke, id, today)).toEqual({ ok: false, refusal: 'not_allowed' });
	expect(await listRuns(at.store.read, marieke)).toEqual([]);
});

test('after two weeks it stays, and nothing of what it held is kept', async () => {
	const at = await school();
	await importFile(at.store, at.schoolId, vuurvogel);
	const later = (days: number) => new Date(today.getTime() + days * DAY);
	await at.store.transact((tx) => forgetImportRuns(tx, at.schoolId, later(13)));
	expect((await listRuns(at.store.read, at.actor))[0]?.undoable).toBe(true);
	await at.store.transact((tx) => forgetImportRuns(tx, at.schoolId, later(15)));
	expect((await listRuns(at.store.read, at.actor))[0]?.undoable).toBe(false);
	expect(await undoLast(at)).toEqual({ ok: false, refusal: 'not_last' });
	await at.store.transact((tx) => forgetImportRuns(tx, at.schoolId, later(366)));
	expect(await listRuns(at.store.read, at.actor)).toEqual([]);
});
