// A message said aloud: who hears it, whom it counts for, and how long it is there.
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { saveLanguageProfile } from '#lib/families/server/language-profile.ts';
import { heardIn } from '#lib/files/server/voices.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { spokenName } from '../../../../scripts/demo/spoken-name.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { auditSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import type { About } from '../message.ts';
import { callList } from './call-list.ts';
import { maySeeMessageVoice } from './file-owner.ts';
import { messageForParent } from './for-parent.ts';
import { dropMessageVoice, saveMessageVoice } from './record.ts';
import { forgetMessages } from './retention.ts';
import { sendMessage, takeBack } from './send.ts';
import {
	DRAFT_VOICES,
	dropDraftVoice,
	forgetMessageVoices,
	maySeeDraftVoice,
	MESSAGE_VOICES,
	saveDraftVoice,
	voicesOfDraft,
	voicesOfMessage,
} from './voices.ts';

const group: About = { kind: 'group', id: 'zonnebloem' };
const written = { parts: [], text: 'Morgen gaan we naar het bos.', language: 'nl' };
const day = 24 * 60 * 60 * 1000;

async function writing() {
	const store = freshStore();
	await addPeople(store);
	const marieke = await asStaff(store, 'marieke');
	const dataDir = temporaryFolder();
	const recordingIn = (language: string, bytes: Uint8Array = spokenName()) => ({
		...{ language, bytes, dataDir, now: today },
	});
	const say = (language: string, of = written) =>
		saveDraftVoice(store, marieke, { key: 'form', written: of, recording: recordingIn(language) });
	const send = async (one: { about?: About; text?: string; wait?: 'now' | 'morning' } = {}) => {
		const sent = await sendMessage(store, marieke, {
			...{ about: group, parts: [], text: written.text, language: 'nl', wait: 'now' },
			...{ formKey: 'form', now: today, ...one },
		});
		if (!sent.ok) throw new Error(sent.refusal);
		return sent.messageId;
	};
	const drafted = async (of = written) => voicesOfDraft(store.read, marieke, 'form', of);
	return { store, marieke, say, send, drafted, recordingIn };
}
const heard = async (store: TestStore, who: GuardianName, messageId: string, locale: 'nl' | 'ar' = 'nl') => {
	const found = await messageForParent(store.read, await asParent(store, who), messageId, locale);
	return typeof found === 'object' ? found.voices.map(({ label }) => label) : found;
};
const may = async (store: TestStore, who: GuardianName, messageId: string) =>
	maySeeMessageVoice(store.read, await asParent(store, who), messageId, today);
const kept = async (store: TestStore) =>
	(
		await acrossSchools('a test looks', () =>
			store.read
				.select({ kind: store.t.storedFile.ownerKind, language: store.t.storedFile.language })
				.from(store.t.storedFile),
		)
	).map(({ kind, language }) => `${kind} ${language}`);
const speaks = async (store: TestStore, who: GuardianName, written: string, spoken: string) =>
	saveLanguageProfile(
		store,
		await asParent(store, who),
		{ written, spoken, likesListening: true, needsInterpreter: false },
		today,
	);

test('said while one writes, it goes with the message; who reads or speaks the language hears it', async () => {
	const { store, say, send } = await writing();
	await speaks(store, 'fatima', 'ar', 'rif');
	for (const language of ['rif', 'tr']) expect(await say(language)).toEqual({ ok: true });
	const messageId = await send();
	expect(await heard(store, 'fatima', messageId)).toEqual(['Ingesproken door school: Berbers (Tarifit)']);
	expect(await heard(store, 'mehmet', messageId)).toEqual(['Ingesproken door school: Turks']);
	expect(await kept(store)).toEqual(['message_voice rif', 'message_voice tr']);
});

test('words that changed since are not what was said: not counted, not heard, not kept', async () => {
	const { store, say, send, drafted } = await writing();
	await say('tr');
	expect(heardIn(await drafted())).toEqual(['tr']);
	// only the ends of lines differ, as a form sends them
	expect(heardIn(await drafted({ ...written, text: `${written.text}\r\n` }))).toEqual(['tr']);
	expect(heardIn(await drafted({ ...written, text: 'Morgen gaan we naar zee.' }))).toEqual([]);
	const messageId = await send({ text: 'Morgen gaan we naar zee.' });
	expect(await heard(store, 'mehmet', messageId)).toEqual([]);
	expect(await kept(store)).toEqual([]);
});

test('a family that hears it is not on the call list any more', async () => {
	const { store, marieke, send, recordingIn } = await writing();
	await speaks(store, 'fatima', 'ar', 'rif');
	const messageId = await send();
	const calls = async () =>
		(await callList(store.read, marieke, { kind: 'message', id: messageId }, today))?.map(
			({ guardianId }) => guardianId,
		);
	expect(await calls()).toContain('fatima');
	const recording = recordingIn('rif');
	expect(await saveMessageVoice(store, marieke, { messageId, recording })).toEqual({ ok: true });
	expect(await calls()).not.toContain('fatima');
	expect(await auditSoFar(store)).toContain('staff marieke messages.voice_recorded');
	await dropMessageVoice(store, marieke, { messageId, language: 'rif', now: today });
	expect(await calls()).toContain('fatima');
});

test('who may not see the message may not fetch the sound', async () => {
	const { store, send, recordingIn, marieke } = await writing();
	const messageId = await send({ about: { kind: 'child', id: 'elif' } });
	await saveMessageVoice(store, marieke, { messageId, recording: recordingIn('tr') });
	expect(await may(store, 'ayse', messageId)).toBe(true);
	// information only, and a family of the same group
	expect(await may(store, 'ahmet', messageId)).toBe(false);
	expect(await may(store, 'fatima', messageId)).toBe(false);
	const staffMay = async (who: StaffName) =>
		maySeeMessageVoice(store.read, await asStaff(store, who), messageId, today);
	expect(await staffMay('joke')).toBe(true);
	expect(await staffMay('selin')).toBe(false);
	const weak = { ...(await asParent(store, 'ayse')), strength: 'code' as const };
	expect(await maySeeMessageVoice(store.read, weak, messageId, today)).toBe(false);
});

test('before it goes out parents hear nothing, and a draft only who writes it', async () => {
	const { store, say, send, marieke } = await writing();
	await say('tr');
	expect(maySeeDraftVoice(marieke, 'marieke:form')).toBe(true);
	expect(maySeeDraftVoice(await asStaff(store, 'petra'), 'marieke:form')).toBe(false);
	expect(maySeeDraftVoice(await asParent(store, 'ayse'), 'ayse:form')).toBe(false);
	const messageId = await send({ wait: 'morning' });
	expect(await may(store, 'ahmet', messageId)).toBe(false);
	const [voice] = await voicesOfMessage(store.read, schoolId, messageId, written);
	expect(voice?.href).toMatch(/^\/files\/[\w-]+$/); // no mark: a phone does not keep it
});

test('taken back, deleted with its year, or never sent: the recording goes too', async () => {
	const { store, marieke, say, send } = await writing();
	await say('tr');
	await takeBack(store, marieke, await send({ wait: 'morning' }), today);
	expect(await kept(store)).toEqual([]);
	await say('tr');
	await send();
	await store.transact(async (tx) => {
		await forgetMessages(tx, schoolId, new Date(today.getTime() + day));
		await forgetMessageVoices(tx, schoolId, today);
	});
	expect(await kept(store)).toEqual([]);
	await say('tr');
	const night = (at: number) =>
		store.transact((tx) => forgetMessageVoices(tx, schoolId, new Date(today.getTime() + at)));
	await night(day / 2);
	expect(await kept(store)).toEqual(['message_draft tr']);
	await night(2 * day);
	expect(await kept(store)).toEqual([]);
});

test('one a language, taken away with a tap; what is no recording and no language is refused', async () => {
	const { store, marieke, say, send, drafted, recordingIn } = await writing();
	await say('ti');
	await say('ti');
	expect((await drafted()).map(({ language }) => language)).toEqual(['ti']);
	await dropDraftVoice(store, marieke, { key: 'form', language: 'ti' });
	expect(await drafted()).toEqual([]);
	expect(await say('xx')).toEqual({ ok: false, refusal: 'unknown_language' });
	const messageId = await send();
	const record = async (who: StaffName, recording = recordingIn('tr')) =>
		saveMessageVoice(store, await asStaff(store, who), { messageId, recording });
	expect(await record('marieke', recordingIn('tr', Buffer.from('no sound')))).toMatchObject({
		refusal: 'not_a_recording',
	});
	expect(await record('selin')).toEqual({ ok: false, refusal: 'not_found' });
	const of = { messageId, language: 'tr', now: today };
	expect(await dropMessageVoice(store, await asStaff(store, 'selin'), of)).toMatchObject({ ok: false });
	const { storedFile } = store.t;
	const rows = await store.read.select().from(storedFile).where(eq(storedFile.schoolId, schoolId));
	expect(rows.filter(({ ownerKind }) => [MESSAGE_VOICES, DRAFT_VOICES].includes(ownerKind))).toEqual([]);
});
