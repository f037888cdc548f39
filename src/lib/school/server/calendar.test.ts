import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import {
	addPeople,
	asStaff,
	otherSchoolId,
	schoolId,
	today,
	type StaffName,
} from '../../../../tests/support/people.ts';
import type { DayOff } from '../days-off.ts';
import { daysOffOf, daysVersion, setDaysOff } from './calendar.ts';
import { findSchoolYear, type SchoolYear } from './school-year.ts';

const school = { schoolId, region: 'midden' } as const;
const study: DayOff = { kind: 'study_day', name: null, firstDay: '2026-11-04', lastDay: '2026-11-04' };

async function withPeople() {
	const store = freshStore();
	await addPeople(store);
	const year = (await findSchoolYear(store.read, schoolId, '2026-10-06')) as SchoolYear;
	return { store, year, joke: await asStaff(store, 'joke') };
}

test('before the school changes anything, its region’s dates hold', async () => {
	const { store, year } = await withPeople();
	const kinds = (await daysOffOf(store.read, school, year)).map(({ kind, id }) => [kind, id]);
	expect(kinds.slice(0, 2)).toEqual([
		['autumn', null],
		['christmas', null],
	]);
});

test('the school’s own list takes their place, in order of time; an empty one gives them back', async () => {
	const { store, year, joke } = await withPeople();
	const feast: DayOff = { kind: 'other', name: 'Suikerfeest', firstDay: '2026-09-30', lastDay: '2026-09-30' };
	expect(await setDaysOff(store, joke, { year, days: [study, feast], now: today })).toEqual({ ok: true });
	const seen = async () => (await daysOffOf(store.read, school, year)).map(({ kind, name }) => name ?? kind);
	expect(await seen()).toEqual(['Suikerfeest', 'study_day']);
	await setDaysOff(store, joke, { year, days: [study], now: today });
	expect(await seen()).toEqual(['study_day']);
	// another school keeps its own
	const others = await daysOffOf(store.read, { schoolId: otherSchoolId, region: 'zuid' }, year);
	expect(others.map(({ kind }) => kind)).toContain('spring');
	await setDaysOff(store, joke, { year, days: [], now: today });
	expect((await seen())[0]).toBe('autumn');
});

test.each([
	['backwards', { ...study, lastDay: '2026-11-03' }],
	['outside', { ...study, firstDay: '2026-06-01', lastDay: '2026-06-02' }],
	['outside', { ...study, firstDay: '2027-09-15', lastDay: '2027-09-15' }],
	['unnamed', { ...study, kind: 'other', name: ' ' }],
] as const)('a day that is %s refuses the whole list', async (refusal, wrong) => {
	const { store, year, joke } = await withPeople();
	expect(await setDaysOff(store, joke, { year, days: [study, wrong], now: today })).toEqual({
		ok: false,
		refusal,
		at: 1,
	});
	expect((await daysOffOf(store.read, school, year))[0]?.kind).toBe('autumn');
});

const allowed: Record<StaffName, boolean> = {
	marieke: false,
	selin: false,
	naima: false,
	petra: true,
	joke: true,
	henk: true, // at his own school
};
test.each(Object.entries(allowed) as [StaffName, boolean][])(
	'who keeps the calendar: %s %s',
	async (who, may) => {
		const { store } = await withPeople();
		const actor = await asStaff(store, who);
		const year = (await findSchoolYear(store.read, actor.schoolId, '2026-10-06')) as SchoolYear;
		const result = await setDaysOff(store, actor, { year, days: [study], now: today });
		expect(result.ok || result.refusal).toBe(may || 'not_allowed');
	},
);

test('the school year of a day: the latest that began, and before the first that one', async () => {
	const { store } = await withPeople();
	await store.transact(async (tx) => {
		await tx.insert(tx.t.schoolYear).values({
			schoolId,
			id: '2027',
			name: '2027-2028',
			startsOn: '2027-08-30',
			endsOn: '2028-07-07',
		});
	});
	const nameOn = async (day: string) => (await findSchoolYear(store.read, schoolId, day))?.name;
	expect(await nameOn('2026-10-06')).toBe('2026-2027');
	expect(await nameOn('2027-08-29')).toBe('2026-2027');
	expect(await nameOn('2027-08-30')).toBe('2027-2028');
	expect(await nameOn('2026-07-01')).toBe('2026-2027');
	expect(await findSchoolYear(store.read, 'no-school', '2026-10-06')).toBeUndefined();
});

test('two people write the list: who did not see the other’s is told whose it is, and nothing is overwritten', async () => {
	const { store, year, joke } = await withPeople();
	const petra = await asStaff(store, 'petra');
	const seen = daysVersion(await daysOffOf(store.read, school, year));
	const feast: DayOff = { kind: 'other', name: 'Suikerfeest', firstDay: '2026-09-30', lastDay: '2026-09-30' };
	expect(await setDaysOff(store, petra, { year, days: [feast], now: today, seen })).toEqual({ ok: true });
	expect(await setDaysOff(store, joke, { year, days: [study], now: today, seen })).toEqual({
		ok: false,
		refusal: 'changed',
		by: 'petra',
	});
	const stored = await daysOffOf(store.read, school, year);
	expect(stored.map(({ name }) => name)).toEqual(['Suikerfeest']);
	// one's own change in another tab is no surprise, and who saw it may go on
	expect(await setDaysOff(store, petra, { year, days: [study], now: today, seen })).toEqual({ ok: true });
	const now = daysVersion(await daysOffOf(store.read, school, year));
	expect(await setDaysOff(store, joke, { year, days: [feast], now: today, seen: now })).toEqual({ ok: true });
});
