import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../../../tests/support/temporary-folder.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { fileKinds } from './kinds.ts';
import { FILE_BYTES, prepareFile } from './prepare.ts';

const all = fileKinds;
const asRecorded = { ffmpeg: undefined };

async function prepared(upload: Uint8Array, tools?: { ffmpeg: string | undefined }) {
	const result = await prepareFile(upload, all, tools);
	if (!result.ok) throw new Error(result.refusal);
	return result.file;
}
const refusalOf = async (upload: Uint8Array, accepted: readonly (typeof all)[number][] = all) => {
	const result = await prepareFile(upload, accepted);
	return result.ok ? 'taken in' : result.refusal;
};

describe('pictures', () => {
	const photo = (width: number, height: number) =>
		sharp({ create: { width, height, channels: 3, background: '#b7793d' } })
			.withExif({
				IFD0: { Make: 'Camera of Marieke' },
				IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 55/1 0/1' },
			})
			.jpeg()
			.toBuffer();

	test('are made anew: scaled, in two forms, with nothing that the camera wrote', async () => {
		const upload = await photo(3000, 2000);
		expect((await sharp(upload).metadata()).exif?.toString('latin1')).toContain('Camera of Marieke');
		const file = await prepared(upload);
		expect(file).toMatchObject({ kind: 'picture', mediaType: 'image/webp', width: 1600, height: 1067 });
		for (const bytes of [file.bytes, file.small ?? Buffer.alloc(0)]) {
			const { format, exif, icc, xmp } = await sharp(bytes).metadata();
			expect({ format, exif, icc, xmp }).toMatchObject({ format: 'webp', exif: undefined, xmp: undefined });
		}
		expect((await sharp(file.small).metadata()).width).toBe(480);
	});

	test('are not made larger than they are', async () => {
		expect(await prepared(await photo(300, 200))).toMatchObject({ width: 300, height: 200 });
	});

	test('the same picture twice has one hash', async () => {
		const upload = await photo(300, 200);
		expect((await prepared(upload)).hash).toBe((await prepared(Buffer.from(upload))).hash);
	});

	test('a bomb, that is small on the line and huge when it is opened, is refused without being opened', async () => {
		expect(await refusalOf(hugePng(30_000, 30_000))).toBe('not_a_picture');
	});

	test('half a picture is refused', async () => {
		const upload = await photo(3000, 2000);
		expect(await refusalOf(upload.subarray(0, upload.length / 2))).toBe('not_a_picture');
	});
});

test('a photo of 40 MB is too large, whatever is in it', async () => {
	const upload = new Uint8Array(40 * 1024 * 1024);
	upload.set([0xff, 0xd8, 0xff]);
	expect(await refusalOf(upload)).toBe('too_large_file');
	expect(await refusalOf(new Uint8Array(FILE_BYTES + 1))).toBe('too_large_file');
	expect(await refusalOf(new Uint8Array())).toBe('empty_file');
});

test('what a file is, its bytes say: no page, program or drawing gets in under another name', async () => {
	const disguised = [
		'<html><script>alert(1)</script></html>',
		'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
		'MZ\x90\x00',
		'#EXTM3U\nhttp://192.0.2.1/',
		'PK\x03\x04',
		'GIF89a',
	];
	for (const text of disguised) expect(await refusalOf(Buffer.from(text))).toBe('not_this_kind');
	const page = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>')]);
	expect(await refusalOf(page)).toBe('not_a_picture');
});

test('only what was asked for is taken', async () => {
	expect(await refusalOf(pdf(), ['picture', 'audio'])).toBe('not_this_kind');
	expect(await refusalOf(pdf(), ['pdf'])).toBe('taken in');
});

describe('recordings', () => {
	test('are kept as recorded where there is no ffmpeg', async () => {
		const upload = wav(1);
		const file = await prepared(upload, asRecorded);
		expect(file).toMatchObject({ kind: 'audio', mediaType: 'audio/wav', ending: 'wav' });
		expect(file.bytes.equals(upload)).toBe(true);
	});

	// the machine's own ffmpeg where it has one; else a program that is called in the same way
	const programs = ['a stand-in', ...(findFfmpeg() ? ['ffmpeg'] : [])];
	const named = (program: string) => ({ ffmpeg: program === 'ffmpeg' ? program : standIn() });

	test.each(programs)('are recorded anew by %s', async (program) => {
		const file = await prepared(wav(1), named(program));
		expect(file).toMatchObject({ kind: 'audio', mediaType: 'audio/mp4', ending: 'm4a' });
		expect(file.bytes.toString('latin1', 4, 8)).toBe('ftyp');
	});

	test.each(programs)('are refused when %s finds something else behind the first bytes', async (program) => {
		const playlist = Buffer.from('OggS\n#EXTM3U\nfile:///etc/passwd\n');
		expect(await prepareFile(playlist, all, named(program))).toEqual({
			ok: false,
			refusal: 'not_a_recording',
		});
	});

	test('a program that is not there any more refuses the recording and breaks nothing', async () => {
		const gone = { ffmpeg: '/nowhere/ffmpeg' };
		expect(await prepareFile(wav(1), all, gone)).toEqual({ ok: false, refusal: 'not_a_recording' });
	});

	test.each([
		['audio/webm', '\x1a\x45\xdf\xa3'],
		['audio/ogg', 'OggS'],
		['audio/mp4', '\0\0\0\x18ftypM4A '],
		['audio/mpeg', 'ID3\x03'],
	])('%s is known by its first bytes', async (mediaType, head) => {
		const file = await prepared(Buffer.from(`${head}${'\0'.repeat(100)}`, 'latin1'), asRecorded);
		expect(file.mediaType).toBe(mediaType);
	});
});

describe('PDF', () => {
	test('stays as it is', async () => {
		const file = await prepared(pdf());
		expect(file).toMatchObject({ kind: 'pdf', mediaType: 'application/pdf' });
		expect(file.bytes.equals(pdf())).toBe(true);
	});
	test('one that broke off is refused', async () => {
		expect(await refusalOf(pdf().subarray(0, 12))).toBe('not_a_pdf');
	});
});

function pdf(): Buffer {
	return Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
}

/** A PNG that says how large it is, with so few bytes that it could be sent a thousand times. */
function hugePng(width: number, height: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(data.length);
		const sum = Buffer.alloc(4);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([1, 0, 0, 0, 0], 8);
	const rows = deflateSync(Buffer.alloc(((width / 8) | 0) * 100));
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', rows),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** So many seconds of silence. */
function wav(seconds: number): Buffer {
	const rate = 8000;
	const samples = Buffer.alloc(rate * seconds * 2);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(36 + samples.length, 4);
	head.write('WAVEfmt ', 8, 'latin1');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, samples]);
}

/** Takes ffmpeg's arguments: reads the named file by the named reader, and writes the last one. Knows waves only. */
function standIn(): string {
	const program = path.join(temporaryFolder(), 'stand-in');
	const script = `#!/bin/sh
while [ $# -gt 1 ]; do
	case "$1" in -f) reader=$2;; -i) from=$2;; -protocol_whitelist) reach=$2;; esac
	shift
done
[ "$reader" = wav ] && [ "$reach" = file ] || exit 1
[ "$(head -c 4 "$from")" = RIFF ] || exit 1
printf '\\000\\000\\000\\040ftypM4A ' > "$1"
`;
	writeFileSync(program, script, { mode: 0o755 });
	return program;
}
