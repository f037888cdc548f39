/** Which part of a long list is shown. */
export interface Part {
	page: number;
	pages: number;
	/** Number of the first and the last row that is shown, from 1. */
	first: number;
	last: number;
	total: number;
}

/** The rows of the page that `?page=` asks for; the nearest one where there is no such page. */
export function pageOf<T>(
	{ searchParams }: URL,
	rows: readonly T[],
	perPage: number,
): { rows: T[]; shown: Part } {
	const total = rows.length;
	const pages = Math.max(1, Math.ceil(total / perPage));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
	const before = (page - 1) * perPage;
	const part = rows.slice(before, before + perPage);
	return { rows: part, shown: { page, pages, first: before + 1, last: before + part.length, total } };
}
