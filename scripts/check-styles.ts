// Styles that turn round in right-to-left languages; part of `npm run check`.
import { globSync, readFileSync } from 'node:fs';
import { findPhysical } from './support/styles.ts';

for (const file of globSync('src/**/*.{svelte,css}').sort())
	for (const { line, says } of findPhysical(file, readFileSync(file, 'utf8'))) {
		console.log(`${file}:${line}  ${says}: say inline-start or inline-end`);
		process.exitCode = 1;
	}
