import Papa from 'papaparse';
import { decodeText } from '#lib/platform/decode-text.ts';
import { countKnown } from '../guardian-columns.ts';
import { readXlsx } from './read-xlsx.ts';
import { MOST_LIST_BYTES, MOST_ROWS, type ListRefusal, type ListTable } from '../list-table.ts';

export type ReadList = { ok: true; table: ListTable } | { ok: false; refusal: ListRefusal };

const DELIMITERS = [';', ',', '\t', '|'];
const MOST_COLUMNS = 200;
/** Titles that some systems put above the header. */
const LINES_BEFORE_HEADER = 10;

/**
 * Reads a list of people from a CSV file or an Excel workbook (.xlsx), whatever the file is called: any delimiter, UTF-8
 * with or without a byte order mark, windows-1252, UTF-16, quoted cells, a title above the header, no header at all.
 */
export function readList(bytes: Uint8Array): ReadList {
	if (bytes.length > MOST_LIST_BYTES) return { ok: false, refusal: 'too_large' };
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
		const book = readXlsx(bytes);
		return book.ok ? checked(book.rows) : book;
	}
	// a workbook of before 2007, or one with a password
	if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { ok: false, refusal: 'old_excel' };
	const text = decodeText(bytes)?.text.replace(/\r\n?/g, '\n') ?? '';
	if (text.trim() === '') return { ok: false, refusal: 'empty' };
	// nothing in a list starts with these: an EDEXML file, a web page
	if (/^\s*[<{]/.test(text) || text.includes('\0')) return { ok: false, refusal: 'not_a_list' };
	const told = /^sep=(.)\n/i.exec(text);
	return checked(readRows(told ? text.slice(told[0].length) : text, told?.[1], told ? 2 : 1));
}

function checked(rows: ListTable['rows']): ReadList {
	if (rows.length === 0) return { ok: false, refusal: 'empty' };
	if (rows.length > MOST_ROWS) return { ok: false, refusal: 'too_many_rows' };
	const widest = Math.max(0, ...rows.map(({ cells }) => cells.length));
	if (widest < 2 || widest > MOST_COLUMNS) return { ok: false, refusal: 'not_a_list' };
	return { ok: true, table: tableOf(rows, widest) };
}

function readRows(text: string, told: string | undefined, firstLine: number): ListTable['rows'] {
	const rows: ListTable['rows'] = [];
	let line = firstLine;
	let read = 0;
	Papa.parse<string[]>(text, {
		delimiter: told ?? findDelimiter(text),
		newline: '\n',
		step({ data, meta }) {
			if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data });
			line += text.slice(read, meta.cursor).split('\n').length - 1;
			read = meta.cursor;
		},
	});
	return rows;
}

/** The one that splits the first lines into most columns, the same number in each. */
function findDelimiter(text: string): string {
	const sample = text.split('\n', 200).join('\n');
	const scored = DELIMITERS.map((delimiter) => {
		const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', skipEmptyLines: 'greedy' });
		const widths = Map.groupBy(data, ({ length }) => length);
		const [width, rows] = [...widths].sort(([, a], [, b]) => b.length - a.length)[0] ?? [1, []];
		return { delimiter, score: width < 2 ? 0 : rows.length / data.length + width / 1000 };
	});
	return scored.sort((a, b) => b.score - a.score)[0]?.delimiter ?? ';';
}

function tableOf(rows: ListTable['rows'], width: number): ListTable {
	const filled = (cells: readonly string[]) =>
		Array.from({ length: width }, (_, index) => cells[index] ?? '');
	const start = rows.slice(0, LINES_BEFORE_HEADER);
	const known = start.map(({ cells }) => countKnown(cells));
	const header = known.indexOf(Math.max(...known));
	const names = (known[header] ?? 0) > 0 ? header : start[0] && looksLikePerson(start[0].cells) ? -1 : 0;
	return {
		headers: filled(names < 0 ? [] : (rows[names]?.cells ?? [])).map((name) => name.trim().slice(0, 100)),
		hasHeader: names >= 0,
		rows: rows.slice(names + 1).map(({ line, cells }) => ({ line, cells: filled(cells) })),
	};
}

/** An address, a date or a number: people, not names of columns. */
function looksLikePerson(cells: readonly string[]): boolean {
	return cells.some((cell) => /@|\d{1,4}[-/]\d{1,2}[-/]\d{2,4}|^\s*\+?\d[\d\s-]{4,}$/.test(cell));
}
