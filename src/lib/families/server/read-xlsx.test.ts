import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { makeWorkbook } from '../../../../tests/support/workbook.ts';
import { readList } from './read-list.ts';

const HEADER = ['Leerlingnummer', 'Roepnaam', 'Geboortedatum', 'Ouder 1 naam', 'Ouder 1 telefoon'];

test('a workbook: title above the header, dates, numbers, characters, gaps', () => {
	const read = readList(
		makeWorkbook([
			{ rows: [['geheim', 'van toen']], hidden: true },
			{ rows: [] },
			{
				rows: [
					['Ouderlijst OBS De Vuurvogel'],
					[],
					HEADER,
					[2001, 'Noë', { date: '2018-05-21' }, 'Sanne & Zoë <Bos>', 612345678],
					['0008', null, { date: '1999-12-31' }, 'João da Silva'],
				],
			},
		]),
	);
	expect(read).toEqual({
		ok: true,
		table: {
			headers: HEADER,
			hasHeader: true,
			rows: [
				{ line: 4, cells: ['2001', 'Noë', '2018-05-21', 'Sanne & Zoë <Bos>', '612345678'] },
				{ line: 5, cells: ['0008', '', '1999-12-31', 'João da Silva', ''] },
			],
		},
	});
});

test('text in pieces, text in the cell, a large number and a formula’s text', () => {
	const sheet = `<worksheet><sheetData>
		<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Ouder 1 naam</t></is></c></row>
		<row r="2"><c r="A2"><v>6.12345678E8</v></c><c r="C2" t="str"><f>A1</f><v>uit een formule</v></c></row>
	</sheetData></worksheet>`;
	const read = readList(
		makeWorkbook([{ rows: [] }], {
			'xl/worksheets/sheet1.xml': sheet,
			'xl/sharedStrings.xml': '<sst><si><r><t>Leerling</t></r><r><t>nummer</t></r></si></sst>',
		}),
	);
	expect(read.ok && read.table.headers).toEqual(['Leerlingnummer', 'Ouder 1 naam', '']);
	expect(read.ok && read.table.rows).toEqual([{ line: 2, cells: ['612345678', '', 'uit een formule'] }]);
});

test.each([
	['a zip that is no workbook', zipSync({ 'brief.txt': strToU8('hallo') }), 'zip'],
	['a zip that is cut off', makeWorkbook([{ rows: [HEADER] }]).subarray(0, 300), 'zip'],
	['an empty workbook', makeWorkbook([{ rows: [] }]), 'empty'],
	[
		'a sheet with a DOCTYPE',
		makeWorkbook([{ rows: [] }], {
			'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
		}),
		'empty',
	],
	['one column', makeWorkbook([{ rows: [['Noor'], ['Mees']] }]), 'not_a_list'],
	[
		'a small file that unpacks to more than a list ever is',
		zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(65 * 1024 * 1024) }),
		'too_large',
	],
	['an Excel file of before 2007', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'old_excel'],
])('%s is refused', (_, bytes, refusal) => {
	expect(readList(bytes)).toEqual({ ok: false, refusal });
});
