import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { keepBytes, removeUnused } from '#lib/platform/server/files/keep.ts';
import type { FileKind } from '#lib/platform/server/files/kinds.ts';
import type { PreparedFile } from '#lib/platform/server/files/prepare.ts';

/** The thing that a file belongs to: who may see it may see the file. `kind` is a key of `fileOwners` (app). */
export interface FileOwner {
	kind: string;
	id: string;
}

export interface StoredFile {
	fileId: string;
	kind: FileKind;
	hash: string;
	mediaType: string;
	bytes: number;
	name: string;
	width: number | null;
	height: number | null;
	owner: FileOwner;
}

/**
 * Whether somebody may see the thing; each domain that has files gives one. Asked at every request, so that a right
 * that was taken away is gone from files at once.
 */
export type MaySeeOwner = (
	db: Reader,
	actor: Actor,
	ownerId: string,
	now: Date,
	fileId: string,
) => boolean | Promise<boolean>;

/** The name of an actor in the tables of files. */
export function nameOfActor(actor: Actor): string {
	return actor.kind === 'staff' ? `staff:${actor.staffId}` : `guardian:${actor.guardianId}`;
}

/** Where a file is found; `small` is the small form of a picture. */
export function filePath(fileId: string, form?: 'small'): string {
	return `/files/${fileId}${form ? '?small' : ''}`;
}

/**
 * Keeps the bytes, before the transaction that gives them an owner (`addFile`). When that never comes, the night
 * removes them.
 */
export async function keepFile(
	dataDir: string,
	schoolId: string,
	file: PreparedFile,
	now: Date,
): Promise<void> {
	await keepBytes(dataDir, schoolId, file, now);
}

/** Gives a kept file to the thing that it belongs to; answers its id. Whoever calls has checked the right to change it. */
export async function addFile(
	tx: Tx,
	actor: Actor,
	{ owner, file, name, now }: { owner: FileOwner; file: PreparedFile; name?: string; now: Date },
): Promise<string> {
	const id = newId();
	await tx.insert(tx.t.storedFile).values({
		schoolId: actor.schoolId,
		id,
		kind: file.kind,
		hash: file.hash,
		mediaType: file.mediaType,
		bytes: file.bytes.byteLength,
		name: downloadName(name ?? file.kind, file.ending),
		width: file.width,
		height: file.height,
		ownerKind: owner.kind,
		ownerId: owner.id,
		addedBy: nameOfActor(actor),
		createdAt: now,
	});
	return id;
}

/** The files of these things, oldest first. */
export async function filesOf(
	db: Reader,
	schoolId: string,
	kind: string,
	ids: readonly string[],
): Promise<StoredFile[]> {
	const { storedFile } = db.t;
	if (ids.length === 0) return [];
	const rows = await db
		.select()
		.from(storedFile)
		.where(
			and(
				eq(storedFile.schoolId, schoolId),
				eq(storedFile.ownerKind, kind),
				inArray(storedFile.ownerId, [...ids]),
			),
		)
		.orderBy(asc(storedFile.createdAt), asc(storedFile.id));
	return rows.map(asStored);
}

/** A file by its id; undefined when the school has none, or not any more. */
export async function findFile(
	db: Reader,
	schoolId: string,
	fileId: string,
): Promise<StoredFile | undefined> {
	const { storedFile } = db.t;
	const [row] = await db
		.select()
		.from(storedFile)
		.where(and(eq(storedFile.schoolId, schoolId), eq(storedFile.id, fileId)));
	return row && asStored(row);
}

/** Of one kind of things: takes the files that nothing mentions any more (`isUsed`), and that were added before a day ago. */
export async function removeUnusedOfKind(
	tx: Tx,
	schoolId: string,
	{
		kind,
		isUsed,
		now,
	}: { kind: string; isUsed: (file: { fileId: string; ownerId: string }) => boolean; now: Date },
): Promise<void> {
	const { storedFile } = tx.t;
	const rows = await tx
		.select({ fileId: storedFile.id, ownerId: storedFile.ownerId })
		.from(storedFile)
		.where(
			and(
				eq(storedFile.schoolId, schoolId),
				eq(storedFile.ownerKind, kind),
				lt(storedFile.createdAt, new Date(now.getTime() - DAY)),
			),
		);
	const over = rows.filter((row) => !isUsed(row)).map(({ fileId }) => fileId);
	for (const some of chunks(over))
		await tx.delete(storedFile).where(and(eq(storedFile.schoolId, schoolId), inArray(storedFile.id, some)));
}

/** Takes files from the thing that they belong to; the night removes bytes that nothing has any more. */
export async function removeFiles(
	tx: Tx,
	schoolId: string,
	owner: FileOwner,
	fileIds?: readonly string[],
): Promise<void> {
	const { storedFile } = tx.t;
	await tx
		.delete(storedFile)
		.where(
			and(
				eq(storedFile.schoolId, schoolId),
				eq(storedFile.ownerKind, owner.kind),
				eq(storedFile.ownerId, owner.id),
				fileIds && inArray(storedFile.id, [...fileIds]),
			),
		);
}

const DAY = 24 * 60 * 60 * 1000;

/** The night: bytes that no row of the school has, and that nobody kept in the last day. */
export async function removeUnusedBytes(
	store: Store,
	{ dataDir, schoolId, now }: { dataDir: string; schoolId: string; now: Date },
): Promise<void> {
	const { storedFile } = store.t;
	const rows = await store.read
		.selectDistinct({ hash: storedFile.hash })
		.from(storedFile)
		.where(eq(storedFile.schoolId, schoolId));
	const used = new Set(rows.map(({ hash }) => hash));
	const before = new Date(now.getTime() - DAY);
	await removeUnused(dataDir, schoolId, { isUsed: (hash) => used.has(hash), before });
}

/** A name that is safe in a header and on a disk, with the ending of what it is. */
function downloadName(name: string, ending: string): string {
	const words = name
		.normalize('NFC')
		.replace(/\.[a-z0-9]{2,4}$/i, '')
		.replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 80);
	return `${words || 'file'}.${ending}`;
}

function asStored(row: {
	id: string;
	kind: FileKind;
	hash: string;
	mediaType: string;
	bytes: number;
	name: string;
	width: number | null;
	height: number | null;
	ownerKind: string;
	ownerId: string;
}): StoredFile {
	const { id, ownerKind, ownerId, kind, hash, mediaType, bytes, name, width, height } = row;
	return {
		fileId: id,
		kind,
		hash,
		mediaType,
		bytes,
		name,
		width,
		height,
		owner: { kind: ownerKind, id: ownerId },
	};
}
