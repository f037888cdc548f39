import { expect, test } from 'vitest';
import { familiesInApp } from './in-app.ts';

const entered = new Date('2026-09-01T08:00:00Z');
const guardian = (guardianId: string, language: string, more: object = {}) => ({
	guardianId,
	language,
	level: 'full' as const,
	enteredAt: null,
	...more,
});

test('a family is in the app when one of its guardians was, by language, those outside first', () => {
	const mother = guardian('mother', 'tr');
	const { inApp, outside } = familiesInApp([
		// brother and sister: the father came in, and is the father of one of them only
		{ childId: 'elif', guardians: [mother, guardian('father', 'nl', { enteredAt: entered })] },
		{ childId: 'emre', guardians: [mother] },
		{ childId: 'ilyas', guardians: [guardian('fatima', 'ar')] },
		{ childId: 'amal', guardians: [guardian('fatima', 'ar')] },
		{ childId: 'zuzia', guardians: [guardian('agnieszka', 'pl')] },
	]);
	expect(inApp).toEqual({
		families: 3,
		never: 2,
		languages: [
			{ tag: 'ar', families: 1, never: 1 },
			{ tag: 'pl', families: 1, never: 1 },
			{ tag: 'nl', families: 1, never: 0 },
			{ tag: 'tr', families: 1, never: 0 },
		],
	});
	expect([...outside]).toEqual(['ilyas', 'amal', 'zuzia']);
});

test('who may see nothing of the child doesn’t count, and who has nobody is no family', () => {
	const barred = guardian('kerem', 'tr', { level: 'nothing', enteredAt: entered });
	const { inApp, outside } = familiesInApp([
		{ childId: 'elif', guardians: [guardian('ayse', 'tr'), barred] },
		{ childId: 'sem', guardians: [barred] },
		{ childId: 'mees', guardians: [] },
	]);
	expect(inApp).toMatchObject({ families: 1, never: 1 });
	expect([...outside]).toEqual(['elif']);
});
