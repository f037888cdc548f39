import { expect, test } from 'vitest';
import {
	countKnown,
	mappingProblem,
	proposeMapping,
	sensitiveColumns,
	type Target,
} from './guardian-columns.ts';

const propose = (header: string, delimiter = ';') => proposeMapping(header.split(delimiter));

test('the own list of a school', () => {
	expect(
		propose(
			'Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Ouder 1 taal;Ouder 2 naam;Ouder 2 e-mail;Ouder 2 telefoon;Ouder 2 taal',
		),
	).toEqual([
		'child.key',
		'child.givenName',
		'child.prefix',
		'child.surname',
		'child.birthDate',
		'child.group',
		'guardian1.name',
		'guardian1.email',
		'guardian1.phone',
		'guardian1.language',
		'guardian2.name',
		'guardian2.email',
		'guardian2.phone',
		'guardian2.language',
	]);
});

// the columns that were found in real systems and their manuals
test.each<[string, string, Target[]]>([
	[
		'Social Schools, parents',
		'Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;E-mailadres ouder/verzorger 1;E-mailadres ouder/verzorger 2',
		[
			'child.givenName',
			'child.prefix',
			'child.surname',
			'child.birthDate',
			'guardian1.email',
			'guardian2.email',
		],
	],
	[
		'Social Schools, children',
		'Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klasnaam;Leerjaar',
		['child.givenName', 'child.prefix', 'child.surname', 'child.birthDate', 'child.group', 'ignore'],
	],
	[
		'Zermelo',
		'Code;Achternaam;Email;Leerlingcodes',
		['ignore', 'guardian1.surname', 'guardian1.email', 'child.keys'],
	],
	[
		'Magister',
		'stamnr;roepnaam;tussenvoeg;achternaam',
		['child.key', 'child.givenName', 'child.prefix', 'child.surname'],
	],
	[
		'ParnasSys',
		'leerlingNummer;roepNaam;tussenvoegsel;achternaamOfficieel;geboortedatum;geslacht;datumAanmelding',
		['child.key', 'child.givenName', 'child.prefix', 'child.surname', 'child.birthDate', 'ignore', 'ignore'],
	],
	[
		'SOMtoday',
		'uuid;geslacht;voorletters;voorvoegsel;achternaam;gebruikersnaam;emailadres;telefoonnummer;uitgebreidMobielNummer;adres;relatie_tot_leerlingen',
		[
			'ignore',
			'ignore',
			'guardian1.initials',
			'guardian1.prefix',
			'guardian1.surname',
			'ignore',
			'guardian1.email',
			'guardian1.phone',
			'guardian1.mobile',
			'ignore',
			'ignore',
		],
	],
	[
		'mother and father',
		'Naam leerling;Naam moeder;E-mail moeder;Mobiel moeder;Naam vader;E-mail vader;Thuistaal',
		[
			'child.name',
			'guardian1.name',
			'guardian1.email',
			'guardian1.mobile',
			'guardian2.name',
			'guardian2.email',
			'child.language',
		],
	],
	[
		'numbers stuck to words',
		'lln_nr;ouder1_email;ouder2_email;Telefoonnummer 1e verzorger;Telefoonnummer tweede verzorger',
		['child.key', 'guardian1.email', 'guardian2.email', 'guardian1.phone', 'guardian2.phone'],
	],
	[
		'English',
		'Student ID,First name,Last name,Date of birth,Parent 1 email',
		['child.key', 'child.givenName', 'child.surname', 'child.birthDate', 'guardian1.email'],
	],
	['without numbers', 'Leerlingnummer;E-mail;E-mail', ['child.key', 'guardian1.email', 'guardian2.email']],
])('%s', (_, header, expected) => {
	expect(propose(header, header.includes(';') ? ';' : ',')).toEqual(expected);
});

test('a header is told from people', () => {
	expect(countKnown(['Leerlingnummer', 'Roepnaam', 'E-mail ouder'])).toBe(3);
	expect(countKnown(['10231', 'Elif', 'ayse@ouders.example', '06-10137513', '03-11-2021'])).toBe(0);
	expect(countKnown(['Ouderlijst 2026', '', ''])).toBe(0);
});

test('what a mapping lacks', () => {
	expect(mappingProblem(['child.key', 'guardian1.email'])).toBeUndefined();
	expect(mappingProblem(['child.surname', 'guardian1.email'])).toBe('no_child_column');
	expect(mappingProblem(['child.key', 'guardian1.language'])).toBe('no_guardian_column');
	expect(mappingProblem(['child.key', 'guardian1.email', 'guardian1.email'])).toBe('column_twice');
});

test('columns that we may not have, by their name or by their numbers', () => {
	const headers = [
		'Leerlingnummer',
		'BSN',
		'E-mailadres',
		'Postcode',
		'Nummer',
		'Telefoon',
		'Adres',
		'Nationaliteit',
	];
	const cells = ['10231', '', 'a@x.nl', '', '123456782', '612345679', '', ''];
	const rows = [2, 3, 4].map((line) => ({ line, cells }));
	expect([...sensitiveColumns({ headers, hasHeader: true, rows })]).toEqual([1, 3, 4, 6, 7]);
	// one number that passes the check by chance is no column of them
	const phones = ['123456782', '612345679', '612345670', '612345671'];
	const chance = phones.map((phone, line) => ({ line, cells: ['x', phone] }));
	expect([...sensitiveColumns({ headers: ['Naam', 'Nr'], hasHeader: true, rows: chance })]).toEqual([]);
});
