// The matching beside every matching there is, on small schools; and its rules one by one.
import loadHighs from 'highs';
import { expect, it } from 'vitest';
import { bestByTrying, brokenRules, pointsOf } from '../../../../tests/support/buddy-checker.ts';
import { buddyCrowd } from '../../../../tests/support/buddy-people.ts';
import type { Person } from '../fit.ts';
import type { BuddyProblem } from '../problem.ts';
import { assign } from './assign.ts';
import { bestMatching } from './matching.ts';

const highs = await loadHighs();

it('finds what trying everything finds, with every rule kept', () => {
	const small = { newcomers: 4, buddies: 3, languages: 3, groups: 3, both: 25, pairs: 30, apart: 2 };
	for (let seed = 1; seed <= 120; seed++) {
		const problem = buddyCrowd({ ...small, seed });
		const plan = assign(highs, problem);
		const best = bestByTrying(problem);
		expect(brokenRules(problem, plan.pairs), `seed ${seed}`).toEqual([]);
		const found = { matched: plan.pairs.length, points: pointsOf(problem, plan.pairs) };
		expect(found, `seed ${seed}`).toEqual(best);
		expect(plan.fit, `seed ${seed}`).toBe(best.points);
	}
});

it('looks at a part of the pairs and has the optimum of all of them', () => {
	const problem = buddyCrowd({ seed: 7, newcomers: 90, buddies: 90, apart: 20, dutch: [60, 90] });
	const plan = assign(highs, problem);
	const apart = { ...problem, buddies: problem.buddies.map((buddy) => ({ ...buddy })) };
	expect(brokenRules(problem, plan.pairs)).toEqual([]);
	expect(pointsOf(apart, plan.pairs)).toBe(plan.fit);
	expect(plan.looked).toBeLessThan(plan.possible);
	// one place more for everybody can't make fewer, and nobody who was taken away can make more
	const roomier = assign(highs, {
		...problem,
		buddies: problem.buddies.map((b) => ({ ...b, places: b.places + 1 })),
	});
	expect(roomier.pairs.length).toBeGreaterThanOrEqual(plan.pairs.length);
	const fewer = assign(highs, { ...problem, buddies: problem.buddies.slice(0, -10) });
	expect(fewer.pairs.length).toBeLessThanOrEqual(plan.pairs.length);
});

function person(id: string, part: Partial<Person> = {}): Person {
	const isBuddy = id.startsWith('b');
	return {
		...{ id, family: id, offers: isBuddy, wishes: !isBuddy, languages: ['tr'], topics: [], times: [] },
		...{
			area: null,
			circle: null,
			places: isBuddy ? 1 : 0,
			load: 0,
			groups: [],
			years: [],
			months: 0,
			weeks: 0,
		},
		...part,
	};
}

function matched(people: Person[], part: Partial<BuddyProblem> = {}): string[] {
	const newcomers = people.filter(({ wishes }) => wishes);
	const buddies = people.filter(({ offers }) => offers);
	const { pairs } = assign(highs, { newcomers, buddies, apart: [], families: [], ...part });
	return pairs.map(({ newcomer, buddy }) => `${newcomer} ${buddy}`).sort();
}

it('helps two a little rather than one very well', () => {
	const near = { groups: ['g'], area: '3011', weeks: 30 };
	const people = [
		person('n1', { ...near, languages: ['tr', 'ar'] }),
		person('n2'),
		person('b1', near),
		person('b2', { languages: ['ar'] }),
	];
	expect(matched(people)).toEqual(['n1 b2', 'n2 b1']);
});

it('takes first who waits longest, where one has to stay without', () => {
	const people = [
		person('n1', { groups: ['g'] }),
		person('n2', { weeks: 16 }),
		person('b1', { groups: ['g'] }),
	];
	expect(matched(people)).toEqual(['n2 b1']);
});

it('shares the work, and looks at who has one already', () => {
	const two = [person('n1'), person('n2'), person('b1', { places: 3 }), person('b2', { places: 3 })];
	expect(new Set(matched(two).map((pair) => pair.split(' ')[1])).size).toBe(2);
	const one = [person('n1'), person('b1', { places: 3, load: 1 }), person('b2')];
	expect(matched(one)).toEqual(['n1 b2']);
});

it.each([
	['nobody of the family', [person('n1', { family: 'f' }), person('b1', { family: 'f' })]],
	['nobody with whom one can’t talk', [person('n1'), person('b1', { languages: ['pl'] })]],
	['nobody with another wish for women only', [person('n1', { circle: 'women' }), person('b1')]],
	['nobody who has no place', [person('n1'), person('b1', { places: 0 })]],
])('matches %s', (_, people) => {
	expect(matched(people)).toEqual([]);
});

it('counts practising Dutch as a language where both say it', () => {
	const dutch = { topics: ['dutch' as const] };
	expect(matched([person('n1', dutch), person('b1', { languages: ['pl'], ...dutch })])).toEqual(['n1 b1']);
	expect(matched([person('n1', dutch), person('b1', { languages: ['pl'] })])).toEqual([]);
});

it('never gives two carers of one family the same buddy, now or later', () => {
	const family = [person('n1', { family: 'f' }), person('n2', { family: 'f' }), person('b1', { places: 2 })];
	expect(matched(family)).toHaveLength(1);
	expect(matched(family, { families: [{ buddy: 'b1', family: 'f' }] })).toEqual([]);
	expect(matched([person('n1'), person('b1')], { apart: ['b1 n1'] })).toEqual([]);
});

it('of two who offer and wish, the newer one is the newcomer', () => {
	const both = { offers: true, wishes: true, places: 1 };
	expect(matched([person('x', { ...both, months: 3 }), person('y', { ...both, months: 30 })])).toEqual([
		'x y',
	]);
});

it('answers from a thread of its own', async () => {
	const problem = { newcomers: [person('n1')], buddies: [person('b1')], apart: [], families: [] };
	expect((await bestMatching(problem)).pairs).toEqual([{ newcomer: 'n1', buddy: 'b1' }]);
	expect((await bestMatching({ ...problem, buddies: [] })).pairs).toEqual([]);
});
