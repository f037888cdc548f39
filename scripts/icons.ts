// node scripts/icons.ts: draws the app's icons into static/. One drawing, the bridge; run again after changing it.
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const TO = new URL('../static/', import.meta.url);

// colours of tokens.css in the light scheme: icons stand on other people's grounds
const deep = '#0e3159';
const lift = '#2c6099';
const paper = '#f8f5ef';
const sun = '#ffc53a';

/** The paper rises as a bridge over the water, under the sun. Everything that matters lies in the middle four fifths. */
const picture = [
	`<path fill="${deep}" d="M0 0h512v512H0Z"/>`,
	`<circle fill="${sun}" cx="366" cy="138" r="50"/>`,
	`<path fill="${paper}" d="M0 322h24c104 0 128-104 232-104s128 104 232 104h24v190H0Z"/>`,
	`<path fill="${lift}" d="M136 512v-112c0-66 54-116 120-116s120 50 120 116v112ZM-40 512v-56c0-36 28-64 64-64s64 28 64 64v56ZM424 512v-56c0-36 28-64 64-64s64 28 64 64v56Z"/>`,
	`<path fill="none" stroke="${paper}" stroke-width="16" stroke-linecap="round" d="M196 416h66M244 460h76"/>`,
].join('');

const square = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${picture}</svg>`;
const rounded = [
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">',
	'<clipPath id="c"><rect width="512" height="512" rx="112"/></clipPath>',
	`<g clip-path="url(#c)">${picture}</g></svg>`,
].join('');
/** Android shows only the shape of it, in one colour, in the status bar. */
const badge = [
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="2.25"',
	' stroke-linecap="round" stroke-linejoin="round">',
	'<path d="M2.5 11.5C8.5 5.5 15.5 5.5 21.5 11.5M6 20v-3a6 6 0 0 1 12 0v3M2.5 20H6M18 20h3.5"/></svg>',
].join('');

const png = (svg: string, size: number) =>
	sharp(Buffer.from(svg), { density: 300 })
		.resize(size, size)
		.png({ compressionLevel: 9, palette: true })
		.toBuffer();

/** An .ico file that holds PNGs, for browsers that ask for /favicon.ico before they read the page. */
function ico(images: readonly { size: number; data: Buffer }[]): Buffer {
	const head = Buffer.alloc(6 + 16 * images.length);
	head.writeUInt16LE(1, 2);
	head.writeUInt16LE(images.length, 4);
	let offset = head.length;
	for (const [place, { size, data }] of images.entries()) {
		const entry = 6 + 16 * place;
		head.writeUInt8(size, entry);
		head.writeUInt8(size, entry + 1);
		head.writeUInt16LE(1, entry + 4);
		head.writeUInt16LE(32, entry + 6);
		head.writeUInt32LE(data.length, entry + 8);
		head.writeUInt32LE(offset, entry + 12);
		offset += data.length;
	}
	return Buffer.concat([head, ...images.map(({ data }) => data)]);
}

const small = await Promise.all([16, 32, 48].map(async (size) => ({ size, data: await png(rounded, size) })));
const files: Record<string, string | Buffer> = {
	'icon.svg': rounded,
	'icon-192.png': await png(rounded, 192),
	'icon-512.png': await png(rounded, 512),
	'icon-maskable-192.png': await png(square, 192),
	'icon-maskable-512.png': await png(square, 512),
	'apple-touch-icon.png': await png(square, 180),
	'badge-96.png': await png(badge, 96),
	'favicon.ico': ico(small),
};
for (const [name, content] of Object.entries(files)) await writeFile(new URL(name, TO), content);
console.log(`${Object.keys(files).length} icons in static/`);
