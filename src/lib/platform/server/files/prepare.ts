import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { findFfmpeg, recordAnew } from './ffmpeg.ts';
import { formatOf, type FileKind } from './kinds.ts';

/** The largest file that is taken in, in bytes: a good photo, ten minutes of speech, a long letter. */
export const FILE_BYTES = 20 * 1024 * 1024;
/** 50 megapixels; more is a picture made to hurt. */
const PICTURE_PIXELS = 50_000_000;
/** The longest side of a picture as it is kept, and of its small form for lists. */
const PICTURE_SIDE = 1600;
export const SMALL_SIDE = 480;

export type FileRefusal =
	'too_large_file' | 'empty_file' | 'not_this_kind' | 'not_a_picture' | 'not_a_recording' | 'not_a_pdf';

/** A file that was looked at, and made anew where it can be; not yet kept. */
export interface PreparedFile {
	kind: FileKind;
	mediaType: string;
	ending: string;
	hash: string;
	bytes: Buffer;
	/** The small form of a picture. */
	small?: Buffer;
	width: number | null;
	height: number | null;
}

export type Prepared = { ok: true; file: PreparedFile } | { ok: false; refusal: FileRefusal };

/**
 * Looks at an upload by its bytes. Pictures are made anew as WebP, turned upright, without anything that the camera
 * wrote into them; recordings too where ffmpeg is (else kept as recorded); a PDF stays as it is. `tools` says which programs there are.
 */
export async function prepareFile(
	upload: Uint8Array,
	accepted: readonly FileKind[],
	tools: { ffmpeg: string | undefined } = { ffmpeg: findFfmpeg() },
): Promise<Prepared> {
	if (upload.byteLength > FILE_BYTES) return { ok: false, refusal: 'too_large_file' };
	if (upload.byteLength === 0) return { ok: false, refusal: 'empty_file' };
	const format = formatOf(upload);
	if (!format || !accepted.includes(format.kind)) return { ok: false, refusal: 'not_this_kind' };
	if (format.kind === 'picture') return oneAtATime(() => preparePicture(upload));
	if (format.kind === 'pdf') return preparePdf(upload);
	const { mediaType, ending, demuxer = '' } = format;
	const { ffmpeg } = tools;
	if (!ffmpeg) return { ok: true, file: made('audio', { mediaType, ending, bytes: Buffer.from(upload) }) };
	const bytes = await oneAtATime(() => recordAnew(ffmpeg, upload, demuxer));
	return bytes
		? { ok: true, file: made('audio', { mediaType: 'audio/mp4', ending: 'm4a', bytes }) }
		: { ok: false, refusal: 'not_a_recording' };
}

async function preparePicture(upload: Uint8Array): Promise<Prepared> {
	try {
		const { data, info } = await scaled(upload, PICTURE_SIDE);
		const small = await scaled(upload, SMALL_SIDE);
		const { width, height } = info;
		const file = made('picture', { mediaType: 'image/webp', ending: 'webp', bytes: data });
		return { ok: true, file: { ...file, small: small.data, width, height } };
	} catch {
		// sharp could not read it to the end: broken, far too large inside, or something else behind a picture's first bytes
		return { ok: false, refusal: 'not_a_picture' };
	}
}

function scaled(upload: Uint8Array, side: number) {
	return sharp(upload, { limitInputPixels: PICTURE_PIXELS, failOn: 'error', pages: 1 })
		.rotate()
		.resize(side, side, { fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 80 })
		.toBuffer({ resolveWithObject: true });
}

/** It is never opened here: only its beginning and its end are looked at, and it is only ever downloaded. */
function preparePdf(upload: Uint8Array): Prepared {
	const end = Buffer.from(upload.subarray(-2048)).toString('latin1');
	if (!end.includes('%%EOF')) return { ok: false, refusal: 'not_a_pdf' };
	const bytes = Buffer.from(upload);
	return { ok: true, file: made('pdf', { mediaType: 'application/pdf', ending: 'pdf', bytes }) };
}

function made(
	kind: FileKind,
	{ mediaType, ending, bytes }: { mediaType: string; ending: string; bytes: Buffer },
): PreparedFile {
	const hash = createHash('sha256').update(bytes).digest('hex');
	return { kind, mediaType, ending, hash, bytes, width: null, height: null };
}

let last: Promise<unknown> = Promise.resolve();

/** A large picture takes 200 MB while it is made anew: twenty teachers at once may not take twenty times that. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
	const mine = last.then(work, work);
	last = mine.catch(() => {});
	return mine;
}
