import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { worksWithGroup } from './actors.ts';
import {
	forgetSubstitutes,
	giveSubstitute,
	onListsOfToday,
	substitutesToday,
	takeSubstitute,
} from './substitutes.ts';

const tomorrow = new Date('2026-10-07T00:00:00+02:00');
const lastMinute = new Date('2026-10-06T23:59:00+02:00');

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	return store;
}

test('a substitute has the lists of the group today, nothing else of it, and at midnight nothing', async () => {
	const store = await withPeople();
	const petra = await asStaff(store, 'petra');
	const chosen = { groupId: 'zonnebloem', staffId: 'selin' };
	expect(await giveSubstitute(store, petra, chosen, today)).toEqual({ ok: true, name: 'Selin Aydın' });
	expect(await giveSubstitute(store, petra, chosen, today)).toMatchObject({ ok: true });

	const selin = await asStaff(store, 'selin', { now: lastMinute });
	expect(worksWithGroup(selin, 'zonnebloem')).toBe(false);
	expect(worksWithGroup(onListsOfToday(selin), 'zonnebloem')).toBe(true);
	expect(worksWithGroup(onListsOfToday(selin), 'groep7')).toBe(false);
	const next = await asStaff(store, 'selin', { now: tomorrow });
	expect(worksWithGroup(onListsOfToday(next), 'zonnebloem')).toBe(false);

	const { auditLine, substituteDay } = store.t;
	const lines = await store.read
		.select({ action: auditLine.action, about: auditLine.about })
		.from(auditLine)
		.where(eq(auditLine.schoolId, schoolId));
	expect(lines).toEqual([
		{
			action: 'accounts.substitute_given',
			about: { staffId: 'selin', groupId: 'zonnebloem', day: '2026-10-06' },
		},
	]);
	const { delivery, notice } = store.t;
	const mails = await store.read
		.select({ target: delivery.target, expiresAt: delivery.expiresAt, content: notice.content })
		.from(delivery)
		.innerJoin(notice, and(eq(notice.schoolId, delivery.schoolId), eq(notice.id, delivery.noticeId)))
		.where(eq(delivery.schoolId, schoolId));
	expect(mails).toMatchObject([
		{
			target: 'selin@school.example',
			expiresAt: tomorrow,
			content: { title: 'U valt vandaag in: Groep 1/2 Zonnebloem' },
		},
	]);
	await store.transact((tx) => forgetSubstitutes(tx, schoolId, '2026-10-06'));
	expect(await store.read.$count(substituteDay, eq(substituteDay.schoolId, schoolId))).toBe(1);
	await store.transact((tx) => forgetSubstitutes(tx, schoolId, '2026-10-07'));
	expect(await store.read.$count(substituteDay, eq(substituteDay.schoolId, schoolId))).toBe(0);
});

test('taken back it is over at once; the page shows who teaches and who steps in', async () => {
	const store = await withPeople();
	const joke = await asStaff(store, 'joke');
	const chosen = { groupId: 'zonnebloem', staffId: 'selin' };
	await giveSubstitute(store, joke, chosen, today);
	const shown = async () =>
		(await substitutesToday(store.read, joke, today)).groups.find(({ id }) => id === 'zonnebloem');
	expect(await shown()).toMatchObject({
		teachers: [{ staffId: 'marieke' }],
		substitutes: [{ staffId: 'selin', name: 'Selin Aydın' }],
	});
	expect(await takeSubstitute(store, joke, chosen, today)).toMatchObject({ ok: true });
	expect(await takeSubstitute(store, joke, chosen, today)).toEqual({ ok: false, refusal: 'nobody' });
	expect((await shown())?.substitutes).toEqual([]);
	expect((await asStaff(store, 'selin')).substituteFor.size).toBe(0);
});

test('office and head choose, nobody else; of their own school only', async () => {
	const store = await withPeople();
	const chosen = { groupId: 'zonnebloem', staffId: 'selin' };
	for (const name of ['selin', 'naima', 'marieke'] as const) {
		const by = await asStaff(store, name);
		expect(await giveSubstitute(store, by, chosen, today)).toEqual({ ok: false, refusal: 'not_allowed' });
		expect(await substitutesToday(store.read, by, today)).toEqual({ groups: [], colleagues: [] });
	}
	const henk = await asStaff(store, 'henk');
	expect(await giveSubstitute(store, henk, chosen, today)).toEqual({ ok: false, refusal: 'nobody' });
	const petra = await asStaff(store, 'petra');
	expect(await giveSubstitute(store, petra, { ...chosen, groupId: 'regenboog3' }, today)).toEqual({
		ok: false,
		refusal: 'nobody',
	});
	expect(await giveSubstitute(store, petra, { ...chosen, staffId: 'henk' }, today)).toEqual({
		ok: false,
		refusal: 'nobody',
	});
});
