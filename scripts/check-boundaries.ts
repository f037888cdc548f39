// Which room of the house may touch which; part of `npm run check`.
import { globSync, readFileSync } from 'node:fs';
import { findBroken } from './support/boundaries.ts';

const paths = globSync('{src,scripts,tests,bench,build-tools}/**/*.*', {
	exclude: ['src/lib/paraglide/**', 'tests/support/input/**'],
});
const code = paths.filter((path) => /\.(ts|js|svelte)$/.test(path)).sort();
const broken = findBroken(new Map(code.map((path) => [path, readFileSync(path, 'utf8')])));
for (const { file, line, says } of broken) console.log(`${file}:${line}  ${says}`);
if (broken.length > 0) process.exitCode = 1;
