import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { publishCard } from '#lib/info-card/server/draft.ts';
import { publishPlan } from '#lib/moments/server/publish.ts';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff, otherSchoolId, schoolId } from '../../../../tests/support/people.ts';
import { addThousand } from '../../../../tests/support/thousand.ts';
import { proposeGroups } from '../propose.ts';
import { readOutcome, tryTurn } from './outcome.ts';
import { findTurn } from './read.ts';
import { beginTurn, choose, readTurn, turnYear } from './turn.ts';

/** A Tuesday in June, three weeks before the summer. */
const june = new Date('2027-06-15T09:00:00+02:00');
const september = new Date('2027-09-07T09:00:00+02:00');

async function inJune() {
	const store = freshStore();
	await addPeople(store);
	const { t } = store;
	await store.transact(async (tx) => {
		await tx.update(t.child).set({ yearGroup: '1' }).where(isChild(store, 'elif'));
		await tx.update(t.child).set({ yearGroup: '4' }).where(isChild(store, 'emre'));
		await tx.insert(t.moment).values({
			schoolId,
			id: 'look',
			schoolYearId: '2026',
			kind: 'look',
			adultsPerChild: 1,
			slotsPerChild: 1,
			interpreterOffered: true,
			closesHoursBefore: 2,
			shareToken: 'token-of-the-look',
			note: 'Tot dan!',
			createdBy: 'marieke',
			createdAt: june,
			publishedAt: june,
		});
		await tx.insert(t.momentGroup).values({ schoolId, momentId: 'look', groupId: 'zonnebloem' });
		await tx.insert(t.slot).values({
			schoolId,
			id: 'tuesday',
			momentId: 'look',
			startsAt: new Date('2026-10-06T08:30:00+02:00'),
			endsAt: new Date('2026-10-06T09:00:00+02:00'),
			capacity: 4,
			taken: 1,
		});
		await tx.insert(t.signUp).values({
			schoolId,
			id: 'of-ayse',
			slotId: 'tuesday',
			momentId: 'look',
			childId: 'elif',
			guardianId: 'ayse',
			status: 'confirmed',
			ticket: 1,
			adults: 1,
			places: 1,
			createdAt: june,
		});
	});
	const head = await asStaff(store, 'joke', { now: june });
	return { store, head };
}

const isChild = (store: TestStore, id: string) =>
	and(eq(store.t.child.schoolId, schoolId), eq(store.t.child.id, id));

async function groupsOf(store: TestStore, yearName: string) {
	const { group, groupChild, schoolYear } = store.t;
	const rows = await store.read
		.select({ group: group.name, child: groupChild.childId })
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, group.schoolId), eq(schoolYear.id, group.schoolYearId)),
		)
		.where(and(eq(groupChild.schoolId, schoolId), eq(schoolYear.name, yearName)))
		.orderBy(group.sortKey, groupChild.childId);
	return rows.map(({ group: name, child }) => `${name}: ${child}`);
}

/** Everything of a school, to see whether it changed. */
async function everything(store: TestStore) {
	const of = async (
		table: 'group' | 'groupChild' | 'groupTeacher' | 'child' | 'moment' | 'slot' | 'infoCard',
	) => store.read.select().from(store.t[table]).where(eq(store.t[table].schoolId, schoolId));
	return Promise.all(
		(['group', 'groupChild', 'groupTeacher', 'child', 'moment', 'slot', 'infoCard'] as const).map(of),
	);
}

test('looking at the outcome changes nothing', async () => {
	const { store, head } = await inJune();
	const before = await everything(store);
	await beginTurn(store, head, june);
	const open = await readTurn(store.read, schoolId, june);
	expect(open?.plan.groups.length).toBeGreaterThan(0);
	expect(await everything(store)).toEqual(before);
});

test('children, teachers, moments and the card go to the new year; sign-ups, history and links stay', async () => {
	const { store, head } = await inJune();
	await publishCard(store, head, { yearId: '2026', now: june });
	const before = await groupsOf(store, '2026-2027');
	await beginTurn(store, head, june);
	await choose(store, head, { moments: ['look'] }, june);
	expect(await turnYear(store, head, june)).toEqual({ ok: true });

	expect(await groupsOf(store, '2027-2028')).toEqual([
		'Groep 1/2 Zonnebloem: elif',
		'Groep 1/2 Zonnebloem: ilyas',
		'Groep 1/2 Zonnebloem: zuzia',
		'Groep 5: emre',
		'Groep 8: sem',
	]);
	expect(await groupsOf(store, '2026-2027')).toEqual(before);
	const { signUp, moment, slot, infoCard } = store.t;
	const kept = await store.read.select().from(signUp).where(eq(signUp.schoolId, schoolId));
	expect(kept).toMatchObject([{ id: 'of-ayse', childId: 'elif', status: 'confirmed' }]);

	const moments = await store.read.select().from(moment).where(eq(moment.schoolId, schoolId));
	const copy = moments.find(({ id }) => id !== 'look');
	expect(moments.find(({ id }) => id === 'look')?.shareToken).toBe('token-of-the-look');
	expect(copy).toMatchObject({ kind: 'look', publishedAt: null, note: null });
	expect(copy?.shareToken).not.toBe('token-of-the-look');
	const slots = await store.read
		.select()
		.from(slot)
		.where(and(eq(slot.schoolId, schoolId), eq(slot.momentId, copy?.id ?? '')));
	// the same weekday and the same time on the clock, fifty-two weeks later
	expect(slots.map(({ startsAt }) => startsAt.toISOString())).toEqual(['2027-10-05T06:30:00.000Z']);

	const cards = await store.read.select().from(infoCard).where(eq(infoCard.schoolId, schoolId));
	expect(cards.map(({ publishedAt }) => publishedAt !== null)).toEqual(expect.arrayContaining([true, false]));
});

test('in the new year parents and teachers find their new groups, until then the old ones', async () => {
	const { store, head } = await inJune();
	await beginTurn(store, head, june);
	await turnYear(store, head, june);
	const groupsAt = async (now: Date) =>
		(await asParent(store, 'ayse', { now })).children.get('emre')?.groupNames;
	expect(await groupsAt(june)).toEqual(['Groep 4']);
	expect(await groupsAt(september)).toEqual(['Groep 5']);
	expect((await asStaff(store, 'marieke', { now: june })).groupIds).toContain('zonnebloem');
	expect((await asStaff(store, 'marieke', { now: september })).groupIds).not.toContain('zonnebloem');
});

test('leavers come in until their last day', async () => {
	const { store, head } = await inJune();
	await store.transact((tx) => tx.update(store.t.child).set({ yearGroup: '8' }).where(isChild(store, 'sem')));
	await beginTurn(store, head, june);
	await choose(store, head, { leavers: { lastDay: '2027-07-31', childIds: [] } }, june);
	await turnYear(store, head, june);
	const at = async (day: string) => (await asParent(store, 'johan', { now: new Date(day) })).children.size;
	expect(await at('2027-07-31T12:00:00+02:00')).toBe(1);
	expect(await at('2027-08-01T12:00:00+02:00')).toBe(0);
});

test('done again it does nothing twice; a choice that changed is done then', async () => {
	const { store, head } = await inJune();
	await publishCard(store, head, { yearId: '2026', now: june });
	await beginTurn(store, head, june);
	await choose(store, head, { moments: ['look'] }, june);
	await turnYear(store, head, june);
	const once = await everything(store);
	const later = new Date(june.getTime() + 60_000);
	await turnYear(store, head, later);
	expect(await everything(store)).toEqual(once);
	const open = await readTurn(store.read, schoolId, later);
	expect(open?.isDone).toBe(true);
	expect(open?.turn.outcomes).toMatchObject({
		year: { counts: { years: 1 } },
		moments: { counts: { moments: 1 } },
	});

	const key = open?.plan.groups.find(({ name }) => name === 'Groep 5')?.key ?? '';
	await choose(store, head, { teachers: { [key]: ['selin'] } }, later);
	await turnYear(store, head, later);
	expect((await asStaff(store, 'selin', { now: september })).groupIds.size).toBe(1);
});

test('broken off after the groups, it is gone on with by somebody else', async () => {
	const { store, head } = await inJune();
	await beginTurn(store, head, june);
	const { yearTurn, schoolYear } = store.t;
	// as a process leaves it that was killed after the first step
	await store.transact((tx) =>
		tx.insert(schoolYear).values({
			schoolId,
			id: 'new',
			name: '2027-2028',
			startsOn: '2027-08-30',
			endsOn: '2028-07-07',
		}),
	);
	const office = await asStaff(store, 'petra', { now: june });
	await beginTurn(store, office, june);
	await turnYear(store, office, june);
	expect(await groupsOf(store, '2027-2028')).toHaveLength(5);
	const turns = await store.read.select().from(yearTurn).where(eq(yearTurn.schoolId, schoolId));
	expect(turns).toMatchObject([{ startedBy: 'joke', toYearId: 'new' }]);
});

test('a school that does it in September still turns the old year', async () => {
	const { store, head } = await inJune();
	await store.transact((tx) =>
		tx.insert(store.t.schoolYear).values({
			schoolId,
			id: 'new',
			name: '2027-2028',
			startsOn: '2027-08-30',
			endsOn: '2028-07-07',
		}),
	);
	await beginTurn(store, head, september);
	expect((await readTurn(store.read, schoolId, september))?.now.from.name).toBe('2026-2027');
});

test('a year in which children are already, and that nobody began to turn to, is the one that runs', async () => {
	const { store } = await inJune();
	await store.transact(async (tx) => {
		const before = { id: 'before', name: '2025-2026', startsOn: '2025-09-01', endsOn: '2026-07-03' };
		await tx.insert(tx.t.schoolYear).values({ schoolId, ...before });
	});
	// in the first weeks of 2026-2027, whose groups are full
	const october = new Date('2026-10-06T09:00:00+02:00');
	expect((await findTurn(store.read, schoolId, october))?.from.name).toBe('2026-2027');
});

test('only office and head; with a problem that stops, nothing is done; another school is not touched', async () => {
	const { store, head } = await inJune();
	const teacher = await asStaff(store, 'marieke', { now: june });
	expect(await beginTurn(store, teacher, june)).toEqual({ ok: false, refusal: 'not_allowed' });
	expect(await turnYear(store, head, june)).toEqual({ ok: false, refusal: 'not_begun' });
	await beginTurn(store, head, june);
	await choose(
		store,
		head,
		{ year: { name: '2027-2028', startsOn: '2027-07-01', endsOn: '2028-07-07' } },
		june,
	);
	const before = await everything(store);
	expect(await turnYear(store, head, june)).toEqual({ ok: false, refusal: 'cannot_yet' });
	expect(await turnYear(store, teacher, june)).toEqual({ ok: false, refusal: 'not_allowed' });
	expect(await everything(store)).toEqual(before);
	await choose(
		store,
		head,
		{ year: { name: '2027-2028', startsOn: '2027-08-30', endsOn: '2028-07-07' } },
		june,
	);
	await turnYear(store, head, june);
	const years = await store.read
		.select()
		.from(store.t.schoolYear)
		.where(eq(store.t.schoolYear.schoolId, otherSchoolId));
	expect(years).toHaveLength(1);
});

test('the trial shows what the real thing then makes, and keeps nothing of it', async () => {
	const { store, head } = await inJune();
	await publishCard(store, head, { yearId: '2026', now: june });
	await store.transact((tx) => tx.update(store.t.child).set({ yearGroup: '8' }).where(isChild(store, 'sem')));
	await planNamed(store, head);
	await beginTurn(store, head, june);
	await choose(store, head, { moments: ['look'] }, june);
	const before = await everything(store);
	const lines = await store.read.$count(store.t.auditLine, eq(store.t.auditLine.schoolId, schoolId));
	const tried = await tryTurn(store, head, june);
	expect(await everything(store)).toEqual(before);
	expect(await store.read.$count(store.t.auditLine, eq(store.t.auditLine.schoolId, schoolId))).toBe(lines);
	expect(tried).toMatchObject({
		ok: true,
		outcome: {
			year: { name: '2027-2028' },
			leavers: [{ name: expect.stringContaining('Sem') as string, lastDay: '2027-07-16' }],
			moments: [{ kind: 'look', groups: ['Groep 1/2 Zonnebloem'], firstDay: '2027-10-05', times: 1 }],
			notCopied: [{ momentId: 'talk', why: 'named' }],
			card: { sections: expect.any(Number) as number },
		},
	});

	await turnYear(store, head, june);
	expect(tried).toEqual({ ok: true, outcome: await readOutcome(store.read, schoolId, june) });
	// tried once more, when all is done
	expect(await tryTurn(store, head, june)).toEqual(tried);
});

test('a guardian comes in no longer when no child of theirs stays', async () => {
	const { store, head } = await inJune();
	await beginTurn(store, head, june);
	const leave = (childIds: string[]) =>
		choose(store, head, { leavers: { lastDay: '2027-07-16', childIds } }, june);
	const ending = async () => {
		const tried = await tryTurn(store, head, june);
		return tried.ok ? tried.outcome.accessEnds.map(({ name }) => name) : tried.refusal;
	};
	const { guardian } = store.t;
	const [ayse] = await store.read
		.select({ name: guardian.name })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, 'ayse')));
	await leave(['elif']);
	expect(await ending()).not.toContain(ayse?.name);
	await leave(['elif', 'emre']);
	expect(await ending()).toContain(ayse?.name);
});

test('a moment of which every day is free, and one without its group, are named with the reason', async () => {
	const { store, head } = await inJune();
	await beginTurn(store, head, june);
	await choose(
		store,
		head,
		{ moments: ['look'], year: { name: '2027-2028', startsOn: '2027-11-01', endsOn: '2028-07-07' } },
		june,
	);
	const why = async () => {
		const tried = await tryTurn(store, head, june);
		return tried.ok ? tried.outcome.notCopied.map((one) => [one.momentId, one.why]) : tried.refusal;
	};
	expect(await why()).toEqual([['look', 'no_day']]);
	const { now } = (await readTurn(store.read, schoolId, june)) ?? {};
	const groups = proposeGroups(now ?? { groups: [], children: [], today: '' });
	const renamed = groups.map((one) => ({ ...one, name: one.name?.replace('Zonnebloem', 'Roos') ?? null }));
	await choose(store, head, { groups: renamed }, june);
	expect(await why()).toEqual([['look', 'no_group']]);
});

test('the days of opening and closing go along with the moment', async () => {
	const { store, head } = await inJune();
	const { moment } = store.t;
	await store.transact((tx) =>
		tx
			.update(moment)
			.set({
				opensAt: new Date('2026-09-21T08:00:00+02:00'),
				signUpClosesAt: new Date('2026-10-05T00:00:00+02:00'),
			})
			.where(and(eq(moment.schoolId, schoolId), eq(moment.id, 'look'))),
	);
	await beginTurn(store, head, june);
	await choose(store, head, { moments: ['look'] }, june);
	await turnYear(store, head, june);
	const moments = await store.read.select().from(moment).where(eq(moment.schoolId, schoolId));
	const copy = moments.find(({ id }) => id !== 'look');
	expect(copy?.opensAt?.toISOString().slice(0, 10)).toBe('2027-09-20');
	expect(copy?.signUpClosesAt?.toISOString()).toBe('2027-10-03T22:00:00.000Z');
});

test('a trial of a large school writes in a number of statements that hardly grows with its children', async () => {
	const { store, head } = await inJune();
	await addThousand(store);
	await beginTurn(store, head, june);
	store.statements.length = 0;

	const tried = await tryTurn(store, head, june);
	expect(tried.ok && tried.outcome.groups.find(({ name }) => name === 'Groep 7')).toBeUndefined();
	expect(store.statements.length).toBeLessThan(200);
});

/** A talk with one family by name. */
async function planNamed(store: TestStore, head: Awaited<ReturnType<typeof asStaff>>) {
	const result = await publishPlan(
		store,
		head,
		{
			momentId: 'talk',
			kind: 'welcome_talk',
			groupIds: ['zonnebloem'],
			title: null,
			place: null,
			note: null,
			slots: [{ day: '2027-06-22', from: '15:00', till: '15:20' }],
			places: 1,
			adultsPerChild: 2,
			slotsPerChild: 1,
			closesHoursBefore: 2,
			interpreterOffered: true,
			opensOn: null,
			firstUntil: null,
			closesOn: null,
			childIds: ['elif'],
			meetings: 1,
			everyWeeks: 1,
			revision: 0,
		},
		june,
	);
	if (!result.ok) throw new Error(result.refusal);
}
