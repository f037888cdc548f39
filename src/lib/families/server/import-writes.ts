import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { sortable } from '#lib/platform/fold.ts';
import { fromInserted, inParts } from '#lib/platform/server/database/rows.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Handle, ImportWrites } from '../import-types.ts';
import { searchKeyOf } from '../search.ts';

export interface WritePlace {
	schoolId: string;
	schoolYearId: string;
	now: Date;
}

/** Writes a plan, many rows to a statement. Call inside the transaction in which it was planned. */
export async function writeImport(tx: Tx, place: WritePlace, writes: ImportWrites): Promise<void> {
	const ids = new Map<Handle, string>();
	for (const { handle } of [...writes.newGroups, ...writes.newChildren, ...writes.newStaff])
		ids.set(handle, newId());
	const idOf = (handle: Handle) => ids.get(handle) ?? handle;
	const { school } = tx.t;
	if (writes.brin) await tx.update(school).set({ brin: writes.brin }).where(eq(school.id, place.schoolId));
	await writeGroups(tx, place, writes, idOf);
	await writeChildren(tx, place, writes, idOf);
	await writeStaff(tx, place, writes, idOf);
	await writeMembers(tx, place.schoolId, writes, idOf);
	await writeTaught(tx, place.schoolId, writes, idOf);
}

type IdOf = (handle: Handle) => string;

async function writeGroups(
	tx: Tx,
	{ schoolId, schoolYearId, now }: WritePlace,
	{ newGroups, changedGroups }: ImportWrites,
	idOf: IdOf,
): Promise<void> {
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
		await tx
			.insert(group)
			.values(changed)
			.onConflictDoUpdate({
				target: [group.schoolId, group.id],
				set: fromInserted('edexKey', 'name', 'kind', 'yearGroups', 'sortKey'),
			});
	});
}

async function writeChildren(
	tx: Tx,
	{ schoolId, now }: WritePlace,
	{ newChildren, changedChildren }: ImportWrites,
	idOf: IdOf,
): Promise<void> {
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
): Promise<void> {
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
		await tx
			.insert(staffMember)
			.values(changed)
			.onConflictDoUpdate({
				target: [staffMember.schoolId, staffMember.id],
				set: fromInserted('edexKey', 'name', 'email', 'emailKey'),
			});
	});
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

const idsOf = (changed: readonly { id: string }[]) => changed.map(({ id }) => id);

/** Whole rows with what changes in each. */
function merged<Row extends { id: string }>(
	known: readonly Row[],
	changed: readonly { id: string; set: NoInfer<Partial<Row>> }[],
): Row[] {
	const sets = new Map(changed.map(({ id, set }) => [id, set]));
	return known.map((row) => ({ ...row, ...sets.get(row.id) }));
}
