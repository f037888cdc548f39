import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** Pictures are kept square, in these widths. */
export const pictureSizes = [256, 512] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** The largest picture that is taken in, in bytes: a photo from a phone. */
export const PICTURE_BYTES = 12 * 1024 * 1024;
/** 50 megapixels; more is a picture made to hurt. */
const PICTURE_PIXELS = 50_000_000;

export type PictureRefusal = 'too_large_file' | 'not_a_picture';

/** A picture that was made anew from an upload and is not yet kept. `address` is what it is found by. */
export interface Picture {
	address: string;
	files: ReadonlyMap<PictureSize, Buffer>;
}

/**
 * Makes a square picture anew from an upload, as WebP in both sizes, turned upright and without anything that the
 * camera wrote into it. Takes JPEG, PNG, WebP and AVIF, looking at the bytes and not at the name.
 */
export async function makePicture(
	upload: Uint8Array,
): Promise<{ ok: true; picture: Picture } | { ok: false; refusal: PictureRefusal }> {
	if (upload.byteLength > PICTURE_BYTES) return { ok: false, refusal: 'too_large_file' };
	if (!looksLikePicture(upload)) return { ok: false, refusal: 'not_a_picture' };
	const files = new Map<PictureSize, Buffer>();
	try {
		for (const size of pictureSizes) {
			const source = sharp(upload, { limitInputPixels: PICTURE_PIXELS, failOn: 'error', pages: 1 });
			files.set(
				size,
				await source
					.rotate()
					.resize(size, size, { fit: 'cover', position: 'attention' })
					.webp({ quality: 80 })
					.toBuffer(),
			);
		}
	} catch {
		// sharp could not read it to the end: broken, or something else behind a picture's first bytes
		return { ok: false, refusal: 'not_a_picture' };
	}
	const digest = createHash('sha256');
	for (const bytes of files.values()) digest.update(bytes);
	return { ok: true, picture: { address: digest.digest('hex'), files } };
}

/** JPEG, PNG, WebP or AVIF by their first bytes. Nothing else reaches the decoder: no SVG, PDF or TIFF. */
function looksLikePicture(bytes: Uint8Array): boolean {
	const head = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
	return (
		head.startsWith('\xff\xd8\xff') ||
		head.startsWith('\x89PNG\r\n\x1a\n') ||
		(head.startsWith('RIFF') && head.startsWith('WEBP', 8)) ||
		(head.startsWith('ftyp', 4) && /avi[fs]/.test(head))
	);
}

/** Keeps a picture in the school's own folder. The same picture twice is kept once. */
export async function keepPicture(dataDir: string, schoolId: string, picture: Picture): Promise<void> {
	for (const [size, bytes] of picture.files) {
		const file = fileOf(dataDir, schoolId, picture.address, size);
		await mkdir(path.dirname(file), { recursive: true });
		// written beside it first: who reads meanwhile never sees half a picture
		const part = `${file}.${randomUUID()}.part`;
		await writeFile(part, bytes);
		await rename(part, file);
	}
}

/** The bytes of a school's picture (`image/webp`); undefined when that school has none under this address. */
export async function readPicture(
	dataDir: string,
	schoolId: string,
	address: string,
	size: PictureSize,
): Promise<Buffer | undefined> {
	if (!/^[0-9a-f]{64}$/.test(address)) return undefined;
	try {
		return await readFile(fileOf(dataDir, schoolId, address, size));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** Removes a picture; one that is not there is fine. */
export async function removePicture(dataDir: string, schoolId: string, address: string): Promise<void> {
	for (const size of pictureSizes) await rm(fileOf(dataDir, schoolId, address, size), { force: true });
}

function fileOf(dataDir: string, schoolId: string, address: string, size: PictureSize): string {
	// ids are made by the app; still, nothing of them may lead out of the folder
	const folder = schoolId.replace(/[^\w-]/g, '_');
	return path.join(dataDir, 'files', folder, address.slice(0, 2), `${address}-${size}.webp`);
}
