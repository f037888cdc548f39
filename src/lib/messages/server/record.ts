// A message that stands, said aloud afterwards: before it goes out, and when somebody is found who speaks the language.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Store } from '#lib/database/store.ts';
import { keepFile } from '#lib/files/server/stored.ts';
import { prepareVoice, putVoice, removeVoice, type VoiceRefusal } from '#lib/files/server/voices.ts';
import { messageForStaff } from './sent.ts';
import { MESSAGE_VOICES, saysOfMessage, type Recording } from './voices.ts';

/** Keeps what somebody at school says of a message. `not_found`: not there, or not theirs to write to. */
export async function saveMessageVoice(
	store: Store,
	staff: StaffActor,
	{ messageId, recording }: { messageId: string; recording: Recording },
): Promise<{ ok: true } | { ok: false; refusal: VoiceRefusal | 'not_found' }> {
	const { language, dataDir, now } = recording;
	if (!(await messageForStaff(store.read, staff, messageId, now))) return { ok: false, refusal: 'not_found' };
	const prepared = await prepareVoice(recording.bytes, language);
	if (!prepared.ok) return prepared;
	const { file } = prepared;
	await keepFile(dataDir, staff.schoolId, file, now);
	return store.transact(async (tx) => {
		const found = await messageForStaff(tx, staff, messageId, now);
		if (!found) return { ok: false, refusal: 'not_found' as const };
		const owner = { kind: MESSAGE_VOICES, id: messageId };
		const saysOf = saysOfMessage(found);
		await putVoice(tx, staff, { owner, language, saysOf, file, name: language, now });
		await audit(tx, staff, 'messages.voice_recorded', { messageId, language }, now);
		return { ok: true as const };
	});
}

/** Takes away what was said of a message in a language. `not_found`: not there, or not theirs. */
export function dropMessageVoice(
	store: Store,
	staff: StaffActor,
	{ messageId, language, now }: { messageId: string; language: string; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_found' }> {
	return store.transact(async (tx) => {
		if (!(await messageForStaff(tx, staff, messageId, now)))
			return { ok: false, refusal: 'not_found' as const };
		await removeVoice(tx, staff.schoolId, { kind: MESSAGE_VOICES, id: messageId }, language);
		await audit(tx, staff, 'messages.voice_removed', { messageId, language }, now);
		return { ok: true as const };
	});
}
