import { decodeText } from '#lib/platform/decode-text.ts';
import { readXml, type XmlElement } from '#lib/platform/server/xml-tree.ts';
import { readGroups } from '../edexml-groups.ts';
import { readStaff } from '../edexml-staff.ts';
import { readChildren } from '../edexml-children.ts';
import { MOST_BYTES, type EdexFile, type EdexRead, type EdexRefusal } from '../edexml.ts';
import { collectFindings, type Findings } from '../findings.ts';

/** Elements whose text is read. All other text is dropped before anything else sees it. */
const KEPT = new Set(
	`schooljaar peildatum brincode dependancecode aanmaakdatum xsdversie naam jaargroep achternaam voorvoegsel tussenvoegsel
	voornamen voorletters-1 voorletters roepnaam geboortedatum instroomdatum uitstroomdatum emailadres rol rolomschrijving`.split(
		/\s+/,
	),
);
/** Elements of which only the form is looked at. */
const LOOKED_AT: Record<string, RegExp> = { geslacht: /^[0129]$/, postcodenl: /^\d{4}[A-Z]{2}$/ };

/**
 * Reads an EDEXML file (2.1, and 2.0 and 1.03 content; also inside the UWLR message): any encoding, any order of
 * elements, with or without namespaces. Takes what can be understood and tells what was odd; refuses only what can't be
 * read at all. `today` (`YYYY-MM-DD`) decides who has left.
 */
export function parseEdexml(bytes: Uint8Array, today: string): EdexRead {
	const refuse = (refusal: EdexRefusal): EdexRead => ({ ok: false, refusal });
	if (bytes.length > MOST_BYTES) return refuse({ code: 'too_large' });
	if (bytes.length === 0) return refuse({ code: 'empty' });
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return refuse({ code: 'zip' });
	const decoded = decodeText(bytes, declaredEncoding(bytes));
	if (!decoded) return refuse({ code: 'unknown_encoding' });
	if (!decoded.text.trimStart().startsWith('<')) return refuse({ code: 'not_xml' });
	const xml = readXml(decoded.text.trimStart(), {
		keepText(name, text) {
			const form = LOOKED_AT[name];
			if (form) return text.trim() === '' ? '' : form.test(text.trim()) ? 'as agreed' : 'odd';
			return KEPT.has(name) ? text : '';
		},
		keepAttribute: (name, value) =>
			name === 'key' ? value : name === 'eckid' && value ? 'present' : undefined,
	});
	if (!xml.ok)
		return refuse(xml.refusal === 'broken' ? { code: 'broken', line: xml.line } : { code: 'doctype' });
	const frame = findFrame(xml.root);
	if (!frame) return refuse({ code: 'not_edexml' });

	const findings = collectFindings();
	if (decoded.byteOrderMark && decoded.encoding === 'utf-8') findings.add('byte_order_mark', 1);
	if (decoded.wrong) findings.add('encoding_wrong', 1, { value: decoded.encoding });
	const file = readFrame(frame, today, findings);
	return file.children.length === 0 ? refuse({ code: 'no_children' }) : { ok: true, file };
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
	return /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
}

/** The element that holds the pupils: the root, or further in when another message wraps it. */
function findFrame(root: XmlElement): XmlElement | undefined {
	const looking = [root];
	for (let element = looking.shift(); element; element = looking.shift()) {
		if (element.children.some(({ name }) => name === 'leerlingen')) return element;
		if (looking.length < 1000) looking.push(...element.children);
	}
	return undefined;
}

function readFrame(frame: XmlElement, today: string, findings: Findings): EdexFile {
	const school = readSchool(frame.children.find(({ name }) => name === 'school') ?? frame, findings);
	const groups = readGroups(frame, findings);
	const children = readChildren(frame, groups, today, findings);
	const used = new Set(
		children.filter(({ left }) => !left).flatMap((child) => [child.groupKey, ...child.acrossKeys]),
	);
	const filled = groups.filter(({ key, name, line }) => {
		if (!used.has(key)) findings.add('group_empty', line, { about: name });
		return used.has(key);
	});
	const staff = readStaff(frame, filled, findings);
	return { ...school, groups: filled, children, staff, findings: findings.list() };
}

function readSchool(school: XmlElement, findings: Findings): Pick<EdexFile, 'schoolYear' | 'brin'> {
	const find = (name: string) => school.children.find((child) => child.name === name);
	const location = find('dependancecode');
	if (location && !location.text.trim()) findings.add('location_code_empty', location.line);
	const made = find('aanmaakdatum');
	if (made?.text.trim() && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(made.text.trim()))
		findings.add('made_on_form', made.line, { value: made.text.trim().slice(0, 40) });
	const version = find('xsdversie');
	if (version && version.text.trim() !== '2.1')
		findings.add('other_version', version.line, { value: version.text.trim().slice(0, 20) });
	return {
		schoolYear: readSchoolYear(find('schooljaar'), school.line, findings),
		brin: readBrin(find('brincode'), school.line, findings),
	};
}

function readSchoolYear(element: XmlElement | undefined, line: number, findings: Findings): string | null {
	const given = element?.text.trim() ?? '';
	const [, from, to] = /^(\d{4})\D+(\d{4})$/.exec(given) ?? [];
	if (!from || Number(to) !== Number(from) + 1) {
		findings.add('school_year_missing', element?.line ?? line, given ? { value: given.slice(0, 40) } : {});
		return null;
	}
	const name = `${from}-${to}`;
	if (given !== name) findings.add('school_year_form', element?.line ?? line, { value: given.slice(0, 40) });
	return name;
}

function readBrin(element: XmlElement | undefined, line: number, findings: Findings): string | null {
	const given = element?.text.trim() ?? '';
	// behind the code may stand the two digits of a location
	const brin = /^\d{2}[A-Z]{2}/.exec(given.toUpperCase().replace(/[\s-]/g, ''))?.[0];
	if (!brin) {
		findings.add('brin_missing', element?.line ?? line, given ? { value: given.slice(0, 20) } : {});
		return null;
	}
	if (!given.startsWith(brin))
		findings.add('brin_form', element?.line ?? line, { value: given.slice(0, 20) });
	return brin;
}
