// What was sent with a form that could not be: it stands there again, also without scripts.

/** What an action answers; only `values` is looked at. */
type Answer = object | null;

/** The fields of a form that was sent back, each with what stood there; a field that it did not have is as before. */
export function sentWith(form: Answer) {
	const values = valuesOf(form);
	return {
		one: (name: string, otherwise: string): string => {
			const value = values[name];
			return typeof value === 'string' ? value : otherwise;
		},
		has: (name: string, value: string, otherwise: boolean): boolean =>
			name in values ? [values[name]].flat().includes(value) : otherwise,
	};
}

export type Sent = ReturnType<typeof sentWith>;

function valuesOf(form: Answer): Record<string, unknown> {
	const values: unknown = form && 'values' in form ? form.values : null;
	return typeof values === 'object' && values !== null ? { ...values } : {};
}
