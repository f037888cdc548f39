import sharp from 'sharp';
import type { QrPath } from './qr.ts';

/** A QR code as a PNG of 720 by 720 that a phone can send on: black on white, with the room around it that readers need. */
export async function qrPicture({ size, path }: QrPath): Promise<Uint8Array<ArrayBuffer>> {
	const side = size + 8;
	const svg =
		`<svg xmlns="http://www.w3.org/2000/svg" width="720" height="720" viewBox="-4 -4 ${side} ${side}" ` +
		`shape-rendering="crispEdges"><rect x="-4" y="-4" width="${side}" height="${side}" fill="#fff"/>` +
		`<path d="${path}" fill="#000"/></svg>`;
	return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
