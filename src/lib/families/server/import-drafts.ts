import { and, desc, eq, gt } from 'drizzle-orm';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { EdexFile, EdexRefusal } from '#lib/school/edexml.ts';
import { parseEdexml } from '#lib/school/server/parse-edexml.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import {
	mappingProblem,
	sensitiveColumns,
	withoutColumns,
	type Mapping,
	type MappingProblem,
} from '../guardian-columns.ts';
import type { ListRefusal, ListTable } from '../list-table.ts';
import { readList } from './read-list.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What an import did, to show on its last page; numbers only. */
export type DoneCounts = Record<'new' | 'changed' | 'leaving' | 'groups' | 'staff' | 'waiting', number>;

/** A file that was read and not yet applied. Only what we keep of it; the file itself is never stored. */
export type DraftContent =
	| { kind: 'edexml'; file: EdexFile | null; done: DoneCounts | null }
	| { kind: 'guardians'; table: ListTable | null; mapping: Mapping | null; done: DoneCounts | null };

export type Draft = DraftContent & { id: string; fileName: string; createdAt: Date; keptUntil: Date };

export interface Upload {
	fileName: string;
	bytes: Uint8Array;
	now: Date;
}

export type Uploaded<Refusal> = { ok: true; draftId: string } | { ok: false; refusal: Refusal };

/** Reads an EDEXML file and keeps what can be imported of it for a day. Office and head only. */
export async function uploadEdexml(
	store: Store,
	staff: StaffActor,
	{ fileName, bytes, now }: Upload,
): Promise<Uploaded<EdexRefusal | 'not_allowed'>> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const read = parseEdexml(bytes, calendarDay(now, staff.school.timeZone));
	if (!read.ok) return read;
	const content: DraftContent = { kind: 'edexml', file: read.file, done: null };
	return { ok: true, draftId: await keep(store, staff, fileName, content, now) };
}

/** Reads a list of guardians and keeps it for a day, without the columns that we may not have. Office and head only. */
export async function uploadList(
	store: Store,
	staff: StaffActor,
	{ fileName, bytes, now }: Upload,
): Promise<Uploaded<ListRefusal | 'not_allowed'>> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const read = readList(bytes);
	if (!read.ok) return read;
	const sensitive = sensitiveColumns(read.table);
	const table = withoutColumns(read.table, (index) => sensitive.has(index));
	const content: DraftContent = { kind: 'guardians', table, mapping: null, done: null };
	return { ok: true, draftId: await keep(store, staff, fileName, content, now) };
}

async function keep(
	store: Store,
	{ schoolId, staffId }: StaffActor,
	fileName: string,
	{ kind, ...content }: DraftContent,
	now: Date,
): Promise<string> {
	const id = newId();
	// the name only, in case a browser sends a path
	const name = (fileName.split(/[\\/]/).at(-1) ?? '').slice(0, 100);
	await store.transact(async (tx) => {
		await tx
			.insert(tx.t.importDraft)
			.values({ schoolId, id, kind, fileName: name, content, staffId, createdAt: now });
	});
	return id;
}

/** The drafts of the school that still wait, newest first. */
export async function listDrafts(
	db: Reader,
	staff: StaffActor,
	now: Date,
): Promise<{ id: string; kind: 'edexml' | 'guardians'; fileName: string; keptUntil: Date }[]> {
	if (!runsOffice(staff)) return [];
	const { importDraft } = db.t;
	const rows = await db
		.select()
		.from(importDraft)
		.where(alive(db, staff, now))
		.orderBy(desc(importDraft.createdAt));
	return rows
		.filter(({ kind, content }) => !isDone({ kind, ...(content as object) } as DraftContent))
		.map(({ id, kind, fileName, createdAt }) => ({ id, kind, fileName, keptUntil: keptUntil(createdAt) }));
}

const keptUntil = (createdAt: Date) => new Date(createdAt.getTime() + DAY);

function isDone(content: DraftContent): boolean {
	return content.kind === 'edexml' ? content.file === null : content.table === null;
}

function alive({ t: { importDraft } }: Reader, { schoolId }: StaffActor, now: Date) {
	return and(eq(importDraft.schoolId, schoolId), gt(importDraft.createdAt, new Date(now.getTime() - DAY)));
}

/** A draft of the own school, not older than a day; undefined for any other, and for who does not run the office. */
export async function readDraft(
	db: Reader,
	staff: StaffActor,
	id: string,
	now: Date,
): Promise<Draft | undefined> {
	if (!runsOffice(staff)) return undefined;
	const { importDraft } = db.t;
	const [row] = await db
		.select()
		.from(importDraft)
		.where(and(alive(db, staff, now), eq(importDraft.id, id)));
	if (!row) return undefined;
	const { kind, content, fileName, createdAt } = row;
	return { kind, ...(content as object), id, fileName, createdAt, keptUntil: keptUntil(createdAt) } as Draft;
}

/** Notes what the columns hold. From then on the draft has only the columns that are used. */
export async function setMapping(
	store: Store,
	staff: StaffActor,
	draft: Draft,
	mapping: Mapping,
): Promise<{ ok: true } | { ok: false; refusal: MappingProblem }> {
	if (draft.kind !== 'guardians' || !draft.table) throw new Error('not a list that waits');
	const problem = mappingProblem(mapping);
	if (problem) return { ok: false, refusal: problem };
	const table = withoutColumns(draft.table, (index) => (mapping[index] ?? 'ignore') === 'ignore');
	await change(store, staff, draft.id, { kind: 'guardians', table, mapping, done: draft.done });
	return { ok: true };
}

/** Notes what was done. When nothing waits any more, what was read goes, and the numbers stay for the page. */
export async function noteDone(
	store: Store,
	staff: StaffActor,
	draft: Draft,
	done: DoneCounts,
): Promise<void> {
	const over = done.waiting === 0;
	const content: DraftContent =
		draft.kind === 'edexml'
			? { kind: 'edexml', file: over ? null : draft.file, done }
			: { kind: 'guardians', table: over ? null : draft.table, mapping: over ? null : draft.mapping, done };
	await change(store, staff, draft.id, content);
}

async function change(
	store: Store,
	{ schoolId }: StaffActor,
	id: string,
	{ kind: _, ...content }: DraftContent,
): Promise<void> {
	await store.transact(async (tx) => {
		const { importDraft } = tx.t;
		await tx
			.update(importDraft)
			.set({ content })
			.where(and(eq(importDraft.schoolId, schoolId), eq(importDraft.id, id)));
	});
}

/** Throws a draft away. */
export async function removeDraft(store: Store, staff: StaffActor, id: string): Promise<void> {
	if (!runsOffice(staff)) return;
	await store.transact(async (tx) => {
		const { importDraft } = tx.t;
		await tx.delete(importDraft).where(and(eq(importDraft.schoolId, staff.schoolId), eq(importDraft.id, id)));
	});
}
