import { fold } from '#lib/platform/fold.ts';
import type { ListTable } from './list-table.ts';

export const childParts = [
	'key',
	'keys',
	'givenName',
	'prefix',
	'surname',
	'name',
	'birthDate',
	'group',
	/** The family's: for each guardian of the row who has none of their own. */
	'language',
] as const;
export const guardianParts = [
	'name',
	'givenName',
	'initials',
	'prefix',
	'surname',
	'email',
	'phone',
	'mobile',
	'language',
] as const;
export type ChildPart = (typeof childParts)[number];
export type GuardianPart = (typeof guardianParts)[number];

/** Guardians that one row can hold. */
export const MOST_GUARDIANS = 4;

/** What a column holds: `child.key`, `guardian2.email`, or nothing that we use. */
export type Target = 'ignore' | `child.${ChildPart}` | `guardian${number}.${GuardianPart}`;

/** What each column holds, in the order of the columns. */
export type Mapping = Target[];

export const targets: readonly Target[] = [
	'ignore',
	...childParts.map((part): Target => `child.${part}`),
	...Array.from({ length: MOST_GUARDIANS }, (_, index) =>
		guardianParts.map((part): Target => `guardian${index + 1}.${part}`),
	).flat(),
];

export function isTarget(text: string): text is Target {
	return (targets as readonly string[]).includes(text);
}

type Part = ChildPart | GuardianPart;

/** Names of columns as school systems and schools write them, folded; the first that fits counts. */
const PARTS: [Part, RegExp][] = [
	['keys', /\b(leerlingcodes|leerlingnummers|stamnummers|kindcodes)\b/],
	[
		'key',
		/\b(leerling|lln|leerl|kind|stam|administratie|student|pupil)\s*(nummer|nr|code|id|key)\b|\b(stamnr|leerlingnummer|llnr|leerlingnr)\b/,
	],
	['email', /\b(e\s*-?\s*mail|mail)\s*(adres|address)?\b|mailadres/],
	['mobile', /\b(mobiel|mobile|gsm|mob)\w*|mobielnummer/],
	['phone', /\b(telefoon|tel|phone|telnr|telefoonnr|telefoonnummer)\b/],
	['language', /\b(taal|thuistaal|moedertaal|voertaal|voorkeurstaal|spreektaal|language)\b/],
	['birthDate', /\bgeb\w*\s*\.?\s*dat\w*|\bgeboren\b|\b(birth\s*date|date of birth|dob|birthday)\b/],
	['initials', /\b(voorletters?|initialen|initials)\b/],
	['prefix', /\b(tussenvoeg\w*|tussenv|voorvoegsels?|prefix|tv)\b/],
	['givenName', /\b(roepnaam|voornaam|voornamen|first\s*name|given\s*name)\b/],
	['surname', /\b(achternaam\w*|familienaam|surname|last\s*name|family\s*name)\b/],
	['group', /\b(groep|groepsnaam|klas|klasnaam|stamgroep|class)\b/],
	['name', /\b(naam|name|volledige naam|naw)\b/],
];
const OTHER =
	/\b(straat|adres|address|postcode|woonplaats|plaats|geslacht|aanhef|titel|bsn|nationaliteit|land|relatie|gezag|leerjaar|jaargroep|opmerking\w*|gebruikersnaam|uuid|functie|beroep|iban|datum)\b/;
const GUARDIAN =
	/\b(ouder|ouders|verzorger|verzorgers|vader|moeder|mama|papa|voogd|contactpersoon|contact|parent|guardian|mother|father|ov)\b/;
const CHILD = /\b(kind|leerling|lln|child|pupil|student)\b/;
const ORDINALS: [RegExp, number][] = [
	[/\b(eerste|1e|first)\b/, 1],
	[/\b(tweede|2e|second)\b/, 2],
	[/\b(derde|3e|third)\b/, 3],
	[/\b(vierde|4e|fourth)\b/, 4],
];

interface Meaning {
	part: Part;
	owner: 'child' | 'guardian' | undefined;
	/** Which guardian; undefined when the name does not say. */
	number: number | undefined;
	parent: 'mother' | 'father' | undefined;
}

function meaningOf(header: string): Meaning | undefined {
	const words = fold(header)
		.replace(/([a-z])(\d)/g, '$1 $2')
		.replace(/(\d)([a-z]{2,})/g, '$1 $2')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
	if (!words) return undefined;
	const part = PARTS.find(([, pattern]) => pattern.test(words))?.[0];
	const email = part === 'email' || part === 'mobile' || part === 'phone';
	if (!part || (OTHER.test(words.replace(/mail\s?adres/, '')) && !email && part === 'name')) return undefined;
	const digit = /\b([1-4])\b/.exec(words)?.[1];
	return {
		part,
		owner: GUARDIAN.test(words) ? 'guardian' : CHILD.test(words) ? 'child' : undefined,
		number: digit ? Number(digit) : ORDINALS.find(([pattern]) => pattern.test(words))?.[1],
		parent: /\b(moeder|mama|mother)\b/.test(words)
			? 'mother'
			: /\b(vader|papa|father)\b/.test(words)
				? 'father'
				: undefined,
	};
}

/** How many of these texts are names of columns that we know: tells a header from people. */
export function countKnown(cells: readonly string[]): number {
	return cells.filter((cell) => cell.length < 60 && !/@|\d{4,}/.test(cell) && meaningOf(cell) !== undefined)
		.length;
}

const ONLY_GUARDIAN: readonly Part[] = ['email', 'phone', 'mobile', 'language', 'initials'];
const ONLY_CHILD: readonly Part[] = ['key', 'keys', 'birthDate', 'group'];

/**
 * Proposes what each column holds, from its name. A list with one guardian a row ("Code; Achternaam; Email;
 * Leerlingcodes") and one with a child a row ("Roepnaam; …; E-mailadres ouder/verzorger 2") are told apart by what else
 * is there. A column whose name says nothing is left out; a person looks at the proposal anyway.
 */
export function proposeMapping(headers: readonly string[]): Mapping {
	const meanings = headers.map(meaningOf);
	const perGuardian =
		meanings.some((meaning) => meaning?.part === 'keys') ||
		(meanings.some((meaning) => meaning?.part === 'initials') &&
			!meanings.some((meaning) => meaning && ['key', 'birthDate'].includes(meaning.part)));
	const numbers = numberParents(meanings);
	const used = new Set<Target>();
	return meanings.map((meaning) => {
		const target = meaning ? targetOf(meaning, perGuardian, numbers, used) : 'ignore';
		if (target !== 'ignore') used.add(target);
		return target;
	});
}

/** Mother and father get the numbers in which the list names them. */
function numberParents(meanings: readonly (Meaning | undefined)[]): Map<string, number> {
	const parents = new Set(meanings.flatMap((meaning) => meaning?.parent ?? []));
	return new Map([...parents].map((parent, index) => [parent, index + 1]));
}

function targetOf(
	{ part, owner, number, parent }: Meaning,
	perGuardian: boolean,
	numbers: ReadonlyMap<string, number>,
	used: ReadonlySet<Target>,
): Target {
	const isFamily = part === 'language' && !number && !parent && owner !== 'guardian' && !perGuardian;
	const isChild =
		isFamily ||
		ONLY_CHILD.includes(part) ||
		(!ONLY_GUARDIAN.includes(part) && (owner === 'child' || (!owner && !perGuardian)));
	if (isChild) {
		const target: Target = `child.${part as ChildPart}`;
		return used.has(target) || !(childParts as readonly string[]).includes(part) ? 'ignore' : target;
	}
	if (owner === 'child') return 'ignore';
	const first = number ?? (parent && numbers.get(parent));
	const tried = first ? [first] : Array.from({ length: MOST_GUARDIANS }, (_, index) => index + 1);
	const free = tried
		.map((n): Target => `guardian${n}.${part as GuardianPart}`)
		.find((target) => !used.has(target));
	return free ?? 'ignore';
}

export type MappingProblem = 'no_child_column' | 'no_guardian_column' | 'column_twice';

/** What a mapping lacks before rows can be read with it. */
export function mappingProblem(mapping: Mapping): MappingProblem | undefined {
	const used: Target[] = mapping.filter((target) => target !== 'ignore');
	if (new Set(used).size < used.length) return 'column_twice';
	const has = (...wanted: Target[]) => wanted.some((target) => used.includes(target));
	if (!has('child.key', 'child.keys', 'child.name', 'child.givenName')) return 'no_child_column';
	if (!used.some((target) => /^guardian\d\.(name|surname|givenName|email|phone|mobile)$/.test(target)))
		return 'no_guardian_column';
	return undefined;
}

const SENSITIVE =
	/\b(bsn|burgerservice\w*|sofi\w*|onderwijsnummer|pgn|persoonsnummer|nationaliteit\w*|geboorteland\w*|geboorteplaats|land|etniciteit|herkomst|afkomst|religie|geloof\w*|godsdienst|postcode|straat\w*|huisnummer|woonplaats|plaats|adres\w*|address|postcode|iban|rekening\w*|inkomen|opleiding\w*|geslacht|gender|gezag\w*|medisch\w*|allergie\w*|gewicht\w*|wachtwoord|password|gebruikersnaam|username|foto\w*|notitie\w*|opmerking\w*|nationality|country)\b/;

/** The check of citizen service numbers: nine digits, weighed 9 to 2 and -1, divide by eleven. */
function isCitizenNumber(text: string): boolean {
	const digits = text.replace(/[.\s]/g, '');
	if (!/^\d{9}$/.test(digits)) return false;
	const sum = [...digits].reduce(
		(total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index),
		0,
	);
	return sum % 11 === 0;
}

/** Columns that are dropped unread: their name, or the check of a national number, says that we may not have them. */
export function sensitiveColumns({ headers, rows }: ListTable): Set<number> {
	const found = new Set<number>();
	for (const [index, header] of headers.entries()) {
		const filled = rows.map(({ cells }) => cells[index]?.trim() ?? '').filter(Boolean);
		const numbers = filled.filter(isCitizenNumber).length;
		const named = SENSITIVE.test(
			fold(header)
				.replace(/e\s*-?\s*mail\s*-?\s*adres\w*/g, 'mail')
				.replace(/[^a-z0-9]+/g, ' '),
		);
		if (named || (numbers > 0 && numbers >= filled.length * 0.8)) found.add(index);
	}
	return found;
}

/** A list without the cells of some columns; the columns stay, so that the others keep their place. */
export function withoutColumns(table: ListTable, dropped: (index: number) => boolean): ListTable {
	const rows = table.rows.map(({ line, cells }) => ({
		line,
		cells: cells.map((cell, index) => (dropped(index) ? '' : cell)),
	}));
	return { ...table, rows };
}
