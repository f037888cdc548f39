import { and, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, schoolId, today, type GuardianName } from '../../../../tests/support/people.ts';
import { there } from '../../../../tests/support/there.ts';
import type { ParentActor } from './actors.ts';
import { askConfirmCode, maskEmail, proveConfirmCode, readAddress } from './confirm.ts';

const key = Buffer.alloc(32, 7);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

const ask = (store: TestStore, parent: ParentActor, email?: string, now = today) =>
	askConfirmCode(store, key, parent, { email, browser: 'phone', locale: 'nl' }, now);
const prove = (store: TestStore, parent: ParentActor, code: string, browser = 'phone') =>
	proveConfirmCode(store, key, parent, { code, browser }, today);

async function lastMail(store: TestStore) {
	const { delivery } = store.t;
	const [mail] = await store.read
		.select()
		.from(delivery)
		.where(eq(delivery.schoolId, schoolId))
		.orderBy(desc(delivery.createdAt));
	return { to: mail?.target, code: /\d{6}/.exec(mail?.content?.title ?? '')?.[0] ?? '' };
}
async function guardianOf(store: TestStore, id: GuardianName) {
	const { guardian } = store.t;
	const [row] = await store.read
		.select()
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id)));
	return there(row);
}
const strengthOf = async (store: TestStore, { sessionId }: ParentActor) => {
	const { session } = store.t;
	const [row] = await store.read
		.select()
		.from(session)
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sessionId)));
	return row?.strength;
};

test('a code to the address on file raises this session, and no other', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse', { strength: 'code' });
	const tablet = await asParent(store, 'ayse', { strength: 'code' });
	expect(await readAddress(store.read, ayse)).toEqual({
		onFile: 'a••••r@ouders.example',
		own: null,
		confirmed: false,
	});
	expect(await ask(store, ayse)).toEqual({ ok: true });
	const { to, code } = await lastMail(store);
	expect(to).toBe('ayse.yildirim.tr@ouders.example');
	expect(await prove(store, ayse, code)).toEqual({ ok: true, raised: true });
	expect([await strengthOf(store, ayse), await strengthOf(store, tablet)]).toEqual(['confirmed', 'code']);
	expect(await guardianOf(store, 'ayse')).toMatchObject({ emailConfirmedAt: today, emailIsOwn: false });
	expect(await prove(store, ayse, code)).toEqual({ ok: false, refusal: 'expired' });
});

test('an address on file is never replaced by who came in with a letter', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse', { strength: 'code' });
	expect(await ask(store, ayse, 'thief@elsewhere.example')).toEqual({ ok: false, refusal: 'on_file' });
	expect(await store.read.$count(store.t.emailCode)).toBe(0);
});

test('where the school has none, the guardian gives one: kept, but it raises nothing', async () => {
	const store = await withPeople();
	const johan = await asParent(store, 'johan', { strength: 'code' });
	expect(await ask(store, johan)).toEqual({ ok: false, refusal: 'no_address' });
	expect(await ask(store, johan, 'Johan@mail.example')).toEqual({ ok: true });
	expect(await guardianOf(store, 'johan')).toMatchObject({ email: null });
	expect(await prove(store, johan, (await lastMail(store)).code)).toEqual({ ok: true, raised: false });
	expect(await strengthOf(store, johan)).toBe('code');
	expect(await guardianOf(store, 'johan')).toMatchObject({
		email: 'johan@mail.example',
		emailIsOwn: true,
		emailConfirmedAt: today,
	});
	expect(await readAddress(store.read, johan)).toEqual({
		onFile: null,
		own: 'johan@mail.example',
		confirmed: true,
	});
	// the same again still raises nothing
	await ask(store, johan, undefined, new Date(today.getTime() + 1000));
	expect(await prove(store, johan, (await lastMail(store)).code)).toEqual({ ok: true, raised: false });
});

test('an address that is added after staff confirmed the person counts as one on file', async () => {
	const store = await withPeople();
	const johan = await asParent(store, 'johan', { strength: 'confirmed' });
	await ask(store, johan, 'johan@mail.example');
	await prove(store, johan, (await lastMail(store)).code);
	expect(await guardianOf(store, 'johan')).toMatchObject({ email: 'johan@mail.example', emailIsOwn: false });
});

test('the school puts another address on file while the mail is on its way: nothing is kept', async () => {
	const store = await withPeople();
	const johan = await asParent(store, 'johan', { strength: 'code' });
	await ask(store, johan, 'johan@mail.example');
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set({ email: 'j@work.example', emailKey: 'j@work.example' })
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'johan'))),
	);
	expect(await prove(store, johan, (await lastMail(store)).code)).toMatchObject({ refusal: 'expired' });
	expect(await guardianOf(store, 'johan')).toMatchObject({ email: 'j@work.example', emailConfirmedAt: null });
});

test('the code is for this browser and this guardian', async () => {
	const store = await withPeople();
	const ayse = await asParent(store, 'ayse', { strength: 'code' });
	const mehmet = await asParent(store, 'mehmet', { strength: 'code' });
	await ask(store, ayse);
	const { code } = await lastMail(store);
	expect(await prove(store, ayse, code, 'another')).toEqual({ ok: false, refusal: 'expired' });
	expect(await prove(store, mehmet, code)).toEqual({ ok: false, refusal: 'expired' });
	expect(await strengthOf(store, mehmet)).toBe('code');
	expect(await prove(store, ayse, code)).toEqual({ ok: true, raised: true });
});

test.each([
	['ayse.yildirim@ouders.example', 'a••••m@ouders.example'],
	['ab@x.example', 'a••••@x.example'],
	['@x.example', '••••@x.example'],
])('%s is shown as %s', (email, shown) => {
	expect(maskEmail(email)).toBe(shown);
});
