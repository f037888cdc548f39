import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { directionOf, locales } from './locale.ts';

/** Placeholders for what is read from left to right in every language: see docs/domains/translation.md. */
const placeholder = /(\u2066?)\{(phone|email|code|address)\}(\u2069?)/g;

test('numbers, codes and addresses are isolated in texts that run from right to left', () => {
	const files = locales
		.filter((locale) => directionOf(locale) === 'rtl')
		.flatMap((locale) => globSync(`messages/${locale}/*.json`));
	const bare = files.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter((line) => !line.includes('"input ') && !line.includes('"declarations"'))
			.filter((line) => [...line.matchAll(placeholder)].some(([, open, , close]) => !open || !close))
			.map((line) => `${file}: ${line.trim()}`),
	);
	expect(files.length).toBeGreaterThan(5);
	expect(bare).toEqual([]);
});
