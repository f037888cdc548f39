// What stands somewhere, said by somebody at school: one recording a language. The thing's domain checks the rights.
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import type { PreparedFile } from '#lib/platform/server/files/prepare.ts';
import { addFile, filePath, removeFiles, type FileOwner } from './stored.ts';

/** More than this is no text for one screen any more, and too much to keep on a phone. */
export const VOICE_BYTES = 2 * 1024 * 1024;

export interface Voice {
	fileId: string;
	/** Tag of the language that is spoken, one of those that are only spoken too. */
	language: string;
	href: string;
	bytes: number;
	/** What stood there when it was said. */
	saysOf: string;
	createdAt: Date;
}

/** The recordings of these things by the thing's id, oldest first. One query. */
export async function voicesOf(
	db: Reader,
	schoolId: string,
	kind: string,
	ids: readonly string[],
): Promise<ReadonlyMap<string, Voice[]>> {
	const { storedFile } = db.t;
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({
			ownerId: storedFile.ownerId,
			fileId: storedFile.id,
			language: storedFile.language,
			bytes: storedFile.bytes,
			saysOf: storedFile.saysOf,
			createdAt: storedFile.createdAt,
		})
		.from(storedFile)
		.where(
			and(
				eq(storedFile.schoolId, schoolId),
				eq(storedFile.ownerKind, kind),
				inArray(storedFile.ownerId, [...ids]),
				isNotNull(storedFile.language),
			),
		)
		.orderBy(asc(storedFile.createdAt), asc(storedFile.id));
	const voices = rows.map(({ ownerId, fileId, language, saysOf, ...rest }) => ({
		ownerId,
		voice: { ...rest, fileId, language: language ?? '', saysOf: saysOf ?? '', href: voicePath(fileId) },
	}));
	const byThing = Map.groupBy(voices, ({ ownerId }) => ownerId);
	return new Map([...byThing].map(([id, found]) => [id, found.map(({ voice }) => voice)]));
}

/** Where it is heard; the mark says that a phone may keep it with the page that it belongs to. */
function voicePath(fileId: string): string {
	return `${filePath(fileId)}?voice`;
}

/** Keeps what somebody said in a language, instead of what was said in it before. */
export async function putVoice(
	tx: Tx,
	actor: StaffActor,
	given: { owner: FileOwner; language: string; saysOf: string; file: PreparedFile; name: string; now: Date },
): Promise<void> {
	const { owner, language, saysOf, file, name, now } = given;
	await removeVoice(tx, actor.schoolId, owner, language);
	const id = await addFile(tx, actor, { owner, file, name, now });
	const { storedFile } = tx.t;
	await tx
		.update(storedFile)
		.set({ language, saysOf })
		.where(and(eq(storedFile.schoolId, actor.schoolId), eq(storedFile.id, id)));
}

/** Takes away what was said in a language. */
export async function removeVoice(
	tx: Tx,
	schoolId: string,
	owner: FileOwner,
	language: string,
): Promise<void> {
	const found = (await voicesOf(tx, schoolId, owner.kind, [owner.id])).get(owner.id) ?? [];
	const ids = found.filter((voice) => voice.language === language).map(({ fileId }) => fileId);
	if (ids.length > 0) await removeFiles(tx, schoolId, owner, ids);
}
