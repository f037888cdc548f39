import { expect, test } from 'vitest';
import { findPhysical } from './styles.ts';

test.each([
	'.a { margin-left: 1rem }',
	'.a { padding-right: 1rem }',
	'.a {\n\tleft: 0;\n}',
	'.a { color: red; right: 0 }',
	'.a { text-align: left }',
	'.a { float: right }',
	'.a { border-top-left-radius: 2px }',
])('%s is a side of the screen', (css) => {
	expect(findPhysical('a.css', css)).toHaveLength(1);
	expect(findPhysical('A.svelte', `<p>x</p>\n<style>\n${css}\n</style>`)).toHaveLength(1);
});

test('it says where', () => {
	expect(findPhysical('A.svelte', '<p>left: 1</p>\n<style>\n.a {\n\tleft: 0;\n}\n</style>')).toEqual([
		{ line: 4, says: 'left: 0;' },
	]);
});

test('in a style attribute too', () => {
	expect(findPhysical('A.svelte', '<p style="left: 0">x</p>')).toHaveLength(1);
	expect(findPhysical('A.svelte', '<p style:right="0">x</p>')).toHaveLength(1);
});

test.each([
	'.a { margin-inline-start: 1rem; inset-inline-end: 0; text-align: start; border-start-start-radius: 2px }',
	'/* not left: 0 */',
	'.leaf-left { color: red }',
])('%s is a side of the text, or none', (css) => {
	expect(findPhysical('a.css', css)).toEqual([]);
});

test('code is no style', () => {
	expect(findPhysical('A.svelte', '<script>const a = { left: 1 };</script><p>left: 2</p>')).toEqual([]);
});
