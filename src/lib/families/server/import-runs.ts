import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { ImportChanges, KeptValue, RowChanges } from '../import-changes.ts';
import type { Importer } from './import-edexml.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Days in which an import can be taken back. */
export const UNDO_DAYS = 14;
const KEPT_DAYS = 365;

export const noRows = (): RowChanges => ({ made: [], changed: [] });

/** Nothing done yet. */
export function noChanges(): ImportChanges {
	return {
		groups: noRows(),
		children: noRows(),
		staff: noRows(),
		guardians: noRows(),
		joined: [],
		left: [],
		taught: [],
		untaught: [],
		guardianships: [],
	};
}

/** Only what an import wrote, in the form in which it is kept. */
export function keptFields(row: object, names: readonly string[]): Record<string, KeptValue> {
	const fields = row as Record<string, KeptValue | undefined>;
	return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}

/** Keeps what an import did, in its own transaction. */
export async function keepRun(
	tx: Tx,
	actor: Importer,
	run: {
		kind: 'edexml' | 'guardians';
		fileName: string;
		schoolYear?: string;
		changes: ImportChanges;
		counts: Record<string, number>;
	},
	now: Date,
): Promise<void> {
	const { importRun } = tx.t;
	const [last] = await tx
		.select({ appliedAt: importRun.appliedAt })
		.from(importRun)
		.where(eq(importRun.schoolId, actor.schoolId))
		.orderBy(desc(importRun.appliedAt))
		.limit(1);
	// two within one millisecond have an order too
	const appliedAt = last && last.appliedAt >= now ? new Date(last.appliedAt.getTime() + 1) : now;
	await tx.insert(importRun).values({
		...run,
		schoolId: actor.schoolId,
		id: newId(),
		staffId: actor.kind === 'staff' ? actor.staffId : null,
		appliedAt,
	});
}

export interface ImportRun {
	id: string;
	kind: 'edexml' | 'guardians';
	fileName: string;
	counts: Record<string, number>;
	appliedAt: Date;
	undoneAt: Date | null;
	/** It is the last one, not too old, and was not taken back yet. */
	undoable: boolean;
}

const SHOWN = 5;

/** The newest imports of the school, for the office. One query. */
export async function listRuns(db: Reader, staff: StaffActor): Promise<ImportRun[]> {
	if (!runsOffice(staff)) return [];
	const { importRun } = db.t;
	const rows = await db
		.select()
		.from(importRun)
		.where(eq(importRun.schoolId, staff.schoolId))
		.orderBy(desc(importRun.appliedAt), desc(importRun.id))
		.limit(SHOWN);
	const last = rows.find(({ undoneAt }) => undoneAt === null);
	return rows.map(({ id, kind, fileName, counts, appliedAt, undoneAt, changes }) => ({
		id,
		kind,
		fileName,
		counts,
		appliedAt,
		undoneAt,
		undoable: id === last?.id && changes !== null,
	}));
}

/** The newest import of a school year's groups that still holds: when, and who did it (null: from the command line). */
export async function importOfYear(
	db: Reader,
	schoolId: string,
	schoolYear: string,
): Promise<{ appliedAt: Date; staffId: string | null } | undefined> {
	const { importRun } = db.t;
	const [run] = await db
		.select({ appliedAt: importRun.appliedAt, staffId: importRun.staffId })
		.from(importRun)
		.where(
			and(eq(importRun.schoolId, schoolId), eq(importRun.schoolYear, schoolYear), isNull(importRun.undoneAt)),
		)
		.orderBy(desc(importRun.appliedAt))
		.limit(1);
	return run;
}

/** Deletes what taking back would need once that is no longer possible, and runs of a year ago. */
export async function forgetImportRuns(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { importRun } = tx.t;
	const before = (days: number) =>
		and(eq(importRun.schoolId, schoolId), lt(importRun.appliedAt, new Date(now.getTime() - days * DAY)));
	await tx
		.update(importRun)
		.set({ changes: null })
		.where(and(before(UNDO_DAYS), isNotNull(importRun.changes)));
	await tx.delete(importRun).where(before(KEPT_DAYS));
}
