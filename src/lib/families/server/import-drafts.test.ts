import { expect, test } from 'vitest';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { inputBytes } from '../../../../tests/support/input.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import {
	listDrafts,
	noteDone,
	readDraft,
	removeDraft,
	setMapping,
	uploadEdexml,
	uploadList,
} from './import-drafts.ts';
import { forgetImportDrafts } from './retention.ts';

const upload = (bytes: Uint8Array, fileName = 'export.xml') => ({ fileName, bytes, now: today });
const list = (text: string) => upload(new TextEncoder().encode(text), 'lijst.csv');
const done = { new: 1, changed: 0, leaving: 0, groups: 0, staff: 0, waiting: 0 };

async function office() {
	const store = freshStore();
	await addPeople(store);
	return { store, petra: await asStaff(store, 'petra') };
}

test('an upload is read at once; only what we keep of it is stored', async () => {
	const { store, petra } = await office();
	for (const name of ['edexml/vuurvogel.xml', 'edexml/defects.xml'] as const)
		expect(await uploadEdexml(store, petra, upload(inputBytes(name)))).toMatchObject({ ok: true });
	const stored = JSON.stringify(databaseContents(store.file).import_draft);
	expect(stored).toContain('Yıldırım');
	for (const dropped of ['123456782', '3561', 'ketenid', 'notitie', 'X-LVS', 'Mohamed', '<leerling'])
		expect(stored).not.toContain(dropped);
});

test('a list loses the columns that we may not have, and later those that are not used', async () => {
	const { store, petra } = await office();
	const uploaded = await uploadList(
		store,
		petra,
		list('Leerlingnummer;BSN;Postcode;Hobby;Ouder 1 naam\n1;123456782;3561HN;zingen;Ayşe\n'),
	);
	if (!uploaded.ok) throw new Error(uploaded.refusal);
	const stored = () => JSON.stringify(databaseContents(store.file).import_draft);
	expect(stored()).toContain('zingen');
	expect(stored()).not.toMatch(/123456782|3561HN/);
	const draft = await readDraft(store.read, petra, uploaded.draftId, today);
	if (!draft) throw new Error('no draft');
	const mapping = ['child.key', 'ignore', 'ignore', 'ignore', 'guardian1.name'] as const;
	expect(
		await setMapping(store, petra, draft, ['child.key', 'ignore', 'ignore', 'ignore', 'ignore']),
	).toEqual({
		ok: false,
		refusal: 'no_guardian_column',
	});
	expect(await setMapping(store, petra, draft, [...mapping])).toEqual({ ok: true });
	expect(stored()).toContain('Ayşe');
	expect(stored()).not.toContain('zingen');
});

test('what can not be read is refused and nothing is kept', async () => {
	const { store, petra } = await office();
	expect(await uploadEdexml(store, petra, list('a;b\n1;2'))).toEqual({
		ok: false,
		refusal: { code: 'not_xml' },
	});
	expect(await uploadList(store, petra, upload(inputBytes('edexml/vuurvogel.xml')))).toEqual({
		ok: false,
		refusal: 'not_a_list',
	});
	expect(databaseContents(store.file).import_draft).toEqual([]);
});

test('office and head of the school, nobody else', async () => {
	const { store, petra } = await office();
	const uploaded = await uploadEdexml(store, petra, upload(inputBytes('edexml/vuurvogel.xml')));
	if (!uploaded.ok) throw new Error('refused');
	for (const name of ['marieke', 'naima', 'henk'] as const) {
		const other = await asStaff(store, name);
		expect(await readDraft(store.read, other, uploaded.draftId, today)).toBeUndefined();
		expect(await listDrafts(store.read, other, today)).toEqual([]);
		await removeDraft(store, other, uploaded.draftId);
	}
	const marieke = await asStaff(store, 'marieke');
	expect(await uploadEdexml(store, marieke, upload(inputBytes('edexml/vuurvogel.xml')))).toEqual({
		ok: false,
		refusal: 'not_allowed',
	});
	const joke = await asStaff(store, 'joke');
	expect(await listDrafts(store.read, joke, today)).toMatchObject([
		{ id: uploaded.draftId, fileName: 'export.xml' },
	]);
	await removeDraft(store, petra, uploaded.draftId);
	expect(databaseContents(store.file).import_draft).toEqual([]);
});

test('a draft lives for a day; when all is done only the numbers stay', async () => {
	const { store, petra } = await office();
	const uploaded = await uploadEdexml(
		store,
		petra,
		upload(inputBytes('edexml/vuurvogel.xml'), 'C:\\export\\a.xml'),
	);
	if (!uploaded.ok) throw new Error('refused');
	const read = (now: Date) => readDraft(store.read, petra, uploaded.draftId, now);
	const draft = await read(today);
	if (!draft) throw new Error('no draft');
	expect(draft.fileName).toBe('a.xml');
	await noteDone(store, petra, draft, { ...done, waiting: 2 });
	expect(JSON.stringify(await read(today))).toContain('Yıldırım');
	await noteDone(store, petra, draft, done);
	expect(JSON.stringify(databaseContents(store.file).import_draft)).not.toContain('Yıldırım');
	expect(await read(today)).toMatchObject({ kind: 'edexml', file: null, done });
	expect(await listDrafts(store.read, petra, today)).toEqual([]);
	const nextDay = new Date(today.getTime() + 25 * 60 * 60 * 1000);
	expect(await read(nextDay)).toBeUndefined();
	await store.transact((tx) => forgetImportDrafts(tx, schoolId, nextDay));
	expect(databaseContents(store.file).import_draft).toEqual([]);
});
