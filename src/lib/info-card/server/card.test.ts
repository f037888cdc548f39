import { and, eq, isNotNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
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
import {
	addOwnSection,
	markLooked,
	MOST_FILES,
	removeOwnSection,
	removeSectionFile,
	setGroups,
	setNote,
	setValues,
	showSection,
} from '../edit.ts';
import type { Section } from '../sections.ts';
import { sectionOf } from '../template.ts';
import { acknowledgeCard } from './acknowledge.ts';
import {
	cardVersions,
	countReaders,
	discardDraft,
	editDraft,
	publishCard,
	readDraft,
	versionSections,
	yearsToEdit,
} from './draft.ts';
import { forgetCardFiles } from './file-owner.ts';
import { publishPart } from './publish-part.ts';
import { cardReaders, remindOfCard } from './readers.ts';
import { putSectionFile } from './section-files.ts';
import { isFor } from './view.ts';
import { absenceCall, cardForParent, newestCard } from './published.ts';

const TODAY = '2026-10-06';
const yearId = '2026';
const DAY = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(today.getTime() + days * DAY);

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return { store, joke: await asStaff(store, 'joke') };
}

const earlierCall = (sections: readonly Section[]) =>
	setValues(sections, 'absence', 'absence', { callBefore: '08:15' });

async function seenBy(store: TestStore, guardian: GuardianName) {
	const seen = await cardForParent(store.read, await asParent(store, guardian), TODAY);
	return seen === undefined || seen === 'not_allowed' ? seen : seen;
}
async function callBefore(store: TestStore) {
	return (await absenceCall(store.read, schoolId, TODAY))?.callBefore;
}
async function auditLines(store: TestStore) {
	const { auditLine } = store.t;
	const rows = await store.read.select().from(auditLine).where(eq(auditLine.schoolId, schoolId));
	return rows.map(({ action, actorId, about }) => [action, actorId, about.version ?? null]);
}

test('parents see nothing before the card is published, and of a draft nothing either', async () => {
	const { store, joke } = await withPeople();
	expect(await seenBy(store, 'ayse')).toBeUndefined();
	await editDraft(store, joke, { yearId, now: today }, earlierCall);
	expect(await seenBy(store, 'ayse')).toBeUndefined();
	expect(await publishCard(store, joke, { yearId, now: today })).toEqual({ ok: true, version: 1 });
	expect(await callBefore(store)).toBe('08:15');
});

test('an untouched template can be published as it is', async () => {
	const { store, joke } = await withPeople();
	expect(await publishCard(store, joke, { yearId, now: today })).toEqual({ ok: true, version: 1 });
	expect(await callBefore(store)).toBe('08:30');
});

test('a change is a draft until it is published again; only what changed is new', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	await editDraft(store, joke, { yearId, now: later(1) }, earlierCall);
	expect(await callBefore(store)).toBe('08:30');
	expect(await readDraft(store.read, schoolId, yearId)).toMatchObject({
		isChanged: true,
		changedAt: later(1),
		published: { version: 1 },
	});
	expect(await publishCard(store, joke, { yearId, now: later(2) })).toEqual({ ok: true, version: 2 });
	expect(await callBefore(store)).toBe('08:15');
	const card = await newestCard(store.read, schoolId, TODAY);
	expect(card?.sections.filter(({ since }) => since === 2).map(({ id }) => id)).toEqual(['absence']);
	expect(card?.sections.filter(({ since }) => since === 1)).toHaveLength(14);
	expect(await auditLines(store)).toEqual([
		['card.published', 'joke', 1],
		['card.published', 'joke', 2],
	]);
});

test('publishing what did not change, or a card without a section, is refused', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	expect(await publishCard(store, joke, { yearId, now: today })).toEqual({
		ok: false,
		refusal: 'nothing_changed',
	});
	await editDraft(store, joke, { yearId, now: today }, (sections) =>
		sections.map((section) => ({ ...section, shown: false })),
	);
	expect(await publishCard(store, joke, { yearId, now: today })).toEqual({
		ok: false,
		refusal: 'nothing_shown',
	});
});

test('a section that is changed back to what parents see is not new', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	await editDraft(store, joke, { yearId, now: today }, earlierCall);
	await editDraft(store, joke, { yearId, now: today }, (sections) =>
		setValues(sections, 'absence', 'absence', { callBefore: '08:30' }),
	);
	await editDraft(store, joke, { yearId, now: today }, (sections) => setNote(sections, 'food', 'Hallo'));
	await publishCard(store, joke, { yearId, now: today });
	const card = await newestCard(store.read, schoolId, TODAY);
	expect(card?.sections.filter(({ since }) => since === 2).map(({ id }) => id)).toEqual(['food']);
});

test('throwing a draft away leaves what parents see', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	await editDraft(store, joke, { yearId, now: today }, earlierCall);
	expect(await discardDraft(store, joke, { yearId, now: today })).toEqual({ ok: true, discarded: true });
	expect(await discardDraft(store, joke, { yearId, now: today })).toEqual({ ok: true, discarded: false });
	const draft = await readDraft(store.read, schoolId, yearId);
	expect(draft.isChanged).toBe(false);
	expect(sectionOf(draft.sections, 'absence')?.values.callBefore).toBe('08:30');
});

test('the next year begins from this year’s card; parents keep this year’s until the year begins', async () => {
	const { store, joke } = await withPeople();
	await store.transact(async (tx) => {
		await tx.insert(tx.t.schoolYear).values({
			schoolId,
			id: '2027',
			name: '2027-2028',
			startsOn: '2027-08-30',
			endsOn: '2028-07-07',
		});
	});
	await editDraft(store, joke, { yearId, now: today }, earlierCall);
	await publishCard(store, joke, { yearId, now: today });
	const next = await readDraft(store.read, schoolId, '2027');
	expect(next).toMatchObject({ isChanged: false, published: null, copiedFrom: '2026-2027' });
	expect(sectionOf(next.sections, 'holidays')?.lookAgain).toBeUndefined();
	expect(sectionOf(next.sections, 'absence')?.values.callBefore).toBe('08:15');
	await editDraft(store, joke, { yearId: '2027', now: today }, (sections) =>
		showSection(sections, 'gym', false),
	);
	expect(await publishCard(store, joke, { yearId: '2027', now: today })).toEqual({
		ok: false,
		refusal: 'look_again',
	});
	await editDraft(store, joke, { yearId: '2027', now: today }, (sections) =>
		sections.reduce((looked, { id }) => markLooked(looked, id), sections),
	);
	expect((await readDraft(store.read, schoolId, '2027')).copiedFrom).toBeNull();
	expect(await publishCard(store, joke, { yearId: '2027', now: today })).toEqual({ ok: true, version: 1 });
	expect((await newestCard(store.read, schoolId, '2027-08-29'))?.year.name).toBe('2026-2027');
	expect((await newestCard(store.read, schoolId, '2027-08-30'))?.year.name).toBe('2027-2028');
	const current = { id: '2026', name: '', startsOn: '2026-08-31', endsOn: '2027-07-16' };
	expect((await yearsToEdit(store.read, schoolId, current)).map(({ id }) => id)).toEqual(['2026', '2027']);
});

test('“I have read this” is once per guardian and version, with its day', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	const ayse = await asParent(store, 'ayse');
	const read = async (now: Date) => {
		const card = await newestCard(store.read, schoolId, TODAY);
		return acknowledgeCard(store, ayse, { cardId: card?.cardId ?? '', today: TODAY, now });
	};
	expect(await read(today)).toEqual({ ok: true });
	expect(await read(later(1))).toEqual({ ok: true });
	expect(await seenBy(store, 'ayse')).toMatchObject({ reading: { readAt: today, readVersion: 1 } });
	// what one carer read, the other did not
	expect(await seenBy(store, 'mehmet')).toMatchObject({ reading: { readAt: null, readVersion: null } });
	const card = await newestCard(store.read, schoolId, TODAY);
	expect(await countReaders(store.read, joke, card?.cardId ?? '')).toMatchObject({ read: 1 });

	await editDraft(store, joke, { yearId, now: today }, earlierCall);
	await publishCard(store, joke, { yearId, now: today });
	expect(await seenBy(store, 'ayse')).toMatchObject({ reading: { readAt: null, readVersion: 1 } });
	expect(await read(later(2))).toEqual({ ok: true });
	expect(await seenBy(store, 'ayse')).toMatchObject({ reading: { readAt: later(2), readVersion: 2 } });
	expect((await auditLines(store)).filter(([action]) => action === 'card.read')).toHaveLength(2);
});

test('an older version can’t be confirmed: the newer one is to be read first', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	const old = await newestCard(store.read, schoolId, TODAY);
	await editDraft(store, joke, { yearId, now: today }, earlierCall);
	await publishCard(store, joke, { yearId, now: today });
	const ayse = await asParent(store, 'ayse');
	const cardId = old?.cardId ?? '';
	expect(await acknowledgeCard(store, ayse, { cardId, today: TODAY, now: today })).toEqual({
		ok: false,
		refusal: 'changed',
	});
});

const reading: Record<GuardianName, 'card' | 'not_allowed' | 'none'> = {
	ayse: 'card',
	mehmet: 'card',
	fatima: 'card',
	agnieszka: 'card',
	johan: 'card',
	/** Information only: the card is theirs too. */
	ahmet: 'card',
	kerem: 'not_allowed',
	wilma: 'not_allowed',
	/** Another school, without a card. */
	nora: 'none',
};
test.each(Object.entries(reading) as [GuardianName, string][])(
	'reading the card: %s %s',
	async (who, what) => {
		const { store, joke } = await withPeople();
		await publishCard(store, joke, { yearId, now: today });
		const seen = await seenBy(store, who);
		expect(seen === 'not_allowed' ? seen : seen ? 'card' : 'none').toBe(what);
		const card = await newestCard(store.read, schoolId, TODAY);
		const parent = await asParent(store, who);
		const result = await acknowledgeCard(store, parent, {
			cardId: card?.cardId ?? '',
			today: TODAY,
			now: today,
		});
		expect(result.ok || result.refusal).toBe(
			{ card: true, not_allowed: 'not_allowed', none: 'changed' }[what],
		);
	},
);

const writing: Record<StaffName, boolean> = {
	marieke: false,
	selin: false,
	naima: false,
	petra: true,
	joke: true,
	henk: true, // at his own school: see below
};
test.each(Object.entries(writing) as [StaffName, boolean][])('writing the card: %s %s', async (who, may) => {
	const { store } = await withPeople();
	const actor = await asStaff(store, who);
	const answer = may ? true : 'not_allowed';
	const edited = await editDraft(store, actor, { yearId, now: today }, earlierCall);
	expect(edited.ok || edited.refusal).toBe(answer);
	const published = await publishCard(store, actor, { yearId, now: today });
	expect(published.ok || published.refusal).toBe(answer);
	const discarded = await discardDraft(store, actor, { yearId, now: today });
	expect(discarded.ok || discarded.refusal).toBe(answer);
	// Henk wrote the card of his own school
	expect((await newestCard(store.read, schoolId, TODAY)) !== undefined).toBe(may && who !== 'henk');
});

test('a year of another school, or of none, is refused', async () => {
	const { store, joke } = await withPeople();
	const result = await editDraft(store, joke, { yearId: 'none', now: today }, earlierCall);
	expect(result).toEqual({ ok: false, refusal: 'unknown_year' });
	expect(await publishCard(store, joke, { yearId: 'none', now: today })).toEqual({
		ok: false,
		refusal: 'unknown_year',
	});
});

test('other pages learn when and where to call, as long as the card says so', async () => {
	const { store, joke } = await withPeople();
	expect(await absenceCall(store.read, schoolId, TODAY)).toBeUndefined();
	await publishCard(store, joke, { yearId, now: today });
	expect(await absenceCall(store.read, schoolId, TODAY)).toEqual({
		callBefore: '08:30',
		phone: '010 555 01 00',
		link: '',
	});
	await editDraft(store, joke, { yearId, now: today }, (sections) => showSection(sections, 'absence', false));
	await publishCard(store, joke, { yearId, now: today });
	expect(await absenceCall(store.read, schoolId, TODAY)).toBeUndefined();
});

test('who works at school: not who left; imported people only when they teach', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	await store.transact(async (tx) => {
		const { staffMember } = tx.t;
		const set = async (id: string, status: 'gone' | 'proposed') =>
			tx
				.update(staffMember)
				.set({ status })
				.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, id)));
		await set('selin', 'gone');
		await set('marieke', 'proposed');
		await set('petra', 'proposed');
	});
	const seen = await seenBy(store, 'ayse');
	expect(typeof seen === 'object' && seen.people.map(({ name }) => name)).toEqual([
		'Joke van Dam',
		'Marieke Koster',
		'Naima Azzouzi',
	]);
});

test('a parent’s card costs four queries', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	const parent = await asParent(store, 'ayse');
	store.statements.length = 0;
	await cardForParent(store.read, parent, TODAY);
	expect(store.statements).toHaveLength(4);
});

const withOwn = (sections: readonly Section[]) =>
	addOwnSection(sections, {
		id: 'fiets',
		icon: 'bike',
		words: { title: 'Fietsen', text: 'Zet de fiets in het rek.' },
		groupIds: ['groep4'],
	});

test('a section for one group is for its families; others who read the card have nothing new to read', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	const first = await newestCard(store.read, schoolId, TODAY);
	for (const who of ['ayse', 'fatima'] as const)
		await acknowledgeCard(store, await asParent(store, who), {
			cardId: first?.cardId ?? '',
			today: TODAY,
			now: today,
		});
	await editDraft(store, joke, { yearId, now: later(1) }, withOwn);
	await publishCard(store, joke, { yearId, now: later(1) });
	const state = async (who: GuardianName) => {
		const seen = await seenBy(store, who);
		if (!seen || seen === 'not_allowed') throw new Error(who);
		const groups = new Set(
			[...(await asParent(store, who)).children.values()].flatMap(({ groupIds }) => groupIds),
		);
		const own = seen.card.sections.find(({ id }) => id === 'fiets') as Section;
		return [isFor(own, groups), seen.reading.readAt !== null];
	};
	// Ayşe has a child in group 4, Fatima has not
	expect(await state('ayse')).toEqual([true, false]);
	expect(await state('fatima')).toEqual([false, true]);
	await editDraft(store, joke, { yearId, now: later(2) }, (sections) => setGroups(sections, 'fiets', []));
	await publishCard(store, joke, { yearId, now: later(2) });
	expect(await state('fatima')).toEqual([true, false]);
});

test('two people change one section: the second is told by whom, and nothing is overwritten', async () => {
	const { store, joke } = await withPeople();
	const petra = await asStaff(store, 'petra');
	const save = (who: typeof joke, callBefore: string, at: number, seen: number) =>
		editDraft(store, who, { yearId, now: later(at), seen: { sectionId: 'absence', at: seen } }, (sections) =>
			setValues(sections, 'absence', 'absence', { callBefore }),
		);
	const stored = async () => sectionOf((await readDraft(store.read, schoolId, yearId)).sections, 'absence');
	expect(await save(petra, '08:00', 1, 0)).toEqual({ ok: true });
	expect(await save(joke, '08:45', 2, 0)).toEqual({
		ok: false,
		refusal: 'changed',
		by: 'petra',
		at: later(1).getTime(),
	});
	expect((await stored())?.values.callBefore).toBe('08:00');
	// one's own changes are no surprise, and what was seen may be replaced
	expect(await save(petra, '08:10', 3, 0)).toEqual({ ok: true });
	expect(await save(joke, '08:45', 4, later(3).getTime())).toEqual({ ok: true });
	expect((await stored())?.values.callBefore).toBe('08:45');
	const other = { yearId, now: later(5), seen: { sectionId: 'gym', at: 0 } };
	expect(await editDraft(store, petra, other, (all) => showSection(all, 'gym', false))).toEqual({ ok: true });
});

test('a section that somebody took away is not written to; a draft that changed unseen is not published', async () => {
	const { store, joke } = await withPeople();
	const petra = await asStaff(store, 'petra');
	await editDraft(store, joke, { yearId, now: later(1) }, withOwn);
	await editDraft(store, petra, { yearId, now: later(2) }, (sections) => removeOwnSection(sections, 'fiets'));
	const seen = { sectionId: 'fiets', at: later(1).getTime() };
	expect(await editDraft(store, joke, { yearId, now: later(3), seen }, (all) => all)).toEqual({
		ok: false,
		refusal: 'gone',
	});
	expect(await publishCard(store, joke, { yearId, now: later(3), seenAt: later(1) })).toEqual({
		ok: false,
		refusal: 'changed',
	});
	expect(await publishCard(store, joke, { yearId, now: later(3), seenAt: later(2) })).toMatchObject({
		ok: true,
	});
});

test('the versions of a year: by whom, what changed, and each as it was', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	await editDraft(store, joke, { yearId, now: later(1) }, earlierCall);
	await publishCard(store, await asStaff(store, 'petra'), { yearId, now: later(1) });
	const versions = await cardVersions(store.read, schoolId, yearId);
	expect(
		versions.map(({ version, by, changed }) => [version, by, changed.map(({ id }) => id).slice(0, 1)]),
	).toEqual([
		[2, 'Petra Smit', ['absence']],
		[1, 'Joke van Dam', ['absence']],
	]);
	expect(versions[0]?.changed).toHaveLength(1);
	const old = await versionSections(store.read, schoolId, versions[1]?.cardId ?? '');
	expect(sectionOf(old?.sections ?? [], 'absence')?.values.callBefore).toBe('08:30');
	expect(await versionSections(store.read, 'elsewhere', versions[1]?.cardId ?? '')).toBeUndefined();
});

test('who read the card, of the families that one may see; a reminder goes once, to who came in and did not read', async () => {
	const { store, joke } = await withPeople();
	await publishCard(store, joke, { yearId, now: today });
	const cardId = (await newestCard(store.read, schoolId, TODAY))?.cardId ?? '';
	await acknowledgeCard(store, await asParent(store, 'ayse'), { cardId, today: TODAY, now: today });
	await store.transact((tx) =>
		tx
			.update(tx.t.guardian)
			.set({ enteredAt: today })
			.where(and(eq(tx.t.guardian.schoolId, schoolId), eq(tx.t.guardian.id, 'mehmet'))),
	);
	const states = async (who: StaffName) =>
		Object.fromEntries(
			((await cardReaders(store.read, await asStaff(store, who), TODAY))?.readers ?? []).map(
				({ guardianId, state }) => [guardianId, state],
			),
		);
	expect(await states('marieke')).toMatchObject({ ayse: 'read', mehmet: 'inside', agnieszka: 'outside' });
	expect(await states('selin')).toEqual({ ayse: 'read' });
	expect((await states('joke')).kerem).toBeUndefined();
	const remind = async (who: StaffName, groupId: string) =>
		remindOfCard(store, await asStaff(store, who), { groupId, today: TODAY, now: today });
	expect(await remind('selin', 'zonnebloem')).toEqual({ ok: false, refusal: 'not_allowed' });
	// nobody who reads Polish came in; by language, of all groups that one may see
	const byLanguage = { groupId: null, language: 'pl', today: TODAY, now: today };
	expect(await remindOfCard(store, joke, byLanguage)).toEqual({ ok: true, reminded: 0 });
	expect(await remind('marieke', 'zonnebloem')).toEqual({ ok: true, reminded: 1 });
	expect(await remind('joke', 'zonnebloem')).toEqual({ ok: true, reminded: 0 });
	const { notice } = store.t;
	const told = await store.read
		.select({ to: notice.guardianId, content: notice.content })
		.from(notice)
		.where(eq(notice.schoolId, schoolId));
	expect(told.map(({ to, content }) => [to, content.title])).toEqual([
		['mehmet', 'Bilgi kartı sizin için hazır'],
	]);
});

const forGroup =
	(id: string, groupIds: string[], text = 'Neem een helm mee.') =>
	(sections: Section[]) =>
		addOwnSection(sections, { id, icon: 'bike', words: { title: id, text }, groupIds });

test('who teaches writes and publishes the part of the own group, and nothing else', async () => {
	const { store, joke } = await withPeople();
	const marieke = await asStaff(store, 'marieke');
	const notAllowed = { ok: false, refusal: 'not_allowed' };
	const edit = (change: Parameters<typeof editDraft>[3], who = marieke) =>
		editDraft(store, who, { yearId, now: later(1) }, change);
	await editDraft(store, joke, { yearId, now: today }, forGroup('van joke', ['groep4']));
	expect(await publishPart(store, marieke, { yearId, now: today })).toEqual({
		ok: false,
		refusal: 'nothing_published',
	});
	await publishCard(store, joke, { yearId, now: today });

	expect(await edit(earlierCall)).toEqual(notAllowed);
	expect(await edit(forGroup('hele school', []))).toEqual(notAllowed);
	expect(await edit(forGroup('andere groep', ['groep4']))).toEqual(notAllowed);
	expect(await edit((sections) => removeOwnSection(sections, 'van joke'))).toEqual(notAllowed);
	expect(await edit((sections) => setGroups(sections, 'van joke', ['zonnebloem']))).toEqual(notAllowed);
	expect(await edit(forGroup('fietsen', ['zonnebloem']), await asStaff(store, 'naima'))).toEqual(notAllowed);
	expect(await edit(forGroup('fietsen', ['zonnebloem']))).toEqual({ ok: true });
	expect(await edit((sections) => setGroups(sections, 'fietsen', []))).toEqual(notAllowed);

	// the head is at work on something else: that stays a draft
	await editDraft(store, joke, { yearId, now: later(2) }, earlierCall);
	expect(await publishPart(store, marieke, { yearId, now: later(2) })).toEqual({ ok: true, version: 2 });
	const seen = await seenBy(store, 'ayse');
	expect(typeof seen === 'object' && seen.card.sections.at(-1)?.id).toBe('fietsen');
	expect(await callBefore(store)).toBe('08:30');
	expect(await publishPart(store, marieke, { yearId, now: later(2) })).toEqual({
		ok: false,
		refusal: 'nothing_changed',
	});
	expect(await publishCard(store, joke, { yearId, now: later(3) })).toEqual({ ok: true, version: 3 });
	expect(await callBefore(store)).toBe('08:15');
	const versions = await cardVersions(store.read, schoolId, yearId);
	expect(versions.map(({ changed }) => changed.map(({ id }) => id)).slice(0, 2)).toEqual([
		['absence'],
		['fietsen'],
	]);
});

test('publishing the own part leaves no draft behind when there was nothing else in it', async () => {
	const { store, joke } = await withPeople();
	const marieke = await asStaff(store, 'marieke');
	await publishCard(store, joke, { yearId, now: today });
	await editDraft(store, marieke, { yearId, now: later(1) }, forGroup('fietsen', ['zonnebloem']));
	await publishPart(store, marieke, { yearId, now: later(1) });
	expect(await readDraft(store.read, schoolId, yearId)).toMatchObject({ isChanged: false });
	await editDraft(store, marieke, { yearId, now: later(2) }, (all) => removeOwnSection(all, 'fietsen'));
	expect(await publishPart(store, marieke, { yearId, now: later(2) })).toEqual({ ok: true, version: 3 });
	const seen = await seenBy(store, 'ayse');
	expect(typeof seen === 'object' && seen.card.sections.some(({ id }) => id === 'fietsen')).toBe(false);
});

test('a file stands in the draft, is published with it, and goes at night when no version has it', async () => {
	const { store, joke } = await withPeople();
	const dataDir = temporaryFolder();
	const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
	const put = (bytes: Uint8Array, sectionId = 'lost') =>
		putSectionFile(store, joke, { yearId, dataDir, now: today, sectionId, bytes, title: 'Plattegrond' });
	expect(await put(Buffer.from('MZ is no paper'))).toEqual({ refused: 'not_this_kind' });
	expect(await put(pdf, 'nowhere')).toEqual({ edited: { ok: false, refusal: 'gone' } });
	for (let count = 0; count < MOST_FILES; count++) expect(await put(pdf)).toEqual({ edited: { ok: true } });
	expect(await put(pdf)).toEqual({ edited: { ok: false, refusal: 'too_many' } });
	const kept = () => store.read.$count(store.t.storedFile, eq(store.t.storedFile.schoolId, schoolId));
	expect(await kept()).toBe(MOST_FILES);

	await publishCard(store, joke, { yearId, now: today });
	const files =
		sectionOf((await newestCard(store.read, schoolId, TODAY))?.sections ?? [], 'lost')?.files ?? [];
	expect(files.map(({ title, kind }) => [title, kind])[0]).toEqual(['Plattegrond', 'pdf']);
	const [first, second] = files.map(({ fileId }) => fileId);
	const night = () => store.transact((tx) => forgetCardFiles(tx, schoolId, later(2)));
	// taken away in a draft only: parents still have it, and the version keeps it
	await editDraft(store, joke, { yearId, now: later(1) }, (all) =>
		removeSectionFile(all, 'lost', first ?? ''),
	);
	await night();
	expect(await kept()).toBe(MOST_FILES);
	await store.transact((tx) =>
		tx
			.delete(tx.t.infoCard)
			.where(and(eq(tx.t.infoCard.schoolId, schoolId), isNotNull(tx.t.infoCard.publishedAt))),
	);
	await night();
	expect(await kept()).toBe(MOST_FILES - 1);
	expect(second).toBeDefined();
});
