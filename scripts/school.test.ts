import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '#lib/database/store.ts';
import { databaseContents } from '../tests/support/contents.ts';
import { returnedMail } from '../tests/support/returned-mail.ts';
import { runSchool } from './school.ts';

interface Shown {
	applied: boolean;
	school: { name: string };
	children: {
		children: Record<'new' | 'gone' | 'waiting', { id: string }[]> & { unchanged: number };
		questions: { key: string; text: string; choices: { value: string }[] }[];
		findings: { code: string; line: number; severity: string; message: string }[];
	};
	guardians: { new: unknown[]; unchanged: number; questions: unknown[] };
}

/** The tool on a data folder of its own. */
function tool() {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-tool-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const env = { DATA_DIR: folder, LANG: 'nl_NL.UTF-8' };
	const run = async (...words: string[]) => runWith(undefined, words);
	/** With something piped in. */
	const runWith = async (input: string | undefined, words: string[]) => {
		const said: string[] = [];
		const complained: string[] = [];
		const status = await runSchool(words, {
			env,
			say: (text) => said.push(text),
			complain: (text) => complained.push(text),
			...(input !== undefined && { input: async () => Buffer.from(input) }),
		});
		return { status, stdout: said.join('\n'), stderr: complained.join('\n') };
	};
	return {
		run,
		runWith,
		json: async (...words: string[]) => JSON.parse((await run(...words, '--json')).stdout) as Shown,
		contents: () => databaseContents(path.join(folder, 'schoolbrug.db')),
		folder,
	};
}

const create = ['create', 'OBS De Vuurvogel', '--head', 'directie@school.example', '--brin', '99ZZ'];
const vuurvogel = 'tests/support/input/edexml/vuurvogel.xml';
const defects = 'tests/support/input/edexml/defects.xml';
const guardians = 'tests/support/input/csv/vuurvogel-ouders.csv';
const inItsYear = 'other_year=go_on';

test('from nothing to a school with children and guardians, and a second time nothing', async () => {
	const { run, json, contents } = tool();
	expect(await run('import', vuurvogel)).toMatchObject({ status: 1, stdout: '' });
	const made = await run(...create);
	expect(made).toMatchObject({ status: 0, stderr: '' });
	expect(made.stdout).toContain('directie@school.example');
	expect(contents().installation).toMatchObject([{ made_by: 'school' }]);

	const files = ['import', vuurvogel, '--guardians', guardians, '--answer', inItsYear];
	const looked = await json(...files);
	expect(looked).toMatchObject({ applied: false, school: { name: 'OBS De Vuurvogel' } });
	expect(looked.children.children.new).toHaveLength(29);
	expect(contents().child).toEqual([]);

	const done = await json(...files, '--apply');
	expect(done.applied).toBe(true);
	expect(done.guardians.new).toHaveLength(looked.guardians.new.length);
	const before = contents();
	expect(before.child).toHaveLength(29);
	expect(before.guardian).toHaveLength(looked.guardians.new.length);

	const again = await json(...files, '--apply');
	expect(again.children.children).toMatchObject({ new: [], gone: [], unchanged: 29 });
	expect(again.guardians).toMatchObject({ new: [], questions: [] });
	expect(contents()).toEqual(before);
});

test('questions are shown with their key and answered with --answer', async () => {
	const { run, json, contents } = tool();
	await run(...create);
	const shown = await json('import', defects, '--answer', inItsYear);
	expect(shown.children.children.waiting.map(({ id }) => id)).toEqual([
		'2001',
		'2006',
		'2007.1',
		'2007.2',
		'#0008',
	]);
	expect(shown.children.findings).toContainEqual(
		expect.objectContaining({ code: 'date_impossible', line: 43, severity: 'left_out' }),
	);
	const answers = ['child:2001=year@1', 'child:2006=group@#003', 'child:#0008=new', inItsYear];
	const done = await json('import', defects, '--apply', ...answers.flatMap((answer) => ['--answer', answer]));
	expect(done.children.children.waiting.map(({ id }) => id)).toEqual(['2007.1', '2007.2']);
	expect(contents().child).toHaveLength(9);
	const text = (await run('import', defects, '--answer', inItsYear)).stdout;
	expect(text).toContain(
		'child:2007.2 (Regel 53): Bilal Tahiri en Ayaan Warsame hebben allebei nummer 2007.',
	);
	expect(text).toContain('Zet --apply erachter om in te lezen.');
});

test('nothing that is dropped gets into the database file, the output or an error', async () => {
	const { run, contents } = tool();
	await run(...create);
	const all = [
		await run('import', vuurvogel, '--apply', '--answer', inItsYear),
		await run('import', defects, '--apply', '--json'),
	];
	const written = JSON.stringify([contents(), all]);
	expect(written).toContain('Yıldırım');
	for (const dropped of ['123456782', '3561', 'ketenid', 'notitie', 'X-LVS'])
		expect(written).not.toContain(dropped);
});

test('a file of another school is refused with --apply until someone says to go on', async () => {
	const { run, contents } = tool();
	await run('create', 'Een andere school', '--head', 'directie@school.example', '--brin', '11AA');
	const refused = await run('import', vuurvogel, '--apply', '--answer', inItsYear);
	expect(refused.status).toBe(1);
	expect(refused.stdout).toContain('99ZZ');
	expect(contents().child).toEqual([]);
	const answers = ['--answer', inItsYear, '--answer', 'other_school=go_on'];
	expect(await run('import', vuurvogel, '--apply', ...answers)).toMatchObject({ status: 0 });
	expect(contents().child).toHaveLength(29);
});

test('of several schools one must be named', async () => {
	const { run } = tool();
	await run(...create);
	await run('create', 'De Regenboog', '--head', 'directie@school.example', '--brin', '99YY');
	const refused = await run('import', vuurvogel);
	expect(refused.status).toBe(1);
	expect(refused.stderr).toMatch(/--school ID[\s\S]*99ZZ[\s\S]*99YY/);
	expect((await run('import', vuurvogel, '--school', '99zz')).status).toBe(0);
	expect((await run('list')).stdout).toMatch(/99ZZ\tOBS De Vuurvogel\n.*99YY\tDe Regenboog/);
	expect(await run(...create)).toMatchObject({ status: 1 });
});

test('wrong use says what is wrong and how it is used', async () => {
	const { run, folder } = tool();
	const says = async (...words: string[]) => {
		const { status, stderr } = await run(...words);
		return status === 2 && stderr.includes('npm run school -- create') ? (stderr.split('\n')[0] ?? '') : '';
	};
	expect(await says('create')).toContain('name of the school');
	expect(await says('create', 'OBS', 'De', '--head', 'a@b.nl')).toContain('quotes');
	expect(await says('create', 'OBS', '--head', 'nobody')).toContain('--head');
	expect(await says('create', 'OBS', '--head', 'a@b.nl', '--brin', '9')).toContain('--brin');
	expect(await says('create', 'OBS', '--head', 'a@b.nl', '--region', 'west')).toContain(
		'noord, midden, zuid',
	);
	expect(await says('import')).toContain('import needs');
	expect(await says('import', 'no-such-file.xml')).toContain('no-such-file.xml');
	expect(await says('import', vuurvogel, '--answer', 'nonsense')).toContain('KEY=VALUE');
	expect(await says('import', vuurvogel, '--aply')).toContain('--aply');
	expect(await says('expel')).toContain('expel');
	await run(...create);
	const broken = path.join(folder, 'broken.xml');
	writeFileSync(broken, '<EDEX>\n<leerlingen>');
	expect(await run('import', broken)).toMatchObject({
		status: 1,
		stderr: expect.stringContaining('beschadigd bij regel') as string,
	});
});

test('as a command', () => {
	const { status, stdout } = spawnSync(process.execPath, ['scripts/school.ts', '--help'], {
		encoding: 'utf8',
	});
	expect(status).toBe(0);
	expect(stdout).toContain('npm run school -- create NAME --head EMAIL');
});

test('mail that came back is read from a pipe, from a file of many and from a Maildir, each once', async () => {
	const { run, runWith, folder } = tool();
	await run(...create);
	const store = await openStore({ engine: 'sqlite', file: path.join(folder, 'schoolbrug.db') });
	const ids = ['one', 'two', 'three', 'four', 'five'];
	await store.transact(async (tx) => {
		const [school] = await tx.select({ id: tx.t.school.id }).from(tx.t.school);
		const sent = { schoolId: school?.id ?? '', channel: 'email', target: 'a@ouders.example' } as const;
		for (const id of ids)
			await tx
				.insert(tx.t.delivery)
				.values({ ...sent, id, state: 'sent', dueAt: new Date(0), createdAt: new Date(0) });
	});
	await store.close();
	const back = (id: string) =>
		returnedMail({ original: `Message-ID: <${id}@school.example>\r\n\r\nx`, to: 'noreply@school.example' });
	const came = (read: number, failed: number, other: number) => ({
		status: 0,
		stdout: `${read} read: ${failed} came back, 0 of those from an address that nobody has; ${other} about nothing here.`,
	});
	expect(await runWith(back('one'), ['bounces'])).toMatchObject(came(1, 1, 0));
	expect(await runWith('Subject: on holiday\r\n\r\nback in June', ['bounces'])).toMatchObject(came(1, 0, 1));

	const mbox = path.join(folder, 'box');
	writeFileSync(mbox, ['two', 'three'].map((id) => `From MAILER-DAEMON Tue\n${back(id)}\n`).join(''));
	expect(await run('bounces', mbox)).toMatchObject(came(2, 2, 0));
	expect(await run('bounces', mbox)).toMatchObject(came(2, 0, 2));

	const maildir = path.join(folder, 'Maildir');
	mkdirSync(path.join(maildir, 'new'), { recursive: true });
	for (const id of ['four', 'five']) writeFileSync(path.join(maildir, 'new', id), back(id));
	expect(await run('bounces', maildir)).toMatchObject(came(2, 2, 0));
	expect(await run('bounces', maildir)).toMatchObject(came(0, 0, 0));
	expect(readdirSync(path.join(maildir, 'cur'))).toEqual(['five:2,S', 'four:2,S']);

	expect(await run('bounces', path.join(folder, 'nowhere'))).toMatchObject({ status: 2 });
	expect(await run('bounces', folder)).toMatchObject({
		status: 1,
		stderr: expect.stringContaining('Maildir'),
	});
});

test('as `npm run school` starts it, on the Node that is pinned: it runs', () => {
	const node = path.resolve('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
	const args = ['scripts/setup.js', '--production', 'scripts/school.ts', '--help'];
	const { status, stdout } = spawnSync(node, args, { encoding: 'utf8' });
	expect(stdout).toContain('npm run school -- bounces');
	expect(status).toBe(0);
});
