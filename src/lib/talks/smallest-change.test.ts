import { expect, test } from 'vitest';
import { brokenPromises } from '../../../tests/support/talk-checker.ts';
import type { Talk, TalkFamily, TalkProblem } from './problem.ts';
import { smallestChange, withChanges } from './smallest-change.ts';

const EVENING = 1140;
const times = [{ from: EVENING, to: EVENING + 60, preferred: false }];
const family = (id: string, more: Partial<TalkFamily> = {}): TalkFamily => ({
	id,
	talks: [{ id: `${id}1`, group: 'a' }],
	times,
	...more,
});
const round = (families: TalkFamily[]): TalkProblem => ({
	length: 10,
	pause: 0,
	waitAtMost: 10,
	apartMinutes: 30,
	walking: { otherwise: 0, between: [] },
	teachers: [
		{ id: 'anna', sessions: [{ from: EVENING, to: EVENING + 10, room: 'r1' }] },
		{ id: 'bram', sessions: [{ from: EVENING, to: EVENING + 30, room: 'r2' }] },
	],
	groups: [
		{ id: 'a', teams: [['anna']] },
		{ id: 'b', teams: [['bram']] },
	],
	families,
	interpreters: [{ id: 'imane', languages: ['ar'], times: [], walks: false }],
	fixed: [],
});
const taken: Talk = {
	id: 'kaya1',
	family: 'kaya',
	teachers: ['anna'],
	start: EVENING,
	room: 'r1',
	interpreter: null,
};

test('the teacher is full: one talk more, right after the last, at a time that the family can', () => {
	const problem = round([family('kaya'), family('yilmaz')]);
	const found = smallestChange(problem, [taken], 'yilmaz');
	expect(found?.changes).toEqual([
		{ kind: 'teacher_time', teacher: 'anna', start: EVENING + 10, room: 'r1' },
	]);
	const agreed = withChanges(problem, found as NonNullable<typeof found>);
	expect(brokenPromises(agreed, [taken, ...(found?.talks ?? [])])).toEqual([]);
	expect(brokenPromises(problem, [taken, ...(found?.talks ?? [])])).not.toEqual([]);
});

test('the teacher has time when the family can not: one time more of the family', () => {
	const late = [{ from: EVENING + 300, to: EVENING + 320, preferred: false }];
	const problem = round([family('yilmaz', { talks: [{ id: 'y', group: 'b' }], times: late })]);
	const found = smallestChange(problem, [], 'yilmaz');
	expect(found?.changes).toMatchObject([{ kind: 'family_time' }]);
});

test('nobody interprets: the interpreter is asked, not the teacher', () => {
	const problem = round([family('yilmaz', { talks: [{ id: 'y', group: 'b' }], language: 'ar' })]);
	expect(smallestChange(problem, [], 'yilmaz')?.changes).toMatchObject([
		{ kind: 'interpreter_time', interpreter: 'imane' },
	]);
});

test('no interpreter of the language at all: no small change helps', () => {
	const problem = round([family('yilmaz', { language: 'ti' })]);
	expect(smallestChange(problem, [], 'yilmaz')).toBeUndefined();
});

test('two children with the full teacher need two times more; the other group has room', () => {
	const talks = ['a', 'a', 'b'].map((group, n) => ({ id: `y${n}`, group }));
	const problem = round([family('kaya'), family('yilmaz', { talks })]);
	const found = smallestChange(problem, [taken], 'yilmaz');
	expect(found?.changes.map(({ kind }) => kind)).toEqual(['teacher_time', 'teacher_time']);
	expect(found?.talks).toHaveLength(3);
});
