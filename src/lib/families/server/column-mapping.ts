import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/database/store.ts';
import { fold } from '#lib/platform/fold.ts';
import { sha256 } from '#lib/platform/server/ids.ts';
import { isTarget, mappingProblem, proposeMapping, type Mapping } from '../guardian-columns.ts';
import type { ListTable } from '../list-table.ts';

/** What the same kind of list is known by: its header, or the number of columns of one without. Holds no text of the list. */
function headerKeyOf({ headers, hasHeader }: ListTable): string {
	return hasHeader ? sha256(headers.map(fold).join('\n')) : `no header, ${headers.length} columns`;
}

/** The mapping that this school used for such a list before, else what the names of the columns say. */
export async function findMapping(
	db: Reader,
	schoolId: string,
	table: ListTable,
): Promise<{ mapping: Mapping; remembered: boolean }> {
	const { columnMapping } = db.t;
	const [kept] = await db
		.select({ mapping: columnMapping.mapping })
		.from(columnMapping)
		.where(and(eq(columnMapping.schoolId, schoolId), eq(columnMapping.headerKey, headerKeyOf(table))));
	const mapping = kept && table.headers.map((_, index) => kept.mapping[String(index)] ?? 'ignore');
	if (mapping?.every(isTarget) && mappingProblem(mapping) === undefined) return { mapping, remembered: true };
	return { mapping: proposeMapping(table.headers), remembered: false };
}

/** Keeps the mapping for the next list of this kind; writes nothing when it is what was kept. */
export async function rememberMapping(
	tx: Tx,
	schoolId: string,
	table: ListTable,
	mapping: Mapping,
	now: Date,
): Promise<void> {
	const known = await findMapping(tx, schoolId, table);
	if (known.remembered && known.mapping.join() === mapping.join()) return;
	const { columnMapping } = tx.t;
	const row = Object.fromEntries(mapping.map((target, index) => [String(index), target as string]));
	await tx
		.insert(columnMapping)
		.values({ schoolId, headerKey: headerKeyOf(table), mapping: row, usedAt: now })
		.onConflictDoUpdate({
			target: [columnMapping.schoolId, columnMapping.headerKey],
			set: { mapping: row, usedAt: now },
		});
}
