// A new school, and files imported into it the way the office does: preview, answers, apply.
import type { Store } from '#lib/database/store.ts';
import type { GuardianPlan } from '#lib/families/guardian-plan-types.ts';
import type { Answers, ImportPlan } from '#lib/families/import-types.ts';
import type { ListTable } from '#lib/families/list-table.ts';
import { findMapping } from '#lib/families/server/column-mapping.ts';
import { applyEdexml, previewEdexml } from '#lib/families/server/import-edexml.ts';
import { applyGuardians, previewGuardians } from '#lib/families/server/import-guardians.ts';
import { readList } from '#lib/families/server/read-list.ts';
import type { EdexFile } from '#lib/school/edexml.ts';
import { createSchool } from '#lib/school/server/create.ts';
import { parseEdexml } from '#lib/school/server/parse-edexml.ts';
import { inputBytes, type InputName } from './input.ts';
import { today } from './people.ts';

/** Makes a school without children; gives its id. */
export async function newSchool(
	store: Store,
	{ brin = '99ZZ' }: { brin?: string | null } = {},
): Promise<string> {
	const made = await store.transact((tx) =>
		createSchool(tx, {
			name: 'OBS De Vuurvogel',
			brin,
			region: 'midden',
			headEmail: 'directie@school.example',
			headName: 'Joke van Dam',
			now: today,
		}),
	);
	if (!made.ok) throw new Error(made.refusal);
	return made.schoolId;
}

/** A parsed file; by name of a sample, or from its text. */
export function edexFile(file: InputName | `<${string}`): EdexFile {
	const bytes = file.startsWith('<') ? new TextEncoder().encode(file) : inputBytes(file as InputName);
	const read = parseEdexml(bytes, '2026-10-06');
	if (!read.ok) throw new Error(read.refusal.code);
	return read.file;
}

export function preview(
	store: Store,
	schoolId: string,
	file: EdexFile,
	answers: Answers = {},
): Promise<ImportPlan> {
	return previewEdexml(store.read, schoolId, file, answers, today);
}

/** Applies as the command line does; throws when it is refused. */
export async function importFile(
	store: Store,
	schoolId: string,
	file: EdexFile,
	answers: Answers = {},
): Promise<ImportPlan> {
	const done = await applyEdexml(store, { kind: 'system', schoolId }, { file, answers, now: today });
	if (!done.ok) throw new Error(done.refusal);
	return done.plan;
}

/** A list as it was read; by name of a sample, or from its text. */
export function listTable(list: InputName | `${string}\n${string}`): ListTable {
	const isName = list.startsWith('csv/');
	const read = readList(isName ? inputBytes(list as InputName) : new TextEncoder().encode(list));
	if (!read.ok) throw new Error(read.refusal);
	return read.table;
}

export async function previewList(
	store: Store,
	schoolId: string,
	table: ListTable,
	answers: Answers = {},
): Promise<GuardianPlan> {
	const { mapping } = await findMapping(store.read, schoolId, table);
	return previewGuardians(store.read, schoolId, { table, mapping, answers, now: today });
}

/** Applies with the columns as proposed, like the command line does; throws when it is refused. */
export async function importList(
	store: Store,
	schoolId: string,
	table: ListTable,
	answers: Answers = {},
): Promise<GuardianPlan> {
	const { mapping } = await findMapping(store.read, schoolId, table);
	const done = await applyGuardians(
		store,
		{ kind: 'system', schoolId },
		{ table, mapping, answers, now: today },
	);
	if (!done.ok) throw new Error(done.refusal);
	return done.plan;
}
