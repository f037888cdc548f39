/** Dutch, like the systems that such lists come from: every column is recognised without a question. */
const COLUMNS = [
	'Leerlingnummer',
	'Roepnaam',
	'Tussenvoegsel',
	'Achternaam',
	'Geboortedatum',
	'Groep',
	...[1, 2].flatMap((parent) =>
		['naam', 'e-mail', 'telefoon', 'taal'].map((part) => `Ouder ${parent} ${part}`),
	),
];

const ROWS = [
	[
		'1001',
		'Elif',
		'',
		'Voorbeeld',
		'03-11-2021',
		'Groep 1/2',
		'Ayşe Voorbeeld',
		'ayse@voorbeeld.example',
		'06-12345678',
		'Turks',
		'Mehmet Voorbeeld',
		'mehmet@voorbeeld.example',
		'',
		'Turks',
	],
	[
		'1002',
		'Sem',
		'de',
		'Tester',
		'17-01-2016',
		'Groep 7',
		'Anna de Tester',
		'',
		'06-87654321',
		'Nederlands',
		'',
		'',
		'',
		'',
	],
];

/** A CSV file that Excel opens with the right letters: a byte order mark and semicolons. */
export function templateList(): string {
	return `\ufeff${[COLUMNS, ...ROWS].map((row) => row.join(';')).join('\r\n')}\r\n`;
}
