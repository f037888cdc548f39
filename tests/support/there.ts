/** The value, which the test expects to be there; fails the test when it is not. */
export function there<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('expected a value, found none');
	return value;
}
