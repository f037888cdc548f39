// The demo is made on whatever day somebody starts it: also when the school year ends, in the summer, and years later.
import { eq, isNotNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { freshStore } from '../tests/support/database.ts';
import { temporaryFolder } from '../tests/support/temporary-folder.ts';
import { makeDemo } from './demo/make-demo.ts';

test.each(['2027-07-01', '2027-07-26'])(
	'begun on %s: children in groups of its year, and no task after it',
	async (day) => {
		const now = new Date(`${day}T09:00:00+02:00`);
		const store = freshStore();
		await makeDemo(store, temporaryFolder(), now);
		await acrossSchools('a test looks at whole tables', async () => {
			const { school, group, groupChild, shift } = store.t;
			const [own] = await store.read.select().from(school).where(eq(school.brin, '99ZZ'));
			const year = await findSchoolYear(store.read, own?.id ?? '', day);
			const placed = store.read
				.select({ id: group.id })
				.from(group)
				.innerJoin(groupChild, eq(groupChild.groupId, group.id))
				.where(eq(group.schoolYearId, year?.id ?? ''));
			expect((await placed).length).toBeGreaterThan(20);
			const shifts = await store.read.select({ at: shift.startsAt }).from(shift);
			const days = shifts.map(({ at }) => dayOf(at, TIME_ZONE));
			expect(days.length).toBeGreaterThan(0);
			expect(days.filter((one) => one < (year?.startsOn ?? '') || one > (year?.endsOn ?? ''))).toEqual([]);
		});
	},
);

test('whatever was sent to who reads another language can be shown in Dutch', async () => {
	const store = freshStore();
	await makeDemo(store, temporaryFolder(), new Date('2026-10-06T09:00:00+02:00'));
	await acrossSchools('a test looks at whole tables', async () => {
		const { notice } = store.t;
		const all = await store.read.select().from(notice).where(isNotNull(notice.guardianId));
		const inOthers = all.filter(({ content }) => content.locale !== 'nl');
		expect(new Set(inOthers.map(({ kind }) => kind.split('.')[0]))).toEqual(
			new Set(['buddies', 'families', 'messages', 'moments', 'talks', 'tasks']),
		);
		expect(inOthers.filter(({ inDutch }) => !inDutch).map(({ kind }) => kind)).toEqual([]);
	});
});
