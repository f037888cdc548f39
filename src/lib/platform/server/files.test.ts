import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { keepPicture, makePicture, PICTURE_BYTES, readPicture, removePicture } from './files.ts';

function folder(): string {
	const made = mkdtempSync(path.join(tmpdir(), 'schoolbrug-files-'));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	return made;
}

/** A photo as a phone makes it: lying on its side, with the place and the camera written into it. */
async function phonePhoto(format: 'jpeg' | 'png' | 'webp' | 'avif' = 'jpeg'): Promise<Buffer> {
	return sharp({ create: { width: 640, height: 480, channels: 3, background: '#b7793d' } })
		.withExif({
			IFD0: { Make: 'Camera of Marieke' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 55/1 0/1' },
		})
		.toFormat(format)
		.toBuffer();
}

async function made(upload: Uint8Array) {
	const result = await makePicture(upload);
	if (!result.ok) throw new Error(result.refusal);
	return result.picture;
}

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
	'a %s becomes two square WebP pictures',
	async (format) => {
		const picture = await made(await phonePhoto(format));
		const sizes = await Promise.all([...picture.files.values()].map((bytes) => sharp(bytes).metadata()));
		expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([
			['webp', 256, 256],
			['webp', 512, 512],
		]);
	},
);

test('nothing of what the camera wrote is left', async () => {
	const upload = await phonePhoto();
	expect((await sharp(upload).metadata()).exif?.toString('latin1')).toContain('Camera of Marieke');
	for (const bytes of (await made(upload)).files.values()) {
		expect((await sharp(bytes).metadata()).exif).toBeUndefined();
		expect(bytes.toString('latin1')).not.toContain('Marieke');
	}
});

test('a photo that lies on its side is turned upright', async () => {
	const left = { create: { width: 200, height: 400, channels: 3, background: '#000000' } } as const;
	const white = await sharp({ create: { ...left.create, background: '#ffffff' } })
		.png()
		.toBuffer();
	// white on the right half; orientation 6 says: turn clockwise, so white belongs at the foot
	const upload = await sharp({ create: { ...left.create, width: 400 } })
		.composite([{ input: white, left: 200, top: 0 }])
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	const upright = (await made(upload)).files.get(256) as Buffer;
	const brightness = async (top: number) => {
		const { channels } = await sharp(
			await sharp(upright).extract({ left: 0, top, width: 256, height: 20 }).toBuffer(),
		).stats();
		return channels[0]?.mean ?? 0;
	};
	expect(await brightness(0)).toBeLessThan(40);
	expect(await brightness(236)).toBeGreaterThan(200);
});

test.each([
	['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
	['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
	['a PDF', Buffer.from('%PDF-1.7\n')],
	['nothing', Buffer.alloc(0)],
	['the first bytes of a JPEG and then something else', Buffer.from('\xff\xd8\xff\xe0 hello', 'latin1')],
])('%s is refused', async (_, upload) => {
	expect(await makePicture(upload)).toEqual({ ok: false, refusal: 'not_a_picture' });
});

test('half a photo is refused', async () => {
	const upload = await phonePhoto('png');
	expect(await makePicture(upload.subarray(0, upload.length / 2))).toEqual({
		ok: false,
		refusal: 'not_a_picture',
	});
});

test('a file that is too large is refused before it is looked at', async () => {
	expect(await makePicture(new Uint8Array(PICTURE_BYTES + 1))).toEqual({
		ok: false,
		refusal: 'too_large_file',
	});
});

test('a school reads its own pictures and no other school’s', async () => {
	const dataDir = folder();
	const picture = await made(await phonePhoto());
	await keepPicture(dataDir, 'vuurvogel', picture);
	await keepPicture(dataDir, 'vuurvogel', picture);
	expect(await readPicture(dataDir, 'vuurvogel', picture.address, 256)).toEqual(picture.files.get(256));
	expect(await readPicture(dataDir, 'regenboog', picture.address, 256)).toBeUndefined();
	expect(await readPicture(dataDir, 'vuurvogel', 'f'.repeat(64), 256)).toBeUndefined();
	const kept = readdirSync(path.join(dataDir, 'files'), { recursive: true, encoding: 'utf8' });
	expect(kept.filter((file) => /\.(webp|part)$/.test(file))).toHaveLength(2);
	await removePicture(dataDir, 'vuurvogel', picture.address);
	expect(await readPicture(dataDir, 'vuurvogel', picture.address, 256)).toBeUndefined();
});

test('an address leads nowhere but to pictures', async () => {
	const dataDir = folder();
	expect(await readPicture(dataDir, 'vuurvogel', '../../keys', 256)).toBeUndefined();
	expect(await readPicture(dataDir, '../..', 'a'.repeat(64), 256)).toBeUndefined();
});
