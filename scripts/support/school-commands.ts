// What `npm run school` does: with the same settings, database and domain functions as the app.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { claimInstallation, refuseForeignDatabase } from '#lib/app/server/installation.ts';
import { openStore, type Store } from '#lib/database/store.ts';
import type { ListTable } from '#lib/families/list-table.ts';
import type { GuardianPlan, KnownChild } from '#lib/families/guardian-plan-types.ts';
import type { Answers, ImportPlan } from '#lib/families/import-types.ts';
import { listRefusalText, mappingProblemText } from '#lib/families/import-texts.ts';
import { findMapping } from '#lib/families/server/column-mapping.ts';
import { applyEdexml, previewEdexml } from '#lib/families/server/import-edexml.ts';
import { applyGuardians, previewGuardians } from '#lib/families/server/import-guardians.ts';
import { readList } from '#lib/families/server/read-list.ts';
import { mappingProblem } from '#lib/families/guardian-columns.ts';
import { noteReturnedMails, readReturnedMail } from '#lib/notifications/server/returned-mail.ts';
import { clockFrom, systemClock } from '#lib/platform/server/clock.ts';
import { readSettings } from '#lib/platform/server/settings.ts';
import type { EdexFile } from '#lib/school/edexml.ts';
import { edexRefusalText } from '#lib/school/finding-texts.ts';
import { createSchool, type NewSchool } from '#lib/school/server/create.ts';
import { parseEdexml } from '#lib/school/server/parse-edexml.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { isLocale, type Locale } from '#lib/translation/locale.ts';
import type { Outside } from '../school.ts';
import { isPlaceOfMail, mailsAt, type Incoming } from './returned-mails.ts';
import { asJson, asText } from './school-report.ts';

interface Opened {
	store: Store;
	now: Date;
	demo: boolean;
	bouncesTo: string | undefined;
}

async function withStore<R>({ env }: Outside, work: (opened: Opened) => Promise<R>): Promise<R> {
	const settings = readSettings(env, { production: false });
	const store = await openStore(settings.database);
	try {
		await refuseForeignDatabase(store, settings.demo);
		const clock = settings.clockStart ? clockFrom(settings.clockStart) : systemClock;
		return await work({
			store,
			now: clock.now(),
			demo: settings.demo,
			bouncesTo: settings.bouncesTo,
		});
	} finally {
		await store.close();
	}
}

/** Makes a school and says what to do next. */
export function create(school: Omit<NewSchool, 'now'>, outside: Outside): Promise<number> {
	return withStore(outside, async ({ store, now, demo }) => {
		if (demo) return stop(outside, 'The demo makes its own schools. Leave SCHOOLBRUG_DEMO out.');
		const made = await store.transact(async (tx) => {
			await claimInstallation(tx, 'school', now);
			return createSchool(tx, { ...school, now });
		});
		if (!made.ok)
			return stop(outside, `There is a school with BRIN code ${school.brin?.toUpperCase()} already.`);
		outside.say(`Made ${school.name} (id ${made.schoolId}).`);
		outside.say(`${school.headEmail} is its head: sign in with that address at /sign-in.`);
		outside.say('Next: npm run school -- import FILE.xml --guardians FILE.csv');
		return 0;
	});
}

export function list(outside: Outside): Promise<number> {
	return withStore(outside, async ({ store }) => {
		const schools = await allSchools(store);
		for (const { id, name, brin } of schools) outside.say([id, brin ?? '-', name].join('\t'));
		if (schools.length === 0)
			outside.say('No school yet. Make one: npm run school -- create NAME --head EMAIL');
		return 0;
	});
}

/**
 * Reads mail that came back, and notes it. 0 also where a mail is none: a mail server that pipes here would send the error
 * back, and that mail too.
 */
export function noteBounces(place: string | undefined, outside: Outside): Promise<number> {
	return withStore(outside, async ({ store, now, bouncesTo }) => {
		if (place && !isPlaceOfMail(place))
			return stop(outside, `${place} is no Maildir: it has no folder "new".`);
		const total = { read: 0, failed: 0, lost: 0, other: 0 };
		for await (const { raw, done } of place ? mailsAt(place) : piped(outside)) {
			const returned = await readReturnedMail(raw, bouncesTo);
			const noted = await noteReturnedMails(store, returned ? [returned] : [], now);
			total.read += 1;
			total.failed += noted.failed;
			total.lost += noted.lost;
			total.other += returned ? noted.other : 1;
			await done();
		}
		const { read, failed, lost, other } = total;
		outside.say(
			`${read} read: ${failed} came back, ${lost} of those from an address that nobody has; ${other} about nothing here.`,
		);
		return 0;
	});
}

async function* piped({ input }: Outside): AsyncGenerator<Incoming> {
	if (input) yield { raw: await input(), done: async () => {} };
}

function allSchools(store: Store) {
	const { school } = store.t;
	return store.read
		.select({ id: school.id, name: school.name, brin: school.brin, timeZone: school.timeZone })
		.from(school)
		.orderBy(school.createdAt, school.id);
}

export interface ImportRequest {
	file: string | undefined;
	guardians: string | undefined;
	apply: boolean;
	json: boolean;
	school: string | undefined;
	answers: Answers;
	language: string | undefined;
}

type Read<T> = { ok: true; value: T } | { ok: false; why: string };

/** Reads files, shows what they would do, and does it with --apply. 0: done or shown; 1: refused. */
export function importFiles(request: ImportRequest, outside: Outside): Promise<number> {
	return withStore(outside, async ({ store, now }) => {
		const locale = languageOf(request.language, outside);
		const found = await chooseSchool(store, request.school);
		if (!found.ok) return stop(outside, found.why);
		const { id: schoolId, name, timeZone } = found.value;
		const file = readEdexFile(request.file, calendarDay(now, timeZone), locale);
		if (!file.ok) return stop(outside, file.why);
		const table = readListFile(request.guardians, locale);
		if (!table.ok) return stop(outside, table.why);
		const fileNames = {
			children: path.basename(request.file ?? ''),
			guardians: path.basename(request.guardians ?? ''),
		};
		const work = { store, schoolId, now, answers: request.answers, apply: request.apply, fileNames };
		const children = file.value && (await importChildren(work, file.value));
		const blocked = children?.blocked ?? false;
		// of a preview, the children who would come in count as there already
		const coming = !request.apply && children ? children.writes.newChildren.map(comingChild) : [];
		const guardians =
			table.value && !blocked ? await importGuardians(work, table.value, coming, locale) : undefined;
		if (guardians && !guardians.ok) return stop(outside, guardians.why);
		const applied = request.apply && !blocked;
		const report = { school: { id: schoolId, name }, applied, children, guardians: guardians?.value };
		outside.say(request.json ? JSON.stringify(asJson(report, locale), null, '\t') : asText(report, locale));
		return request.apply && blocked ? 1 : 0;
	});
}

function stop({ complain }: Outside, why: string): number {
	complain(why);
	return 1;
}

function languageOf(wanted: string | undefined, { env }: Outside): Locale {
	const system = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').slice(0, 2);
	return [wanted, system].find(isLocale) ?? 'en';
}

async function chooseSchool(
	store: Store,
	wanted: string | undefined,
): Promise<Read<{ id: string; name: string; timeZone: string }>> {
	const schools = await allSchools(store);
	const [only] = schools;
	if (!only) return { ok: false, why: 'No school yet. Make one: npm run school -- create NAME --head EMAIL' };
	if (!wanted && schools.length === 1) return { ok: true, value: only };
	const found = schools.find(
		({ id, brin }) => id === wanted || (brin !== null && brin === wanted?.toUpperCase()),
	);
	if (found) return { ok: true, value: found };
	const list = schools.map(({ id, brin, name }) => `  ${id}  ${brin ?? '-'}  ${name}`).join('\n');
	return { ok: false, why: `Say which school with --school ID:\n${list}` };
}

function readEdexFile(path: string | undefined, today: string, locale: Locale): Read<EdexFile | undefined> {
	if (!path) return { ok: true, value: undefined };
	const read = parseEdexml(readFileSync(path), today);
	return read.ok
		? { ok: true, value: read.file }
		: { ok: false, why: `${path}: ${edexRefusalText(read.refusal, { locale })}` };
}

function readListFile(path: string | undefined, locale: Locale): Read<ListTable | undefined> {
	if (!path) return { ok: true, value: undefined };
	const read = readList(readFileSync(path));
	return read.ok
		? { ok: true, value: read.table }
		: { ok: false, why: `${path}: ${listRefusalText(read.refusal, { locale })}` };
}

interface Work {
	store: Store;
	schoolId: string;
	now: Date;
	answers: Answers;
	apply: boolean;
	/** For the list of imports. */
	fileNames: { children: string; guardians: string };
}

async function importChildren(
	{ store, schoolId, now, answers, apply, fileNames }: Work,
	file: EdexFile,
): Promise<ImportPlan> {
	const preview = await previewEdexml(store.read, schoolId, file, answers, now);
	if (!apply || preview.blocked) return preview;
	const done = await applyEdexml(
		store,
		{ kind: 'system', schoolId },
		{ file, answers, now, fileName: fileNames.children },
	);
	return done.ok ? done.plan : preview;
}

const comingChild = ({ handle, row }: ImportPlan['writes']['newChildren'][number]): KnownChild => ({
	...row,
	id: handle,
});

async function importGuardians(
	{ store, schoolId, now, answers, apply, fileNames }: Work,
	table: ListTable,
	coming: KnownChild[],
	locale: Locale,
): Promise<Read<GuardianPlan>> {
	const { mapping } = await findMapping(store.read, schoolId, table);
	const problem = mappingProblem(mapping);
	if (problem) return { ok: false, why: mappingProblemText(problem, { locale }) };
	const work = { table, mapping, answers, now };
	if (!apply) return { ok: true, value: await previewGuardians(store.read, schoolId, work, coming) };
	const done = await applyGuardians(
		store,
		{ kind: 'system', schoolId },
		{ ...work, fileName: fileNames.guardians },
	);
	return done.ok ? { ok: true, value: done.plan } : { ok: false, why: done.refusal };
}
