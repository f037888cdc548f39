import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PreparedFile } from './prepare.ts';

/** Where the bytes of a school's file lie; `small` is the small form of a picture. */
export function pathOfBytes(
	dataDir: string,
	schoolId: string,
	hash: string,
	form: 'whole' | 'small' = 'whole',
): string {
	if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a hash');
	return path.join(folderOf(dataDir, schoolId), hash.slice(0, 2), form === 'small' ? `${hash}-small` : hash);
}

/** Keeps the bytes in the school's own folder; the same bytes twice are kept once. */
export async function keepBytes(
	dataDir: string,
	schoolId: string,
	file: PreparedFile,
	now: Date,
): Promise<void> {
	await keep(pathOfBytes(dataDir, schoolId, file.hash), file.bytes, now);
	if (file.small) await keep(pathOfBytes(dataDir, schoolId, file.hash, 'small'), file.small, now);
}

async function keep(to: string, bytes: Buffer, now: Date): Promise<void> {
	// young again, so that the night lets it be until its row is written
	const touch = (file: string) => utimes(file, now, now);
	const isThere = await touch(to).then(
		() => true,
		() => false,
	);
	if (isThere) return;
	await mkdir(path.dirname(to), { recursive: true });
	// written beside it first: who reads meanwhile never sees half a file
	const part = `${to}.${randomUUID()}.part`;
	await writeFile(part, bytes);
	await touch(part);
	await rename(part, to);
}

/** Removes what no row has (`isUsed` is given a hash) and what is older than `before`. */
export async function removeUnused(
	dataDir: string,
	schoolId: string,
	{ isUsed, before }: { isUsed: (hash: string) => boolean; before: Date },
): Promise<number> {
	const folder = folderOf(dataDir, schoolId);
	let removed = 0;
	for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
		const [hash = ''] = path.basename(name).split(/[.-]/);
		const file = path.join(folder, name);
		if (hash.length !== 64 || isUsed(hash) || (await stat(file)).mtime >= before) continue;
		await rm(file, { force: true });
		removed++;
	}
	return removed;
}

function folderOf(dataDir: string, schoolId: string): string {
	// ids are made by the app; still, nothing of them may lead out of the folder
	return path.join(dataDir, 'files', schoolId.replace(/[^\w-]/g, '_'), 'kept');
}
