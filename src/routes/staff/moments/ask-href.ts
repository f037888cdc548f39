/** The page as it stands, its tab and its choices too, with this question on it; without `ask`, with none. */
export function askHref(url: URL, ask?: string): string {
	const query = new URLSearchParams(url.searchParams);
	query.delete('ask');
	if (ask) query.set('ask', ask);
	return `${url.pathname}?${query}`;
}
