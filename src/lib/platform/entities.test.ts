import { expect, test } from 'vitest';
import { decodeEntities } from './entities.ts';

test.each([
	['Garc&iacute;a', 'García'],
	['Garc&amp;iacute;a', 'Garc&iacute;a'],
	['&#201;milie &#xE9;', 'Émilie é'],
	['Dvo&rcaron;&aacute;k', 'Dvořák'],
	['&lt;b&gt; &quot;&apos;', '<b> "\''],
	['&nbsp;&yuml;&Agrave;', '\u00a0ÿÀ'],
	['Jansen & Zn; &onbekend; &#0; &#xD800; &', 'Jansen & Zn; &onbekend; &#0; &#xD800; &'],
])('%s', (text, expected) => {
	expect(decodeEntities(text)).toBe(expected);
});
