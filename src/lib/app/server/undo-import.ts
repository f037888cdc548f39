import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { auditTaught } from '#lib/accounts/server/taught-lines.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import type { ImportChanges, KeptValue, RowChanges } from '#lib/families/import-changes.ts';
import { searchKeyOf } from '#lib/families/search.ts';
import { sortKeyOf } from '#lib/families/server/import-writes.ts';
import { sortable } from '#lib/platform/fold.ts';
import { fromInserted, inParts } from '#lib/platform/server/database/rows.ts';

/** Why an import can't be taken back: somebody changed this, or it is in use. */
export interface Since {
	kind: 'child' | 'guardian' | 'group' | 'staff';
	name: string;
	why: 'changed' | 'used';
}

export type UndoResult =
	| { ok: true }
	| { ok: false; refusal: 'not_allowed' | 'not_last' }
	/** Nothing was taken back: it would have thrown these away. */
	| { ok: false; refusal: 'changed_since'; since: Since[] };

/**
 * Takes the last import back: what it made goes, what it changed is as before. All or nothing, in one transaction: where
 * somebody changed something since, or works with it (a letter, a sign-up, a sign-in, a right), it is refused, and says
 * what. Office and head only.
 */
export async function undoImport(
	store: Store,
	staff: StaffActor,
	runId: string,
	now: Date,
): Promise<UndoResult> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const { importRun } = tx.t;
		const [last] = await tx
			.select()
			.from(importRun)
			.where(and(eq(importRun.schoolId, schoolId), isNull(importRun.undoneAt)))
			.orderBy(desc(importRun.appliedAt), desc(importRun.id))
			.limit(1);
		if (last?.id !== runId || !last.changes) return { ok: false, refusal: 'not_last' };
		const since = await changedSince(tx, schoolId, last.changes);
		if (since.length > 0) return { ok: false, refusal: 'changed_since', since };
		await takeBack(tx, schoolId, last.changes);
		await tx
			.update(importRun)
			.set({ undoneAt: now, changes: null })
			.where(and(eq(importRun.schoolId, schoolId), eq(importRun.id, runId)));
		await audit(tx, staff, 'families.import_undone', { runId, kind: last.kind }, now);
		await auditTaught(tx, staff, { given: last.changes.untaught, taken: last.changes.taught }, now);
		return { ok: true };
	});
}

type Part = 'groups' | 'children' | 'staff' | 'guardians';
const parts = ['children', 'guardians', 'groups', 'staff'] as const;
const kindOf: Record<Part, Since['kind']> = {
	children: 'child',
	guardians: 'guardian',
	groups: 'group',
	staff: 'staff',
};

function tableOf(tx: Tx, part: Part) {
	const { child, guardian, group, staffMember } = tx.t;
	return { children: child, guardians: guardian, groups: group, staff: staffMember }[part];
}

async function changedSince(tx: Tx, schoolId: string, changes: ImportChanges): Promise<Since[]> {
	const found: Since[] = [];
	for (const part of parts) {
		const { made, changed }: RowChanges = changes[part];
		const rows = await readRows(tx, schoolId, part, [...made, ...changed]);
		const used = await usedIds(tx, schoolId, part, changes);
		for (const { id, row } of made) {
			const known = rows.get(id);
			if (!known) continue; // gone already
			if (!holds(known, row)) found.push({ kind: kindOf[part], name: nameOf(known), why: 'changed' });
			else if (used.has(id)) found.push({ kind: kindOf[part], name: nameOf(known), why: 'used' });
		}
		for (const { id, to } of changed) {
			const known = rows.get(id);
			if (known && !holds(known, to)) found.push({ kind: kindOf[part], name: nameOf(known), why: 'changed' });
		}
	}
	return found;
}

type AnyRow = Record<string, unknown>;

async function readRows(tx: Tx, schoolId: string, part: Part, wanted: readonly { id: string }[]) {
	const table = tableOf(tx, part);
	const rows = new Map<string, AnyRow>();
	await inParts(wanted, async (some) => {
		const found = await tx
			.select()
			.from(table)
			.where(
				and(
					eq(table.schoolId, schoolId),
					inArray(
						table.id,
						some.map(({ id }) => id),
					),
				),
			);
		for (const row of found) rows.set(row.id, row);
	});
	return rows;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function holds(row: AnyRow, fields: Record<string, KeptValue>): boolean {
	return Object.entries(fields).every(([name, value]) => same(row[name], value));
}

function nameOf(row: AnyRow): string {
	const { name, givenName, prefix, surname } = row;
	return [name ?? givenName, prefix, surname].filter((part) => typeof part === 'string').join(' ');
}

const columnOf = {
	children: 'childId',
	guardians: 'guardianId',
	groups: 'groupId',
	staff: 'staffId',
} as const;
/** What the import made itself, or what only passes by. */
const NOT_USE = new Set(['emailCode', 'importRun', 'importDraft']);

/** Made rows that some other table knows by now, beyond what the import itself linked. */
async function usedIds(tx: Tx, schoolId: string, part: Part, changes: ImportChanges): Promise<Set<string>> {
	const column = columnOf[part];
	const made = changes[part].made.map(({ id }) => id);
	const own = ownLinks(changes);
	const used = new Set<string>();
	if (made.length === 0) return used;
	for (const [name, table] of Object.entries(tx.t)) {
		if (NOT_USE.has(name) || !(column in table)) continue;
		const links = table as unknown as Tx['t']['groupChild'] &
			Record<string, Tx['t']['groupChild']['childId']>;
		const id = links[column] as Tx['t']['groupChild']['childId'];
		await inParts(made, async (some) => {
			const rows: AnyRow[] = await tx
				.select()
				.from(links)
				.where(and(eq(links.schoolId, schoolId), inArray(id, some)));
			for (const row of rows) if (!own(name, row)) used.add(String(row[column]));
		});
	}
	return used;
}

/** Whether a row is one that the import itself wrote. */
function ownLinks({ joined, taught, guardianships }: ImportChanges) {
	const written = new Set([
		...joined.map(({ groupId, childId }) => `groupChild ${groupId} ${childId}`),
		...taught.map(({ groupId, staffId }) => `groupTeacher ${groupId} ${staffId}`),
		...guardianships.map(({ guardianId, childId }) => `guardianship ${guardianId} ${childId} full`),
	]);
	return (table: string, row: AnyRow): boolean => {
		const ids = [row.groupId, row.guardianId, row.childId, row.staffId, row.level];
		return written.has([table, ...ids.filter((id) => typeof id === 'string')].join(' '));
	};
}

async function takeBack(tx: Tx, schoolId: string, changes: ImportChanges): Promise<void> {
	const { groupChild, groupTeacher } = tx.t;
	for (const part of parts) await restore(tx, schoolId, part, changes[part].changed);
	await removeLinks(tx, schoolId, changes);
	// links of what was made go with it
	for (const part of parts) {
		const table = tableOf(tx, part);
		await inParts(changes[part].made, (some) =>
			tx.delete(table).where(
				and(
					eq(table.schoolId, schoolId),
					inArray(
						table.id,
						some.map(({ id }) => id),
					),
				),
			),
		);
	}
	const left = changes.left.map((row) => ({ ...row, schoolId }));
	await inParts(left, (some) => tx.insert(groupChild).values(some).onConflictDoNothing());
	const untaught = changes.untaught.map((row) => ({ ...row, schoolId }));
	await inParts(untaught, (some) => tx.insert(groupTeacher).values(some).onConflictDoNothing());
}

/** Many rows, each with its own values, in a statement for 500 of them. */
async function restore(tx: Tx, schoolId: string, part: Part, changed: RowChanges['changed']): Promise<void> {
	const rows = await readRows(tx, schoolId, part, changed);
	const before = changed.flatMap(({ id, from }) => {
		const row = rows.get(id);
		return row ? [{ ...row, ...from, ...derived(part, from) }] : [];
	});
	const [first] = changed;
	if (!first || before.length === 0) return;
	const table = tableOf(tx, part);
	const columns = [...Object.keys(first.from), ...Object.keys(derived(part, first.from))];
	await inParts(before, (some) =>
		tx
			.insert(table)
			.values(some as never)
			.onConflictDoUpdate({ target: [table.schoolId, table.id], set: fromInserted(...columns) }),
	);
}

/** Links between rows that were there before the import. */
async function removeLinks(tx: Tx, schoolId: string, changes: ImportChanges): Promise<void> {
	const { groupChild, groupTeacher, guardianship } = tx.t;
	for (const [groupId, rows] of Map.groupBy(changes.joined, (row) => row.groupId))
		await inParts(rows, (some) =>
			tx.delete(groupChild).where(
				and(
					eq(groupChild.schoolId, schoolId),
					eq(groupChild.groupId, groupId),
					inArray(
						groupChild.childId,
						some.map(({ childId }) => childId),
					),
				),
			),
		);
	for (const [groupId, rows] of Map.groupBy(changes.taught, (row) => row.groupId))
		await tx.delete(groupTeacher).where(
			and(
				eq(groupTeacher.schoolId, schoolId),
				eq(groupTeacher.groupId, groupId),
				inArray(
					groupTeacher.staffId,
					rows.map(({ staffId }) => staffId),
				),
			),
		);
	const made = new Set(changes.guardians.made.map(({ id }) => id));
	const known = changes.guardianships.filter(({ guardianId }) => !made.has(guardianId));
	for (const [childId, rows] of Map.groupBy(known, (row) => row.childId))
		await tx.delete(guardianship).where(
			and(
				eq(guardianship.schoolId, schoolId),
				eq(guardianship.childId, childId),
				inArray(
					guardianship.guardianId,
					rows.map(({ guardianId }) => guardianId),
				),
			),
		);
}

/** Keys that follow from the names. `from` holds all names of the row. */
function derived(part: Part, from: Record<string, KeptValue>): Record<string, KeptValue> {
	if (part === 'children') {
		const name = from as { givenName: string; prefix: string | null; surname: string | null };
		return {
			sortKey: sortKeyOf(name),
			searchKey: searchKeyOf(name.givenName, name.prefix, name.surname),
		};
	}
	const name = String(from.name ?? '');
	if (part === 'groups') return { sortKey: sortable(name) };
	const emailKey = typeof from.email === 'string' ? from.email.toLowerCase() : null;
	return part === 'guardians' ? { emailKey, searchKey: searchKeyOf(name) } : { emailKey };
}
