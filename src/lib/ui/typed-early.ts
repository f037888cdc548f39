type Filled = HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement;
/** What somebody filled in before the page was awake: a field, and how to fill it in again. */
export type TypedEarly = [field: Filled, again: () => void][];

/**
 * Fields that differ from what the server sent: on a slow phone people fill in a form before its scripts have come.
 * Call it before hydration, which puts back what the server sent, and `giveBack` after it.
 */
export function typedEarly(page: ParentNode): TypedEarly {
	const early: TypedEarly = [];
	for (const field of page.querySelectorAll<Filled>('input,textarea,select')) {
		const { value, checked, options, files } = field;
		// a file stays, but the page was not told
		if (files) {
			if (files.length > 0) early.push([field, () => {}]);
		} else if (options) {
			const chosen = [...options].filter(({ selected }) => selected);
			if (chosen.some(({ defaultSelected, index }) => !defaultSelected && index > 0))
				early.push([field, () => chosen.forEach((option) => (option.selected = true))]);
		} else if (checked !== field.defaultChecked) early.push([field, () => (field.checked = checked)]);
		else if (value !== field.defaultValue) early.push([field, () => (field.value = value)]);
	}
	return early;
}

/** Folds as they are now: somebody may have opened or closed one already. To be called as `typedEarly`. */
export function foldedEarly(page: ParentNode): [fold: HTMLDetailsElement, open: boolean][] {
	return [...page.querySelectorAll('details')].map((fold) => [fold, fold.open]);
}

/** Fills in again what was there, and tells the page, as if it was filled in now. */
export function giveBack(early: TypedEarly): void {
	for (const [field, again] of early) {
		again();
		for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
	}
}
