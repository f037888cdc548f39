import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { sortable } from '#lib/platform/fold.ts';
import { fromInserted, inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { ImportChanges, RowChanges } from '../import-changes.ts';
import type { Handle, ImportWrites } from '../import-types.ts';
import { searchKeyOf } from '../search.ts';
import { keptFields, noChanges, noRows } from './import-runs.ts';

export interface WritePlace {
	schoolId: string;
	schoolYearId: string;
	now: Date;
}

const GROUP_FIELDS = ['edexKey', 'name', 'kind', 'yearGroups'];
const CHILD_FIELDS = [
	'edexKey',
	'givenName',
	'prefix',
	'surname',
	'initials',
	'birthDate',
	'yearGroup',
	'startsOn',
	'leftOn',
];
const STAFF_FIELDS = ['edexKey', 'name', 'email'];

/**
 * Writes a plan, many rows to a statement, and gives what it did, so that it can be taken back. Call inside the
 * transaction in which it was planned.
 */
export async function writeImport(tx: Tx, place: WritePlace, writes: ImportWrites): Promise<ImportChanges> {
	const ids = new Map<Handle, string>();
	for (const { handle } of [...writes.newGroups, ...writes.newChildren, ...writes.newStaff])
		ids.set(handle, newId());
	const idOf = (handle: Handle) => ids.get(handle) ?? handle;
	const { school } = tx.t;
	if (writes.brin) await tx.update(school).set({ brin: writes.brin }).where(eq(school.id, place.schoolId));
	const groups = await writeGroups(tx, place, writes, idOf);
	const children = await writeChildren(tx, place, writes, idOf);
	const staff = await writeStaff(tx, place, writes, idOf);
	await writeMembers(tx, place.schoolId, writes, idOf);
	await writeTaught(tx, place.schoolId, writes, idOf);
	return {
		...noChanges(),
		groups,
		children,
		staff,
		joined: writes.join.map(({ group, child }) => ({ groupId: idOf(group), childId: idOf(child) })),
		left: writes.leave,
		taught: writes.teach.map(({ group, staff }) => ({ groupId: idOf(group), staffId: idOf(staff) })),
		untaught: writes.stopTeaching,
	};
}

type IdOf = (handle: Handle) => string;

async function writeGroups(
	tx: Tx,
	{ schoolId, schoolYearId, now }: WritePlace,
	{ newGroups, changedGroups }: ImportWrites,
	idOf: IdOf,
): Promise<RowChanges> {
	const done = noRows();
	const { group } = tx.t;
	const rows = newGroups.map(({ handle, row }) => ({
		...row,
		schoolId,
		schoolYearId,
		id: idOf(handle),
		sortKey: sortable(row.name),
		createdAt: now,
	}));
	await inParts(rows, (part) => tx.insert(group).values(part));
	await inParts(changedGroups, async (part) => {
		const known = await tx
			.select()
			.from(group)
			.where(and(eq(group.schoolId, schoolId), inArray(group.id, idsOf(part))));
		const changed = merged(known, part).map((row) => ({ ...row, sortKey: sortable(row.name) }));
		note(done, known, changed, GROUP_FIELDS);
		await tx
			.insert(group)
			.values(changed)
			.onConflictDoUpdate({
				target: [group.schoolId, group.id],
				set: fromInserted('edexKey', 'name', 'kind', 'yearGroups', 'sortKey'),
			});
	});
	return madeOf(done, rows, GROUP_FIELDS);
}

async function writeChildren(
	tx: Tx,
	{ schoolId, now }: WritePlace,
	{ newChildren, changedChildren }: ImportWrites,
	idOf: IdOf,
): Promise<RowChanges> {
	const done = noRows();
	const { child } = tx.t;
	const rows = newChildren.map(({ handle, row }) => ({
		...row,
		schoolId,
		id: idOf(handle),
		sortKey: sortKeyOf(row),
		searchKey: searchKeyOf(row.givenName, row.prefix, row.surname),
		createdAt: now,
	}));
	await inParts(rows, (part) => tx.insert(child).values(part));
	await inParts(changedChildren, async (part) => {
		const known = await tx
			.select()
			.from(child)
			.where(and(eq(child.schoolId, schoolId), inArray(child.id, idsOf(part))));
		const changed = merged(known, part).map((row) => ({
			...row,
			sortKey: sortKeyOf(row),
			searchKey: searchKeyOf(row.givenName, row.prefix, row.surname),
		}));
		note(done, known, changed, CHILD_FIELDS);
		await tx
			.insert(child)
			.values(changed)
			.onConflictDoUpdate({
				target: [child.schoolId, child.id],
				set: fromInserted(
					'edexKey',
					'givenName',
					'prefix',
					'surname',
					'initials',
					'birthDate',
					'yearGroup',
					'sortKey',
					'searchKey',
					'startsOn',
					'leftOn',
				),
			});
	});
	return madeOf(done, rows, CHILD_FIELDS);
}

/** By surname without what comes before it, as Dutch lists are sorted. */
export function sortKeyOf(name: {
	givenName: string;
	prefix: string | null;
	surname: string | null;
}): string {
	return sortable(name.surname, name.givenName, name.prefix);
}

async function writeStaff(
	tx: Tx,
	{ schoolId, now }: WritePlace,
	{ newStaff, changedStaff }: ImportWrites,
	idOf: IdOf,
): Promise<RowChanges> {
	const done = noRows();
	const { staffMember } = tx.t;
	const rows = newStaff.map(({ handle, row }) => ({
		...row,
		schoolId,
		id: idOf(handle),
		emailKey: row.email?.toLowerCase() ?? null,
		languages: ['nl'],
		days: [],
		status: 'proposed' as const,
		createdAt: now,
	}));
	await inParts(rows, (part) => tx.insert(staffMember).values(part));
	await inParts(changedStaff, async (part) => {
		const known = await tx
			.select()
			.from(staffMember)
			.where(and(eq(staffMember.schoolId, schoolId), inArray(staffMember.id, idsOf(part))));
		const changed = merged(known, part).map((row) => ({
			...row,
			emailKey: row.email?.toLowerCase() ?? null,
		}));
		note(done, known, changed, STAFF_FIELDS);
		await tx
			.insert(staffMember)
			.values(changed)
			.onConflictDoUpdate({
				target: [staffMember.schoolId, staffMember.id],
				set: fromInserted('edexKey', 'name', 'email', 'emailKey'),
			});
	});
	return madeOf(done, rows, [...STAFF_FIELDS, 'status']);
}

async function writeMembers(
	tx: Tx,
	schoolId: string,
	{ join, leave }: ImportWrites,
	idOf: IdOf,
): Promise<void> {
	const { groupChild } = tx.t;
	for (const [groupId, left] of Map.groupBy(leave, (one) => one.groupId))
		await inParts(left, (part) =>
			tx.delete(groupChild).where(
				and(
					eq(groupChild.schoolId, schoolId),
					eq(groupChild.groupId, groupId),
					inArray(
						groupChild.childId,
						part.map(({ childId }) => childId),
					),
				),
			),
		);
	const rows = join.map(({ group, child }) => ({ schoolId, groupId: idOf(group), childId: idOf(child) }));
	await inParts(rows, (part) => tx.insert(groupChild).values(part).onConflictDoNothing());
}

async function writeTaught(
	tx: Tx,
	schoolId: string,
	{ teach, stopTeaching }: ImportWrites,
	idOf: IdOf,
): Promise<void> {
	const { groupTeacher } = tx.t;
	for (const [groupId, stopped] of Map.groupBy(stopTeaching, (one) => one.groupId))
		await tx.delete(groupTeacher).where(
			and(
				eq(groupTeacher.schoolId, schoolId),
				eq(groupTeacher.groupId, groupId),
				inArray(
					groupTeacher.staffId,
					stopped.map(({ staffId }) => staffId),
				),
			),
		);
	const rows = teach.map(({ group, staff }) => ({ schoolId, groupId: idOf(group), staffId: idOf(staff) }));
	await inParts(rows, (part) => tx.insert(groupTeacher).values(part).onConflictDoNothing());
}

type WithId = object & { id: string };

/** Notes what changes in rows that are there. */
function note(done: RowChanges, known: readonly WithId[], next: readonly WithId[], names: readonly string[]) {
	const before = new Map(known.map((row) => [row.id, row]));
	for (const row of next)
		done.changed.push({
			id: row.id,
			from: keptFields(before.get(row.id) ?? {}, names),
			to: keptFields(row, names),
		});
}

/** Notes the rows that were made. */
function madeOf(done: RowChanges, rows: readonly WithId[], names: readonly string[]): RowChanges {
	return { ...done, made: rows.map((row) => ({ id: row.id, row: keptFields(row, names) })) };
}

const idsOf = (changed: readonly { id: string }[]) => changed.map(({ id }) => id);

/** Whole rows with what changes in each. */
function merged<Row extends { id: string }>(
	known: readonly Row[],
	changed: readonly { id: string; set: NoInfer<Partial<Row>> }[],
): Row[] {
	const sets = new Map(changed.map(({ id, set }) => [id, set]));
	return known.map((row) => ({ ...row, ...sets.get(row.id) }));
}
