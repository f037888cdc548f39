import { fold } from '#lib/platform/fold.ts';
import type { XmlElement } from '#lib/platform/server/xml-tree.ts';
import type { EdexGroup } from './edexml.ts';
import type { Findings } from './findings.ts';
import { tidyText } from './person-name.ts';

/** EDEXML's codes: babies, toddlers, 0 to 8, secondary 11 to 16, special schools, none of these. */
const YEAR_GROUPS = new Set([
	'B',
	'D',
	'0',
	'1',
	'2',
	'3',
	'4',
	'5',
	'6',
	'7',
	'8',
	'11',
	'12',
	'13',
	'14',
	'15',
	'16',
	'S',
	'V',
	'N',
]);

/** A year group's code; `C` (the year is on the pupil) and `H` (has left) too. Undefined when it is none. */
export function readYearGroup(text: string): { code: string; form: 'as agreed' | 'other' } | undefined {
	const given = text.trim();
	if (YEAR_GROUPS.has(given) || given === 'C' || given === 'H') return { code: given, form: 'as agreed' };
	const plain = given
		.toUpperCase()
		.replace(/^(GROEP|GR\.?|JAARGROEP|LEERJAAR)\s*/, '')
		.replace(/^0+(?=\d)/, '');
	if (YEAR_GROUPS.has(plain) || plain === 'C' || plain === 'H') return { code: plain, form: 'other' };
	return undefined;
}

/** The groups of a file, each once. */
export function readGroups(frame: XmlElement, findings: Findings): EdexGroup[] {
	const groups = new Map<string, EdexGroup>();
	for (const element of frame.children
		.filter(({ name }) => name === 'groepen')
		.flatMap(({ children }) => children)) {
		const kind =
			element.name === 'groep' ? 'class' : element.name === 'samengestelde_groep' ? 'across' : undefined;
		if (!kind) continue;
		const group = readGroup(element, kind, findings);
		if (!group) continue;
		if (groups.has(group.key))
			findings.add('group_twice', group.line, { about: group.name, value: group.key });
		else groups.set(group.key, group);
	}
	const found = [...groups.values()];
	for (const group of found.filter(({ key }) => key.startsWith('#')))
		findings.add('group_key_unstable', group.line, { about: group.name, value: group.key });
	for (const [first] of splitGroups(found))
		if (first) findings.add('group_split', first.line, { about: baseName(first.name) });
	return found;
}

function readGroup(element: XmlElement, kind: EdexGroup['kind'], findings: Findings): EdexGroup | undefined {
	const find = (name: string) => element.children.find((child) => child.name === name);
	const key = (element.attributes.key ?? '').trim();
	const name = tidyText(find('naam')?.text ?? '').text.slice(0, 100);
	if (!key) {
		findings.add('group_no_key', element.line, { about: name });
		return undefined;
	}
	if (!name) findings.add('group_no_name', element.line, { value: key });
	const year = find('jaargroep');
	const yearGroup = year ? readYearGroup(year.text) : undefined;
	if (year?.text.trim() && yearGroup?.form !== 'as agreed')
		findings.add('year_group_form', year.line, { about: name || key, value: year.text.trim().slice(0, 20) });
	return {
		key,
		name: name || key,
		kind,
		yearGroup: kind === 'class' ? (yearGroup?.code ?? null) : null,
		line: element.line,
	};
}

/** `5/6` of `5/6 (5)`. */
export function baseName(name: string): string {
	return name.replace(/\s*\((?:groep\s*)?\d{1,2}\)\s*$/i, '').trim() || name;
}

/** Sets of groups that are one combination group, exported as one group for each year. */
export function splitGroups(groups: readonly EdexGroup[]): EdexGroup[][] {
	const byName = new Map<string, EdexGroup[]>();
	for (const group of groups) {
		if (group.kind !== 'class' || !/^\d+$/.test(group.yearGroup ?? '')) continue;
		const name = fold(baseName(group.name));
		byName.set(name, [...(byName.get(name) ?? []), group]);
	}
	return [...byName.values()].filter(
		(same) => same.length > 1 && new Set(same.map(({ yearGroup }) => yearGroup)).size === same.length,
	);
}
