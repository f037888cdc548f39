// Pictures with thanks: who may send which, who sees them, and when they are gone.
import { and, eq } from 'drizzle-orm';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { saveAnswer } from '#lib/consents/server/answer.ts';
import { keepFile } from '#lib/files/server/stored.ts';
import { momentThanks } from '#lib/tasks/thanks-names.ts';
import type { ThanksPictureKind } from '#lib/tasks/thanks-picture.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { prepareFile } from '#lib/platform/server/files/prepare.ts';
import { claimShifts } from '#lib/tasks/server/claims.ts';
import { ownYear } from '#lib/tasks/server/own-year.ts';
import { forgetClaims } from '#lib/tasks/server/retention.ts';
import { forgetPictures, type About } from '#lib/tasks/server/thanks-pictures.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, auditSoFar, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
	type StaffName,
} from '../../../../tests/support/people.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { maySeeFile } from './file-owners.ts';
import { childrenToName, takePictureAway, thankPage, thankWithPicture } from './thank-pictures.ts';

const over = at('2026-10-14', '12:00');
const look: About = { kind: 'moment', id: 'look' };

/** A moment of the group that Ayşe and Fatima came to; a shift for the whole school that Ayşe and Johan helped in. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	for (const [who, childId] of [
		['ayse', 'elif'],
		['fatima', 'ilyas'],
	] as const) {
		const wish = { slotId: 'monday', adults: 1, interpreter: null, note: null, wait: false, now: today };
		const signed = await signUp(store, await asParent(store, who), { ...wish, childId });
		if (!signed.ok) throw new Error(signed.refusal);
	}
	await addTask(store, { groups: ['school'], places: 3 });
	const [row] = await store.read
		.select({ id: store.t.shift.id })
		.from(store.t.shift)
		.where(eq(store.t.shift.schoolId, schoolId))
		.orderBy(store.t.shift.startsAt)
		.limit(1);
	const shift: About = { kind: 'shift', id: row?.id ?? '' };
	for (const who of ['ayse', 'johan'] as const) {
		const wish = { taskId, shiftIds: [shift.id], wait: false, now: today };
		await claimShifts(store, await asParent(store, who), wish);
	}
	return { store, shift, dataDir: temporaryFolder() };
}

async function says(store: TestStore, who: GuardianName, childId: string, given: string[]) {
	const saved = await saveAnswer(store, await asParent(store, who), { childId, given }, today);
	if (!saved.ok) throw new Error(saved.refusal);
}

async function send(
	{ store, dataDir }: { store: TestStore; dataDir: string },
	about: About,
	one: { by?: StaffName; kind?: ThanksPictureKind; childIds?: string[] } = {},
) {
	const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c63' } })
		.png()
		.toBuffer();
	const prepared = await prepareFile(bytes, ['picture']);
	if (!prepared.ok) throw new Error(prepared.refusal);
	const { file } = prepared;
	await keepFile(dataDir, schoolId, file, over);
	const picture = { kind: one.kind ?? 'drawing', childIds: one.childIds ?? [], file };
	const words = about.kind === 'moment' ? 'coming' : 'hands';
	return thankWithPicture(store, await asStaff(store, one.by ?? 'joke'), about, {
		words,
		picture,
		now: over,
	});
}

const files = (store: TestStore) =>
	store.read.select().from(store.t.storedFile).where(eq(store.t.storedFile.schoolId, schoolId));

async function seenBy(store: TestStore, who: GuardianName): Promise<boolean> {
	const parent = await asParent(store, who);
	const year = await ownYear(store.read, parent, over);
	const [file] = await files(store);
	if (!file) return (year?.pictures.size ?? 0) > 0;
	const owner = { kind: file.ownerKind, id: file.ownerId };
	const mayFetch = await maySeeFile(store.read, parent, { fileId: file.id, owner }, over);
	expect(mayFetch, `page and file agree for ${who}`).toBe((year?.pictures.size ?? 0) > 0);
	return mayFetch;
}

describe('who may send what', () => {
	test.each<[string, ThanksPictureKind, string[], Record<string, string[]>, string[] | 'sent']>([
		['nobody on it', 'photo', [], {}, 'sent'],
		['nobody answered', 'photo', ['elif'], {}, ['elif']],
		['a yes for photos', 'photo', ['elif'], { 'ayse elif': ['photo.app'] }, 'sent'],
		['a yes for photos is none for work', 'drawing', ['elif'], { 'ayse elif': ['photo.app'] }, ['elif']],
		['a yes for work', 'drawing', ['elif'], { 'ayse elif': ['work.app'] }, 'sent'],
		['a yes on paper only', 'photo', ['elif'], { 'ayse elif': ['photo.print'] }, ['elif']],
		['one guardian says no', 'photo', ['elif'], { 'ayse elif': ['photo.app'], 'mehmet elif': [] }, ['elif']],
		['one of two children', 'photo', ['elif', 'ilyas'], { 'ayse elif': ['photo.app'] }, ['ilyas']],
	])('%s (%s of %j)', async (_, kind, childIds, answers, expected) => {
		const here = await school();
		for (const [key, given] of Object.entries(answers)) {
			const [who = '', childId = ''] = key.split(' ');
			await says(here.store, who as GuardianName, childId, given);
		}
		const result = await send(here, look, { kind, childIds });
		expect(result).toEqual(
			expected === 'sent'
				? { ok: true, thanked: 2 }
				: { ok: false, refusal: 'no_consent', childIds: expected },
		);
		// a refusal sends no words either
		const told = (await noticesSoFar(here.store)).filter((one) => one.kind === 'tasks.thanked');
		expect(told).toHaveLength(expected === 'sent' ? 2 : 0);
		expect(await files(here.store)).toHaveLength(expected === 'sent' ? 1 : 0);
	});

	test('a teacher names children of own groups only, and thanks for what they run', async () => {
		const here = await school();
		const { store, shift } = here;
		await says(store, 'ayse', 'emre', ['photo.app']);
		const notTheirs = { ok: false, refusal: 'not_their_child' };
		expect(await send(here, look, { by: 'marieke', kind: 'photo', childIds: ['emre'] })).toEqual(notTheirs);
		expect(await send(here, look, { childIds: ['no such child'] })).toEqual(notTheirs);
		for (const by of ['selin', 'henk'] as const)
			expect(await send(here, look, { by }), by).toEqual({ ok: false, refusal: 'not_found' });
		expect(await send(here, shift, { by: 'marieke' })).toEqual({ ok: false, refusal: 'not_found' });
		const named = await childrenToName(store.read, await asStaff(store, 'marieke'), over);
		expect(named.map(({ groupId }) => groupId)).toEqual(['zonnebloem']);
		const inGroups = await childrenToName(store.read, await asStaff(store, 'joke'), over);
		const emre = inGroups.flatMap(({ children }) => children).find(({ childId }) => childId === 'emre');
		expect(emre).toMatchObject({ photo: true, drawing: false });
	});

	test('the page is there for who runs it, once it is over', async () => {
		const { store, shift } = await school();
		const page = async (who: StaffName, about: About, now = over) =>
			thankPage(store, await asStaff(store, who), about, { now, locale: 'nl' });
		expect(await page('marieke', look)).toMatchObject({ toThank: 2, words: momentThanks });
		expect(await page('joke', shift)).toMatchObject({ toThank: 2, title: 'Helpen in de bibliotheek' });
		for (const [who, about] of [
			['selin', look],
			['henk', look],
			['marieke', shift],
			['joke', { kind: 'talk', id: 'none' }],
		] as const)
			expect(await page(who, about), who).toBeUndefined();
		for (const about of [look, shift]) expect(await page('joke', about, today)).toBeUndefined();
	});
});

describe('who sees it', () => {
	test('who was thanked, and staff who run it; nobody else', async () => {
		const here = await school();
		const { store } = here;
		await send(here, look);
		const sees = { ayse: true, fatima: true, mehmet: false, agnieszka: false, kerem: false, nora: false };
		for (const [who, expected] of Object.entries(sees))
			expect(await seenBy(store, who as GuardianName), who).toBe(expected);
		const [file] = await files(store);
		const owner = { kind: 'thanks_picture', id: file?.ownerId ?? '' };
		for (const [who, expected] of [
			['marieke', true],
			['joke', true],
			['selin', false],
			['henk', false],
		] as const)
			expect(
				await maySeeFile(store.read, await asStaff(store, who), { fileId: file?.id ?? '', owner }, over),
				who,
			).toBe(expected);
		const notice = (await noticesSoFar(store)).find(
			(one) => one.kind === 'tasks.thanked' && one.to === 'ayse',
		);
		expect(notice?.content.lines).toContain('Yanında bir resim var.');
	});

	test('a child on it is shown to parents of its group only, in a session that opens what is personal', async () => {
		const here = await school();
		const { store, shift } = here;
		await says(store, 'fatima', 'ilyas', ['photo.app']);
		expect(await send(here, shift, { kind: 'photo', childIds: ['ilyas'] })).toEqual({ ok: true, thanked: 2 });
		// Johan helped too, and has no child in the group of Ilyas: he reads the words, and of no picture
		expect(await seenBy(store, 'ayse')).toBe(true);
		expect(await seenBy(store, 'johan')).toBe(false);
		const told = (await noticesSoFar(store)).filter((one) => one.kind === 'tasks.thanked');
		const lines = Object.fromEntries(told.map(({ to, content }) => [to, content.lines.at(-1)]));
		expect(lines.ayse).toBe('Yanında bir fotoğraf var.');
		expect(lines.johan).not.toContain('foto');
		const byCode = await asParent(store, 'ayse', { strength: 'code' });
		expect(await ownYear(store.read, byCode, over)).toMatchObject({ locked: 1 });
		const [file] = await files(store);
		const asked = { fileId: file?.id ?? '', owner: { kind: 'thanks_picture', id: file?.ownerId ?? '' } };
		expect(await maySeeFile(store.read, byCode, asked, over)).toBe(false);
	});
});

describe('gone', () => {
	const night = async (store: TestStore, now = over) =>
		store.transact((tx) => forgetPictures(tx, schoolId, now));
	const pictures = (store: TestStore) =>
		store.read.select().from(store.t.thanksPicture).where(eq(store.t.thanksPicture.schoolId, schoolId));
	async function withChild() {
		const here = await school();
		await says(here.store, 'fatima', 'ilyas', ['photo.app']);
		await send(here, look, { kind: 'photo', childIds: ['ilyas'] });
		expect(await seenBy(here.store, 'ayse')).toBe(true);
		await night(here.store);
		expect(await pictures(here.store)).toHaveLength(1);
		return here.store;
	}

	test('at once for all when a guardian takes the consent back, and in the night itself', async () => {
		const store = await withChild();
		await says(store, 'fatima', 'ilyas', []);
		expect(await seenBy(store, 'ayse')).toBe(false);
		await night(store);
		expect([await pictures(store), await files(store)]).toEqual([[], []]);
	});
	test('with a child that is deleted', async () => {
		const store = await withChild();
		await store.transact((tx) =>
			tx.delete(tx.t.child).where(and(eq(tx.t.child.schoolId, schoolId), eq(tx.t.child.id, 'ilyas'))),
		);
		expect(await seenBy(store, 'ayse')).toBe(false);
		await night(store);
		expect([await pictures(store), await files(store)]).toEqual([[], []]);
	});
	test('with the last who was thanked, and with the school year', async () => {
		const store = await withChild();
		await store.transact((tx) => forgetClaims(tx, schoolId, ['another year']));
		expect(await pictures(store)).toHaveLength(1);
		await store.transact((tx) => tx.delete(tx.t.thanks).where(eq(tx.t.thanks.schoolId, schoolId)));
		await night(store);
		expect([await pictures(store), await files(store)]).toEqual([[], []]);
		const other = await withChild();
		await other.transact((tx) => forgetClaims(tx, schoolId, ['2026']));
		expect([await pictures(other), await files(other)]).toEqual([[], []]);
	});
	test('when staff take it away; the words stay', async () => {
		const store = await withChild();
		const take = async (who: StaffName) => takePictureAway(store, await asStaff(store, who), look, over);
		for (const who of ['selin', 'henk'] as const) expect(await take(who), who).toBe(false);
		expect(await take('marieke')).toBe(true);
		expect(await take('marieke')).toBe(false);
		expect([await pictures(store), await files(store)]).toEqual([[], []]);
		expect((await ownYear(store.read, await asParent(store, 'ayse'), over))?.thanks).toHaveLength(1);
		expect(await auditSoFar(store)).toContain('staff marieke tasks.thanks_picture_removed');
	});
});
