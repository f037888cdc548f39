// What a moment is and where, said aloud by somebody at school: for who reads little, and for languages that are only spoken.
import { createHash } from 'node:crypto';
import { and, eq, notExists, sql } from 'drizzle-orm';
import type { Actor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { keepFile } from '#lib/files/server/stored.ts';
import {
	asOfNow,
	prepareVoice,
	putVoice,
	removeVoice,
	takeOverVoices,
	voicesOf,
	type VoiceNow,
	type VoiceRefusal,
} from '#lib/files/server/voices.ts';
import type { MomentKind } from '../kinds.ts';
import { findMoment, mayKnow } from './find-moment.ts';
import { mayRun } from './policy.ts';

/** The kind of owner of what was said of a moment; the owner's id is the moment's. */
export const MOMENT_VOICES = 'moment_voice';

/** What is said of a moment. Not its times: they are there in every language, and change. */
export interface SaidOfMoment {
	momentId: string;
	kind: MomentKind;
	title: string | null;
	place: string | null;
}

function saysOfMoment({ kind, title, place }: SaidOfMoment): string {
	return createHash('sha256')
		.update(JSON.stringify([kind, title, place]))
		.digest('base64url');
}

/** What was said of a moment. One query. */
export async function voicesOfMoment(
	db: Reader,
	schoolId: string,
	moment: SaidOfMoment,
): Promise<VoiceNow[]> {
	const found = await voicesOf(db, schoolId, MOMENT_VOICES, [moment.momentId]);
	return asOfNow(found.get(moment.momentId), saysOfMoment(moment));
}

async function findTheirs(db: Reader, staff: StaffActor, momentId: string) {
	const moment = await findMoment(db, staff.schoolId, momentId);
	const groupIds = moment?.groups.map(({ groupId }) => groupId) ?? [];
	return moment && !moment.cancelledAt && mayRun(staff, groupIds) ? moment : undefined;
}

export type MomentVoiceResult = { ok: true } | { ok: false; refusal: VoiceRefusal | 'not_found' };

/**
 * Keeps what was said of a moment, a draft too, in a language; `recording: null` takes it away. `not_found`: called off, not
 * there, or not theirs to run.
 */
export async function saveMomentVoice(
	store: Store,
	staff: StaffActor,
	given: { momentId: string; language: string; recording: Uint8Array | null; dataDir: string; now: Date },
): Promise<MomentVoiceResult> {
	const { momentId, language, recording, dataDir, now } = given;
	if (!(await findTheirs(store.read, staff, momentId))) return { ok: false, refusal: 'not_found' };
	const prepared = recording ? await prepareVoice(recording, language) : undefined;
	if (prepared?.ok === false) return prepared;
	const file = prepared?.file;
	if (file) await keepFile(dataDir, staff.schoolId, file, now);
	return store.transact(async (tx): Promise<MomentVoiceResult> => {
		const moment = await findTheirs(tx, staff, momentId);
		if (!moment) return { ok: false, refusal: 'not_found' };
		const owner = { kind: MOMENT_VOICES, id: momentId };
		const saysOf = saysOfMoment(moment);
		if (file) await putVoice(tx, staff, { owner, language, saysOf, file, name: language, now });
		else await removeVoice(tx, staff.schoolId, owner, language);
		const action = file ? 'moments.voice_recorded' : 'moments.voice_removed';
		await audit(tx, staff, action, { momentId, language }, now);
		return { ok: true };
	});
}

/** A plan was written: what was said before of a moment that is called so and is there, is said of this one too. */
export function takeOverMomentVoices(tx: Tx, schoolId: string, moment: SaidOfMoment): Promise<void> {
	const to = { kind: MOMENT_VOICES, id: moment.momentId };
	return takeOverVoices(tx, schoolId, { to, saysOf: saysOfMoment(moment) });
}

/** Who may know of the moment may hear it: guardians once it is published, staff who run it. */
export async function maySeeMomentVoice(db: Reader, actor: Actor, momentId: string): Promise<boolean> {
	const moment = await findMoment(db, actor.schoolId, momentId);
	if (actor.kind === 'guardian') return mayKnow(moment, actor);
	return (
		moment !== undefined &&
		mayRun(
			actor,
			moment.groups.map(({ groupId }) => groupId),
		)
	);
}

/** The night: what was said of moments that are not there any more. */
export async function forgetMomentVoices(tx: Tx, schoolId: string): Promise<void> {
	const { storedFile, moment } = tx.t;
	const its = tx
		.select({ one: sql`1` })
		.from(moment)
		.where(and(eq(moment.schoolId, storedFile.schoolId), eq(moment.id, storedFile.ownerId)));
	await tx
		.delete(storedFile)
		.where(and(eq(storedFile.schoolId, schoolId), eq(storedFile.ownerKind, MOMENT_VOICES), notExists(its)));
}
