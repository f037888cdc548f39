// Files that are sent in pieces, so that a break in the line costs one piece and not the whole: announce, send pieces
// each with where it begins, ask how far it came, use it once. What is there, the data folder knows: a piece counts
// when it is on the disk.
import { and, eq, lt } from 'drizzle-orm';
import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { FILE_BYTES } from '#lib/platform/server/files/prepare.ts';
import { nameOfActor } from './stored.ts';

/** The largest piece, in bytes: the server takes no more from a parent in one request. */
export const PIECE_BYTES = 256 * 1024;
/** Most files that one person may be sending at once. */
const MOST_OPEN = 10;
const DAY = 24 * 60 * 60 * 1000;

export type UploadRefusal = 'too_large_file' | 'empty_file' | 'too_many_files';
export type PieceRefusal = 'unknown_upload' | 'wrong_place' | 'too_large_file';

interface Place {
	dataDir: string;
	actor: Actor;
}

/** Announces a file of so many bytes; the address under which its pieces are sent. */
export async function openUpload(
	store: Store,
	{ dataDir, actor }: Place,
	{ name, bytes, now }: { name: string; bytes: number; now: Date },
): Promise<{ ok: true; uploadId: string } | { ok: false; refusal: UploadRefusal }> {
	if (bytes > FILE_BYTES) return { ok: false, refusal: 'too_large_file' };
	if (!Number.isSafeInteger(bytes) || bytes <= 0) return { ok: false, refusal: 'empty_file' };
	const uploadId = newId();
	const opened = await store.transact(async (tx) => {
		const { upload } = tx.t;
		const mine = and(eq(upload.schoolId, actor.schoolId), eq(upload.byActor, nameOfActor(actor)));
		const open = await tx.select({ id: upload.id }).from(upload).where(mine);
		if (open.length >= MOST_OPEN) return false;
		await tx.insert(upload).values({
			schoolId: actor.schoolId,
			id: uploadId,
			byActor: nameOfActor(actor),
			name: name.slice(0, 200),
			bytes,
			createdAt: now,
		});
		return true;
	});
	if (!opened) return { ok: false, refusal: 'too_many_files' };
	await mkdir(folderOf(dataDir), { recursive: true });
	await appendFile(fileOf(dataDir, uploadId), '');
	return { ok: true, uploadId };
}

export interface UploadState {
	/** Bytes that are here. */
	offset: number;
	bytes: number;
	name: string;
}

/** How far an own upload came; undefined for one that is not there, or somebody else's. */
export async function readUpload(
	db: Reader,
	{ dataDir, actor }: Place,
	uploadId: string,
): Promise<UploadState | undefined> {
	const { upload } = db.t;
	const [row] = await db
		.select({ name: upload.name, bytes: upload.bytes })
		.from(upload)
		.where(
			and(
				eq(upload.schoolId, actor.schoolId),
				eq(upload.id, uploadId),
				eq(upload.byActor, nameOfActor(actor)),
			),
		);
	if (!row) return undefined;
	const offset = await stat(fileOf(dataDir, uploadId)).then(
		({ size }) => size,
		() => 0,
	);
	return { ...row, offset };
}

const busy = new Set<string>();

/**
 * Adds a piece that begins at `offset`. One that begins elsewhere (sent twice, or after a lost one) is `wrong_place`:
 * the sender asks how far it came and goes on from there.
 */
export async function addPiece(
	db: Reader,
	place: Place,
	{ uploadId, offset, piece }: { uploadId: string; offset: number; piece: Uint8Array },
): Promise<{ ok: true; state: UploadState } | { ok: false; refusal: PieceRefusal }> {
	const state = await readUpload(db, place, uploadId);
	if (!state) return { ok: false, refusal: 'unknown_upload' };
	if (state.offset !== offset || busy.has(uploadId)) return { ok: false, refusal: 'wrong_place' };
	const isTooMuch = piece.byteLength > PIECE_BYTES || offset + piece.byteLength > state.bytes;
	if (isTooMuch) return { ok: false, refusal: 'too_large_file' };
	busy.add(uploadId); // two tabs that send the same piece
	try {
		await appendFile(fileOf(place.dataDir, uploadId), piece);
	} finally {
		busy.delete(uploadId);
	}
	return { ok: true, state: { ...state, offset: offset + piece.byteLength } };
}

/**
 * The bytes of a form's file: of a finished upload when the form names one (`upload`), else of the file field itself,
 * which is how it goes without JavaScript. Undefined when the form has neither, or the upload is not whole.
 */
export async function readUploaded(
	db: Reader,
	place: Place,
	{ uploadId, file }: { uploadId?: string; file?: unknown },
): Promise<{ bytes: Uint8Array; name: string } | undefined> {
	if (uploadId) {
		const state = await readUpload(db, place, uploadId);
		if (!state || state.offset !== state.bytes) return undefined;
		return { bytes: await readFile(fileOf(place.dataDir, uploadId)), name: state.name };
	}
	if (!(file instanceof File) || file.size === 0) return undefined;
	// more than may be kept is not read into memory: its size is enough for the refusal
	const bytes = file.size > FILE_BYTES ? new Uint8Array(FILE_BYTES + 1) : await file.bytes();
	return { bytes, name: file.name };
}

/** What a form brought, to be used once: see `readUploaded`. */
export async function takeUploaded(
	store: Store,
	place: Place,
	{ upload, file }: { upload: string; file?: unknown },
): Promise<Uint8Array | undefined> {
	const given = await readUploaded(store.read, place, { uploadId: upload, file });
	if (given && upload) await dropUpload(store, place, upload);
	return given?.bytes;
}

/** An upload that was used, or is not wanted any more. */
export async function dropUpload(store: Store, { dataDir, actor }: Place, uploadId: string): Promise<void> {
	const { upload } = store.t;
	const dropped = await store.transact((tx) =>
		tx
			.delete(upload)
			.where(
				and(
					eq(upload.schoolId, actor.schoolId),
					eq(upload.id, uploadId),
					eq(upload.byActor, nameOfActor(actor)),
				),
			)
			.returning({ id: upload.id }),
	);
	if (dropped.length > 0) await rm(fileOf(dataDir, uploadId), { force: true });
}

/** The night: what was begun and not used within a day. */
export async function forgetUploads(
	store: Store,
	{ dataDir, schoolId, now }: { dataDir: string; schoolId: string; now: Date },
): Promise<void> {
	const { upload } = store.t;
	const before = new Date(now.getTime() - DAY);
	await store.transact((tx) =>
		tx.delete(upload).where(and(eq(upload.schoolId, schoolId), lt(upload.createdAt, before))),
	);
	for (const name of await readdir(folderOf(dataDir)).catch(() => [])) {
		const file = path.join(folderOf(dataDir), name);
		if ((await stat(file)).mtime < before) await rm(file, { force: true });
	}
}

function folderOf(dataDir: string): string {
	return path.join(dataDir, 'files', 'uploads');
}

function fileOf(dataDir: string, uploadId: string): string {
	if (!/^[\w-]{1,40}$/.test(uploadId)) throw new Error('not an upload');
	return path.join(folderOf(dataDir), uploadId);
}
