// npm run school -- create NAME --head EMAIL …   makes a school
// npm run school -- import FILE …                reads children and guardians from files
// npm run school -- list                         shows the schools
// npm run school -- bounces [PLACE]              reads mail that came back
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { WrongSettings } from '#lib/platform/server/settings.ts';
import { regions, type Region } from '#lib/school/holidays.ts';

const USAGE = `npm run school -- create NAME --head EMAIL [--head-name NAME] [--brin CODE] [--region ${regions.join('|')}]
npm run school -- list
npm run school -- import FILE [--guardians FILE.csv] [--apply] [--json] [--school ID] [--answer KEY=VALUE]… [--language nl]
npm run school -- bounces [FILE|MAILDIR]

import reads an EDEXML file and shows what it would do; --apply does it. Without FILE, --guardians alone reads a list
for children who are there already. Questions are shown with their key; --answer answers one, as often as needed.
bounces reads mail that came back (from a pipe, a file, or the new ones of a Maildir) and notes which addresses lead
nowhere. BOUNCES_TO says where it comes back to.
DATA_DIR and DATABASE_URL say which database, as for the app.`;

class WrongUse extends Error {}

const options = {
	head: { type: 'string' },
	'head-name': { type: 'string' },
	brin: { type: 'string' },
	region: { type: 'string' },
	guardians: { type: 'string' },
	apply: { type: 'boolean', default: false },
	json: { type: 'boolean', default: false },
	school: { type: 'string' },
	answer: { type: 'string', multiple: true, default: [] as string[] },
	language: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

/** Where the words go, and whose settings count: those of the process, or of a test. */
export interface Outside {
	env: Record<string, string | undefined>;
	say(text: string): void;
	complain(text: string): void;
	/** What is piped in. */
	input?(): Promise<Uint8Array>;
}

/** Runs one command; gives the exit code: 0 done or shown, 1 refused, 2 used wrongly. */
export async function runSchool(words: string[], outside: Outside): Promise<number> {
	try {
		return await main(words, outside);
	} catch (error) {
		const { message, name, code } = error as Error & { code?: string };
		const isUse = error instanceof WrongUse || code?.startsWith('ERR_PARSE_ARGS');
		if (isUse) outside.complain(`${message}\n\n${USAGE}`);
		else if (error instanceof WrongSettings || name === 'RefusedStart') outside.complain(message);
		else throw error;
		return 2;
	}
}

async function main(words: string[], outside: Outside): Promise<number> {
	const { values, positionals } = parseArgs({ options, allowPositionals: true, args: words });
	const [command, ...rest] = positionals;
	if (values.help || !command) {
		outside.say(USAGE);
		return values.help ? 0 : 2;
	}
	// the texts are made by the build; on a fresh clone they are not there yet
	if (!existsSync('src/lib/paraglide/messages.js')) await import('./messages.ts');
	const school = await import('./support/school-commands.ts');
	if (command === 'create') return school.create(createArguments(rest, values), outside);
	if (command === 'list') return school.list(outside);
	if (command === 'bounces') return school.noteBounces(bouncesPlace(rest), outside);
	if (command === 'import') return school.importFiles(importArguments(rest, values), outside);
	throw new WrongUse(`There is no command "${command}".`);
}

function createArguments(
	rest: string[],
	values: { head?: string; 'head-name'?: string; brin?: string; region?: string },
) {
	const [name = '', ...more] = rest;
	if (name.trim() === '') throw new WrongUse('create needs the name of the school.');
	if (more.length > 0) throw new WrongUse(`create takes one name; put it in quotes: "${rest.join(' ')}".`);
	const { head, brin, region = 'midden' } = values;
	if (!head || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(head))
		throw new WrongUse('--head needs the e-mail address of the head, who lets everybody else in.');
	if (brin !== undefined && !/^\d{2}[A-Z]{2}$/i.test(brin))
		throw new WrongUse(`--brin is "${brin}": use two digits and two letters, such as 99ZZ.`);
	if (!(regions as readonly string[]).includes(region))
		throw new WrongUse(`--region is "${region}": use ${regions.join(', ')}.`);
	return {
		name: name.trim(),
		headEmail: head,
		...(values['head-name'] ? { headName: values['head-name'] } : {}),
		brin: brin ?? null,
		region: region as Region,
	};
}

function bouncesPlace(rest: string[]): string | undefined {
	const [place, ...more] = rest;
	if (more.length > 0) throw new WrongUse(`bounces takes one place; "${more.join(' ')}" is too much.`);
	if (place !== undefined && !existsSync(place)) throw new WrongUse(`There is no file or folder "${place}".`);
	return place;
}

function importArguments(
	rest: string[],
	values: {
		guardians?: string;
		apply: boolean;
		json: boolean;
		school?: string;
		answer: string[];
		language?: string;
	},
) {
	const [file, ...more] = rest;
	if (more.length > 0) throw new WrongUse(`import takes one file; "${more.join(' ')}" is too much.`);
	if (!file && !values.guardians)
		throw new WrongUse('import needs an EDEXML file, or --guardians with a list.');
	for (const one of [file, values.guardians])
		if (one && !existsSync(one)) throw new WrongUse(`There is no file "${one}".`);
	const answers = values.answer.map((answer) => {
		const [, key, value] = /^(.+?)=(.*)$/.exec(answer) ?? [];
		if (!key || value === undefined)
			throw new WrongUse(`--answer is "${answer}": use KEY=VALUE, such as child:2006=skip.`);
		return [key, value] as const;
	});
	return {
		file,
		guardians: values.guardians,
		apply: values.apply,
		json: values.json,
		school: values.school,
		answers: Object.fromEntries(answers),
		language: values.language,
	};
}

// `npm run school` imports this file where Node is the pinned one already, and names it as what runs
if (import.meta.main || process.argv[1] === import.meta.filename)
	process.exitCode = await runSchool(process.argv.slice(2), {
		env: process.env,
		say: (text) => console.log(text),
		complain: (text) => console.error(text),
		input: async () => new Uint8Array(await buffer(process.stdin)),
	});
