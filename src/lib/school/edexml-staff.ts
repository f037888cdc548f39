import { fold } from '#lib/platform/fold.ts';
import type { XmlElement } from '#lib/platform/server/xml-tree.ts';
import { cleanText, keyOf, people, readerOf, type PersonReader } from './edexml-person.ts';
import type { EdexGroup, EdexStaff } from './edexml.ts';
import type { Findings } from './findings.ts';
import { fullName, splitSurname, tidyText } from './person-name.ts';

const ROLES = new Set('ADJ ADM CON DIR ICT IB KLA LRK LOS LOC OWA OUD RT SMW STA TAL VAK'.split(' '));
/** Words in the names of accounts that are nobody. */
const NO_PERSON =
	/\b(systeem|system|applicatie|functioneel)?(beheer|beheerder|administrator|admin)\b|\b(test|demo)(account|gebruiker|leerkracht)?\b|\bsysteem\w*|\bleverancier\b|\bhelpdesk\b|\b(vacature|onbekend|n\.?n\.?)$/;

/** The staff of a file, as proposals: EDEXML's roles give no rights. */
export function readStaff(frame: XmlElement, groups: readonly EdexGroup[], findings: Findings): EdexStaff[] {
	const staff = new Map<string, EdexStaff>();
	for (const element of people(frame, 'leerkrachten', 'leerkracht')) {
		const member = readStaffMember(element, groups, findings);
		if (!member) continue;
		const known = staff.get(member.key);
		if (known) findings.add('staff_twice', member.line, { about: member.name, value: member.key });
		staff.set(
			member.key,
			known ? { ...known, groupKeys: [...new Set([...known.groupKeys, ...member.groupKeys])] } : member,
		);
	}
	return [...staff.values()];
}

function readStaffMember(
	element: XmlElement,
	groups: readonly EdexGroup[],
	findings: Findings,
): EdexStaff | undefined {
	const reader = readerOf(element, findings);
	const name = readStaffName(reader);
	if (!name || !keyOf(element)) {
		findings.add('staff_no_name', element.line, { about: name, value: keyOf(element) });
		return undefined;
	}
	if (NO_PERSON.test(fold(name))) {
		reader.tell('staff_not_a_person', element.line);
		return undefined;
	}
	if (readRoles(reader).has('OUD')) {
		reader.tell('staff_is_parent', element.line);
		return undefined;
	}
	const email = readEmail(reader);
	if (!email) reader.tell('staff_no_email', element.line);
	return { key: keyOf(element), name, email, groupKeys: readTaught(reader, groups), line: element.line };
}

function readStaffName(reader: PersonReader): string {
	const { find } = reader;
	const split = splitSurname(cleanText(reader, find('achternaam')));
	const prefix = cleanText(reader, find('voorvoegsel') ?? find('tussenvoegsel')) || split.prefix;
	const given =
		cleanText(reader, find('roepnaam')) ||
		cleanText(reader, find('voornamen')).split(' ')[0] ||
		cleanText(reader, find('voorletters-1'));
	return fullName({ givenName: given, prefix, surname: split.surname });
}

function readRoles({ element, tell }: PersonReader): Set<string> {
	const roles = element.children.filter(({ name }) => name === 'rol');
	for (const { text, line } of roles)
		if (text.trim() && !ROLES.has(text.trim())) tell('staff_role_unknown', line, text.trim());
	return new Set(roles.map(({ text }) => text.trim()));
}

function readEmail({ find }: PersonReader): string | null {
	const given = tidyText(find('emailadres')?.text ?? '').text;
	return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given) ? given : null;
}

/** Who is coupled to every group (a habit of one system) teaches none of them as far as we can tell. */
function readTaught({ element, find, tell }: PersonReader, groups: readonly EdexGroup[]): string[] {
	const known = new Set(groups.map(({ key }) => key));
	const keys = [...new Set((find('groepen')?.children ?? []).map(keyOf))].filter((key) => known.has(key));
	const classes = groups.filter(({ kind }) => kind === 'class');
	if (classes.length >= 4 && classes.every(({ key }) => keys.includes(key))) {
		tell('staff_all_groups', find('groepen')?.line ?? element.line);
		return [];
	}
	return keys;
}
