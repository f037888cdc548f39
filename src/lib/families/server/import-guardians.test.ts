import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import {
	edexFile,
	importFile,
	importList,
	listTable,
	newSchool,
	previewList,
} from '../../../../tests/support/imports.ts';
import { addPeople, asStaff, today } from '../../../../tests/support/people.ts';
import type { Mapping } from '../guardian-columns.ts';
import type { GuardianPlan } from '../guardian-plan-types.ts';
import { findMapping } from './column-mapping.ts';
import { applyGuardians } from './import-guardians.ts';

const own = listTable('csv/vuurvogel-ouders.csv');
const social = listTable('csv/social-schools-style.csv');

async function vuurvogel() {
	const store = freshStore();
	const schoolId = await newSchool(store);
	await importFile(store, schoolId, edexFile('edexml/vuurvogel.xml'));
	return { store, schoolId };
}

interface GuardianRow {
	id: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	listed_language: string | null;
	written_language: string | null;
	spoken_language: string | null;
	email_confirmed_at: number | null;
	email_is_own: number;
}

/** Guardians with the given names of their children, by name or address. */
function guardiansIn(store: TestStore) {
	const { guardian, guardianship, child } = databaseContents(store.file);
	const names = new Map(child?.map(({ id, given_name }) => [id, String(given_name)]));
	return (guardian as unknown as GuardianRow[]).map((row) => ({
		...row,
		children: (guardianship ?? [])
			.filter(({ guardian_id }) => guardian_id === row.id)
			.map(({ child_id, position, level }) => `${names.get(child_id)} ${position} ${level}`)
			.sort()
			.join(', '),
	}));
}
const find = (store: TestStore, who: string) =>
	guardiansIn(store).filter(({ name, email }) => name === who || email === who);

const asks = ({ questions }: GuardianPlan) =>
	questions.map(({ key, kind }) => `${key.split(':')[0]} ${kind}`);
const list = (...lines: string[]) =>
	listTable(
		`Leerlingnummer;Roepnaam;Achternaam;Geboortedatum;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Ouder 1 taal;Ouder 2 naam;Ouder 2 e-mail\n${lines.join('\n')}`,
	);

async function change(store: TestStore, schoolId: string, id: string, set: Record<string, unknown>) {
	await store.transact(async (tx) => {
		const { guardian } = tx.t;
		await tx
			.update(guardian)
			.set(set)
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id)));
	});
}

test("the school's own list: everybody once, languages as proposals", async () => {
	const { store, schoolId } = await vuurvogel();
	const plan = await importList(store, schoolId, own);
	expect(plan.questions).toEqual([]);
	expect(plan).toMatchObject({ changed: [], waiting: [], notListed: [], unchanged: 0 });
	// 29 rows with 49 guardians; Emir and Deniz have the same two
	expect(guardiansIn(store)).toHaveLength(plan.new.length);
	expect(find(store, 'Ayşe Öztürk')).toMatchObject([
		{ children: 'Deniz 1 full, Emir 1 full', phone: '06-11512643' },
	]);
	expect(find(store, 'Mehmet Öztürk')).toMatchObject([{ children: 'Deniz 2 full, Emir 2 full' }]);
	expect(find(store, 'Fatima el Bakkali')).toMatchObject([
		{ listed_language: 'Arabisch', written_language: 'ar', spoken_language: 'ar', children: 'Ilyas 1 full' },
	]);
	expect(find(store, 'Berivan Baran')).toMatchObject([
		{ listed_language: 'Koerdisch', spoken_language: 'kmr' },
	]);
	expect(find(store, 'Piotr Kowalczyk')).toMatchObject([
		{ email: null, phone: null, written_language: 'pl' },
	]);
	const { guardian } = databaseContents(store.file);
	expect(
		guardian?.every(({ locale, language_chosen_at }) => locale === null && language_chosen_at === null),
	).toBe(true);
	expect(new Set(plan.findings.map(({ code }) => code))).toEqual(new Set(['language_unsure']));
});

test('the same list again changes nothing, byte for byte', async () => {
	const { store, schoolId } = await vuurvogel();
	const { length } = (await importList(store, schoolId, own)).new;
	const before = databaseContents(store.file);
	expect(await previewList(store, schoolId, own)).toMatchObject({
		empty: true,
		questions: [],
		new: [],
		changed: [],
		unchanged: length,
	});
	await importList(store, schoolId, own);
	expect(databaseContents(store.file)).toEqual(before);
});

test('a list without names first, then one with: the same people get their names', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(store, schoolId, social);
	expect(find(store, 'ayse.ozturk.tr@ouders.example')).toMatchObject([
		{ name: null, children: 'Deniz 1 full, Emir 1 full' },
	]);
	const nameless = guardiansIn(store).length;
	const plan = await importList(store, schoolId, own);
	expect(plan.questions).toEqual([]);
	expect(plan.changed).toHaveLength(nameless);
	expect(find(store, 'Ayşe Öztürk')).toMatchObject([
		{ email: 'ayse.ozturk.tr@ouders.example', children: 'Deniz 1 full, Emir 1 full' },
	]);
	const before = databaseContents(store.file);
	expect(await previewList(store, schoolId, social)).toMatchObject({ empty: true, questions: [] });
	await importList(store, schoolId, social);
	expect({ ...databaseContents(store.file), column_mapping: [] }).toEqual({ ...before, column_mapping: [] });
});

test('two guardians on one address stay two, a guardian without an address or name comes in', async () => {
	const { store, schoolId } = await vuurvogel();
	const shared = list(
		'10231;Elif;Yıldırım;03-11-2021;Ayşe;thuis@x.nl;;;Mehmet;thuis@x.nl',
		'10232;;;;;oma@x.nl;;;;',
	);
	await importList(store, schoolId, shared);
	expect(find(store, 'thuis@x.nl').map(({ name }) => name)).toEqual(['Ayşe', 'Mehmet']);
	expect(find(store, 'oma@x.nl')).toMatchObject([{ name: null, children: 'Ilyas 1 full' }]);
	expect(await previewList(store, schoolId, shared)).toMatchObject({ empty: true, unchanged: 3 });
});

test('the same name with the same number is one guardian of several children', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(
		store,
		schoolId,
		list('10231;;;;Ayşe Yıldırım;;06-10137513;;;', '10232;;;;AYSE YILDIRIM;;+31 6 10137513;;;'),
	);
	expect(guardiansIn(store)).toMatchObject([{ children: 'Elif 1 full, Ilyas 1 full' }]);
});

test('one name in two families stays two; one without contacts joins through the other guardian', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(
		store,
		schoolId,
		list(
			'10151;;;;Ayşe Öztürk;a@x.nl;;;Mehmet Öztürk;',
			'10152;;;;Ayşe Öztürk;a@x.nl;;;Mehmet Öztürk;',
			'10231;;;;Ayşe Öztürk;other@x.nl;;;;',
		),
	);
	expect(find(store, 'Mehmet Öztürk')).toMatchObject([{ children: 'Deniz 2 full, Emir 2 full' }]);
	expect(find(store, 'Ayşe Öztürk').map(({ children }) => children)).toEqual([
		'Deniz 1 full, Emir 1 full',
		'Elif 1 full',
	]);
});

test('a child is found by number, else by name and birth date; a name alone is asked', async () => {
	const { store, schoolId } = await vuurvogel();
	const plan = await previewList(
		store,
		schoolId,
		list(
			';Lotte;Berg;09-05-2021;Mark;m@x.nl;;;;',
			';Fleur;van Dijk;;Sanne;s@x.nl;;;;',
			';Niemand;Nergens;01-01-2019;Wie;w@x.nl;;;;',
			'99999;Elif;Yıldırım;03-11-2021;Ayşe;a@x.nl;;;;',
		),
	);
	expect(plan.new.map(({ children }) => children)).toEqual([['Lotte van den Berg'], ['Elif Yıldırım']]);
	expect(asks(plan)).toEqual(['row child_by_name']);
	expect(plan.questions[0]?.choices.map(({ name, suggested }) => [name, suggested])).toEqual([
		['Fleur van Dijk', true],
		[undefined, false],
	]);
	expect(plan.waiting).toMatchObject([{ name: 'Sanne' }]);
	expect(plan.findings).toContainEqual({ code: 'child_not_found', line: 4, about: 'Niemand Nergens' });
});

test('a number that belongs to another name is asked', async () => {
	const { store, schoolId } = await vuurvogel();
	const mistaken = list('10231;Emir;Öztürk;05-10-2018;Ayşe;a@x.nl;;;;');
	const plan = await previewList(store, schoolId, mistaken);
	expect(asks(plan)).toEqual(['row child_other_name']);
	expect(plan).toMatchObject({ new: [], empty: true });
	const [question] = plan.questions;
	expect(question?.choices.every(({ suggested }) => !suggested)).toBe(true);
	const done = await importList(store, schoolId, mistaken, {
		[question?.key ?? '']: question?.choices[0]?.value ?? '',
	});
	expect(done.new).toMatchObject([{ children: ['Elif Yıldırım'] }]);
});

test('zeros that a spreadsheet ate are asked about once for the whole list', async () => {
	const store = freshStore();
	const schoolId = await newSchool(store);
	const born = (day: string) => `<geboortedatum>${day}</geboortedatum><groep key="A"/>`;
	await importFile(
		store,
		schoolId,
		edexFile(
			`<EDEX><school/><groepen><groep key="A"><naam>3</naam><jaargroep>3</jaargroep></groep></groepen><leerlingen><leerling key="00123"><roepnaam>Mila</roepnaam>${born('2019-01-01')}</leerling><leerling key="00124"><roepnaam>Sem</roepnaam>${born('2019-01-02')}</leerling></leerlingen></EDEX>`,
		),
	);
	const eaten = list('123;Mila;;;Anna;a@x.nl;;;;', '124;Sem;;;Bea;b@x.nl;;;;');
	const plan = await previewList(store, schoolId, eaten);
	expect(plan.questions).toMatchObject([
		{
			key: 'lost_zeros',
			detail: { given: '123', other: '00123', count: 2 },
			choices: [{ value: 'yes', suggested: true }, { value: 'no' }],
		},
	]);
	expect(plan).toMatchObject({ new: [], waiting: [{ name: 'Anna' }, { name: 'Bea' }] });
	expect((await importList(store, schoolId, eaten, { lost_zeros: 'yes' })).new).toHaveLength(2);
	expect((await previewList(store, schoolId, eaten, { lost_zeros: 'no' })).waiting).toEqual([]);
});

test('changes of a known guardian; an empty cell erases nothing', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(store, schoolId, list('10231;;;;Ayşe Yıldırım;a@x.nl;06-10137513;Turks;;'));
	const plan = await importList(store, schoolId, list('10231;;;;Ayşe Yıldırım;new@x.nl;;Koerdisch;;'));
	expect(plan.changed).toMatchObject([
		{
			name: 'Ayşe Yıldırım',
			changes: [
				{ field: 'email', from: 'a@x.nl', to: 'new@x.nl' },
				{ field: 'listedLanguage', from: 'Turks', to: 'Koerdisch' },
				{ field: 'spokenLanguage', from: 'tr', to: 'kmr' },
				{ field: 'writtenLanguage', from: 'tr', to: 'kmr' },
			],
		},
	]);
	expect(guardiansIn(store)).toMatchObject([{ email: 'new@x.nl', phone: '06-10137513' }]);
	expect(databaseContents(store.file).guardian).toMatchObject([{ email_key: 'new@x.nl' }]);
});

test('what a guardian proved or chose is a question, and stays without an answer', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(store, schoolId, list('10231;;;;Ayşe Yıldırım;a@x.nl;;Turks;;'));
	const [{ id } = { id: '' }] = guardiansIn(store);
	await change(store, schoolId, id, {
		email: 'own@x.nl',
		emailKey: 'own@x.nl',
		emailConfirmedAt: today,
		writtenLanguage: 'nl',
		spokenLanguage: 'kmr',
		languageChosenAt: today,
	});
	const before = databaseContents(store.file);
	const next = list('10231;;;;Ayşe Yıldırım;a@x.nl;;Arabisch;;');
	const plan = await importList(store, schoolId, next);
	expect(asks(plan)).toEqual(['email own_email', 'language own_language']);
	expect(plan.questions.map(({ choices }) => choices.find(({ suggested }) => suggested)?.value)).toEqual([
		'keep',
		'keep',
	]);
	expect(databaseContents(store.file)).toEqual(before);

	await importList(store, schoolId, next, { [`language:${id}`]: 'keep' });
	expect(guardiansIn(store)).toMatchObject([
		{ email: 'own@x.nl', written_language: 'nl', listed_language: 'Arabisch' },
	]);
	expect(asks(await previewList(store, schoolId, next))).toEqual(['email own_email']);

	await importList(store, schoolId, next, { [`email:${id}`]: 'take' });
	expect(guardiansIn(store)).toMatchObject([{ email: 'a@x.nl', email_confirmed_at: null }]);
	const actions = databaseContents(store.file).audit_line?.map(({ action }) => action);
	expect(actions).toContain('families.email_replaced');
});

test('an address from a list is the one on file, whoever gave the one before: a code to it proves who it is', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(store, schoolId, list('10231;;;;Ayşe Yıldırım;;06-10137513;Turks;;'));
	expect(guardiansIn(store)).toMatchObject([{ email: null, email_is_own: 0 }]);
	const [{ id } = { id: '' }] = guardiansIn(store);
	await change(store, schoolId, id, { email: 'own@x.nl', emailKey: 'own@x.nl', emailIsOwn: true });

	const next = list('10231;;;;Ayşe Yıldırım;file@x.nl;06-10137513;Turks;;');
	expect(asks(await importList(store, schoolId, next))).toEqual(['email own_email']);
	expect(guardiansIn(store)).toMatchObject([{ email: 'own@x.nl', email_is_own: 1 }]);
	await importList(store, schoolId, next, { [`email:${id}`]: 'take' });
	expect(guardiansIn(store)).toMatchObject([
		{ email: 'file@x.nl', email_is_own: 0, email_confirmed_at: null },
	]);
});

test('another name on the same address of the same child is asked', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(store, schoolId, list('10231;;;;A. Yıldırım;a@x.nl;;;;'));
	const [known] = guardiansIn(store);
	const plan = await previewList(store, schoolId, list('10231;;;;Ayşe Yıldırım;a@x.nl;;;;'));
	expect(plan.questions).toMatchObject([
		{
			kind: 'same_guardian',
			about: 'Ayşe Yıldırım',
			choices: [{ value: `same@${known?.id}` }, { value: 'new', suggested: true }, { value: 'skip' }],
		},
	]);
	expect(plan.waiting).toHaveLength(1);
});

test('a limit that the school set is never gone round by a list', async () => {
	const store = freshStore();
	await addPeople(store);
	const noted = (...lines: string[]) =>
		listTable(
			`Roepnaam;Achternaam;Geboortedatum;Ouder 1 naam;Ouder 1 e-mail;Ouder 2 naam;Ouder 2 e-mail\n${lines.join('\n')}`,
		);
	// under the same name: the limit stays
	await importList(store, 'vuurvogel', noted('Elif;Yıldırım;03-11-2021;Kerem Yıldırım;nieuw@x.nl;;'));
	expect(find(store, 'Kerem Yıldırım')).toMatchObject([{ email: 'nieuw@x.nl' }]);
	expect(find(store, 'Kerem Yıldırım')[0]?.children).toMatch(/^Elif \d nothing$/);
	// under no name or another: asked, and without an answer not added
	const other = noted('Elif;Yıldırım;03-11-2021;;onbekend@x.nl;;');
	const plan = await importList(store, 'vuurvogel', other);
	expect(asks(plan)).toEqual(['guardian near_limit']);
	expect(plan.questions[0]?.choices.filter(({ suggested }) => suggested)).toEqual([]);
	expect(find(store, 'onbekend@x.nl')).toEqual([]);
	// another child for a limited guardian: asked too
	const sibling = noted('Emre;Yıldırım;21-05-2018;Kerem Yıldırım;nieuw@x.nl;;');
	const more = await importList(store, 'vuurvogel', sibling);
	expect(asks(more)).toEqual(['limited limited_elsewhere']);
	expect(find(store, 'Kerem Yıldırım')[0]?.children).toMatch(/^Elif \d nothing$/);
	await importList(store, 'vuurvogel', sibling, { 'limited:kerem': 'give' });
	expect(find(store, 'Kerem Yıldırım')[0]?.children).toMatch(/^Elif \d nothing, Emre 1 full$/);
});

test('who is not in the list is told, and stays', async () => {
	const { store, schoolId } = await vuurvogel();
	await importList(store, schoolId, own);
	const plan = await importList(store, schoolId, list('10231;;;;Ayşe Yıldırım;;06-10137513;;;'));
	expect(plan.notListed).toMatchObject([{ name: 'Mehmet Yıldırım', children: ['Elif Yıldırım'] }]);
	expect(find(store, 'Mehmet Yıldırım')).toHaveLength(1);
});

test('the columns are remembered for the next list of the same kind, without a word of the list', async () => {
	const { store, schoolId } = await vuurvogel();
	const odd = listTable('Nr;Wie;Post\n10231;Ayşe;a@x.nl');
	const first = await findMapping(store.read, schoolId, odd);
	expect(first.remembered).toBe(false);
	const mapping: Mapping = ['child.key', 'guardian1.name', 'guardian1.email'];
	const actor = { kind: 'system' as const, schoolId };
	const apply = (given: Mapping) =>
		applyGuardians(store, actor, { table: odd, mapping: given, answers: {}, now: today });
	expect(await apply(['child.key', 'ignore', 'ignore'])).toEqual({
		ok: false,
		refusal: 'no_guardian_column',
	});
	expect(await apply(mapping)).toMatchObject({ ok: true });
	const next = listTable('nr;WIE;post\n10232;Fatima;f@x.nl');
	expect(await findMapping(store.read, schoolId, next)).toEqual({ mapping, remembered: true });
	expect(JSON.stringify(databaseContents(store.file).column_mapping)).not.toMatch(/Wie|Ayşe/i);
});

test('office and head may import a list, nobody else', async () => {
	const store = freshStore();
	await addPeople(store);
	const may = async (name: 'petra' | 'marieke' | 'naima') => {
		const table = listTable('Roepnaam;Achternaam;Ouder 1 naam\nElif;Yıldırım;Oma');
		const { mapping } = await findMapping(store.read, 'vuurvogel', table);
		const done = await applyGuardians(store, await asStaff(store, name), {
			table,
			mapping,
			answers: {},
			now: today,
		});
		return done.ok ? 'imported' : done.refusal;
	};
	expect([await may('marieke'), await may('naima'), await may('petra')]).toEqual([
		'not_allowed',
		'not_allowed',
		'imported',
	]);
});

test('however long the list, the number of statements stays small', async () => {
	const store = freshStore();
	const schoolId = await newSchool(store);
	const count = 1200;
	const children = Array.from(
		{ length: count },
		(_, n) => `<leerling key="k${n}"><roepnaam>Kind${n}</roepnaam><groep key="A"/></leerling>`,
	);
	await importFile(
		store,
		schoolId,
		edexFile(
			`<EDEX><school/><groepen><groep key="A"><naam>3</naam><jaargroep>3</jaargroep></groep></groepen><leerlingen>${children.join('')}</leerlingen></EDEX>`,
		),
	);
	const many = (domain: string) =>
		list(
			...Array.from(
				{ length: count },
				(_, n) => `k${n};Kind${n};;;Ouder A${n};a${n}@${domain};;Turks;Ouder B${n};b${n}@${domain}`,
			),
		);
	store.statements.length = 0;
	expect((await importList(store, schoolId, many('x.nl'))).new).toHaveLength(2 * count);
	expect(store.statements.length).toBeLessThan(30);
	store.statements.length = 0;
	expect((await importList(store, schoolId, many('y.nl'))).changed).toHaveLength(2 * count);
	expect(store.statements.length).toBeLessThan(30);
});
