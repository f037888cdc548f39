import { expect, test } from 'vitest';
import { familyWays, openTimes, plainWays, type RoundRules } from './open-times.ts';

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

/** Three in a class of two teachers. */
const three = ['one', 'two', 'three'].map((childId) => ({
	childId,
	times: [0, 1440, 2880].flatMap((day) =>
		openTimes([['a'], ['b']], [teacher('a', day, day + 200), teacher('b', day, day + 200)], [], rules),
	),
}));

test('three siblings in a class of two teachers find times on each day', () => {
	const begins = new Set(familyWays(three, rules).map(({ talks }) => talks[0]?.start ?? 0));
	expect([...begins].filter((start) => start >= 2880).length).toBeGreaterThan(10);
	expect(begins.size).toBeGreaterThan(30);
});

test('a time is offered once for each teacher, not for each order of the children', () => {
	const at = (start: number) => new Date(start * 60_000);
	const ways = familyWays(three.slice(0, 2), rules).map(({ talks }) => ({
		talks: talks.map((talk) => ({ ...talk, startsAt: at(talk.start) })),
	}));
	const first = (all: typeof ways) =>
		all
			.map(({ talks }) =>
				talks.map(({ childId, start, staffIds }) => `${childId} ${start} ${staffIds.join()}`),
			)
			.filter(([one, other]) => one?.includes(' 0 ') && other?.includes(' 10 '));
	expect(first(ways).length).toBeGreaterThan(2);
	expect(first(plainWays(ways))).toEqual([
		['one 0 a', 'two 10 a'],
		['one 0 b', 'two 10 b'],
	]);
	// with somebody who can only once, both are needed: who talks about whom is a choice
	const mixed = ways.filter(({ talks }) => new Set(talks.map(({ staffIds }) => staffIds[0])).size === 2);
	expect(first(plainWays(mixed))).toHaveLength(2);
});
