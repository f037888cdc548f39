/** A column of a `DataTable`. */
export interface Column {
	/** Goes into the address when one sorts by it. */
	key: string;
	label: string;
	/** Figures stand at the end of the cell, one below the other. */
	numeric?: boolean;
	/** Leave out for a column that has no order: buttons, notes. */
	sortable?: boolean;
	/** Not worth its ink on paper: buttons. */
	screenOnly?: boolean;
}

export interface Sorting {
	key: string;
	descending: boolean;
}

/** Address of the same page sorted by a column; a second press turns the order round. Keeps filters, leaves the page number. */
export function sortAddress(url: URL, key: string, current: Sorting | undefined): string {
	const query = new URLSearchParams(url.searchParams);
	query.delete('page');
	query.set('sort', current?.key === key && !current.descending ? `-${key}` : key);
	return `?${query}`;
}

/** Address of the same page with one thing of its query changed, or left out; begins at the first part of the list. */
export function changedAddress(url: URL, name: string, value: string | undefined): string {
	const query = new URLSearchParams(url.searchParams);
	query.delete('page');
	if (value) query.set(name, value);
	else query.delete(name);
	const text = query.toString();
	return text ? `?${text}` : url.pathname;
}

/** Which order an address asks for; a column that is not there, or has no order, is no order. */
export function sortingOf(url: URL, columns: readonly Column[]): Sorting | undefined {
	const asked = url.searchParams.get('sort') ?? '';
	const key = asked.replace(/^-/, '');
	if (!columns.some((column) => column.sortable && column.key === key)) return undefined;
	return { key, descending: asked.startsWith('-') };
}
