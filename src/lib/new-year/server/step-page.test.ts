import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId } from '../../../../tests/support/people.ts';
import { stepPage } from './step-page.ts';
import { beginTurn, readTurn, yearBeingTurned } from './turn.ts';

const june = new Date('2027-06-15T09:00:00+02:00');
const to = { locale: 'nl', timeZone: 'Europe/Amsterdam' } as const;

async function begun() {
	const store = freshStore();
	await addPeople(store);
	const head = await asStaff(store, 'joke', { now: june });
	await beginTurn(store, head, june);
	const page = async (step: 'groups' | 'leavers', group: string | null = null) => {
		const open = await readTurn(store.read, schoolId, june);
		if (!open) throw new Error('not begun');
		return stepPage(store.read, schoolId, { open, step, group, to });
	};
	return { store, head, page };
}

test('the groups say whether the file of the new year came in, when and by whom; one that was taken back does not count', async () => {
	const { store, page } = await begun();
	expect(await page('groups')).toMatchObject({ imported: null });
	const run = (id: string, schoolYear: string, staffId: string | null) => ({
		schoolId,
		id,
		kind: 'edexml' as const,
		fileName: `${id}.xml`,
		schoolYear,
		staffId,
		counts: {},
		appliedAt: new Date('2027-06-10T14:00:00+02:00'),
	});
	const { importRun } = store.t;
	await store.transact((tx) =>
		tx.insert(importRun).values([run('old', '2026-2027', 'petra'), run('new', '2027-2028', 'petra')]),
	);
	const [petra] = await store.read
		.select({ name: store.t.staffMember.name })
		.from(store.t.staffMember)
		.where(and(eq(store.t.staffMember.schoolId, schoolId), eq(store.t.staffMember.id, 'petra')));
	expect(await page('groups')).toMatchObject({
		imported: `Groepen van 2027-2028 ingelezen: donderdag 10 juni, 14.00 uur, door ${petra?.name}`,
	});
	await store.transact((tx) =>
		tx
			.update(importRun)
			.set({ undoneAt: june })
			.where(and(eq(importRun.schoolId, schoolId), eq(importRun.id, 'new'))),
	);
	expect(await page('groups')).toMatchObject({ imported: null });
});

test('who leaves is asked of the highest group first, of which somebody can still be chosen', async () => {
	const { page } = await begun();
	const first = await page('leavers');
	expect(first).toMatchObject({ group: 'groep7' });
	expect(first).toHaveProperty('candidates.0.leaves', false);
	expect(await page('leavers', 'zonnebloem')).toMatchObject({ group: 'zonnebloem' });
});

test('the import leads back for as long as somebody is at it', async () => {
	const { store } = await begun();
	expect(await yearBeingTurned(store.read, schoolId, june)).toBe('2027-2028');
	await store.transact((tx) =>
		tx.update(store.t.yearTurn).set({ finishedAt: june }).where(eq(store.t.yearTurn.schoolId, schoolId)),
	);
	expect(await yearBeingTurned(store.read, schoolId, june)).toBeUndefined();
});
