import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeEntities } from '../entities.ts';

/** An element of an XML file: local name in lower case, and where it starts. */
export interface XmlElement {
	name: string;
	line: number;
	/** Character references are read; not trimmed. */
	text: string;
	attributes: Readonly<Record<string, string>>;
	children: readonly XmlElement[];
}

export interface XmlOptions {
	/**
	 * Sees each element's text before anything is kept, and says what is kept of it. What this drops is nowhere in the
	 * result.
	 */
	keepText(name: string, text: string): string;
	/** The same for attributes; undefined drops it. */
	keepAttribute(name: string, value: string): string | undefined;
}

export type XmlRead =
	| { ok: true; root: XmlElement }
	| { ok: false; refusal: 'doctype' }
	| { ok: false; refusal: 'broken'; line: number };

type Node = Record<string, unknown> & { ':@'?: Record<string, string> };

const META = XMLParser.getMetaDataSymbol() as unknown as keyof Node;
/** Far more than any real file; deeper ones are made to overflow a stack. */
const MOST_LEVELS = 60;

/**
 * Reads an XML text without namespaces into elements with line numbers. A document type is refused unread: it could
 * define entities that grow or that fetch files.
 */
export function readXml(text: string, options: XmlOptions): XmlRead {
	const lines = text.replace(/\r\n?/g, '\n');
	if (/<!(DOCTYPE|ENTITY)/i.test(lines)) return { ok: false, refusal: 'doctype' };
	const valid = XMLValidator.validate(lines);
	if (valid !== true) return { ok: false, refusal: 'broken', line: valid.err.line || 1 };
	const lineOf = lineCounter(lines);
	const [root] = elementsOf(parse(lines, options) ?? [], lineOf);
	return root ? { ok: true, root } : { ok: false, refusal: 'broken', line: 1 };
}

function parse(text: string, { keepText, keepAttribute }: XmlOptions): Node[] | undefined {
	const parser = new XMLParser({
		preserveOrder: true,
		captureMetaData: true,
		ignoreAttributes: false,
		attributeNamePrefix: '',
		parseTagValue: false,
		trimValues: false,
		removeNSPrefix: true,
		ignoreDeclaration: true,
		ignorePiTags: true,
		// they are read below, once for all: the parser knows the five of XML only
		processEntities: false,
		maxNestedTags: MOST_LEVELS,
		jPath: false,
		transformTagName: (name) => name.toLowerCase(),
		transformAttributeName: (name) => name.toLowerCase(),
		tagValueProcessor: (name, value) => keepText(name, decodeEntities(value)),
		attributeValueProcessor: (name, value) => keepAttribute(name.toLowerCase(), decodeEntities(value)) ?? '',
	});
	try {
		return parser.parse(text) as Node[];
	} catch {
		// nested too deep, or named like a part of every object
		return undefined;
	}
}

function elementsOf(nodes: Node[], lineOf: (index: number) => number): XmlElement[] {
	return nodes.map((node) => elementOf(node, lineOf)).filter((element) => element !== undefined);
}

function elementOf(node: Node, lineOf: (index: number) => number): XmlElement | undefined {
	const name = Object.keys(node).find((key) => key !== ':@');
	if (!name || name.startsWith('#')) return undefined;
	const inside = node[name] as Node[];
	const start = (node[META] as { startIndex: number } | undefined)?.startIndex ?? 0;
	return {
		name,
		line: lineOf(start),
		text: inside.map((part) => (typeof part['#text'] === 'string' ? part['#text'] : '')).join(''),
		attributes: node[':@'] ?? {},
		children: elementsOf(inside, lineOf),
	};
}

/** Line of a position, from 1; asked in rising order, as the tree is walked. */
function lineCounter(text: string): (index: number) => number {
	let line = 1;
	let end = text.indexOf('\n');
	return (index) => {
		while (end !== -1 && end < index) {
			line++;
			end = text.indexOf('\n', end + 1);
		}
		return line;
	};
}
