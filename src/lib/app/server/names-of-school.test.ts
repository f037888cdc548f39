import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, schoolId } from '../../../../tests/support/people.ts';
import { namesOfSchool } from './names-of-school.ts';

test('names of children, guardians, staff, groups and the school, whole and in words; of this school only', async () => {
	const store = freshStore();
	await addPeople(store);
	const names = await namesOfSchool(store.read, schoolId);
	expect(names).toEqual(
		expect.arrayContaining([
			...['Elif', 'Elif Yıldırım', 'Bakkali', 'Fatima el Bakkali', 'Marieke', 'Marieke Koster'],
			...['Groep 1/2 Zonnebloem', 'OBS De Vuurvogel'],
		]),
	);
	expect(names).not.toContain('el');
	expect(names.filter((name) => /Regenboog|Groep 3/.test(name))).toEqual([]);
	expect(new Set(names).size).toBe(names.length);
});
