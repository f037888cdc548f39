import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import { MOST_ROWS, type ListRefusal, type ListTable } from '../list-table.ts';

export type ReadXlsx =
	{ ok: true; rows: ListTable['rows'] } | { ok: false; refusal: Extract<ListRefusal, 'zip' | 'too_large'> };

/** Unpacked, a sheet of MOST_ROWS people is a tenth of this. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
const MOST_COLUMNS = 200;
/** Day 0 of a workbook, and of one from an old Mac, in days before 1970. */
const EPOCH = 25_569;
const MAC_EPOCH = 24_107;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Built-in formats that show a date. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57]);

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	removeNSPrefix: true,
	isArray: (name) => ['sheet', 'Relationship', 'si', 'r', 'row', 'c', 'xf', 'numFmt'].includes(name),
});

type Node = Record<string, unknown>;

/**
 * The rows of the first sheet that has any, as text: dates as `YYYY-MM-DD`, whole numbers without an exponent. `zip`: no
 * Excel workbook. `too_large`: unpacked it would be more than a list of people ever is.
 */
export function readXlsx(bytes: Uint8Array): ReadXlsx {
	let unpacked = 0;
	let parts: Unzipped;
	try {
		parts = unzipSync(bytes, {
			filter({ name, originalSize }) {
				if (
					!/^xl\/(workbook|styles|sharedStrings|worksheets\/[^/]+|_rels\/workbook)\.xml(\.rels)?$/.test(name)
				)
					return false;
				unpacked += originalSize;
				return unpacked <= MOST_UNPACKED_BYTES;
			},
		});
	} catch {
		return { ok: false, refusal: 'zip' };
	}
	if (unpacked > MOST_UNPACKED_BYTES) return { ok: false, refusal: 'too_large' };
	const workbook = read(parts, 'xl/workbook.xml')?.workbook as Node | undefined;
	if (!workbook) return { ok: false, refusal: 'zip' };
	const book: Book = {
		strings: sharedStrings(parts),
		isDate: dateStyles(parts),
		epoch: (workbook.workbookPr as Node | undefined)?.['@date1904'] === '1' ? MAC_EPOCH : EPOCH,
	};
	for (const path of sheetPaths(parts, workbook)) {
		const rows = rowsOf(read(parts, path)?.worksheet as Node | undefined, book);
		if (rows.length > 0) return { ok: true, rows };
	}
	return { ok: true, rows: [] };
}

interface Book {
	strings: string[];
	/** By the style of a cell. */
	isDate: boolean[];
	epoch: number;
}

/** A part of the workbook; undefined when it is not there, or is no XML that we open. */
function read(parts: Unzipped, path: string): Node | undefined {
	const part = parts[path];
	if (!part) return undefined;
	const text = strFromU8(part);
	if (/<!DOCTYPE/i.test(text)) return undefined;
	try {
		return parser.parse(text) as Node;
	} catch {
		return undefined;
	}
}

/** Sheets in their order, those that are hidden left out. */
function sheetPaths(parts: Unzipped, workbook: Node): string[] {
	const links = list((read(parts, 'xl/_rels/workbook.xml.rels')?.Relationships as Node)?.Relationship);
	const targets = new Map(links.map((link) => [String(link['@Id']), String(link['@Target'])]));
	return list((workbook.sheets as Node | undefined)?.sheet)
		.filter((sheet) => !String(sheet['@state'] ?? '').endsWith('idden'))
		.map((sheet) => targets.get(String(sheet['@id'] ?? '')) ?? '')
		.map((target) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`));
}

function sharedStrings(parts: Unzipped): string[] {
	return list((read(parts, 'xl/sharedStrings.xml')?.sst as Node | undefined)?.si).map(textOf);
}

/** Plain text, or that of its differently written pieces. */
function textOf(node: Node): string {
	const pieces = list(node.r).map((piece) => plain(piece.t));
	return pieces.length > 0 ? pieces.join('') : plain(node.t);
}

function plain(value: unknown): string {
	if (typeof value === 'object' && value !== null) return plain((value as Node)['#text']);
	return typeof value === 'string' ? value : '';
}

function dateStyles(parts: Unzipped): boolean[] {
	const sheet = read(parts, 'xl/styles.xml')?.styleSheet as Node | undefined;
	const own = new Map(
		list((sheet?.numFmts as Node | undefined)?.numFmt).map((format) => [
			Number(format['@numFmtId']),
			String(format['@formatCode']),
		]),
	);
	return list((sheet?.cellXfs as Node | undefined)?.xf).map((style) => {
		const id = Number(style['@numFmtId']);
		// what stands between quotes or brackets is no part of the date
		const code = own.get(id)?.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
		return code === undefined ? DATE_FORMATS.has(id) : /[dy]/i.test(code);
	});
}

function rowsOf(sheet: Node | undefined, book: Book): ListTable['rows'] {
	const rows: ListTable['rows'] = [];
	list((sheet?.sheetData as Node | undefined)?.row).forEach((row, place) => {
		const cells: string[] = [];
		list(row.c).forEach((cell, next) => {
			const column = columnOf(String(cell['@r'] ?? '')) ?? next;
			if (column < MOST_COLUMNS) cells[column] = cellText(cell, book).trim();
		});
		const filled = Array.from(cells, (cell) => cell ?? '');
		if (filled.some((cell) => cell !== '') && rows.length <= MOST_ROWS)
			rows.push({ line: Number(row['@r']) || place + 1, cells: filled });
	});
	return rows;
}

/** `AB12` → 27 */
function columnOf(address: string): number | undefined {
	const [letters] = /^[A-Z]{1,3}/.exec(address) ?? [];
	if (!letters) return undefined;
	return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: Node, { strings, isDate, epoch }: Book): string {
	const type = String(cell['@t'] ?? 'n');
	if (type === 'inlineStr') return textOf((cell.is ?? {}) as Node);
	const value = plain(cell.v);
	if (type === 's') return strings[Number(value)] ?? '';
	if (type !== 'n') return type === 'e' ? '' : value;
	const number = Number(value);
	if (value === '' || !Number.isFinite(number)) return value;
	if (isDate[Number(cell['@s'] ?? 0)])
		return new Date(Math.floor(number - epoch) * DAY_MS).toISOString().slice(0, 10);
	// a phone number, which Excel writes as 6.12345678E8
	return Number.isInteger(number) ? number.toFixed(0) : value;
}

function list(value: unknown): Node[] {
	if (!Array.isArray(value)) return [];
	return value.map((one) => (typeof one === 'object' && one !== null ? (one as Node) : { t: one }));
}
