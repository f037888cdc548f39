// npm run messages:check: the texts in all languages are complete and well-formed; part of `npm run check` too.
import { globSync, readFileSync } from 'node:fs';
import { findProblems } from './support/message-check.ts';
import { languageNames } from '../src/lib/translation/language-names.ts';
import { wrongNames } from './support/message-names.ts';
import * as exceptions from './support/message-exceptions.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const settings = JSON.parse(read('project.inlang/settings.json')) as {
	locales: string[];
	'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const messages = globSync('messages/**/*.json').sort();
const sources = globSync('src/**/*.{ts,svelte}', { exclude: ['src/lib/paraglide/**'] });

const tree = {
	locales: settings.locales,
	patterns: settings['plugin.inlang.messageFormat'].pathPattern,
	files: new Map(messages.map((file) => [file, read(file)])),
	sources: new Map(sources.map((file) => [file, read(file)])),
};
const problems = [...findProblems(tree, exceptions), ...wrongNames(settings.locales, languageNames)];
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`The texts of ${settings.locales.join(', ')} are right: ${messages.length} files.`);
