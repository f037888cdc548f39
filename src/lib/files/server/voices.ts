// What stands somewhere, said by somebody at school: one recording a language. The thing's domain checks the rights.
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { prepareFile, type FileRefusal, type PreparedFile } from '#lib/platform/server/files/prepare.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { languageName, languageOf } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
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

/**
 * The recordings of these things by the thing's id, oldest first. `kept`: a phone keeps them with the page, which opens
 * without network. One query.
 */
export async function voicesOf(
	db: Reader,
	schoolId: string,
	kind: string,
	ids: readonly string[],
	{ kept = false } = {},
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
		voice: { ...rest, fileId, language: language ?? '', saysOf: saysOf ?? '', href: voicePath(fileId, kept) },
	}));
	const byThing = Map.groupBy(voices, ({ ownerId }) => ownerId);
	return new Map([...byThing].map(([id, found]) => [id, found.map(({ voice }) => voice)]));
}

/** Where it is heard; the mark says that a phone may keep it with the page that it belongs to. */
function voicePath(fileId: string, kept: boolean): string {
	return kept ? `${filePath(fileId)}?voice` : filePath(fileId);
}

/** A recording of a thing, and whether the thing says something else since. */
export interface VoiceNow extends Voice {
	outOfDate: boolean;
}

/** `saysOf`: what the thing says now. */
export function asOfNow(voices: readonly Voice[] | undefined, saysOf: string): VoiceNow[] {
	return (voices ?? []).map((voice) => ({ ...voice, outOfDate: voice.saysOf !== saysOf }));
}

/** Tags of the languages in which a thing can be heard as it is now. */
export function heardIn(voices: readonly VoiceNow[]): string[] {
	return voices.flatMap(({ language, outOfDate }) => (outOfDate ? [] : [language]));
}

/** A recording for who made it or makes another: the language by name, the day in words. */
export function staffVoice(
	{ fileId, language, href, outOfDate, createdAt }: VoiceNow,
	{ locale, timeZone }: { locale: Locale; timeZone: string },
) {
	const name = languageName(language, locale);
	return { fileId, language, href, outOfDate, name, on: formatDay(createdAt, locale, timeZone) };
}
export type StaffVoice = ReturnType<typeof staffVoice>;

export type VoiceRefusal = FileRefusal | 'unknown_language';

/** Makes what was recorded ready to be kept, or says why not. */
export async function prepareVoice(
	recording: Uint8Array,
	language: string,
): Promise<{ ok: true; file: PreparedFile } | { ok: false; refusal: VoiceRefusal }> {
	if (!languageOf(language)) return { ok: false, refusal: 'unknown_language' };
	const prepared = await prepareFile(recording, ['audio']);
	if (!prepared.ok)
		return {
			ok: false,
			refusal: prepared.refusal === 'not_this_kind' ? 'not_a_recording' : prepared.refusal,
		};
	const { file } = prepared;
	return file.bytes.byteLength > VOICE_BYTES ? { ok: false, refusal: 'too_large_file' } : { ok: true, file };
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

/** What was recorded of a thing that says `saysOf` becomes another thing's; what is older than that goes. */
export async function moveVoices(
	tx: Tx,
	schoolId: string,
	{ from, to, saysOf }: { from: FileOwner; to: FileOwner; saysOf: string },
): Promise<void> {
	const { storedFile } = tx.t;
	const its = and(
		eq(storedFile.schoolId, schoolId),
		eq(storedFile.ownerKind, from.kind),
		eq(storedFile.ownerId, from.id),
	);
	await tx
		.update(storedFile)
		.set({ ownerKind: to.kind, ownerId: to.id })
		.where(and(its, eq(storedFile.saysOf, saysOf)));
	await tx.delete(storedFile).where(its);
}

/** What was said of another thing of the same kind with the very same words is said of this one too: the newest of each language. */
export async function takeOverVoices(
	tx: Tx,
	schoolId: string,
	{ to, saysOf }: { to: FileOwner; saysOf: string },
): Promise<void> {
	const { storedFile } = tx.t;
	const rows = await tx
		.select()
		.from(storedFile)
		.where(
			and(
				eq(storedFile.schoolId, schoolId),
				eq(storedFile.ownerKind, to.kind),
				eq(storedFile.saysOf, saysOf),
				isNotNull(storedFile.language),
			),
		)
		.orderBy(asc(storedFile.createdAt), asc(storedFile.id));
	const own = new Set(rows.flatMap(({ ownerId, language }) => (ownerId === to.id ? [language] : [])));
	const newest = new Map(rows.map((row) => [row.language, row]));
	const missing = [...newest.values()].filter(({ language }) => !own.has(language));
	if (missing.length > 0)
		await tx.insert(storedFile).values(missing.map((row) => ({ ...row, id: newId(), ownerId: to.id })));
}
