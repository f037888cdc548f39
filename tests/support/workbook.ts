// An Excel workbook as Excel writes it: shared strings, styled dates, numbers as numbers.
import { strToU8, zipSync } from 'fflate';

export type WorkbookCell = string | number | { date: string } | null;
export interface WorkbookSheet {
	rows: WorkbookCell[][];
	hidden?: boolean;
}

const DATE_STYLE = 1;

/** The bytes of an .xlsx file; `extra` replaces or adds parts of the package. */
export function makeWorkbook(sheets: WorkbookSheet[], extra: Record<string, string> = {}): Uint8Array {
	const strings: string[] = [];
	const parts: Record<string, string> = {
		'[Content_Types].xml':
			'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>',
		'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets
			.map(
				({ hidden }, at) =>
					`<sheet name="Blad${at + 1}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
			)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
			.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
			.join('')}</Relationships>`,
		'xl/styles.xml':
			'<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy;@"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
	};
	sheets.forEach(({ rows }, at) => {
		parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(rows, strings);
	});
	parts['xl/sharedStrings.xml'] =
		`<sst>${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`;
	const all = Object.entries({ ...parts, ...extra }).map(([name, text]) => [name, strToU8(text)] as const);
	return zipSync(Object.fromEntries(all));
}

function sheetXml(rows: WorkbookCell[][], strings: string[]): string {
	const cell = (value: WorkbookCell, address: string) => {
		if (value === null) return '';
		if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
		if (typeof value === 'object')
			return `<c r="${address}" s="${DATE_STYLE}"><v>${Date.parse(value.date) / 86_400_000 + 25_569}</v></c>`;
		return `<c r="${address}" t="s"><v>${strings.push(value) - 1}</v></c>`;
	};
	const written = rows.map((row, line) =>
		row.length === 0
			? ''
			: `<row r="${line + 1}">${row.map((value, at) => cell(value, `${String.fromCharCode(65 + at)}${line + 1}`)).join('')}</row>`,
	);
	return `<worksheet><sheetData>${written.join('')}</sheetData></worksheet>`;
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
