import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import type { Message } from './message-texts.ts';
import { addLanguage, toTranslate } from './new-language.ts';

const TREE = [
	'docs/languages.md',
	'messages',
	'package.json',
	'project.inlang',
	'scripts',
	'src',
	'.prettierrc.json',
	'.prettierignore',
];

/** The tree without what is made from it, to change at will. */
function copyOfTheTree(): string {
	const copy = temporaryFolder();
	const isMade = (file: string) => file.endsWith(path.join('lib', 'paraglide'));
	for (const name of TREE)
		cpSync(name, path.join(copy, name), { recursive: true, filter: (file) => !isMade(file) });
	symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
	return copy;
}

function run(copy: string, ...args: string[]) {
	const bin = path.join(copy, 'node_modules', '.bin');
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: copy,
		encoding: 'utf8',
		env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
	});
	return { status, lines: stdout.split('\n').filter(Boolean), stderr };
}

const read = (copy: string, file: string) => readFileSync(path.join(copy, file), 'utf8');

test('a new language is ready to translate, and the check says exactly what is left', () => {
	const copy = copyOfTheTree();
	const added = run(copy, 'scripts/language.ts', 'add', 'ps');
	expect([added.status, added.stderr]).toEqual([0, '']);

	const settings = JSON.parse(read(copy, 'project.inlang/settings.json')) as {
		locales: string[];
		'plugin.inlang.messageFormat': { pathPattern: string[] };
	};
	expect(settings.locales.at(-1)).toBe('ps');
	expect(read(copy, 'src/lib/translation/locale.ts')).toContain(
		"\tps: { name: 'پښتو', direction: 'rtl' },\n}",
	);
	expect(read(copy, 'docs/languages.md')).toContain('| Pashto | `ps` | to be translated | not yet |');

	const check = run(copy, 'scripts/check-messages.ts');
	const texts = settings['plugin.inlang.messageFormat'].pathPattern.flatMap((pattern) => {
		const dutch = JSON.parse(read(copy, pattern.replace('{locale}', 'nl'))) as Record<string, unknown>;
		const file = path.normalize(pattern.replace('{locale}', 'ps'));
		return Object.keys(dutch)
			.filter((key) => key !== '$schema')
			.map((key) => `${file} ${key}`);
	});
	const [names, left] = [true, false].map((ofNames) =>
		check.lines.filter((line) => line.startsWith('src/lib/translation/language-names-ps.ts') === ofNames),
	);
	expect(check.status).toBe(1);
	expect(left?.every((line) => line.includes(': is still to be translated: “'))).toBe(true);
	expect(left?.map((line) => line.split(':')[0])).toEqual(texts);
	// CLDR has a name in Pashto for most of the others
	expect(names?.length).toBeGreaterThan(0);
	expect(names?.length).toBeLessThan(15);
	expect(run(copy, 'scripts/language.ts', 'add', 'ps').stderr).toContain('has texts already');

	// the tables of the copy take the language in: types are stripped, so that what is missing would be undefined
	const asks = `import { directionOf, localeNames, textsOf } from './src/lib/translation/locale.ts';
		import { appLocaleFor, languageName } from './src/lib/translation/languages.ts';
		console.log(directionOf('ps'), localeNames.ps, textsOf('ps'), appLocaleFor('ps'), languageName('ps', 'ps'));`;
	expect(run(copy, '--input-type=module-typescript', '--eval', asks).lines).toEqual([
		'rtl پښتو drafted ps پښتو',
	]);
});

test.each([
	['xx', 'unknown'],
	['so-SO', 'unknown'],
	['ary', 'spoken'],
	['pl', 'there'],
])('%s is refused: %s', (tag, refusal) => {
	const copy = temporaryFolder();
	cpSync('project.inlang/settings.json', path.join(copy, 'project.inlang/settings.json'));
	expect(addLanguage(copy, tag)).toEqual({ ok: false, refusal });
	expect(existsSync(path.join(copy, 'messages'))).toBe(false);
});

describe('the plural forms of a new language', () => {
	const dutch: Message = [
		{
			declarations: ['input count', 'input kind', 'local n = count: plural'],
			selectors: ['n', 'kind'],
			match: {
				'n=one, kind=talk': '{count} gesprek',
				'n=other, kind=talk': '{count} gesprekken',
				'n=one, kind=*': '{count} plek',
				'n=other, kind=*': '{count} plekken',
			},
		},
	];
	const matchFor = (plurals: Parameters<typeof toTranslate>[1]['plurals']) => {
		const message = toTranslate(dutch, { plurals });
		return typeof message === 'string' ? {} : message[0].match;
	};
	test('those that Dutch lacks begin as its plural', () => {
		expect(matchFor(['one', 'few', 'other'])).toEqual({
			'n=one, kind=talk': '[nl] {count} gesprek',
			'n=few, kind=talk': '[nl] {count} gesprekken',
			'n=other, kind=talk': '[nl] {count} gesprekken',
			'n=one, kind=*': '[nl] {count} plek',
			'n=few, kind=*': '[nl] {count} plekken',
			'n=other, kind=*': '[nl] {count} plekken',
		});
	});
	test('those that the language lacks are left out', () => {
		expect(matchFor(['other'])).toEqual({
			'n=other, kind=talk': '[nl] {count} gesprekken',
			'n=other, kind=*': '[nl] {count} plekken',
		});
	});
});
