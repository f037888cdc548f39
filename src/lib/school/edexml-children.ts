import { fold } from '#lib/platform/fold.ts';
import type { XmlElement } from '#lib/platform/server/xml-tree.ts';
import { readYearGroup } from './edexml-groups.ts';
import { keyOf, people, readDate, readerOf, readKey, readName, type PersonReader } from './edexml-person.ts';
import type { EdexChild, EdexGroup } from './edexml.ts';
import type { FindingCode, Findings, SensitiveKind } from './findings.ts';
import { fullName } from './person-name.ts';

const SENSITIVE: Record<string, SensitiveKind> = {
	sofinummer: 'national_number',
	bsn: 'national_number',
	onderwijsnummer: 'national_number',
	'bsn_ondwnr-4': 'national_number',
	rijksregisternummer: 'national_number',
	etniciteit: 'ethnicity',
	land: 'country',
	land_vader: 'country',
	land_moeder: 'country',
	gewicht: 'weight',
	gewicht_nieuw: 'weight',
	postcodenl: 'postcode',
	postnummerbe: 'postcode',
	postcodeoverig: 'postcode',
	fotourl: 'photo',
	gebruikersnaam: 'pupil_account',
	emailadres: 'pupil_account',
};

/** The children of a file. Who has the same key as another, or none that lasts, is kept apart by `ref`. */
export function readChildren(
	frame: XmlElement,
	groups: readonly EdexGroup[],
	today: string,
	findings: Findings,
): EdexChild[] {
	const elements = people(frame, 'leerlingen', 'leerling');
	tellSensitive(elements, findings);
	const byKey = new Map(groups.map((group) => [group.key, group]));
	const read = elements.flatMap((element) => readChild(element, byKey, today, findings) ?? []);
	return tellKeys(dropRepeats(read, findings), findings);
}

/** One finding for each kind of data that is dropped, where the file has it first; never a value. */
function tellSensitive(elements: readonly XmlElement[], findings: Findings): void {
	const seen = new Map<SensitiveKind, number>();
	const note = (kind: SensitiveKind | undefined, line: number) => {
		if (kind && !seen.has(kind)) seen.set(kind, line);
	};
	for (const element of elements) {
		if (element.attributes.eckid) note('eckid', element.line);
		for (const { name, line } of element.children) note(SENSITIVE[name], line);
	}
	for (const [kind, line] of seen) findings.add('sensitive_dropped', line, { value: kind });
}

function readChild(
	element: XmlElement,
	groups: ReadonlyMap<string, EdexGroup>,
	today: string,
	findings: Findings,
): EdexChild | undefined {
	const reader = readerOf(element, findings);
	const name = readName(reader);
	const givenName = name.givenName ?? name.initials ?? name.surname;
	if (!givenName) {
		findings.add('child_no_name', element.line, { value: keyOf(element) });
		return undefined;
	}
	const yearGroup = readYear(reader);
	const leftOn = readDate(reader, 'uitstroomdatum');
	const left = yearGroup === 'H' || (leftOn !== null && leftOn < today);
	if (left)
		reader.tell('left_school', reader.find('uitstroomdatum')?.line ?? element.line, leftOn ?? undefined);
	tellOddities(reader);
	return {
		ref: '',
		key: readKey(reader),
		keyTwice: false,
		...name,
		givenName,
		givenNameGuessed: !reader.find('roepnaam')?.text.trim(),
		surname: name.surname === givenName ? null : name.surname,
		birthDate: readBirthDate(reader, left),
		...readPlaces(reader, yearGroup, left, groups),
		startsOn: readDate(reader, 'instroomdatum'),
		leftOn,
		left,
		line: element.line,
	};
}

function readYear({ find, tell }: PersonReader): string | null {
	const element = find('jaargroep');
	if (!element?.text.trim()) return null;
	const year = readYearGroup(element.text);
	if (year?.form !== 'as agreed') tell('year_group_form', element.line, element.text.trim());
	return year?.code ?? null;
}

/** Without a birth date a guardian can't come in with the letter, so a missing one is told; not for who has left. */
function readBirthDate(reader: PersonReader, left: boolean): string | null {
	const element = reader.find('geboortedatum');
	if (element?.text.trim()) return readDate(reader, 'geboortedatum');
	if (!left) reader.tell('birth_date_missing', element?.line ?? reader.element.line);
	return null;
}

type Places = Pick<EdexChild, 'yearGroup' | 'groupKey' | 'groupKeyUnknown' | 'acrossKeys'>;

function readPlaces(
	{ element, find, tell }: PersonReader,
	yearGroup: string | null,
	left: boolean,
	groups: ReadonlyMap<string, EdexGroup>,
): Places {
	const classes = [...element.children, ...(find('groepen')?.children ?? [])].filter(
		({ name }) => name === 'groep',
	);
	const across = (find('samengestelde_groepen')?.children ?? [])
		.map(keyOf)
		.filter((key) => groups.get(key)?.kind === 'across');
	const [first] = classes;
	const given = first ? keyOf(first) : '';
	const group = groups.get(given);
	const year = concrete(yearGroup) ?? concrete(group?.yearGroup ?? null);
	if (left)
		return {
			yearGroup: year,
			groupKey: group?.key ?? null,
			groupKeyUnknown: null,
			acrossKeys: [...new Set(across)],
		};
	if (!given) tell('no_group', element.line);
	else if (!group) tell('group_unknown', first?.line ?? element.line, given);
	else if (!year) tell('year_group_unknown', element.line, group.name);
	return {
		yearGroup: year,
		groupKey: group?.key ?? null,
		groupKeyUnknown: given && !group ? given : null,
		acrossKeys: [...new Set(across)],
	};
}

/** A year of its own: not "combination group", not "has left". */
function concrete(yearGroup: string | null): string | null {
	return yearGroup === 'C' || yearGroup === 'H' ? null : yearGroup;
}

function tellOddities({ find, tell }: PersonReader): void {
	const sex = find('geslacht');
	if (sex?.text === 'odd') tell('sex_form', sex.line);
	const postcode = find('postcodenl');
	if (postcode?.text === 'odd') tell('postcode_form', postcode.line);
	const block = find('toevoegingen');
	if (block) tell('vendor_block', block.line);
}

/** The same child under the same key a second time adds nothing; a leaver's key that is in use again is the old record. */
function dropRepeats(children: readonly EdexChild[], findings: Findings): EdexChild[] {
	const seen = new Set<string>();
	const present = new Set(children.filter(({ left }) => !left).map(({ key }) => key));
	return children.filter((child) => {
		const who = JSON.stringify([child.key, fold(fullName(child)), child.birthDate, child.left]);
		const repeated = child.key !== '' && seen.has(who);
		if (repeated) findings.add('child_twice', child.line, { about: fullName(child), value: child.key });
		seen.add(who);
		return !repeated && !(child.left && present.has(child.key));
	});
}

function tellKeys(children: readonly EdexChild[], findings: Findings): EdexChild[] {
	const times = new Map<string, number>();
	for (const { key } of children) times.set(key, (times.get(key) ?? 0) + 1);
	const numbered = new Map<string, number>();
	return children.map((child) => {
		const { key, line, left } = child;
		const number = (numbered.get(key) ?? 0) + 1;
		numbered.set(key, number);
		const shared = (times.get(key) ?? 0) > 1;
		const tell = (code: FindingCode) => findings.add(code, line, { about: fullName(child), value: key });
		if (!left && key === '') tell('child_no_key');
		else if (!left && key.startsWith('#')) tell('key_unstable');
		else if (!left && shared) tell('key_twice');
		return { ...child, keyTwice: shared && key !== '', ref: shared || key === '' ? `${key}.${number}` : key };
	});
}
