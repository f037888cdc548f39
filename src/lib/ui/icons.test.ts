import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { iconNames } from './icon-names.ts';
import { turningIcons } from './turning-icons.ts';

const sprite = readFileSync(new URL('icons.svg', import.meta.url), 'utf8');

test('the names are those of the drawings in the sprite, each once', () => {
	const drawn = [...sprite.matchAll(/<symbol id="i-([\w-]+)"/g)].map(([, name]) => name);
	expect([...iconNames]).toEqual(drawn);
	expect(new Set(drawn).size).toBe(drawn.length);
});

test('every drawing is 24 by 24 and takes its colour and line from the page', () => {
	expect(sprite.match(/<symbol id="i-/g)?.length).toBe(sprite.match(/viewBox="0 0 24 24"/g)?.length);
	const [icons = ''] = sprite.replace(/<svg [^>]*>/, '').split('<symbol id="bridge"');
	expect(icons).not.toMatch(/(fill|stroke)="/);
});

test('what turns round is drawn', () => {
	expect([...turningIcons].filter((name) => !iconNames.includes(name))).toEqual([]);
});
