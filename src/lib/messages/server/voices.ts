// A message, said aloud by who wrote it: for who reads little, and for languages that are only spoken. Made while one
// writes, it belongs to the form until the message is sent; then to the message.
import { createHash } from 'node:crypto';
import { and, eq, notExists, sql } from 'drizzle-orm';
import type { Actor, StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { keepFile, removeFiles, removeUnusedOfKind } from '#lib/files/server/stored.ts';
import {
	asOfNow,
	moveVoices,
	prepareVoice,
	putVoice,
	removeVoice,
	voicesOf,
	type VoiceNow,
	type VoiceRefusal,
} from '#lib/files/server/voices.ts';
import type { Written } from './said.ts';

/** The kind of owner of what was said of a message; the owner's id is the message's. */
export const MESSAGE_VOICES = 'message_voice';
/** The same while it is written: `<staff id>:<key of the form>`. */
export const DRAFT_VOICES = 'message_draft';

/** Of a form of this person: the same as `message.formKey`. */
export const draftId = (staff: StaffActor, key: string) => `${staff.staffId}:${key}`;

const draftOwner = (staff: StaffActor, key: string) => ({ kind: DRAFT_VOICES, id: draftId(staff, key) });

/** What a message says, so that a recording is known to be old when its words were changed. */
export function saysOfMessage({ parts, text, language }: Written): string {
	const words = parts.map(({ phrase, filled }) => [phrase, Object.entries(filled).sort()]);
	const said = [words, text?.trim().replaceAll('\r\n', '\n') || null, text?.trim() ? language : null];
	return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}

/** What was said of a message that is being written. One query. */
export async function voicesOfDraft(
	db: Reader,
	staff: StaffActor,
	key: string,
	written: Written,
): Promise<VoiceNow[]> {
	const id = draftId(staff, key);
	return asOfNow((await voicesOf(db, staff.schoolId, DRAFT_VOICES, [id])).get(id), saysOfMessage(written));
}

/** What was said of a message. One query. */
export async function voicesOfMessage(
	db: Reader,
	schoolId: string,
	messageId: string,
	written: Written,
): Promise<VoiceNow[]> {
	return asOfNow(
		(await voicesOf(db, schoolId, MESSAGE_VOICES, [messageId])).get(messageId),
		saysOfMessage(written),
	);
}

export interface Recording {
	/** Tag of the language that is spoken. */
	language: string;
	bytes: Uint8Array;
	dataDir: string;
	now: Date;
}

/** Keeps what somebody says of the message that they write. Without a message, it goes in the night after. */
export async function saveDraftVoice(
	store: Store,
	staff: StaffActor,
	{ key, written, recording }: { key: string; written: Written; recording: Recording },
): Promise<{ ok: true } | { ok: false; refusal: VoiceRefusal }> {
	const { language, dataDir, now } = recording;
	const prepared = await prepareVoice(recording.bytes, language);
	if (!prepared.ok) return prepared;
	const { file } = prepared;
	await keepFile(dataDir, staff.schoolId, file, now);
	const saysOf = saysOfMessage(written);
	const owner = draftOwner(staff, key);
	await store.transact((tx) => putVoice(tx, staff, { owner, language, saysOf, file, name: language, now }));
	return { ok: true };
}

/** Takes away what was said in a language of the message that they write. */
export function dropDraftVoice(
	store: Store,
	staff: StaffActor,
	{ key, language }: { key: string; language: string },
): Promise<void> {
	return store.transact((tx) => removeVoice(tx, staff.schoolId, draftOwner(staff, key), language));
}

/** The message was sent or laid ready: what was said of these words goes with it. */
export function keepDraftVoices(
	tx: Tx,
	staff: StaffActor,
	{ key, messageId, written }: { key: string; messageId: string; written: Written },
): Promise<void> {
	return moveVoices(tx, staff.schoolId, {
		from: draftOwner(staff, key),
		to: { kind: MESSAGE_VOICES, id: messageId },
		saysOf: saysOfMessage(written),
	});
}

/** Only who writes it hears it before it is sent. */
export function maySeeDraftVoice(actor: Actor, ownerId: string): boolean {
	return actor.kind === 'staff' && ownerId.startsWith(`${actor.staffId}:`);
}

export function dropMessageVoices(tx: Tx, schoolId: string, messageId: string): Promise<void> {
	return removeFiles(tx, schoolId, { kind: MESSAGE_VOICES, id: messageId });
}

/** The night: what was said of messages that are not there any more, and of those that were never sent. */
export async function forgetMessageVoices(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { storedFile, message } = tx.t;
	const its = tx
		.select({ one: sql`1` })
		.from(message)
		.where(and(eq(message.schoolId, storedFile.schoolId), eq(message.id, storedFile.ownerId)));
	await tx
		.delete(storedFile)
		.where(and(eq(storedFile.schoolId, schoolId), eq(storedFile.ownerKind, MESSAGE_VOICES), notExists(its)));
	await removeUnusedOfKind(tx, schoolId, { kind: DRAFT_VOICES, isUsed: () => false, now });
}
