/** A file's bytes as text. `wrong`: the file named another encoding than the one it is in. */
export interface Decoded {
	text: string;
	encoding: string;
	byteOrderMark: boolean;
	wrong: boolean;
}

const MARKS: [number[], string][] = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
];

/**
 * Decodes a text file of any common kind: by its byte order mark, by the pattern of zero bytes (UTF-16), by the encoding
 * that it names (`declared`), else UTF-8, else windows-1252, which Excel writes in the Netherlands. Where the bytes
 * contradict what is named, the bytes are believed. Undefined for an encoding that nobody knows.
 */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded | undefined {
	const mark = MARKS.find(([start]) => start.every((byte, index) => bytes[index] === byte));
	if (mark) return { text: decode(bytes, mark[1]), encoding: mark[1], byteOrderMark: true, wrong: false };
	const wide = wideEncoding(bytes);
	if (wide) return { text: decode(bytes, wide), encoding: wide, byteOrderMark: false, wrong: false };

	const named = declared ? labelOf(declared) : 'utf-8';
	if (!named) return undefined;
	// a text in another encoding is practically never valid UTF-8 by accident
	const asUtf8 = validUtf8(bytes);
	if (asUtf8 !== undefined && (named === 'utf-8' || named.startsWith('utf-16') || hasWideBytes(bytes)))
		return { text: asUtf8, encoding: 'utf-8', byteOrderMark: false, wrong: named !== 'utf-8' };
	const encoding = named === 'utf-8' || named.startsWith('utf-16') ? 'windows-1252' : named;
	return {
		text: decode(bytes, encoding),
		encoding,
		byteOrderMark: false,
		wrong: declared !== undefined && encoding !== named,
	};
}

function decode(bytes: Uint8Array, encoding: string): string {
	return new TextDecoder(encoding).decode(bytes);
}

function labelOf(name: string): string | undefined {
	try {
		return new TextDecoder(name.trim()).encoding;
	} catch {
		return undefined;
	}
}

function validUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function hasWideBytes(bytes: Uint8Array): boolean {
	return bytes.some((byte) => byte > 127);
}

/** UTF-16 without a mark: in Latin text every other byte is zero. */
function wideEncoding(bytes: Uint8Array): string | undefined {
	const sample = bytes.subarray(0, 200);
	if (sample.length < 4) return undefined;
	const zeros = [0, 0];
	sample.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	});
	const [even = 0, odd = 0] = zeros;
	const many = sample.length / 4;
	if (odd > many && even === 0) return 'utf-16le';
	return even > many && odd === 0 ? 'utf-16be' : undefined;
}
