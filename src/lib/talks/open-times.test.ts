import { expect, test } from 'vitest';
import { familyWays, openTimes, type RoundRules } from './open-times.ts';

const rules: RoundRules = {
	length: 10,
	pause: 0,
	inARow: null,
	waitAtMost: 15,
	apartMinutes: 30,
	walking: { otherwise: 5, between: [] },
};
const teacher = (staffId: string, from: number, to: number, room: string | null = null) => ({
	staffId,
	sessions: [{ from, to, room }],
});
const starts = (times: { start: number }[]) => times.map(({ start }) => start);

test('a time is open when nobody has it, with the pause kept', () => {
	const taken = [{ staffIds: ['a'], start: 20, room: null }];
	expect(starts(openTimes([['a']], [teacher('a', 0, 50)], taken, rules))).toEqual([0, 10, 30, 40]);
	const slow = { ...rules, pause: 5 };
	expect(starts(openTimes([['a']], [teacher('a', 0, 50)], [], slow))).toEqual([0, 15, 30]);
	const off = [{ staffIds: ['a'], start: 10, room: null }];
	expect(starts(openTimes([['a']], [teacher('a', 0, 50)], off, slow))).toEqual([30]);
});

test('who talk together are both there; of a job-share it is either', () => {
	const teachers = [teacher('a', 0, 30), teacher('b', 10, 40)];
	expect(starts(openTimes([['a', 'b']], teachers, [], rules))).toEqual([10, 20]);
	expect(openTimes([['a'], ['b']], teachers, [], rules).map((one) => [one.start, ...one.staffIds])).toEqual([
		[0, 'a'],
		[10, 'a'],
		[10, 'b'],
		[20, 'a'],
		[20, 'b'],
		[30, 'b'],
	]);
});

test('a room has one talk at a time', () => {
	const teachers = [teacher('a', 0, 20, 'hall'), teacher('b', 0, 20, 'hall')];
	const taken = [{ staffIds: ['b'], start: 0, room: 'hall' }];
	expect(starts(openTimes([['a']], teachers, taken, rules))).toEqual([10]);
});

test('after so many talks in a row the next time stays free', () => {
	const two = { ...rules, inARow: 2 };
	const taken = [0, 10].map((start) => ({ staffIds: ['a'], start, room: null }));
	expect(starts(openTimes([['a']], [teacher('a', 0, 50)], taken, two))).toEqual([30, 40]);
});

test('siblings’ talks are one after the other, with time to walk', () => {
	const one = { childId: 'one', times: openTimes([['a']], [teacher('a', 0, 40, 'x')], [], rules) };
	const two = { childId: 'two', times: openTimes([['b']], [teacher('b', 5, 25, 'y')], [], rules) };
	const ways = familyWays([one, two], rules);
	expect(ways.every(({ sideBySide }) => sideBySide)).toBe(true);
	expect(ways.map(({ talks }) => talks.map(({ childId, start }) => `${childId} ${start}`))).toEqual([
		['one 0', 'two 15'],
		['two 5', 'one 20'],
		['two 5', 'one 30'],
		['two 15', 'one 30'],
	]);
});

test('where nothing is side by side, the same day is offered; never two days', () => {
	const far = openTimes([['b']], [teacher('b', 200, 210)], [], rules);
	const other = openTimes([['b']], [teacher('b', 1440, 1450)], [], rules);
	const one = { childId: 'one', times: openTimes([['a']], [teacher('a', 0, 10)], [], rules) };
	expect(familyWays([one, { childId: 'two', times: far }], rules)).toMatchObject([{ sideBySide: false }]);
	expect(familyWays([one, { childId: 'two', times: other }], rules)).toEqual([]);
});

test('parents who come apart don’t meet', () => {
	const times = openTimes([['a']], [teacher('a', 0, 100)], [], rules);
	const ways = familyWays([{ childId: 'one', times }], rules, [{ start: 40, room: null }]);
	expect(ways.map(({ talks }) => talks[0]?.start)).toEqual([0, 80, 90]);
});
