import { describe, expect, test } from 'vitest';
import { areSideBySide, canDoBoth, familyTimeAt, startsOf, stayApart, walkingMinutes } from './rules.ts';

const round = { length: 10, pause: 5, waitAtMost: 10, apartMinutes: 30 };
const walk = walkingMinutes({
	walking: { otherwise: 5, between: [{ rooms: ['hall', 'attic'], minutes: 10 }] },
});
const at = (start: number, room: string | null = 'hall') => ({ start, room });

test('talks of a session begin one talk and one pause apart; the last pause may lie beyond the end', () => {
	expect(startsOf({ from: 0, to: 40 }, round)).toEqual([0, 15, 30]);
	expect(startsOf({ from: 0, to: 39 }, round)).toEqual([0, 15]);
});

test('walking: listed both ways, nothing within a room or by phone', () => {
	expect(walk('attic', 'hall')).toBe(10);
	expect(walk('hall', 'gym')).toBe(5);
	expect(walk('hall', 'hall')).toBe(0);
	expect(walk(null, 'hall')).toBe(0);
});

test('nobody can do both without the time to walk, in whichever order they are named', () => {
	expect(canDoBoth(at(0), at(10), 10, walk)).toBe(true);
	expect(canDoBoth(at(19, 'attic'), at(0), 10, walk)).toBe(false);
	expect(canDoBoth(at(20, 'attic'), at(0), 10, walk)).toBe(true);
});

test('a time that a family would rather have counts, also where another one lies over it', () => {
	const times = [
		{ from: 0, to: 100, preferred: false },
		{ from: 50, to: 80, preferred: true },
	];
	expect(familyTimeAt(times, 60, 10)?.preferred).toBe(true);
	expect(familyTimeAt(times, 75, 10)?.preferred).toBe(false);
	expect(familyTimeAt(times, 95, 10)).toBeUndefined();
});

describe('side by side', () => {
	test.each([
		['one after the other', [at(0), at(10), at(20)], true],
		['ten minutes of waiting', [at(0), at(20)], true],
		['eleven', [at(0), at(21)], false],
		['walking is no waiting', [at(0), at(30, 'attic')], true],
		['no time to walk', [at(0), at(10, 'attic')], false],
	])('%s', (_, talks, expected) => {
		expect(areSideBySide(talks, round, walk)).toBe(expected);
	});
});

describe('two who come apart', () => {
	test.each([
		['half an hour between the stays', [at(0)], [at(40)], true],
		['a minute less', [at(0)], [at(39)], false],
		['one between the two talks of the other', [at(0), at(200)], [at(100)], false],
		['on another day', [at(0)], [at(1440)], true],
	])('%s', (_, a, b, expected) => {
		expect(stayApart(a, b, round)).toBe(expected);
		expect(stayApart(b, a, round)).toBe(expected);
	});
});
