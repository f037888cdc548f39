import { fold } from '#lib/platform/fold.ts';
import { readDay } from '#lib/platform/read-day.ts';
import { fullName, isPrefix, splitSurname, tidyText } from '#lib/school/person-name.ts';
import { proposeLanguage } from '#lib/translation/language-words.ts';
import {
	MOST_GUARDIANS,
	type ChildPart,
	type GuardianPart,
	type Mapping,
	type Target,
} from './guardian-columns.ts';
import type { ListTable } from './list-table.ts';
import { tidyPhone } from './phone.ts';

/** What can be noticed in a list of guardians; see `findings.ts` of the school for the three weights. */
const listSeverities = {
	child_not_found: 'left_out',
	child_left: 'left_out',
	row_without_child: 'left_out',
	row_without_guardian: 'note',
	birth_date_impossible: 'note',
	email_wrong: 'left_out',
	email_more: 'note',
	phone_wrong: 'left_out',
	phone_zero: 'note',
	language_unknown: 'note',
	language_unsure: 'note',
	guardian_repeated: 'note',
} as const;
export type ListFindingCode = keyof typeof listSeverities;
export const listFindingCodes = Object.keys(listSeverities) as ListFindingCode[];
export const listSeverityOf: Readonly<Record<ListFindingCode, 'note' | 'left_out'>> = listSeverities;

export interface ListFinding {
	code: ListFindingCode;
	line: number;
	/** The child or guardian that it is about. */
	about: string;
	/** What stood there. */
	value?: string;
}

/** One row: a child (or several, by key) with guardians. */
export interface ListRow {
	line: number;
	child: ListedChild;
	guardians: ListedGuardian[];
}

export interface ListedChild {
	/** More than one in a list with one guardian a row. */
	keys: string[];
	givenName: string;
	surname: string;
	/** As it is said: for messages, and for finding the child in a list without separate names. */
	name: string;
	birthDate: string | null;
	group: string;
}

export interface ListedGuardian {
	/** 1 for "Ouder 1". */
	position: number;
	name: string | null;
	email: string | null;
	phone: string | null;
	/** The list's own word. */
	language: string | null;
}

export interface GuardianList {
	rows: ListRow[];
	findings: ListFinding[];
}

/** Reads a list with its mapping. What can't be read is told with its line; nothing is refused. */
export function readGuardianList(table: ListTable, mapping: Mapping): GuardianList {
	const findings: ListFinding[] = [];
	const columns = new Map<Target, number>(mapping.map((target, index) => [target, index]));
	const rows = table.rows.flatMap(({ line, cells }) => {
		const cell = (target: Target) => tidyText(cells[columns.get(target) ?? -1] ?? '').text;
		const child = readChild((part) => cell(`child.${part}`), line, findings);
		const guardians = readGuardians(cell, line, child, findings);
		const about = child.name || child.keys.join(', ');
		if (about === '') findings.push({ code: 'row_without_child', line, about: guardians[0]?.name ?? '' });
		else if (guardians.length === 0) findings.push({ code: 'row_without_guardian', line, about });
		return about === '' || guardians.length === 0 ? [] : [{ line, child, guardians }];
	});
	return { rows, findings };
}

function readChild(cell: (part: ChildPart) => string, line: number, findings: ListFinding[]): ListedChild {
	const whole = surnameLast(cell('name'));
	const split = splitSurname(cell('surname'));
	const givenName = cell('givenName');
	const surname = split.surname;
	const name = fullName({ givenName, prefix: cell('prefix') || split.prefix, surname }) || whole;
	const born = readDay(cell('birthDate'));
	if (!born.ok && born.problem !== 'missing')
		findings.push({ code: 'birth_date_impossible', line, about: name, value: cell('birthDate') });
	const keys = [cell('key'), ...cell('keys').split(/[,;\s]+/)].filter(Boolean);
	return { keys, givenName, surname, name, birthDate: born.ok ? born.day : null, group: cell('group') };
}

function readGuardians(
	cell: (target: Target) => string,
	line: number,
	child: ListedChild,
	findings: ListFinding[],
): ListedGuardian[] {
	const found: ListedGuardian[] = [];
	for (let position = 1; position <= MOST_GUARDIANS; position++) {
		const guardian = readGuardian(
			(part) => cell(`guardian${position}.${part}`),
			{ line, child, position, family: cell('child.language') },
			findings,
		);
		if (!guardian) continue;
		const repeated = found.some((other) => isRepeat(other, guardian));
		if (repeated) findings.push({ code: 'guardian_repeated', line, about: guardian.name ?? child.name });
		else found.push(guardian);
	}
	return found;
}

/** The same person filled in twice: all that is given is equal, and there is a name. Two on one address stay two. */
function isRepeat(a: ListedGuardian, b: ListedGuardian): boolean {
	if (!a.name || !b.name || fold(a.name) !== fold(b.name)) return false;
	const agrees = (one: string | null, other: string | null) => !one || !other || fold(one) === fold(other);
	return agrees(a.email, b.email) && agrees(a.phone, b.phone);
}

interface Where {
	line: number;
	child: ListedChild;
	position: number;
	/** The family's language, where the list has one column for all. */
	family: string;
}

function readGuardian(
	cell: (part: GuardianPart) => string,
	{ line, child, position, family }: Where,
	findings: ListFinding[],
): ListedGuardian | undefined {
	const name = readName(cell);
	const about = name ?? child.name;
	const tell = (code: ListFindingCode, value: string) => findings.push({ code, line, about, value });
	const email = readEmail(cell('email'), tell);
	const phone = readPhone([cell('mobile'), cell('phone')], tell);
	if (!name && !email && !phone) return undefined;
	const language = emptyWord(cell('language')) ?? emptyWord(family);
	if (language) {
		const proposed = proposeLanguage(language);
		if (!proposed) tell('language_unknown', language);
		else if (!proposed.sure) tell('language_unsure', language);
	}
	return { position, name, email, phone, language };
}

const NOTHING = /^(-+|\.|\?+|n\.?v\.?t\.?|nvt|geen|onbekend|unknown|none|null|nihil|x)$/i;
const emptyWord = (text: string): string | null => (text === '' || NOTHING.test(text) ? null : text);
const TITLE = /^(dhr|mevr|mw|mevrouw|meneer|de heer|heer|mr|mrs|ms)\.?\s+/i;

/** "ouder/verzorger van Elif", as some systems write for want of a name. */
const NO_NAME = /^(ouders?|verzorgers?)(\s*\/\s*(verzorgers?|voogd))?(\s+van\b.*)?$/i;

function readName(cell: (part: GuardianPart) => string): string | null {
	const whole = emptyWord(surnameLast(cell('name')).replace(TITLE, ''));
	if (whole) return NO_NAME.test(whole) ? null : whole;
	const split = splitSurname(cell('surname').replace(TITLE, ''));
	const given = cell('givenName') || cell('initials');
	return emptyWord(
		fullName({ givenName: given, prefix: cell('prefix') || split.prefix, surname: split.surname }),
	);
}

/** "Yıldırım, Ayşe" and "Berg, Lotte van den" as they are said. */
export function surnameLast(name: string): string {
	const comma = name.indexOf(',');
	if (comma < 1) return name;
	const surname = name.slice(0, comma).trim();
	const rest = name.slice(comma + 1).trim();
	if (!rest) return surname;
	return isPrefix(rest) ? `${rest} ${surname}` : `${rest} ${surname}`.trim();
}

type Tell = (code: ListFindingCode, value: string) => void;

function readEmail(text: string, tell: Tell): string | null {
	const given = emptyWord(text.replace(/^mailto:/i, '').trim());
	if (!given) return null;
	const found = given.match(/[^\s<>,;()"']+@[^\s<>,;()"']+\.[^\s<>,;()"'.]{2,}/g) ?? [];
	const [first] = found;
	if (!first || first.length > 254) {
		tell('email_wrong', given);
		return null;
	}
	if (found.length > 1) tell('email_more', given);
	return first;
}

function readPhone(texts: string[], tell: Tell): string | null {
	const given = texts.map(emptyWord).filter((text) => text !== null);
	// two numbers in one cell: "06-10137513 / 010-5550100"
	const parts = given.flatMap((text) => text.split(/\s*[/;|]\s*|\s+of\s+/));
	for (const part of parts) {
		const read = tidyPhone(part);
		if (!read) continue;
		if (read.zeroRestored) tell('phone_zero', read.phone);
		return read.phone;
	}
	if (given[0]) tell('phone_wrong', given[0]);
	return null;
}
