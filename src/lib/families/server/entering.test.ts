import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findActor } from '#lib/accounts/server/sessions.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today, type GuardianName } from '../../../../tests/support/people.ts';
import { there } from '../../../../tests/support/there.ts';
import { enterWithCode, localeOfCode, lookAtCode } from './entering.ts';
import { makeInvitations, withdrawInvitations } from './invitations.ts';

const key = Buffer.alloc(32, 7);
const MINUTE = 60_000;
const later = (ms: number) => new Date(today.getTime() + ms);
const days = (count: number) => later(count * 24 * 60 * MINUTE);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

async function letterFor(store: TestStore, guardianId: GuardianName, now = today): Promise<string> {
	const petra = await asStaff(store, 'petra', { now });
	const result = await makeInvitations(store, key, petra, { who: 'all', guardianId }, now);
	if (!result.ok) throw new Error(result.refusal);
	return there(result.made[0]).code;
}

const enter = (
	store: TestStore,
	code: string,
	birthDate: string,
	more: { browser?: string; now?: Date; easyView?: boolean } = {},
) =>
	enterWithCode(
		store,
		key,
		{
			...{ code, birthDate, browser: more.browser ?? 'ayse-phone', device: 'Chrome, Android' },
			easyView: more.easyView,
		},
		more.now ?? today,
	);

async function setChild(
	store: TestStore,
	id: string,
	values: { birthDate?: string | null; leftOn?: string },
) {
	const { child } = store.t;
	await store.transact((tx) =>
		tx
			.update(child)
			.set(values)
			.where(and(eq(child.schoolId, schoolId), eq(child.id, id))),
	);
}

test('the letter and the birth date of any child open a session of strength "code" for that guardian', async () => {
	const store = await withPeople();
	for (const birthDate of ['2021-11-03', '2018-05-21']) {
		const result = await enter(store, await letterFor(store, 'ayse'), birthDate);
		expect(result).toMatchObject({ ok: true });
		const actor = await findActor(store, result.ok ? result.cookie : '', today);
		expect(actor).toMatchObject({ kind: 'guardian', guardianId: 'ayse', strength: 'code' });
	}
});

test('the app with pictures and sound is chosen with the letter; a wrong birth date chooses nothing, another letter keeps it', async () => {
	const store = await withPeople();
	const enterAs = async (birthDate: string, easyView: boolean) => {
		const result = await enter(store, await letterFor(store, 'ayse'), birthDate, { easyView });
		return result.ok ? findActor(store, result.cookie, today) : result.refusal;
	};
	expect(await enterAs('2021-11-04', true)).toBe('wrong_birth_date');
	expect(await enterAs('2021-11-03', false)).toMatchObject({ easyView: false });
	expect(await enterAs('2021-11-03', true)).toMatchObject({ easyView: true });
	expect(await enterAs('2021-11-03', false)).toMatchObject({ easyView: true });
});

test('looking at a code shows the school, nothing of guardian or child, and writes nothing', async () => {
	const store = await withPeople();
	const code = await letterFor(store, 'ayse');
	store.statements.length = 0;
	const seen = await lookAtCode(store.read, key, code, today);
	expect(seen).toEqual({
		refusal: undefined,
		school: { name: 'OBS De Vuurvogel', phone: '010 555 01 00' },
		triesLeft: 5,
		isMine: false,
	});
	expect(store.statements.filter((text) => !text.startsWith('select'))).toEqual([]);
	expect(await localeOfCode(store.read, key, code)).toBe('tr');
});

test('a code that was looked at, scanned again and left half-way works until somebody is in', async () => {
	const store = await withPeople();
	const code = await letterFor(store, 'ayse');
	for (let scans = 0; scans < 20; scans++) await lookAtCode(store.read, key, code, days(scans));
	expect(await enter(store, code, '2021-11-03', { now: days(30) })).toMatchObject({ ok: true });
});

test('five wrong birth dates close the code; the right one comes too late', async () => {
	const store = await withPeople();
	const code = await letterFor(store, 'ayse');
	const answers = [];
	for (let tries = 0; tries < 6; tries++) answers.push(await enter(store, code, '2020-01-01'));
	expect(answers).toEqual([
		{ ok: false, refusal: 'wrong_birth_date', triesLeft: 4 },
		{ ok: false, refusal: 'wrong_birth_date', triesLeft: 3 },
		{ ok: false, refusal: 'wrong_birth_date', triesLeft: 2 },
		{ ok: false, refusal: 'wrong_birth_date', triesLeft: 1 },
		{ ok: false, refusal: 'tries' },
		{ ok: false, refusal: 'tries' },
	]);
	expect(await enter(store, code, '2021-11-03')).toEqual({ ok: false, refusal: 'tries' });
	// that code only: the next letter works
	expect(await enter(store, await letterFor(store, 'ayse'), '2021-11-03')).toMatchObject({ ok: true });
});

test('ten wrong tries at once count as five', async () => {
	const store = await withPeople();
	const code = await letterFor(store, 'ayse');
	const answers = await Promise.all(
		Array.from({ length: 10 }, (_, at) => enter(store, code, '2020-01-01', { browser: `b${at}` })),
	);
	const count = (refusal: string) => answers.filter((one) => !one.ok && one.refusal === refusal).length;
	expect([count('wrong_birth_date'), count('tries')]).toEqual([4, 6]);
});

test('ten browsers at once with the right date: one comes in', async () => {
	const store = await withPeople();
	const code = await letterFor(store, 'ayse');
	const answers = await Promise.all(
		Array.from({ length: 10 }, (_, at) => enter(store, code, '2021-11-03', { browser: `b${at}` })),
	);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(answers.filter((one) => !one.ok && one.refusal === 'used')).toHaveLength(9);
});

test('a double tap, or an answer that got lost, gives the same browser the same session', async () => {
	const store = await withPeople();
	const code = await letterFor(store, 'ayse');
	const [first, second] = await Promise.all([
		enter(store, code, '2021-11-03'),
		enter(store, code, '2021-11-03'),
	]);
	expect(first).toMatchObject({ ok: true });
	expect(second).toEqual(first);
	expect(await enter(store, code, '2021-11-03', { browser: 'another' })).toEqual({
		ok: false,
		refusal: 'used',
	});
	expect(await enter(store, code, '2020-01-01')).toEqual({ ok: false, refusal: 'used' });
});

test('using one letter closes all letters of this guardian, and nobody else’s', async () => {
	const store = await withPeople();
	const [first, second] = [await letterFor(store, 'ayse'), await letterFor(store, 'ayse')];
	const mehmets = await letterFor(store, 'mehmet');
	await enter(store, first, '2021-11-03');
	expect(await enter(store, second, '2021-11-03', { browser: 'another' })).toEqual({
		ok: false,
		refusal: 'used',
	});
	expect(await enter(store, mehmets, '2021-11-03')).toMatchObject({ ok: true });
});

test.each<[string, (store: TestStore) => Promise<{ code: string; now?: Date }>]>([
	['unknown', async () => ({ code: 'K7M4PQX2RT' })],
	['expired', async (store) => ({ code: await letterFor(store, 'ayse'), now: days(60) })],
	[
		'replaced',
		async (store) => {
			const code = await letterFor(store, 'ayse');
			for (let letters = 0; letters < 3; letters++) await letterFor(store, 'ayse', later(letters + 1));
			return { code };
		},
	],
	[
		'withdrawn',
		async (store) => {
			const code = await letterFor(store, 'ayse');
			await withdrawInvitations(store, await asStaff(store, 'petra'), 'ayse', today);
			return { code };
		},
	],
	[
		// a court’s order that came after the letter
		'withdrawn',
		async (store) => {
			const code = await letterFor(store, 'mehmet');
			const { guardianship } = store.t;
			await store.transact((tx) =>
				tx
					.update(guardianship)
					.set({ level: 'nothing' })
					.where(and(eq(guardianship.schoolId, schoolId), eq(guardianship.guardianId, 'mehmet'))),
			);
			return { code };
		},
	],
	[
		// the child left after the letter
		'withdrawn',
		async (store) => {
			const code = await letterFor(store, 'mehmet');
			await setChild(store, 'elif', { leftOn: '2026-10-01' });
			return { code };
		},
	],
	[
		'no_birth_date',
		async (store) => {
			const code = await letterFor(store, 'mehmet');
			await setChild(store, 'elif', { birthDate: null });
			return { code };
		},
	],
])('a code that is %s is refused, on the page and when it is used', async (refusal, make) => {
	const store = await withPeople();
	const { code, now = today } = await make(store);
	expect((await lookAtCode(store.read, key, code, now)).refusal).toBe(refusal);
	expect(await enter(store, code, '2021-11-03', { now })).toEqual({ ok: false, refusal });
});

test('one of two birth dates is unknown to the school: the other one opens', async () => {
	const store = await withPeople();
	await setChild(store, 'elif', { birthDate: null });
	const code = await letterFor(store, 'ayse');
	expect(await enter(store, code, '2021-11-03')).toMatchObject({ refusal: 'wrong_birth_date' });
	expect(await enter(store, code, '2018-05-21')).toMatchObject({ ok: true });
});

test('the first entry is noted once, the language chosen on the page is kept', async () => {
	const store = await withPeople();
	const guardianOf = async () =>
		(
			await store.read
				.select()
				.from(store.t.guardian)
				.where(and(eq(store.t.guardian.schoolId, schoolId), eq(store.t.guardian.id, 'ayse')))
		)[0];
	const given = { birthDate: '2021-11-03', browser: 'a', device: '', locale: 'en' } as const;
	await enterWithCode(store, key, { ...given, code: await letterFor(store, 'ayse') }, today);
	await enterWithCode(store, key, { ...given, code: await letterFor(store, 'ayse') }, days(3));
	expect(await guardianOf()).toMatchObject({ enteredAt: today, locale: 'en', languageChosenAt: days(3) });
});

test('the guardian hears at the address on file that a device came in', async () => {
	const store = await withPeople();
	await enter(store, await letterFor(store, 'ayse'), '2021-11-03');
	await enter(store, await letterFor(store, 'johan'), '2015-03-01');
	const mails = await store.read
		.select()
		.from(store.t.delivery)
		.where(eq(store.t.delivery.schoolId, schoolId));
	expect(mails.map(({ target }) => target)).toEqual(['ayse.yildirim.tr@ouders.example']);
	const notices = await store.read.select().from(store.t.notice).where(eq(store.t.notice.schoolId, schoolId));
	// johan has no address and no other device: a notice on the device itself would tell him nothing
	expect(notices.map(({ guardianId, kind, content }) => [guardianId, kind, content.locale])).toEqual([
		['ayse', 'accounts.new_device', 'tr'],
	]);
	expect(notices[0]?.content.lines.join(' ')).toContain('Chrome, Android');
});
