import { expect, test } from 'vitest';
import { readXml, type XmlElement, type XmlRead } from './xml-tree.ts';

const keepAll = {
	keepText: (_: string, text: string) => text,
	keepAttribute: (_: string, value: string) => value,
};
const read = (text: string) => readXml(text, keepAll);

function root(result: XmlRead): XmlElement {
	if (!result.ok) throw new Error(result.refusal);
	return result.root;
}

test('elements with their line, text and attributes', () => {
	const tree = root(
		read(
			'<?xml version="1.0"?>\r\n<!-- a -->\r\n<ns:A xmlns:ns="u">\r\n <b k="1 &amp; 2">x<!-- c -->y</b>\r\n<C\n/><d><![CDATA[<e>]]></d></ns:A>',
		),
	);
	expect(tree).toMatchObject({ name: 'a', line: 3 });
	expect(tree.children.map(({ name, line, text }) => [name, line, text])).toEqual([
		['b', 4, 'xy'],
		['c', 5, ''],
		['d', 6, '<e>'],
	]);
	expect(tree.children[0]?.attributes).toEqual({ k: '1 & 2' });
});

test('what is not kept is nowhere in the result', () => {
	const tree = root(
		readXml('<a k="secret1" key="7"><b>secret2<c>kept</c></b><b><![CDATA[secret3]]></b></a>', {
			keepText: (name, text) => (name === 'c' ? text : ''),
			keepAttribute: (name, value) => (name === 'key' ? value : undefined),
		}),
	);
	expect(JSON.stringify(tree)).not.toContain('secret');
	expect(tree.attributes.key).toBe('7');
	expect(tree.children[0]?.children[0]?.text).toBe('kept');
});

test('character references are read once', () => {
	expect(root(read('<a>Garc&amp;iacute;a &#233; &eacute;</a>')).text).toBe('Garc&iacute;a é é');
});

test.each([
	['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
	['<?xml version="1.0"?><!doctype a SYSTEM "http://x"><a/>'],
	['<a/><!ENTITY x "y">'],
])('%s has a document type and is refused', (text) => {
	expect(read(text)).toEqual({ ok: false, refusal: 'doctype' });
});

test.each([
	['', 1],
	['hello', 1],
	['<a>\n<b>\n</a>', 3],
	['<a>\n\n<b c=1/></a>', 3],
	['<a>\nJansen & Zn</a>', 2],
	['<a></a>\n<b></b>', 2],
	['<a', 1],
	['<a>', 1],
])('%j is broken, at line %i', (text, line) => {
	expect(read(text)).toEqual({ ok: false, refusal: 'broken', line });
});

test('nested too deep is refused instead of overflowing', () => {
	const deep = 100_000;
	expect(read('<a>'.repeat(deep) + '</a>'.repeat(deep))).toMatchObject({ ok: false, refusal: 'broken' });
});

test('names that every object has are refused or are just names', () => {
	expect(read('<a><__proto__>x</__proto__></a>')).toMatchObject({ ok: false, refusal: 'broken' });
	expect(root(read('<a><tostring>y</tostring></a>')).children[0]?.text).toBe('y');
});
