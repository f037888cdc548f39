/**
 * A CSV file that Excel opens with the right letters (byte order mark, semicolons), and in which no cell is a formula:
 * what begins like one gets an apostrophe in front, because the cell may hold what a stranger typed. A telephone number
 * may begin with its plus sign.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
	return `\ufeff${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

function cellOf(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) && !/^\+[\d ]+$/.test(text) ? `'${text}` : text;
	return /[;"\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The answer to a request for a CSV file: to keep, not to show; `name` in plain letters, without the ending. */
export function csvResponse(name: string, rows: readonly (readonly string[])[]): Response {
	return new Response(csvOf(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`,
			'cache-control': 'private, no-store',
		},
	});
}
