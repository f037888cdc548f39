import { expect, test } from 'vitest';
import { FILE_BYTES } from '#lib/platform/server/files/prepare.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import {
	addPiece,
	dropUpload,
	forgetUploads,
	openUpload,
	PIECE_BYTES,
	readUpload,
	readUploaded,
} from './uploads.ts';

const whole = Buffer.alloc(PIECE_BYTES + 1000, 7);

async function withUpload(bytes = whole.length) {
	const store = freshStore();
	await addPeople(store);
	const place = { dataDir: temporaryFolder(), actor: await asStaff(store, 'petra') };
	const opened = await openUpload(store, place, { name: 'IMG_1.jpg', bytes, now: today });
	if (!opened.ok) throw new Error(opened.refusal);
	return { store, place, uploadId: opened.uploadId };
}

test('a file comes in pieces, and goes on after a break where it had come', async () => {
	const { store, place, uploadId } = await withUpload();
	const first = await addPiece(store.read, place, {
		uploadId,
		offset: 0,
		piece: whole.subarray(0, PIECE_BYTES),
	});
	expect(first).toMatchObject({ ok: true, state: { offset: PIECE_BYTES } });
	// the answer was lost: the phone sends the same again, is told, asks and goes on
	const again = await addPiece(store.read, place, {
		uploadId,
		offset: 0,
		piece: whole.subarray(0, PIECE_BYTES),
	});
	expect(again).toEqual({ ok: false, refusal: 'wrong_place' });
	const { offset } = (await readUpload(store.read, place, uploadId)) ?? { offset: -1 };
	await addPiece(store.read, place, { uploadId, offset, piece: whole.subarray(offset) });
	const uploaded = await readUploaded(store.read, place, { uploadId });
	expect(uploaded?.name).toBe('IMG_1.jpg');
	expect(whole.equals(uploaded?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test('a file that is not whole can not be used', async () => {
	const { store, place, uploadId } = await withUpload();
	await addPiece(store.read, place, { uploadId, offset: 0, piece: whole.subarray(0, 10) });
	expect(await readUploaded(store.read, place, { uploadId })).toBeUndefined();
});

test('more than was announced, or too much at once, is refused', async () => {
	const { store, place, uploadId } = await withUpload(100);
	const piece = Buffer.alloc(101);
	expect(await addPiece(store.read, place, { uploadId, offset: 0, piece })).toEqual({
		ok: false,
		refusal: 'too_large_file',
	});
	const huge = await openUpload(store, place, { name: 'film.mp4', bytes: FILE_BYTES + 1, now: today });
	expect(huge).toEqual({ ok: false, refusal: 'too_large_file' });
	const nothing = await openUpload(store, place, { name: 'none', bytes: 0, now: today });
	expect(nothing).toEqual({ ok: false, refusal: 'empty_file' });
});

test("somebody else's upload is not there", async () => {
	const { store, place, uploadId } = await withUpload();
	for (const actor of [await asStaff(store, 'joke'), await asParent(store, 'ayse')]) {
		const theirs = { ...place, actor };
		expect(await readUpload(store.read, theirs, uploadId)).toBeUndefined();
		expect(await addPiece(store.read, theirs, { uploadId, offset: 0, piece: whole.subarray(0, 9) })).toEqual({
			ok: false,
			refusal: 'unknown_upload',
		});
		await dropUpload(store, theirs, uploadId);
	}
	expect(await readUpload(store.read, place, uploadId)).toBeDefined();
});

test('one person can not fill the disk with beginnings', async () => {
	const { store, place } = await withUpload();
	const answers = [];
	for (let n = 0; n < 10; n++)
		answers.push(await openUpload(store, place, { name: `${n}`, bytes: 10, now: today }));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(9);
	expect(answers.at(-1)).toEqual({ ok: false, refusal: 'too_many_files' });
});

test('without JavaScript the form has the file itself', async () => {
	const { store, place } = await withUpload();
	const file = new File(['hello'], 'a.pdf');
	const uploaded = await readUploaded(store.read, place, { file });
	expect(Buffer.from(uploaded?.bytes ?? []).toString()).toBe('hello');
	expect(await readUploaded(store.read, place, { file: new File([], '') })).toBeUndefined();
});

test('the night forgets what was begun and not used within a day', async () => {
	const { store, place, uploadId } = await withUpload();
	const { dataDir } = place;
	await forgetUploads(store, { dataDir, schoolId, now: new Date(today.getTime() + 23 * 60 * 60 * 1000) });
	expect(await readUpload(store.read, place, uploadId)).toBeDefined();
	await forgetUploads(store, { dataDir, schoolId, now: new Date(today.getTime() + 25 * 60 * 60 * 1000) });
	expect(await readUpload(store.read, place, uploadId)).toBeUndefined();
});
