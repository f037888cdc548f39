/**
 * The one part of a file that a request asks for (RFC 9110 section 14.2), first and last byte. Undefined: the whole,
 * also for what is not understood or asks for several parts, which a server may answer so.
 */
export function readRange(
	header: string | null,
	size: number,
): { first: number; last: number } | 'unsatisfiable' | undefined {
	const [, from = '', till = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
	if (from === '' && till === '') return undefined;
	if (from === '') {
		// the last so many bytes
		const count = Number(till);
		return count === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - count), last: size - 1 };
	}
	const first = Number(from);
	const last = till === '' ? size - 1 : Math.min(Number(till), size - 1);
	if (till !== '' && Number(till) < first) return undefined;
	return first >= size ? 'unsatisfiable' : { first, last };
}
