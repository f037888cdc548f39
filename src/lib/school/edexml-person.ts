import { readDay } from '#lib/platform/read-day.ts';
import type { XmlElement } from '#lib/platform/server/xml-tree.ts';
import type { FindingCode, Findings } from './findings.ts';
import { fullName, isShortPrefix, splitSurname, tidyText, type TidyText } from './person-name.ts';

const LONGEST = 100;

/** Reads the elements of one person; what it finds is told with that person's name. */
export interface PersonReader {
	element: XmlElement;
	about: string;
	find(name: string): XmlElement | undefined;
	tell(code: FindingCode, line: number, value?: string): void;
}

export interface PersonName {
	givenName: string | null;
	prefix: string | null;
	surname: string | null;
	initials: string | null;
}

/** The elements of one list: `leerlingen/leerling`. */
export function people(frame: XmlElement, list: string, name: string): XmlElement[] {
	return frame.children
		.filter((child) => child.name === list)
		.flatMap(({ children }) => children)
		.filter((child) => child.name === name);
}

/** A reader of one person, whose findings carry that person's name. */
export function readerOf(element: XmlElement, findings: Findings): PersonReader {
	const find = (name: string) => element.children.find((child) => child.name === name);
	const part = (name: string) => tidyText(find(name)?.text ?? '').text;
	const given = part('roepnaam') || part('voornamen') || part('voorletters-1');
	const split = splitSurname(part('achternaam'));
	const prefix = part('voorvoegsel') || part('tussenvoegsel') || split.prefix;
	const about = fullName({ givenName: given, prefix, surname: split.surname }).slice(0, LONGEST);
	return {
		element,
		about,
		find,
		tell: (code, line, value) =>
			findings.add(code, line, {
				about,
				start: element.line,
				...(value ? { value: value.slice(0, 60) } : {}),
			}),
	};
}

export function keyOf(element: XmlElement): string {
	return (element.attributes.key ?? '').trim();
}

/** Spaces around a key mean nothing; zeros in front do. */
export function readKey({ element, tell }: PersonReader): string {
	const key = keyOf(element);
	if (key !== (element.attributes.key ?? '')) tell('key_spaces', element.line, key);
	return key;
}

export function readName(reader: PersonReader): PersonName {
	const { element, find, tell } = reader;
	const odd = find('tussenvoegsel');
	if (odd) tell('prefix_element', odd.line);
	const split = splitSurname(cleanText(reader, find('achternaam')));
	if (split.prefix) tell('prefix_in_surname', find('achternaam')?.line ?? element.line);
	const prefix = cleanText(reader, find('voorvoegsel') ?? odd) || split.prefix;
	if (prefix && isShortPrefix(prefix))
		tell('prefix_short', (find('voorvoegsel') ?? odd ?? element).line, prefix);
	const called = cleanText(reader, find('roepnaam'));
	const first = cleanText(reader, find('voornamen')).split(' ')[0] ?? '';
	const surname = split.surname || null;
	if (!called && (surname || first)) tell('no_given_name', element.line);
	if (called && !surname) tell('only_given_name', element.line);
	const initials = cleanText(reader, find('voorletters-1') ?? find('voorletters'));
	return { givenName: called || first || null, prefix: prefix || null, surname, initials: initials || null };
}

const CHANGE_CODES: Record<
	TidyText['changes'] extends Set<infer C extends string> ? C : never,
	FindingCode
> = {
	spaces: 'stray_spaces',
	escaped_twice: 'escaped_twice',
	accents_apart: 'accents_apart',
	bad_characters: 'bad_characters',
};

/** An element's text, made clean; what was wrong with it is told. */
export function cleanText({ tell }: PersonReader, element: XmlElement | undefined): string {
	if (!element) return '';
	const { text, changes } = tidyText(element.text);
	for (const change of changes) tell(CHANGE_CODES[change], element.line, text);
	return text.slice(0, LONGEST);
}

/** A day, or null when there is none or it can't be read; how it was written is told. */
export function readDate({ find, tell }: PersonReader, name: string): string | null {
	const element = find(name);
	if (!element?.text.trim()) return null;
	const read = readDay(element.text);
	const given = element.text.trim();
	if (!read.ok) {
		tell('date_impossible', element.line, given);
		return null;
	}
	if (read.form === 'local') tell('date_form', element.line, given);
	if (read.form === 'zone') tell('date_zone', element.line, given);
	return read.day;
}
