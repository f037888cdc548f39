/** A list cut into parts of at most `size`: a statement takes a limited number of values. */
export function chunks<T>(list: readonly T[], size = 500): T[][] {
	const parts: T[][] = [];
	for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size));
	return parts;
}
