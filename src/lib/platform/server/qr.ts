import { create } from 'qrcode';

/** A QR code as one SVG path of unit squares, without its quiet zone: draw it on white with 4 units of room around. */
export interface QrPath {
	/** Units along a side. */
	size: number;
	path: string;
}

/** Encodes a text with medium error correction (15%): a crease or a smudge does no harm. ISO/IEC 18004. */
export function qrPath(text: string): QrPath {
	const { modules } = create(text, { errorCorrectionLevel: 'M' });
	const { size } = modules;
	const runs: string[] = [];
	for (let row = 0; row < size; row++)
		for (let column = 0; column < size; column++) {
			let length = 0;
			while (column + length < size && modules.get(row, column + length)) length++;
			if (length > 0) runs.push(`M${column} ${row}h${length}v1h-${length}z`);
			column += length;
		}
	return { size, path: runs.join('') };
}
