import { and, eq, ne } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import {
	addFile,
	filePath,
	filesOf,
	keepFile,
	removeFiles,
	removeUnusedOfKind,
} from '#lib/files/server/stored.ts';
import { prepareFile, type FileRefusal } from '#lib/platform/server/files/prepare.ts';
import { mayEditProfile } from './policy.ts';
import { readProfile, type ProfileRefusal } from './profile.ts';

/** The kind of owner of a spoken name; the owner's id is the person's. */
const SPOKEN_NAMES = 'staff_name';

/** Where the names of these people can be heard, by id, as far as they spoke them. One query. */
export async function spokenNames(
	db: Reader,
	schoolId: string,
	staffIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const files = await filesOf(db, schoolId, SPOKEN_NAMES, [...new Set(staffIds)]);
	return new Map(files.map(({ owner, fileId }) => [owner.id, filePath(fileId)]));
}

/** Keeps a person's name as they speak it, instead of an earlier recording; `recording: null` takes it away. */
export async function saveSpokenName(
	store: Store,
	actor: StaffActor,
	{
		staffId,
		recording,
		dataDir,
		now,
	}: { staffId: string; recording: Uint8Array | null; dataDir: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: ProfileRefusal | FileRefusal }> {
	if (!mayEditProfile(actor, staffId)) return { ok: false, refusal: 'not_allowed' };
	const profile = await readProfile(store.read, actor, staffId);
	if (!profile) return { ok: false, refusal: 'unknown_person' };
	const prepared = recording ? await prepareFile(recording, ['audio']) : undefined;
	if (prepared?.ok === false)
		// whatever else it is, it is no recording
		return {
			ok: false,
			refusal: prepared.refusal === 'not_this_kind' ? 'not_a_recording' : prepared.refusal,
		};
	const file = prepared?.file;
	if (file) await keepFile(dataDir, actor.schoolId, file, now);
	await store.transact(async (tx) => {
		const owner = { kind: SPOKEN_NAMES, id: staffId };
		await removeFiles(tx, actor.schoolId, owner);
		if (file) await addFile(tx, actor, { owner, file, name: profile.name, now });
		const action = file ? 'contacts.name_recorded' : 'contacts.name_recording_removed';
		await audit(tx, actor, action, { staff: staffId }, now);
	});
	return { ok: true };
}

/** The night: names of people who left. */
export async function forgetSpokenNames(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { staffMember } = tx.t;
	const here = await tx
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), ne(staffMember.status, 'gone')));
	const ids = new Set(here.map(({ id }) => id));
	await removeUnusedOfKind(tx, schoolId, {
		kind: SPOKEN_NAMES,
		isUsed: ({ ownerId }) => ids.has(ownerId),
		now,
	});
}
