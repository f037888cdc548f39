import { expect, test } from 'vitest';
import { rounds, talkRound, type RoundKind } from '../../../../bench/support/talk-rounds.ts';
import { brokenPromises, figuresOf } from '../../../../tests/support/talk-checker.ts';
import { smallRound } from '../../../../tests/support/small-rounds.ts';
import type { PlanProgress } from '../problem.ts';
import { planTalks } from './plan.ts';

test('in its thread: the schedule, every aim proved, and news on the way', async () => {
	const problem = smallRound(8);
	const news: PlanProgress[] = [];
	const answer = await planTalks(problem, { onProgress: (progress) => news.push(progress) });
	if (!answer.ok) throw new Error(answer.refusal);
	expect(brokenPromises(problem, answer.plan.talks)).toEqual([]);
	expect(answer.plan.aims.map(({ proven }) => proven)).toEqual([true, true, true, true]);
	expect(new Set(news.map(({ aim }) => aim))).toEqual(new Set(['placed', 'split', 'gaps', 'preferred']));
});

test('stopped at once, a whole school still has a schedule that keeps every promise', async () => {
	const problem = talkRound(rounds[2] as RoundKind);
	const answer = await planTalks(problem, { signal: AbortSignal.abort() });
	if (!answer.ok) throw new Error(answer.refusal);
	const { plan } = answer;
	expect(plan.stopped).toBe(true);
	expect(brokenPromises(problem, plan.talks)).toEqual([]);
	expect(figuresOf(problem, plan.talks).placed).toBe(problem.families.length - plan.unplaced.length);
	expect(plan.unplaced.length).toBeLessThan(60);
});
