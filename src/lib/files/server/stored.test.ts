import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pathOfBytes } from '#lib/platform/server/files/keep.ts';
import { prepareFile } from '#lib/platform/server/files/prepare.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { addFile, filesOf, findFile, keepFile, removeFiles, removeUnusedBytes } from './stored.ts';

const owner = { kind: 'card', id: 'card-1' };
const later = new Date(today.getTime() + 2 * 24 * 60 * 60 * 1000);

async function picture(background: string) {
	const upload = await sharp({ create: { width: 30, height: 20, channels: 3, background } })
		.png()
		.toBuffer();
	const result = await prepareFile(upload, ['picture']);
	if (!result.ok) throw new Error(result.refusal);
	return result.file;
}

async function withSchool() {
	const store = freshStore();
	await addPeople(store);
	const dataDir = temporaryFolder();
	const actor = await asStaff(store, 'petra');
	const keep = async (name: string, background = '#ff0000', to = owner) => {
		const file = await picture(background);
		await keepFile(dataDir, schoolId, file, today);
		return store.transact((tx) => addFile(tx, actor, { owner: to, file, name, now: today }));
	};
	const kept = () =>
		readdirSync(path.join(dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
			/[0-9a-f]{64}/.test(name),
		);
	return { store, dataDir, keep, kept };
}

test('the same bytes are kept once, however many things have them', async () => {
	const { store, dataDir, keep, kept } = await withSchool();
	const one = await keep('a.png');
	const two = await keep('b.png', '#ff0000', { kind: 'staff_name', id: 'marieke' });
	expect(kept()).toHaveLength(2); // whole and small
	const files = await Promise.all([one, two].map((id) => findFile(store.read, schoolId, id)));
	expect(files.map((file) => file?.name)).toEqual(['a.webp', 'b.webp']);
	expect(files[0]?.hash).toBe(files[1]?.hash);
	const bytes = readFileSync(pathOfBytes(dataDir, schoolId, files[0]?.hash ?? ''));
	expect((await sharp(bytes).metadata()).format).toBe('webp');
});

test('a file of another school is not there', async () => {
	const { store, keep } = await withSchool();
	const id = await keep('a.png');
	expect(await findFile(store.read, 'regenboog', id)).toBeUndefined();
	expect(await filesOf(store.read, 'regenboog', owner.kind, [owner.id])).toEqual([]);
	expect(await filesOf(store.read, schoolId, owner.kind, [owner.id])).toHaveLength(1);
});

test('the night removes bytes that nothing has any more, and lets those be that were just kept', async () => {
	const { store, dataDir, keep, kept } = await withSchool();
	const shared = await keep('shared.png');
	await keep('shared too.png', '#ff0000', { kind: 'staff_name', id: 'marieke' });
	const lonely = await keep('lonely.png', '#00ff00');
	await store.transact((tx) => removeFiles(tx, schoolId, owner, [shared, lonely]));
	await removeUnusedBytes(store, { dataDir, schoolId, now: new Date(today.getTime() + 60_000) });
	expect(kept()).toHaveLength(4);
	await removeUnusedBytes(store, { dataDir, schoolId, now: later });
	expect(kept()).toHaveLength(2);
});

test('a name leads nowhere and breaks no header', async () => {
	const { store, keep } = await withSchool();
	const id = await keep('../../etc/pass\r\nwd: "x".pdf');
	expect((await findFile(store.read, schoolId, id))?.name).toBe('.. .. etc pass wd x.webp');
});
