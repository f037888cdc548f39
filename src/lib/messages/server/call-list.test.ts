// Whom to call: who can't read a message or an invitation; and the school's interpreter line.
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { markCalled } from '#lib/families/server/calls.ts';
import { setInterpreterPhone } from '#lib/school/server/interpreter-phone.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { callList, notUnderstoodOf } from './call-list.ts';
import { sendMessage } from './send.ts';
import { keepMessageTranslation } from './sent.ts';

/** Fatima reads Tigrinya, of which the app has nothing; Zonnebloem gets a message in Dutch. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ writtenLanguage: 'ti', spokenLanguage: 'ti', phone: '06 12345678' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'fatima'))),
	);
	const marieke = await asStaff(store, 'marieke');
	const sent = await sendMessage(store, marieke, {
		about: { kind: 'group', id: 'zonnebloem' },
		...{
			parts: [],
			text: 'Morgen is de school dicht.',
			language: 'nl',
			wait: 'now',
			formKey: 'a',
			now: today,
		},
	});
	return { store, marieke, message: { kind: 'message' as const, id: sent.ok ? sent.messageId : '' } };
}
const short = async (
	store: TestStore,
	about: Parameters<typeof callList>[2],
	who: 'marieke' | 'selin' = 'marieke',
) =>
	(await callList(store.read, await asStaff(store, who), about, today))?.map(
		({ guardianId, tag, called }) => `${guardianId} ${tag}${called ? ` called by ${called.by}` : ''}`,
	);

test('a message: who reads a language in which it is not; whoever it is translated for is off the list', async () => {
	const { store, marieke, message } = await school();
	// Ahmet reads Dutch, but has no say: Ayşe and Mehmet do not hear it from him
	expect(await short(store, message)).toEqual(['agnieszka pl', 'fatima ti', 'ayse tr', 'mehmet tr']);
	const words = { messageId: message.id, language: 'pl', text: 'Jutro szkoła jest zamknięta.', now: today };
	await keepMessageTranslation(store, marieke, words);
	expect(await short(store, message)).toEqual(['fatima ti', 'ayse tr', 'mehmet tr']);
	expect(await short(store, message, 'selin')).toBeUndefined();
});

test('an invitation is there in the languages of the app', async () => {
	const { store, marieke } = await school();
	const moment = { kind: 'moment' as const, id: 'look' };
	expect(await short(store, moment)).toEqual(['fatima ti']);
	const list = (await callList(store.read, marieke, moment, today)) ?? [];
	expect(list[0]).toMatchObject({ phone: '06 12345678', children: ['Ilyas'], why: 'no_text' });
	expect(notUnderstoodOf(list, 'nl')).toEqual([{ tag: 'ti', why: 'no_text', families: 1, name: 'Tigrinya' }]);
	expect(await short(store, moment, 'selin')).toBeUndefined();
});

test('ticked as called, by whom, once; and taken back', async () => {
	const { store, marieke, message } = await school();
	const tick = (called: boolean) =>
		markCalled(store, marieke, { about: message, guardianId: 'fatima', called, now: today });
	await tick(true);
	await tick(true);
	expect(await short(store, message)).toContain('fatima ti called by Marieke Koster');
	const lines = async () =>
		(await auditSoFar(store)).filter((line) => line.endsWith('families.called')).length;
	expect(await lines()).toBe(1);
	await tick(false);
	expect(await short(store, message)).toContain('fatima ti');
	expect(await lines()).toBe(2);
});

test('the interpreter line is set by office and head, and leaves the other settings alone', async () => {
	const { store, marieke } = await school();
	const phone = { name: 'Tolkdienst', phone: '088 255 52 22' };
	expect(await setInterpreterPhone(store, marieke, { phone, now: today })).toEqual({
		ok: false,
		refusal: 'not_allowed',
	});
	const before = (await readSchool(store.read, schoolId)).settings;
	const petra = await asStaff(store, 'petra');
	expect(await setInterpreterPhone(store, petra, { phone, now: today })).toEqual({ ok: true });
	expect((await readSchool(store.read, schoolId)).settings).toEqual({ ...before, interpreterPhone: phone });
	await setInterpreterPhone(store, petra, { phone: null, now: today });
	expect((await readSchool(store.read, schoolId)).settings).toEqual(before);
});
