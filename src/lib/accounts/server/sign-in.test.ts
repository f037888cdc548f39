import { and, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, otherSchoolId, schoolId, today } from '../../../../tests/support/people.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { findActor } from './sessions.ts';
import { askSignInCode, choosePerson, keyOf, peopleToChoose, proveSignInCode } from './sign-in.ts';

const key = Buffer.alloc(32, 7);
const minutes = (count: number) => new Date(today.getTime() + count * 60_000);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

const ask = (store: TestStore, email: string, browser = 'phone', now = today) =>
	askSignInCode(store, key, { email, browser, locale: 'nl' }, now);
const prove = (store: TestStore, code: string, browser = 'phone', now = today) =>
	proveSignInCode(store, key, { code, browser, device: 'Chrome, Android' }, now);

async function mails(store: TestStore) {
	return acrossSchools('a test looks at the whole outbox', () =>
		store.read.select().from(store.t.delivery).orderBy(desc(store.t.delivery.createdAt)),
	);
}
/** The code that the last mail brought. */
async function mailed(store: TestStore): Promise<string> {
	const [last] = await mails(store);
	return /\d{6}/.exec(last?.content?.title ?? '')?.[0] ?? '';
}
/** A code of six digits that is not the right one. */
const not = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

const AYSE = 'ayse.yildirim.tr@ouders.example';

async function change(
	store: TestStore,
	id: string,
	values: Partial<{ email: string; emailKey: string; emailIsOwn: boolean; locale: null }>,
) {
	const { guardian } = store.t;
	await store.transact((tx) =>
		tx
			.update(guardian)
			.set(values)
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, id))),
	);
}

test('a code to the address on file opens what is personal, once', async () => {
	const store = await withPeople();
	expect(await ask(store, 'Ayse.Yildirim.TR@ouders.example')).toEqual({ ok: true });
	const [mail] = await mails(store);
	expect(mail).toMatchObject({ target: AYSE, state: 'due', expiresAt: minutes(10) });
	expect(mail?.content?.locale).toBe('tr');
	const code = await mailed(store);
	const result = await prove(store, code);
	expect(result).toMatchObject({ ok: true, kind: 'guardian', locale: 'tr' });
	const cookie = 'cookie' in result ? result.cookie : undefined;
	expect(await findActor(store, cookie, today)).toMatchObject({ guardianId: 'ayse', strength: 'confirmed' });
	expect(await prove(store, code)).toEqual({ ok: false, refusal: 'expired' });
});

test('a code to an address that the guardian gave opens no more than the letter did', async () => {
	const store = await withPeople();
	await change(store, 'johan', {
		email: 'johan@mail.example',
		emailKey: 'johan@mail.example',
		emailIsOwn: true,
	});
	await ask(store, 'johan@mail.example');
	const result = await prove(store, await mailed(store));
	const cookie = 'cookie' in result ? result.cookie : undefined;
	expect(await findActor(store, cookie, today)).toMatchObject({ guardianId: 'johan', strength: 'code' });
});

test('an unknown address: the same statements, the same answer, no mail', async () => {
	const store = await withPeople();
	const run = async (email: string) => {
		store.statements.length = 0;
		const answer = await ask(store, email, email);
		return { answer, statements: [...store.statements] };
	};
	const known = await run(AYSE);
	const unknown = await run('nobody@elsewhere.example');
	expect(unknown).toEqual(known);
	expect((await mails(store)).filter(({ state }) => state === 'due')).toHaveLength(1);
	expect(JSON.stringify(await mails(store))).not.toContain('nobody@elsewhere.example');
	// typing a code afterwards looks the same too
	const wrong = not(await mailed(store));
	expect(await prove(store, wrong, 'nobody@elsewhere.example')).toEqual(await prove(store, wrong, AYSE));
});

test('the code belongs to the browser that asked', async () => {
	const store = await withPeople();
	await ask(store, AYSE);
	const code = await mailed(store);
	expect(await prove(store, code, 'another')).toEqual({ ok: false, refusal: 'expired' });
	expect(await prove(store, code)).toMatchObject({ ok: true });
});

test('it works for ten minutes', async () => {
	const store = await withPeople();
	await ask(store, AYSE);
	const code = await mailed(store);
	expect(await prove(store, code, 'phone', minutes(10))).toEqual({ ok: false, refusal: 'expired' });
	expect(await prove(store, code, 'phone', minutes(9))).toMatchObject({ ok: true });
});

test('five wrong tries end it, also when they come at once', async () => {
	const store = await withPeople();
	await ask(store, AYSE);
	const code = await mailed(store);
	expect(await prove(store, not(code))).toEqual({ ok: false, refusal: 'wrong', triesLeft: 4 });
	const rest = await Promise.all(Array.from({ length: 9 }, () => prove(store, not(code))));
	expect(rest.filter((one) => !one.ok && one.refusal === 'wrong')).toHaveLength(3);
	expect(await prove(store, code)).toEqual({ ok: false, refusal: 'tries' });
});

test('a right code sent twice at once signs in once', async () => {
	const store = await withPeople();
	await ask(store, AYSE);
	const code = await mailed(store);
	const both = await Promise.all([prove(store, code), prove(store, code)]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test('only the newest code of a browser works', async () => {
	const store = await withPeople();
	await ask(store, AYSE);
	const first = await mailed(store);
	await ask(store, AYSE, 'phone', minutes(1));
	const second = await mailed(store);
	if (first !== second)
		expect(await prove(store, first, 'phone', minutes(2))).toMatchObject({ refusal: 'wrong' });
	expect(await prove(store, second, 'phone', minutes(2))).toMatchObject({ ok: true });
});

test('one address gets five codes in a quarter of an hour, known or not; then again', async () => {
	const store = await withPeople();
	for (const email of [AYSE, 'nobody@elsewhere.example']) {
		for (let asked = 0; asked < 5; asked++)
			expect(await ask(store, email, `${email}${asked}`)).toEqual({ ok: true });
		expect(await ask(store, email, `${email}x`)).toEqual({ ok: false, refusal: 'too_often' });
		expect(await ask(store, email, `${email}x`, minutes(16))).toEqual({ ok: true });
	}
});

test('one browser asks for ten codes in a quarter of an hour', async () => {
	const store = await withPeople();
	for (let asked = 0; asked < 10; asked++) await ask(store, `p${asked}@elsewhere.example`);
	expect(await ask(store, AYSE)).toEqual({ ok: false, refusal: 'too_often' });
	expect(await ask(store, AYSE, 'another')).toEqual({ ok: true });
});

test('an address of several people, also at two schools and at work, asks which of them', async () => {
	const store = await withPeople();
	await change(store, 'mehmet', { email: AYSE, emailKey: AYSE });
	const { guardian, staffMember } = store.t;
	await store.transact(async (tx) => {
		await tx
			.update(guardian)
			.set({ emailKey: AYSE })
			.where(and(eq(guardian.schoolId, otherSchoolId), eq(guardian.id, 'nora')));
		await tx
			.update(staffMember)
			.set({ emailKey: AYSE })
			.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'selin')));
	});
	await ask(store, AYSE);
	expect(await peopleToChoose(store.read, 'phone', today)).toBeUndefined();
	expect(await prove(store, await mailed(store))).toEqual({ ok: true, choose: true });
	const people = (await peopleToChoose(store.read, 'phone', today)) ?? [];
	expect(people.map(keyOf).sort()).toEqual([
		'regenboog.guardian.nora',
		'vuurvogel.guardian.ayse',
		'vuurvogel.guardian.mehmet',
		'vuurvogel.staff.selin',
	]);
	const choose = (person: string, browser = 'phone') =>
		choosePerson(store, { person, browser, device: '' }, today);
	const expired = { ok: false, refusal: 'expired' };
	expect(await choose('vuurvogel.guardian.fatima')).toEqual(expired);
	expect(await choose('vuurvogel.guardian.mehmet', 'another')).toEqual(expired);
	expect(await choose('vuurvogel.guardian.mehmet')).toMatchObject({ ok: true, kind: 'guardian' });
	expect(await choose('vuurvogel.guardian.ayse')).toEqual(expired);
	expect(await peopleToChoose(store.read, 'phone', today)).toBeUndefined();
});

test('staff come in without a passkey: that is asked next; who left does not come in', async () => {
	const store = await withPeople();
	await ask(store, 'petra@school.example');
	const code = await mailed(store);
	const { staffMember } = store.t;
	const set = (status: 'active' | 'gone') =>
		store.transact((tx) =>
			tx
				.update(staffMember)
				.set({ status })
				.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, 'petra'))),
		);
	await set('gone');
	expect(await prove(store, code)).toEqual({ ok: false, refusal: 'expired' });
	await set('active');
	const result = await prove(store, code);
	const cookie = 'cookie' in result ? result.cookie : undefined;
	expect(await findActor(store, cookie, today)).toMatchObject({ kind: 'staff', passkey: false });
});
