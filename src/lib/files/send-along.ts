/** Adds to a form what another form of the page holds, but for files and what this one says itself. */
export function sendAlong(form: FormData, other: FormData | undefined): void {
	const own = new Set(form.keys());
	for (const [name, value] of other ?? [])
		if (typeof value === 'string' && !own.has(name)) form.append(name, value);
}
