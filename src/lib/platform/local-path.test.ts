import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each([
	['/join', '/join'],
	['/join?a=1#b', '/join?a=1#b'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['https://evil.example/', '/'],
	['javascript:alert(1)', '/'],
	['', '/'],
	[null, '/'],
	['/\t/evil.example', '/'],
])('%j leads to %j', (wanted, path) => {
	expect(localPath(wanted)).toBe(path);
});
