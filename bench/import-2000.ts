// import-2000: a school of 2,000 children with two guardians each, from the two files to committed rows, on a fresh
// SQLite database with durable commits: parse, plan and write.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '#lib/database/store.ts';
import { findMapping } from '#lib/families/server/column-mapping.ts';
import { applyEdexml } from '#lib/families/server/import-edexml.ts';
import { applyGuardians } from '#lib/families/server/import-guardians.ts';
import { readList } from '#lib/families/server/read-list.ts';
import { createSchool } from '#lib/school/server/create.ts';
import { parseEdexml } from '#lib/school/server/parse-edexml.ts';
import { atMost, median, type BenchResult } from './support/result.ts';

const CHILDREN = 2000;
const LIMIT_SECONDS = 3;
const RUNS = 3;
const now = new Date('2026-10-06T08:00:00Z');

export async function run(): Promise<BenchResult[]> {
	const files = { edexml: edexml(), list: guardianList() };
	const seconds: number[] = [];
	for (let time = 0; time < RUNS; time++) seconds.push(await importOnce(files));
	const note = `${CHILDREN} children, ${2 * CHILDREN} guardians, ${(files.edexml.length / 1e6).toFixed(1)} MB; median of ${RUNS}`;
	return [atMost('import-2000', median(seconds), LIMIT_SECONDS, 's', note)];
}

async function importOnce(files: { edexml: Uint8Array; list: Uint8Array }): Promise<number> {
	const folder = mkdtempSync(path.join(tmpdir(), 'schoolbrug-bench-'));
	const store = await openStore({ engine: 'sqlite', file: path.join(folder, 'bench.db') });
	try {
		const made = await store.transact((tx) =>
			createSchool(tx, {
				name: 'Bench',
				brin: '99ZZ',
				region: 'midden',
				headEmail: 'head@school.example',
				now,
			}),
		);
		if (!made.ok) throw new Error(made.refusal);
		const actor = { kind: 'system' as const, schoolId: made.schoolId };
		const start = performance.now();
		const parsed = parseEdexml(files.edexml, '2026-10-06');
		if (!parsed.ok) throw new Error(parsed.refusal.code);
		const children = await applyEdexml(store, actor, { file: parsed.file, answers: {}, now });
		const list = readList(files.list);
		if (!list.ok) throw new Error(list.refusal);
		const { mapping } = await findMapping(store.read, actor.schoolId, list.table);
		const guardians = await applyGuardians(store, actor, { table: list.table, mapping, answers: {}, now });
		const took = (performance.now() - start) / 1000;
		if (!children.ok || children.plan.children.new.length !== CHILDREN)
			throw new Error('not every child came in');
		if (!guardians.ok || guardians.plan.new.length !== 2 * CHILDREN)
			throw new Error('not every guardian came in');
		return took;
	} finally {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** In the form of a real export: everything that we drop is there too. */
function edexml(): Uint8Array {
	const groups = Array.from(
		{ length: 80 },
		(_, n) =>
			`<groep key="G${n}"><naam>Groep ${(n % 8) + 1} ${n}</naam><jaargroep>${(n % 8) + 1}</jaargroep></groep>`,
	);
	const children = Array.from({ length: CHILDREN }, (_, n) => {
		const day = `${2014 + (n % 8)}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;
		return `<leerling key="${10_000 + n}" eckid="https://ketenid.example/${'0'.repeat(128)}">
	<achternaam>Achternaam${n}</achternaam><voorvoegsel>van den</voorvoegsel><voornamen>Voornaam${n} Tweede</voornamen><voorletters-1>V</voorletters-1>
	<roepnaam>Roepnaam${n}</roepnaam><geboortedatum>${day}</geboortedatum><geslacht>1</geslacht><jaargroep>${(n % 8) + 1}</jaargroep><groep key="G${n % 80}"/>
	<postcodenl>1234AB</postcodenl><instroomdatum>2022-08-22</instroomdatum><mutatiedatum>2026-08-31T09:30:00</mutatiedatum>
</leerling>`;
	});
	return new TextEncoder().encode(
		`<?xml version="1.0" encoding="UTF-8"?>\n<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode><xsdversie>2.1</xsdversie></school><groepen>${groups.join('\n')}</groepen><leerlingen>${children.join('\n')}</leerlingen></EDEX>`,
	);
}

function guardianList(): Uint8Array {
	const header =
		'Leerlingnummer;Roepnaam;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Ouder 1 taal;Ouder 2 naam;Ouder 2 e-mail;Ouder 2 taal';
	const rows = Array.from(
		{ length: CHILDREN },
		(_, n) =>
			`${10_000 + n};Roepnaam${n};Moeder Nummer${n};moeder${n}@ouders.example;06-${String(10_000_000 + n)};Turks;Vader Nummer${n};vader${n}@ouders.example;Pools`,
	);
	return new TextEncoder().encode([header, ...rows].join('\n'));
}
