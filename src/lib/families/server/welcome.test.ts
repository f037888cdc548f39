import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today, type StaffName } from '../../../../tests/support/people.ts';
import { childrenToWelcome, sendWelcome, welcomePreviews } from './welcome.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Elif started yesterday, Emre three weeks ago, Zuzia starts in a week, Ilyas in two. */
async function september(): Promise<TestStore> {
	const store = freshStore();
	await addPeople(store);
	await store.transact(async (tx) => {
		const { child } = tx.t;
		for (const [id, startsOn] of [
			['elif', '2026-10-05'],
			['emre', '2026-09-15'],
			['zuzia', '2026-10-13'],
			['ilyas', '2026-10-20'],
		] as const)
			await tx
				.update(child)
				.set({ startsOn })
				.where(and(eq(child.schoolId, schoolId), eq(child.id, id)));
	});
	return store;
}

const notices = (store: TestStore) =>
	(databaseContents(store.file).notice ?? []).map(({ guardian_id, child_id, content }) => ({
		to: guardian_id,
		child: child_id,
		content: JSON.parse(String(content)) as { locale: string; title: string; lines: string[] },
	}));
const ids = (of: { childId: string }[]) => of.map(({ childId }) => childId);
const send = async (store: TestStore, who: StaffName, childIds: string[], now = today) =>
	sendWelcome(store, await asStaff(store, who), { childIds, now });

test.each<[StaffName, string[]]>([
	['petra', ['zuzia', 'elif', 'emre']],
	['marieke', ['zuzia', 'elif']],
	['selin', ['emre']],
	['henk', []],
])('%s welcomes %j: own groups or all, from a week before the first day', async (who, children) => {
	const store = await september();
	expect(ids(await childrenToWelcome(store.read, await asStaff(store, who), today))).toEqual(children);
});

test('each guardian hears once, in the own language; two children in one message; who is barred hears nothing', async () => {
	const store = await september();
	expect(await send(store, 'petra', ['elif', 'emre', 'zuzia', 'ilyas'])).toEqual({
		ok: true,
		children: 3,
		told: 4,
	});
	const sent = notices(store);
	expect(sent.map(({ to, child }) => [to, child]).sort()).toEqual([
		['agnieszka', 'zuzia'],
		['ahmet', 'elif'],
		['ayse', null],
		['mehmet', 'elif'],
	]);
	const ayse = sent.find(({ to }) => to === 'ayse')?.content;
	expect(ayse?.locale).toBe('tr');
	expect(ayse?.title).toBe('OBS De Vuurvogel okuluna hoş geldiniz');
	expect(ayse?.lines.join(' ')).toContain('Elif – Groep 1/2 Zonnebloem. Okulun ilk günü: 5 Ekim Pazartesi.');
	expect(ayse?.lines.join(' ')).toContain('Emre – Groep 4.');
	expect(ayse?.lines.join(' ')).toContain('Marieke Koster');
	const lines = databaseContents(store.file).audit_line ?? [];
	expect(lines.filter(({ action }) => action === 'families.welcomed')).toHaveLength(3);
});

test('once for each child, however often and by whom it is sent', async () => {
	const store = await september();
	await send(store, 'marieke', ['elif']);
	expect(await send(store, 'petra', ['elif'])).toEqual({ ok: false, refusal: 'nobody' });
	const both = await Promise.all([
		send(store, 'petra', ['zuzia']),
		send(store, 'marieke', ['zuzia']),
		send(store, 'petra', ['zuzia'], new Date(today.getTime() + DAY)),
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(notices(store)).toHaveLength(4);
	const left = await childrenToWelcome(store.read, await asStaff(store, 'petra'), today);
	expect(left.map(({ childId, sentAt }) => [childId, sentAt !== null])).toEqual([
		['zuzia', true],
		['elif', true],
		['emre', false],
	]);
});

test('nobody writes to a family that is not theirs', async () => {
	const store = await september();
	for (const who of ['selin', 'henk'] as const)
		expect(await send(store, who, ['elif'])).toEqual({ ok: false, refusal: 'nobody' });
	expect(notices(store)).toEqual([]);
});

test('what it says is shown before: in the sender’s language, then in every other of those who get it', async () => {
	const store = await september();
	const staff = await asStaff(store, 'petra');
	const children = await childrenToWelcome(store.read, staff, today);
	const previews = welcomePreviews(children, staff.school, 'en');
	expect(previews.map(({ locale }) => locale)).toEqual(['en', 'pl', 'tr', 'nl']);
	await send(store, 'petra', ['zuzia']);
	expect(notices(store)[0]?.content.lines).toEqual(previews[1]?.lines);
	expect(welcomePreviews([], staff.school, 'nl')).toEqual([]);
});
