/** A list as it stands in a file: columns, and rows with the line that each starts at. */
export interface ListTable {
	/** Empty texts when the list has no header. */
	headers: string[];
	hasHeader: boolean;
	rows: { line: number; cells: string[] }[];
}

export type ListRefusal = 'too_large' | 'empty' | 'zip' | 'old_excel' | 'not_a_list' | 'too_many_rows';

/** A list of a very large school; more is another kind of file. */
export const MOST_ROWS = 20_000;
export const MOST_LIST_BYTES = 8 * 1024 * 1024;
