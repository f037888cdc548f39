import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { forgetSpokenNames, saveSpokenName, spokenNames } from './spoken-name.ts';

// a second of silence
const wave = () => {
	const samples = Buffer.alloc(16_000);
	const head = Buffer.from('RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1');
	const rates = Buffer.alloc(12);
	rates.writeUInt32LE(8000, 0);
	rates.writeUInt32LE(16_000, 4);
	rates.writeUInt16LE(2, 8);
	rates.writeUInt16LE(16, 10);
	const data = Buffer.from('data\0\0\0\0', 'latin1');
	data.writeUInt32LE(samples.length, 4);
	head.writeUInt32LE(36 + samples.length, 4);
	return Buffer.concat([head, rates, data, samples]);
};
const day = 24 * 60 * 60 * 1000;

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	const dataDir = temporaryFolder();
	const save = async (who: Parameters<typeof asStaff>[1], staffId: string, recording: Uint8Array | null) =>
		saveSpokenName(store, await asStaff(store, who), { staffId, recording, dataDir, now: today });
	const heard = async () =>
		[...(await spokenNames(store.read, schoolId, ['marieke', 'selin'])).keys()].sort();
	return { store, save, heard };
}

test('everybody speaks the own name, and who names contacts may help; a new one takes the place of the old', async () => {
	const { store, save, heard } = await withPeople();
	expect(await save('marieke', 'marieke', wave())).toEqual({ ok: true });
	expect(await save('marieke', 'selin', wave())).toEqual({ ok: false, refusal: 'not_allowed' });
	expect(await save('petra', 'selin', wave())).toEqual({ ok: true });
	expect(await heard()).toEqual(['marieke', 'selin']);
	await save('marieke', 'marieke', wave());
	expect(await store.read.$count(store.t.storedFile, eq(store.t.storedFile.schoolId, schoolId))).toBe(2);
	expect(await save('marieke', 'marieke', null)).toEqual({ ok: true });
	expect(await heard()).toEqual(['selin']);
});

test('what is no recording is refused in those words', async () => {
	const { save, heard } = await withPeople();
	expect(await save('marieke', 'marieke', Buffer.from('%PDF-1.4 %%EOF'))).toEqual({
		ok: false,
		refusal: 'not_a_recording',
	});
	expect(await save('marieke', 'marieke', Buffer.alloc(0))).toEqual({ ok: false, refusal: 'empty_file' });
	expect(await save('petra', 'henk', wave())).toEqual({ ok: false, refusal: 'unknown_person' });
	expect(await heard()).toEqual([]);
});

test('the night takes the name of who left', async () => {
	const { store, save, heard } = await withPeople();
	await save('marieke', 'marieke', wave());
	await save('selin', 'selin', wave());
	const { staffMember } = store.t;
	await store.transact((tx) =>
		tx
			.update(staffMember)
			.set({ status: 'gone' })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'selin'))),
	);
	await store.transact((tx) => forgetSpokenNames(tx, schoolId, new Date(today.getTime() + 2 * day)));
	expect(await heard()).toEqual(['marieke']);
});
