import { expect, test } from 'vitest';
import { aroundStep, choicesOf, easyBuddyAnswers, easyFields, easyStepHref, stepsOf } from './easy-steps.ts';
import type { BuddyProfile } from './profile.ts';

const answers = (query: string) => easyBuddyAnswers(new URLSearchParams(query));

const PROFILE: BuddyProfile = {
	...{ offers: true, wishes: false, languages: ['ar', 'nl'], topics: ['school'], times: ['3-afternoon'] },
	...{ area: '3011', capacity: 2, circle: null },
};

test('what was answered stands in the address, and comes back from it', () => {
	const choices = choicesOf(PROFILE, []);
	expect(answers(easyStepHref(choices, 'circle').slice(1))).toMatchObject({ step: 'circle', choices });
	expect(answers(easyStepHref(choices, 'topics', { role: ['wish'] }).slice(1)).choices.role).toEqual([
		'wish',
	]);
	expect(easyFields(choices, 'languages').map(([name]) => name)).not.toContain('languages');
});

test('a question that was not answered is asked again', () => {
	expect(answers('step=topics')).toMatchObject({ step: 'role', problem: 'no_role' });
	expect(answers('step=topics&role=wish')).toMatchObject({ step: 'languages', problem: 'no_language' });
	expect(answers('step=topics&role=wish&languages=ar')).toMatchObject({ step: 'topics', problem: undefined });
	// choosing among all languages has none yet
	expect(answers('step=more&role=wish')).toMatchObject({ step: 'more', problem: undefined });
});

test('how many to help is asked of who helps, and back is the question before', () => {
	const wish = { ...choicesOf(undefined, ['ar']), role: ['wish' as const] };
	expect(stepsOf(wish)).toEqual(['role', 'languages', 'topics', 'times', 'area', 'circle']);
	expect(aroundStep(wish, 'circle')).toEqual({ before: 'area', after: undefined });
	expect(aroundStep(choicesOf(PROFILE, []), 'circle').before).toBe('capacity');
	expect(aroundStep(wish, 'role').before).toBeUndefined();
	expect(aroundStep(wish, 'more').before).toBe('languages');
});

test('who has one language need not tap it; of several none is taken for granted', () => {
	expect(choicesOf(undefined, ['nl']).languages).toEqual(['nl']);
	expect(choicesOf(undefined, ['ti', 'nl']).languages).toEqual([]);
});

test.each(['step=none', 'step=topics&role=head', 'ask=everything', 'match=../x', 'times=9-night&step=times'])(
	'an address that no page of ours made answers nothing: %s',
	(query) => {
		const { step, ask, match, choices } = answers(query);
		expect([undefined, 'role']).toContain(step);
		expect({ ask, match, times: choices.times }).toEqual({ ask: undefined, match: undefined, times: [] });
	},
);
