import { expect, test } from 'vitest';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { edexFile, importFile, newSchool, preview } from '../../../../tests/support/imports.ts';
import { addPeople, asStaff, today } from '../../../../tests/support/people.ts';
import type { Answers, ImportPlan } from '../import-types.ts';
import { applyEdexml } from './import-edexml.ts';

const vuurvogel = edexFile('edexml/vuurvogel.xml');
const defects = edexFile('edexml/defects.xml');

async function emptySchool() {
	const store = freshStore();
	return { store, schoolId: await newSchool(store) };
}

const refs = (list: { id: string }[]) => list.map(({ id }) => id);
const asks = ({ questions }: ImportPlan) => questions.map(({ key, kinds }) => `${key} ${kinds.join(' ')}`);

interface ChildRow {
	id: string;
	edex_key: string | null;
	given_name: string;
	prefix: string | null;
	surname: string | null;
	year_group: string | null;
	left_on: string | null;
}

function childrenIn(store: TestStore) {
	const contents = databaseContents(store.file);
	const groups = new Map(contents.school_group?.map(({ id, name }) => [id, String(name)]));
	return (contents.child as unknown as ChildRow[]).map((child) => ({
		...child,
		groups: (contents.group_child ?? [])
			.filter((member) => member.child_id === child.id)
			.map((member) => groups.get(member.group_id))
			.sort()
			.join(', '),
	}));
}

const child = (fields: string, key: string) => `<leerling key="${key}">${fields}</leerling>`;
const person = (given: string, surname: string, born: string, rest = '<groep key="A"/>') =>
	`<achternaam>${surname}</achternaam><roepnaam>${given}</roepnaam><geboortedatum>${born}</geboortedatum>${rest}`;
const file = (
	children: string,
	more: { groups?: string; staff?: string; year?: string; brin?: string } = {},
) => {
	const { groups = '<groep key="A"><naam>Groep 3</naam><jaargroep>3</jaargroep></groep>', staff = '' } = more;
	return edexFile(
		`<EDEX><school><schooljaar>${more.year ?? '2026-2027'}</schooljaar><brincode>${more.brin ?? '99ZZ'}</brincode></school><groepen>${groups}</groepen><leerlingen>${children}</leerlingen><leerkrachten>${staff}</leerkrachten></EDEX>`,
	);
};
const mila = child(person('Mila', 'Bos', '2019-05-01'), '1');
const sem = child(person('Sem', 'Wit', '2019-06-01'), '2');

test('a whole school: children, groups, and teachers who can do nothing yet', async () => {
	const { store, schoolId } = await emptySchool();
	const plan = await importFile(store, schoolId, vuurvogel);
	expect(plan.questions).toEqual([]);
	expect(plan.children).toMatchObject({ changed: [], gone: [], waiting: [], unchanged: 0, leftBefore: 1 });
	expect(plan.children.new).toHaveLength(29);
	const rows = childrenIn(store);
	expect(rows).toHaveLength(29);
	expect(rows.find(({ edex_key }) => edex_key === '10224')).toMatchObject({
		given_name: 'Lotte',
		prefix: 'van den',
		surname: 'Berg',
		year_group: '2',
		groups: 'Groep 1/2 Zonnebloem',
	});
	expect(rows.find(({ edex_key }) => edex_key === '10159')?.groups).toBe('Groep 4, Plusgroep');
	const { school_group, staff_member, staff_role, group_teacher } = databaseContents(store.file);
	expect(school_group?.map(({ name, kind, year_groups }) => [name, kind, year_groups])).toEqual(
		expect.arrayContaining([
			['Groep 1/2 Zonnebloem', 'class', '["1","2"]'],
			['Plusgroep', 'across', '["4","7"]'],
		]),
	);
	expect(staff_member?.filter(({ status }) => status === 'proposed')).toHaveLength(4);
	expect(staff_role).toHaveLength(1);
	expect(group_teacher).toHaveLength(6);
});

test('the same file again changes nothing, byte for byte', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, vuurvogel);
	const before = databaseContents(store.file);
	const again = await preview(store, schoolId, vuurvogel);
	expect(again).toMatchObject({ empty: true, questions: [], blocked: false });
	expect(again.children).toMatchObject({
		new: [],
		changed: [],
		leaving: [],
		gone: [],
		waiting: [],
		unchanged: 29,
	});
	await importFile(store, schoolId, vuurvogel);
	expect(databaseContents(store.file)).toEqual(before);
});

test('a preview writes nothing', async () => {
	const { store, schoolId } = await emptySchool();
	const before = databaseContents(store.file);
	await preview(store, schoolId, defects, answered);
	expect(databaseContents(store.file)).toEqual(before);
});

test('the file with the defects: who comes in by themselves, and one question for each of the others', async () => {
	const { store, schoolId } = await emptySchool();
	const plan = await preview(store, schoolId, defects);
	expect(refs(plan.children.new)).toEqual(['2002', '2003', '2004', '2005', '2009', '2011']);
	expect(refs(plan.children.waiting)).toEqual(['2001', '2006', '2007.1', '2007.2', '#0008']);
	expect(plan.children.leftBefore).toBe(1);
	expect(asks(plan)).toEqual([
		'groups:56A-5+56A-6 group_split',
		'child:2001 year_group_unknown',
		'child:2006 group_unknown',
		'child:2007.1 key_twice no_group',
		'child:2007.2 key_twice',
		'child:#0008 key_unstable',
	]);
	expect(plan.blocked).toBe(false);
});

test('each question has the choices that make sense, and one that most would choose', async () => {
	const { store, schoolId } = await emptySchool();
	const { questions } = await preview(store, schoolId, defects);
	const shown = questions.map(({ choices }) =>
		choices.map(({ value, suggested }) => (suggested ? `${value}!` : value)).join(' '),
	);
	expect(shown).toEqual([
		'merge! apart',
		'year@1 year@2 year@ skip',
		'group@#003! group@56A-5 group@56A-6 group@12B group@ skip',
		'new@#003! new@56A-5 new@56A-6 new@12B new@ repeat skip',
		'new! repeat skip',
		'new! skip',
	]);
	expect(questions.find(({ key }) => key === 'child:2007.1')?.detail).toEqual({
		birthDate: '2015-01-12',
		given: '2007',
		other: 'Bilal Tahiri',
	});
});

const answered: Answers = {
	'groups:56A-5+56A-6': 'merge',
	'child:2001': 'year@1',
	'child:2006': 'group@#003',
	'child:2007.1': 'new@#003',
	'child:2007.2': 'new',
	'child:#0008': 'new',
};

test('with the answers everybody comes in, and the second time nothing is asked or written', async () => {
	const { store, schoolId } = await emptySchool();
	const plan = await importFile(store, schoolId, defects, answered);
	expect(plan.children.new).toHaveLength(11);
	expect(plan.children.waiting).toEqual([]);
	const shown = childrenIn(store).map(({ edex_key, given_name, year_group, groups }) =>
		[edex_key, given_name, year_group, groups].join(' | '),
	);
	expect(shown.sort()).toEqual([
		'#0008|deniz kaya|2017-04-04 | Deniz | 5 | 5/6',
		'#2007|ayaan warsame|2015-01-12 | Ayaan | 8 | Groep 8',
		'#2007|bilal tahiri|2015-03-02 | Bilal | 8 | Groep 8',
		'2001 | Mila | 1 | 1/2 B',
		'2002 | S.H. | 6 | 5/6',
		'2003 | Lotte | 5 | 5/6',
		'2004 | Noor | 6 | 5/6',
		'2005 | Sem | 6 | 5/6',
		'2006 | Ada | 8 | Groep 8',
		'2009 | Emre | 5 | 5/6',
		'2011 | José | 1 | 1/2 B',
	]);
	const before = databaseContents(store.file);
	const again = await preview(store, schoolId, defects);
	expect(again).toMatchObject({ empty: true, questions: [] });
	expect(again.children).toMatchObject({ new: [], changed: [], gone: [], waiting: [], unchanged: 11 });
	expect(
		again.findings.filter(({ code }) => ['group_unknown', 'key_twice', 'key_unstable'].includes(code)),
	).toEqual([]);
	await importFile(store, schoolId, defects);
	expect(databaseContents(store.file)).toEqual(before);
});

test('without answers the clear ones come in, and only the rest is asked the next time', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, defects);
	expect(childrenIn(store)).toHaveLength(6);
	const names = databaseContents(store.file).school_group?.map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining(['5/6 (5)', '5/6 (6)']));
	const again = await preview(store, schoolId, defects);
	expect(again.children).toMatchObject({ new: [], changed: [], gone: [], unchanged: 6 });
	expect(again.children.waiting).toHaveLength(5);
	expect(again.empty).toBe(true);
	await importFile(store, schoolId, defects, { 'child:2001': 'year@2' });
	expect(childrenIn(store)).toHaveLength(7);
});

test('two records under one number: the same child twice is one, skipped is none', async () => {
	const { store, schoolId } = await emptySchool();
	const repeated = await preview(store, schoolId, defects, {
		'child:2007.1': 'repeat',
		'child:2007.2': 'new',
	});
	expect(repeated.children.new.map(({ name }) => name)).toContain('Bilal Tahiri');
	expect(repeated.children.new.map(({ name }) => name)).not.toContain('Ayaan Warsame');
	const both = await preview(store, schoolId, defects, {
		'child:2007.1': 'repeat',
		'child:2007.2': 'repeat',
	});
	expect(both.children.new.filter(({ name }) => /Ayaan|Bilal/.test(name)).map(({ name }) => name)).toEqual([
		'Ayaan Warsame',
	]);
	const skipped = await preview(store, schoolId, defects, { 'child:2007.1': 'skip' });
	expect(refs(skipped.children.waiting)).toContain('2007.1');
});

test('changes are told field by field; what the file leaves out erases nothing', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila + sem));
	const groups =
		'<groep key="A"><naam>Groep 3 blauw</naam><jaargroep>3</jaargroep></groep><groep key="B"><naam>Groep 4</naam><jaargroep>4</jaargroep></groep>';
	const next = file(
		child(
			'<achternaam>Bos</achternaam><voorvoegsel>van den</voorvoegsel><roepnaam>Mila</roepnaam><groep key="B"/>',
			'1',
		) + sem,
		{ groups },
	);
	const plan = await importFile(store, schoolId, next);
	expect(plan.children.changed).toMatchObject([
		{
			name: 'Mila van den Bos',
			changes: [
				{ field: 'prefix', from: null, to: 'van den' },
				{ field: 'yearGroup', from: '3', to: '4' },
				{ field: 'groups', from: 'Groep 3 blauw', to: 'Groep 4' },
			],
		},
	]);
	expect(plan.groups).toMatchObject({
		new: [{ name: 'Groep 4' }],
		changed: [{ was: 'Groep 3', name: 'Groep 3 blauw' }],
	});
	const [row] = databaseContents(store.file).child?.filter(({ edex_key }) => edex_key === '1') ?? [];
	expect(row).toMatchObject({ birth_date: '2019-05-01', prefix: 'van den', sort_key: 'bos mila van den' });
	expect(
		childrenIn(store)
			.map(({ given_name, groups: names }) => `${given_name} ${names}`)
			.sort(),
	).toEqual(['Mila Groep 4', 'Sem Groep 3 blauw']);
});

test('who is missing from the file stays, until a person confirms it one by one', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila + sem));
	const without = file(mila);
	const plan = await importFile(store, schoolId, without);
	expect(plan.children.gone).toMatchObject([{ name: 'Sem Wit', groups: ['Groep 3'], confirmed: false }]);
	expect(plan.empty).toBe(true);
	const [gone] = plan.children.gone;
	await importFile(store, schoolId, without, { [`gone:${gone?.id}`]: 'left' });
	expect(childrenIn(store).find(({ given_name }) => given_name === 'Sem')).toMatchObject({
		left_on: '2026-10-06',
		groups: '',
	});
	expect((await preview(store, schoolId, without)).children.gone).toEqual([]);
});

test('all who are missing can be confirmed at once; who is in the file again is back', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, vuurvogel);
	await importFile(store, schoolId, file(mila), { 'gone:all': 'left' });
	expect(childrenIn(store).filter(({ left_on }) => left_on !== null)).toHaveLength(29);
	const later = new Date('2026-10-20T08:00:00Z');
	const back = await applyEdexml(
		store,
		{ kind: 'system', schoolId },
		{ file: vuurvogel, answers: {}, now: later },
	);
	if (!back.ok) throw new Error(back.refusal);
	expect(back.plan.children.changed).toHaveLength(29);
	expect(childrenIn(store).filter(({ left_on }) => left_on !== null)).toEqual([]);
});

test('a leaver in the file leaves the groups and keeps the last day', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila + sem));
	const leaver = child(
		person('Sem', 'Wit', '2019-06-01', '<groep key="A"/><uitstroomdatum>2026-09-30</uitstroomdatum>'),
		'2',
	);
	const plan = await importFile(store, schoolId, file(mila + leaver));
	expect(plan.children.leaving).toMatchObject([{ name: 'Sem Wit', leftOn: '2026-09-30' }]);
	expect(childrenIn(store).find(({ given_name }) => given_name === 'Sem')).toMatchObject({
		left_on: '2026-09-30',
		groups: '',
	});
	expect((await preview(store, schoolId, file(mila + leaver))).empty).toBe(true);
});

test('a key that does not last is proposed by name and birth date, and never merged by itself', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila));
	const [known] = childrenIn(store);
	const unstable = file(child(person('Mila', 'Bos', '2019-05-01'), '#7'));
	const plan = await preview(store, schoolId, unstable);
	expect(plan.children).toMatchObject({ new: [], changed: [], gone: [], waiting: [{ name: 'Mila Bos' }] });
	expect(plan.questions).toMatchObject([
		{
			key: 'child:#7',
			choices: [
				{ value: `same@${known?.id}`, kind: 'same', name: 'Mila Bos', suggested: true },
				{ value: 'new', suggested: false },
				{ value: 'skip' },
			],
		},
	]);
	await importFile(store, schoolId, unstable, { 'child:#7': `same@${known?.id}` });
	expect(refs(childrenIn(store))).toEqual([known?.id]);
	expect(await preview(store, schoolId, unstable)).toMatchObject({ empty: true, questions: [] });
	// the next file gives her a number that lasts: asked again, since only name and birth date say so
	const lasting = await preview(store, schoolId, file(mila));
	expect(asks(lasting)).toEqual(['child:1 same_person']);
	// the same dummy key with another child behind it is another child
	const other = await preview(store, schoolId, file(child(person('Noor', 'Aa', '2018-01-01'), '#7')));
	expect(other.questions[0]?.choices.map(({ value }) => value)).toEqual(['new', 'skip']);
	expect(other.children.gone).toMatchObject([{ name: 'Mila Bos' }]);
});

test('a new number for a child with the same name and birth date is asked, another name is simply new', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila));
	const [known] = childrenIn(store);
	const renumbered = file(child(person('Mila', 'Bos', '2019-05-01'), '99'));
	expect(asks(await preview(store, schoolId, renumbered))).toEqual(['child:99 same_person']);
	const twin = await preview(store, schoolId, file(mila + child(person('Tess', 'Bos', '2019-05-01'), '99')));
	expect(twin.questions).toEqual([]);
	await importFile(store, schoolId, renumbered, { 'child:99': `same@${known?.id}` });
	expect(childrenIn(store)).toMatchObject([{ id: known?.id, edex_key: '99' }]);
});

test('a known number with another name and another birth date is asked', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila));
	const mistaken = file(child(person('Daan', 'Vos', '2017-01-01'), '1'));
	const plan = await preview(store, schoolId, mistaken);
	expect(asks(plan)).toEqual(['child:1 other_person']);
	expect(plan.children).toMatchObject({ changed: [], gone: [], waiting: [{ name: 'Daan Vos' }] });
	const renamed = await preview(store, schoolId, file(child(person('Milou', 'Vos', '2019-05-01'), '1')));
	expect(renamed.questions).toEqual([]);
	expect(renamed.children.changed).toHaveLength(1);
});

test('a group of the same name with another key is asked; its children are not moved before the answer', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila));
	const renumbered = file(child(person('Mila', 'Bos', '2019-05-01', '<groep key="Z"/>'), '1'), {
		groups: '<groep key="Z"><naam>groep 3</naam><jaargroep>3</jaargroep></groep>',
	});
	const plan = await importFile(store, schoolId, renumbered);
	expect(asks(plan)).toEqual(['group:Z group_same']);
	expect(childrenIn(store)[0]?.groups).toBe('Groep 3');
	const [choice] = plan.questions[0]?.choices ?? [];
	await importFile(store, schoolId, renumbered, { 'group:Z': choice?.value ?? '' });
	expect(databaseContents(store.file).school_group).toMatchObject([{ edex_key: 'Z', name: 'groep 3' }]);
	expect(await preview(store, schoolId, renumbered)).toMatchObject({ empty: true, questions: [] });
});

test('split combination groups stay apart when that was the answer', async () => {
	const { store, schoolId } = await emptySchool();
	const apart = { ...answered, 'groups:56A-5+56A-6': 'apart' };
	await importFile(store, schoolId, defects, apart);
	const names = databaseContents(store.file).school_group?.map(({ name }) => String(name));
	expect(names?.sort()).toEqual(['1/2 B', '5/6 (5)', '5/6 (6)', 'Groep 8']);
	expect(await preview(store, schoolId, defects)).toMatchObject({ empty: true, questions: [] });
});

test('a file of another school or another year stops before anything, until a person says to go on', async () => {
	const { store, schoolId } = await emptySchool();
	const foreign = file(mila, { brin: '11AA', year: '2027-2028' });
	const plan = await preview(store, schoolId, foreign);
	expect(asks(plan)).toEqual(['other_school other_school', 'other_year other_year']);
	expect(plan.blocked).toBe(true);
	const actor = { kind: 'system' as const, schoolId };
	const apply = (answers: Answers) => applyEdexml(store, actor, { file: foreign, answers, now: today });
	expect(await apply({})).toEqual({ ok: false, refusal: 'blocked' });
	expect(await apply({ other_school: 'go_on', other_year: 'stop' })).toEqual({
		ok: false,
		refusal: 'blocked',
	});
	expect(await apply({ other_school: 'go_on', other_year: 'go_on' })).toMatchObject({ ok: true });
	const { school_year, school } = databaseContents(store.file);
	expect(school_year?.map(({ name }) => name).sort()).toEqual(['2026-2027', '2027-2028']);
	expect(school).toMatchObject([{ brin: '99ZZ' }]);
});

test('the next school year: new groups beside the old ones, every child a year further', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, file(mila + sem));
	const next = file((mila + sem).replaceAll('key="A"', 'key="A4"'), {
		year: '2027-2028',
		groups: '<groep key="A4"><naam>Groep 4</naam><jaargroep>4</jaargroep></groep>',
	});
	const inSummer = new Date('2027-08-20T08:00:00Z');
	const done = await applyEdexml(
		store,
		{ kind: 'system', schoolId },
		{ file: next, answers: {}, now: inSummer },
	);
	if (!done.ok) throw new Error(done.refusal);
	expect(done.plan.questions).toEqual([]);
	expect(done.plan.children.changed.map(({ changes }) => changes)).toEqual(
		Array(2).fill([
			{ field: 'yearGroup', from: '3', to: '4' },
			{ field: 'groups', from: null, to: 'Groep 4' },
		]),
	);
	expect(childrenIn(store).map(({ groups }) => groups)).toEqual(['Groep 3, Groep 4', 'Groep 3, Groep 4']);
	const years = databaseContents(store.file).school_year?.map(
		({ name, starts_on }) => `${name} ${starts_on}`,
	);
	expect(years?.sort()).toEqual(['2026-2027 2026-08-31', '2027-2028 2027-08-30']);
});

test('a school without a BRIN code takes that of its first file', async () => {
	const store = freshStore();
	const schoolId = await newSchool(store, { brin: null });
	await importFile(store, schoolId, file(mila));
	expect(databaseContents(store.file).school).toMatchObject([{ brin: '99ZZ' }]);
});

test('staff: proposals are kept up to date, who is active is asked about and keeps the address to sign in with', async () => {
	const { store, schoolId } = await emptySchool();
	const head =
		'<leerkracht key="JVD"><achternaam>Dam</achternaam><voorvoegsel>van</voorvoegsel><roepnaam>Joke</roepnaam><emailadres>Directie@school.example</emailadres><groepen><groep key="A"/></groepen></leerkracht>';
	const teacher = (email: string, groups = '<groep key="A"/>') =>
		`<leerkracht key="KOS"><achternaam>Koster</achternaam><roepnaam>Marieke</roepnaam><emailadres>${email}</emailadres><groepen>${groups}</groepen></leerkracht>`;
	const plan = await importFile(store, schoolId, file(mila, { staff: head + teacher('m@school.example') }));
	expect(plan.staff.new).toEqual([
		{ name: 'Marieke Koster', email: 'm@school.example', groups: ['Groep 3'] },
	]);
	expect(asks(plan)).toEqual(['staff:JVD staff_groups']);
	const staff = () => databaseContents(store.file).staff_member;
	expect(staff()).toHaveLength(2);
	expect(staff()).toContainEqual(
		expect.objectContaining({ edex_key: 'JVD', status: 'active', email: 'directie@school.example' }),
	);
	expect(databaseContents(store.file).group_teacher).toHaveLength(1);

	const moved = file(mila, {
		staff: head.replace('Directie@', 'joke@') + teacher('marieke@school.example', ''),
	});
	await importFile(store, schoolId, moved, { 'staff:JVD': 'give' });
	expect(staff()).toContainEqual(
		expect.objectContaining({ edex_key: 'KOS', email_key: 'marieke@school.example' }),
	);
	expect(staff()).toContainEqual(
		expect.objectContaining({ edex_key: 'JVD', email: 'directie@school.example' }),
	);
	const head_id = staff()?.find(({ edex_key }) => edex_key === 'JVD')?.id;
	expect(databaseContents(store.file).group_teacher).toMatchObject([{ staff_id: head_id }]);
	expect(await preview(store, schoolId, moved)).toMatchObject({ empty: true, questions: [] });
});

test('office and head may import, nobody else', async () => {
	const store = freshStore();
	await addPeople(store);
	const may = async (name: 'petra' | 'joke' | 'marieke' | 'naima' | 'henk') => {
		const actor = await asStaff(store, name);
		const done = await applyEdexml(store, actor, { file: file(mila), answers: {}, now: today });
		return done.ok ? 'imported' : done.refusal;
	};
	expect(await may('marieke')).toBe('not_allowed');
	expect(await may('naima')).toBe('not_allowed');
	expect(await may('petra')).toBe('imported');
	expect(await may('joke')).toBe('imported');
	// another school's head imports into the own school, where this file does not belong
	expect(await may('henk')).toBe('blocked');
});

test('groups and children that were made by hand stay as they are', async () => {
	const store = freshStore();
	await addPeople(store);
	const before = childrenIn(store).filter(({ edex_key }) => edex_key === null);
	const plan = await importFile(store, 'vuurvogel', file(mila));
	expect(plan.children.gone).toEqual([]);
	expect(childrenIn(store).filter(({ edex_key }) => edex_key === null)).toEqual(before);
});

test('however many children there are, the number of statements stays small', async () => {
	const { store, schoolId } = await emptySchool();
	const school = (born: string) =>
		file(Array.from({ length: 1200 }, (_, n) => child(person(`Kind${n}`, 'Bos', born), `k${n}`)).join(''));
	store.statements.length = 0;
	await importFile(store, schoolId, school('2019-05-01'));
	expect(store.statements.length).toBeLessThan(25);
	store.statements.length = 0;
	const plan = await importFile(store, schoolId, school('2019-05-02'));
	expect(plan.children.changed).toHaveLength(1200);
	expect(store.statements.length).toBeLessThan(25);
});

test('a dropped value is nowhere in the database', async () => {
	const { store, schoolId } = await emptySchool();
	await importFile(store, schoolId, vuurvogel);
	await importFile(store, schoolId, defects, { ...answered, 'gone:all': 'left' });
	const contents = JSON.stringify(databaseContents(store.file));
	expect(contents).toContain('Yıldırım');
	for (const dropped of ['123456782', '3561', '3562', 'ketenid', 'notitie', 'X-LVS', 'Mohamed', 'Zuzanna'])
		expect(contents).not.toContain(dropped);
});
