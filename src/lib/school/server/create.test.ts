import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { freshStore } from '../../../../tests/support/database.ts';
import { createSchool, openSchoolYear, type NewSchool } from './create.ts';

const now = new Date('2026-11-21T22:00:00Z');
const vuurvogel: NewSchool = {
	name: 'OBS De Vuurvogel',
	brin: '99zz',
	region: 'midden',
	headEmail: 'Directie@school.example',
	now,
};

test('a school with the school year of today and its head', async () => {
	const store = freshStore();
	const made = await store.transact((tx) => createSchool(tx, vuurvogel));
	if (!made.ok) throw new Error(made.refusal);
	const { schoolId, schoolYearId, headId } = made;
	const contents = databaseContents(store.file);
	expect(contents.school).toMatchObject([
		{ id: schoolId, name: 'OBS De Vuurvogel', brin: '99ZZ', region: 'midden', time_zone: 'Europe/Amsterdam' },
	]);
	expect(contents.school_year).toMatchObject([
		{ id: schoolYearId, name: '2026-2027', starts_on: '2026-08-31', ends_on: '2027-07-16' },
	]);
	expect(contents.staff_member).toMatchObject([
		{ id: headId, name: 'Directie', email_key: 'directie@school.example', status: 'active' },
	]);
	expect(contents.staff_role).toMatchObject([{ staff_id: headId, role: 'head' }]);
	expect(contents.audit_line).toMatchObject([{ action: 'school.created', actor_kind: 'system' }]);
});

test('in the summer holiday the coming school year is opened, by the region', async () => {
	const store = freshStore();
	const inJuly = new Date('2027-07-18T10:00:00Z');
	const yearOf = async (region: 'noord' | 'zuid') => {
		const made = await store.transact((tx) =>
			createSchool(tx, { ...vuurvogel, brin: null, region, now: inJuly }),
		);
		if (!made.ok) throw new Error(made.refusal);
		const { schoolYear } = store.t;
		const [year] = await store.read.select().from(schoolYear).where(eq(schoolYear.schoolId, made.schoolId));
		return year?.name;
	};
	expect(await yearOf('noord')).toBe('2027-2028');
	expect(await yearOf('zuid')).toBe('2026-2027');
});

test('a BRIN code that another school has is refused, and nothing is made', async () => {
	const store = freshStore();
	await store.transact((tx) => createSchool(tx, vuurvogel));
	const again = await store.transact((tx) =>
		createSchool(tx, { ...vuurvogel, name: 'Nog een', brin: '99ZZ' }),
	);
	expect(again).toEqual({ ok: false, refusal: 'brin_in_use' });
	expect(await store.read.$count(store.t.school)).toBe(1);
});

test('a school year is opened once', async () => {
	const store = freshStore();
	const made = await store.transact((tx) => createSchool(tx, vuurvogel));
	if (!made.ok) throw new Error(made.refusal);
	const open = (name: string) => store.transact((tx) => openSchoolYear(tx, made.schoolId, name, 'midden'));
	expect(await open('2026-2027')).toBe(made.schoolYearId);
	expect(await open('2027-2028')).toBe(await open('2027-2028'));
	const { schoolYear } = store.t;
	expect(await store.read.$count(schoolYear, eq(schoolYear.schoolId, made.schoolId))).toBe(2);
});
