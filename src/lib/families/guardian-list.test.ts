import { expect, test } from 'vitest';
import { inputBytes } from '../../../tests/support/input.ts';
import { proposeMapping } from './guardian-columns.ts';
import { readGuardianList, surnameLast, type GuardianList } from './guardian-list.ts';
import { readList } from './server/read-list.ts';

function read(data: Uint8Array | string): GuardianList {
	const result = readList(typeof data === 'string' ? new TextEncoder().encode(data) : data);
	if (!result.ok) throw new Error(result.refusal);
	return readGuardianList(result.table, proposeMapping(result.table.headers));
}
const refusal = (data: string) => {
	const result = readList(Uint8Array.from(data, (letter) => letter.charCodeAt(0)));
	return result.ok ? undefined : result.refusal;
};

test("the school's own list", () => {
	const { rows, findings } = read(inputBytes('csv/vuurvogel-ouders.csv'));
	expect(rows).toHaveLength(29);
	expect(rows[0]).toEqual({
		line: 2,
		child: {
			keys: ['10231'],
			givenName: 'Elif',
			surname: 'Yıldırım',
			name: 'Elif Yıldırım',
			birthDate: '2021-11-03',
			group: 'Groep 1/2 Zonnebloem',
		},
		guardians: [
			{
				position: 1,
				name: 'Ayşe Yıldırım',
				email: 'ayse.yildirim.tr@ouders.example',
				phone: '06-10137513',
				language: 'Turks',
			},
			{
				position: 2,
				name: 'Mehmet Yıldırım',
				email: 'mehmet.yildirim@ouders.example',
				phone: null,
				language: 'Turks',
			},
		],
	});
	expect(rows.find(({ child }) => child.givenName === 'Zuzia')?.guardians[1]).toMatchObject({
		name: 'Piotr Kowalczyk',
		email: null,
		phone: null,
	});
	expect(new Set(findings.map(({ code, value }) => `${code} ${value}`))).toEqual(
		new Set(['language_unsure Arabisch', 'language_unsure Koerdisch', 'language_unsure Chinees']),
	);
});

test("another system's list: no names of guardians", () => {
	const { rows, findings } = read(inputBytes('csv/social-schools-style.csv'));
	expect(rows).toHaveLength(12);
	expect(
		rows.map(({ guardians }) => guardians.map(({ position, name }) => `${position} ${name}`)),
	).toContainEqual(['2 null']);
	expect(rows[1]?.child).toMatchObject({ name: 'Ilyas el Bakkali', keys: [], birthDate: '2021-12-19' });
	expect(findings).toEqual([]);
});

const SAMPLE = 'Leerlingnummer;Roepnaam;Ouder 1 naam;Ouder 1 e-mail\n00123;Noë;Ayşe Yıldırım;a@x.nl\n';

test.each([
	['semicolons', SAMPLE],
	['commas', SAMPLE.replaceAll(';', ',')],
	['tabs', SAMPLE.replaceAll(';', '\t')],
	['a byte order mark', `\ufeff${SAMPLE}`],
	['a line that names the separator', `sep=;\r\n${SAMPLE}`],
	['Windows line ends', SAMPLE.replaceAll('\n', '\r\n')],
	['a title above', `Ouderlijst 2026;;;\n\n${SAMPLE}`],
	['quotes', SAMPLE.replace('Ayşe Yıldırım', '"Ayşe Yıldırım"')],
])('a list with %s', (_, text) => {
	expect(read(text).rows).toMatchObject([
		{ child: { keys: ['00123'], givenName: 'Noë' }, guardians: [{ name: 'Ayşe Yıldırım', email: 'a@x.nl' }] },
	]);
});

test('windows-1252 and UTF-16', () => {
	const plain = SAMPLE.replace('Ayşe Yıldırım', 'Zoë');
	for (const bytes of [Buffer.from(plain, 'latin1'), Buffer.from(`\ufeff${plain}`, 'utf16le')])
		expect(read(new Uint8Array(bytes)).rows[0]).toMatchObject({
			child: { givenName: 'Noë' },
			guardians: [{ name: 'Zoë' }],
		});
});

test('lines are those of the file, also after a cell with a line end', () => {
	const { rows } = read(`${SAMPLE}\n2;Elif;"Mehmet\nYıldırım";b@x.nl\n3;Emir;Fatma;c@x.nl`);
	expect(rows.map(({ line }) => line)).toEqual([2, 4, 6]);
	expect(rows[1]?.guardians[0]?.name).toBe('Mehmet Yıldırım');
});

test('a list without a header has columns without names, and no row is lost', () => {
	const result = readList(new TextEncoder().encode('10231;Elif;a@x.nl\n10232;Emir;b@x.nl'));
	expect(result).toMatchObject({ ok: true, table: { hasHeader: false, headers: ['', '', ''] } });
	expect(result.ok && result.table.rows).toHaveLength(2);
});

test('one guardian a row with several children', () => {
	const { rows } = read('Code;Achternaam;Email;Leerlingcodes\nOUD1;de Groot;a@x.nl;10222,10230');
	expect(rows).toMatchObject([
		{ child: { keys: ['10222', '10230'] }, guardians: [{ name: 'de Groot', email: 'a@x.nl' }] },
	]);
});

test('a language for the whole family goes to each guardian without their own', () => {
	const { rows } = read(
		'Leerlingnummer;Thuistaal;Ouder 1 naam;Ouder 2 naam;Ouder 2 taal\n1;Turks;Ayşe;Mehmet;Koerdisch',
	);
	expect(rows[0]?.guardians.map(({ language }) => language)).toEqual(['Turks', 'Koerdisch']);
});

const row = (name: string, email = '', phone = '') =>
	read(`Leerlingnummer;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon\n1;${name};${email};${phone}`);

test.each([
	['"Yıldırım, Ayşe"', 'Ayşe Yıldırım'],
	['"Berg, Lotte van den"', 'Lotte van den Berg'],
	['Mevr. S. de Groot', 'S. de Groot'],
	['dhr. Omar el Bakkali', 'Omar el Bakkali'],
	['ouder/verzorger van Elif', null],
	['Ouders', null],
	['onbekend', null],
	['-', null],
])('the name %s', (given, name) => {
	expect(row(given, 'a@x.nl').rows[0]?.guardians[0]?.name).toBe(name);
});

test.each([
	['a@x.nl', 'a@x.nl', []],
	['<a@x.nl>', 'a@x.nl', []],
	['mailto:A.B@X.nl', 'A.B@X.nl', []],
	['"a@x.nl; b@x.nl"', 'a@x.nl', ['email_more']],
	['a@x', null, ['email_wrong']],
	['a x.nl', null, ['email_wrong']],
	['geen', null, []],
])('the address %s', (given, email, codes) => {
	const { rows, findings } = row('Ayşe', given);
	expect(rows[0]?.guardians[0]?.email).toBe(email);
	expect(findings.map(({ code }) => code)).toEqual(codes);
});

test('phone numbers: the first that is one, with its zero', () => {
	expect(row('A', '', '06-10137513 / 010-5550100').rows[0]?.guardians[0]?.phone).toBe('06-10137513');
	expect(row('A', '', '610137513')).toMatchObject({
		rows: [{ guardians: [{ phone: '0610137513' }] }],
		findings: [{ code: 'phone_zero', line: 2, about: 'A', value: '0610137513' }],
	});
	expect(row('A', '', '12345').findings).toMatchObject([{ code: 'phone_wrong', value: '12345' }]);
});

test('two guardians on one address stay two; one who was filled in twice is one', () => {
	const both = (second: string) =>
		read(
			`Leerlingnummer;Ouder 1 naam;Ouder 1 e-mail;Ouder 2 naam;Ouder 2 e-mail\n1;Ayşe;a@x.nl;${second};a@x.nl`,
		);
	expect(both('Mehmet').rows[0]?.guardians).toHaveLength(2);
	expect(both('ayse')).toMatchObject({ findings: [{ code: 'guardian_repeated' }] });
	expect(both('ayse').rows[0]?.guardians).toHaveLength(1);
	expect(both('').rows[0]?.guardians).toHaveLength(2);
});

test('rows without a child or without a guardian are told', () => {
	const { rows, findings } = read('Leerlingnummer;Ouder 1 naam;Ouder 1 e-mail\n;Ayşe;a@x.nl\n2;;\n3;Omar;');
	expect(rows).toHaveLength(1);
	expect(findings.map(({ code, line }) => `${code} ${line}`)).toEqual([
		'row_without_child 2',
		'row_without_guardian 3',
	]);
});

test.each([
	['', 'empty'],
	['PK\u0003\u0004', 'zip'],
	['<EDEX/>', 'not_a_list'],
	['\u00d0\u00cf\u0011\u00e0', 'old_excel'],
	['alleen tekst\nzonder kolommen', 'not_a_list'],
	['a;b\n'.repeat(20_001), 'too_many_rows'],
])('%j is refused', (text, expected) => {
	expect(refusal(text.slice(0, 200_000))).toBe(expected);
});

test('a name with its surname first, as it is said', () => {
	expect(surnameLast('Berg, van den')).toBe('van den Berg');
	expect(surnameLast('Lotte van den Berg')).toBe('Lotte van den Berg');
});
