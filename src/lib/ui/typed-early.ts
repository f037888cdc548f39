/** What somebody filled in before the page was awake, field by field. */
export type TypedEarly = [field: HTMLElement, give: () => void][];

/**
 * Fields that differ from what the server sent: on a slow phone people fill in a form before its scripts have come.
 * Call it before hydration, which puts back what the server sent, and `giveBack` after it.
 */
export function typedEarly(page: ParentNode): TypedEarly {
	const found: TypedEarly = [];
	for (const field of page.querySelectorAll<HTMLInputElement>('input')) {
		const { value, checked, type } = field;
		if (type === 'checkbox' || type === 'radio') {
			if (checked !== field.defaultChecked) found.push([field, () => (field.checked = checked)]);
		} else if (type !== 'file' && type !== 'hidden' && value !== field.defaultValue)
			found.push([field, () => (field.value = value)]);
	}
	for (const field of page.querySelectorAll('textarea')) {
		const { value } = field;
		if (value !== field.defaultValue) found.push([field, () => (field.value = value)]);
	}
	for (const field of page.querySelectorAll('select')) {
		const chosen = [...field.options].map(({ selected }) => selected);
		const sent = [...field.options].map(({ defaultSelected }) => defaultSelected);
		if (!sent.includes(true) && !field.multiple) sent[0] = true;
		if (chosen.some((is, at) => is !== sent[at]))
			found.push([field, () => chosen.forEach((is, at) => (field.options[at]!.selected = is))]);
	}
	return found;
}

/** Fills in again what was there, and tells the page, as if it was filled in now. */
export function giveBack(early: TypedEarly): void {
	for (const [field, give] of early) {
		if (!field.isConnected) continue;
		give();
		for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
	}
}
