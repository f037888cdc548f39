import loadHighs from 'highs';
import { describe, expect, test } from 'vitest';
import { bestByTrying } from '../../../../tests/support/talk-brute-force.ts';
import { brokenPromises, figuresOf } from '../../../../tests/support/talk-checker.ts';
import { smallRound } from '../../../../tests/support/small-rounds.ts';
import { differences } from '../differences.ts';
import type { TalkProblem } from '../problem.ts';
import { planRound } from './planner.ts';

const highs = await loadHighs();
const noHurry = { seconds: 60, elapsed: () => 0, stop: () => false };
const plan = (problem: TalkProblem) => planRound(highs, problem, noHurry);

describe('small rounds with everything in them, beside trying every schedule', () => {
	test.each(Array.from({ length: 15 }, (_, n) => n * 10))('ten seeds from %i', (first) => {
		for (let seed = first; seed < first + 10; seed++) {
			const problem = smallRound(seed);
			const best = bestByTrying(problem);
			const answer = plan(problem);
			if (!answer.ok) {
				expect(best, `seed ${seed}: ${answer.refusal}`).toBeUndefined();
				continue;
			}
			const { talks, aims, changes } = answer.plan;
			expect(brokenPromises(problem, talks), `seed ${seed}`).toEqual([]);
			expect(figuresOf(problem, talks), `seed ${seed}`).toEqual(best);
			expect(Object.fromEntries(aims.map(({ aim, reached }) => [aim, reached])), `seed ${seed}`).toEqual(
				best,
			);
			expect(
				aims.map(({ bound }) => bound),
				`seed ${seed}`,
			).toEqual(aims.map(({ reached }) => reached));
			// an optimum leaves no family out that would fit in as it is
			expect(
				changes.filter((change) => change.changes.length === 0),
				`seed ${seed}`,
			).toEqual([]);
		}
	});
});

test('planned again with all of it fixed, nothing moves', () => {
	const problem = smallRound(8);
	const first = plan(problem);
	if (!first.ok) throw new Error(first.refusal);
	const again = plan({ ...problem, fixed: first.plan.talks });
	if (!again.ok) throw new Error(again.refusal);
	const found = differences(first.plan.talks, again.plan.talks);
	expect(found.same).toHaveLength(first.plan.talks.length);
	expect([found.added, found.moved, found.removed]).toEqual([[], [], []]);
});

test('fixed talks that can not both be, and one that nobody asked for, are refused by name', () => {
	const problem = { ...smallRound(8), fixed: [] };
	const [family] = problem.families;
	const fixed = { family: 'f1', teachers: ['t1'], start: 1140, room: 'r1', interpreter: null };
	const other = { ...fixed, family: 'f2', id: problem.families[1]?.talks[0]?.id ?? '', start: 1145 };
	const first = { ...fixed, id: family?.talks[0]?.id ?? '' };
	expect(plan({ ...problem, fixed: [first, other] })).toEqual({
		ok: false,
		refusal: 'fixed_talks_clash',
		talks: [first.id, other.id],
	});
	expect(plan({ ...problem, fixed: [{ ...fixed, id: 'nobody' }] })).toEqual({
		ok: false,
		refusal: 'fixed_talk_unknown',
		talks: ['nobody'],
	});
});
